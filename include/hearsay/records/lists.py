"""The closed lists and patterns that the records take their values from."""

from enum import StrEnum

SLUG = r"^[a-z0-9][a-z0-9._-]*$"
HEX16 = r"^[0-9a-f]{16}$"


class DropReason(StrEnum):
    """Why a record became no article: a closed list, every drop counted under one of them."""

    EMPTY = "empty"  # no byte, or white space only
    TRUNCATED = "truncated"  # the file breaks off inside this record
    CORRUPT = "corrupt"  # the bytes are not what the format promises
    TOO_LARGE = "too-large"  # over the limit for one record, packed or unpacked
    UNSAFE_NAME = "unsafe-name"  # an archive member whose name leads out of the archive
    UNKNOWN_FORMAT = "unknown-format"  # neither name nor bytes tell a format that is read
    NO_TEXT_FIELD = "no-text-field"  # a row or table without a text column
    BINARY = "binary"  # bytes that are no text in any encoding
    NOT_A_PAGE = "not-a-page"  # an HTTP error, a picture, a PDF
    NO_ARTICLE = "no-article"  # a page without a body: index, gallery, script only
    TOO_SHORT = "too-short"  # a body of too few words
    FAILED = "failed"  # our own code raised on it; the detail names the error
    FAILED_CHECK = "failed-check"  # became a row, and the row broke an expectation


class Format(StrEnum):
    """What a dump is; `hearsay.read` has one reader for each."""

    TXT = "txt"
    ARCHIVE = "archive"  # .zip, .tar, .tar.gz of .txt
    JSONL = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"
    WET = "wet"
    HTML = "html"
    UNKNOWN = "unknown"


class State(StrEnum):
    """What became of a dump in its night."""

    PUBLISHED = "published"
    HELD = "held"  # kept back: a critical expectation failed, or its task did
    DOUBLED = "doubled"  # the same bytes as another dump: that one counts


class Severity(StrEnum):
    """What a broken expectation means: hold the dump back, say so loudly, note it."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


class SourceType(StrEnum):
    """What kind of holder a statement is attributed to."""

    MEDIA = "media"
    PERSON = "person"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


class Quote(StrEnum):
    """How the words are given: wholly in quotation marks, partly, or not at all."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Stance(StrEnum):
    """How far the cue vouches for the statement."""

    NEUTRAL = "neutral"  # said, according to
    ENDORSING = "endorsing"  # admitted, revealed: the cue takes it for true
    DISTANCING = "distancing"  # claimed, alleged: the cue leaves it to its holder
    HEDGED = "hedged"  # believes, suggests, expects: the holder is not sure either


class Place(StrEnum):
    """Which column of an article a span points into."""

    TITLE = "title"
    TEXT = "text"
    CREDIT = "credit"  # whom the text was taken from; nobody makes a statement there
    ORIGIN = "origin"


class DateOrigin(StrEnum):
    """Where a published date was found, the most trustworthy first."""

    JSON_LD = "json-ld"
    META = "meta"
    FIELD = "field"  # a row's own `date`; its `timestamp` tells when it was crawled
    URL = "url"
    MARKUP = "markup"  # <time>
    LINE = "line"  # a line of the page that shows a date
    CAPTURE = "capture"  # only when it was crawled is known


class DatePrecision(StrEnum):
    """How exactly a published date was told."""

    TIME = "time"
    DAY = "day"


class Print(StrEnum):
    """How a printed quotation stands to the first print of it."""

    FIRST = "first"
    SAME = "same"
    VARIANT = "variant"  # a few words differ
    CUT = "cut"  # a part of it, without what stood around it
    FULLER = "fuller"  # with more around it: the first print was the cut one


class Through(StrEnum):
    """Why an article rests on its root."""

    OWN = "own"  # most of its statements were made to the publisher, or none was found
    CITED = "cited"  # most of them come from another outlet
    CREDIT = "credit"  # its credit or line of origin names the outlet
    COPY = "copy"  # it is a near-copy, and rests on what the first one rests on
    TWIN = "twin"  # it is an edition of an article in another language
