"""The records that travel between the rooms; those in TABLES are tables, a field is a column."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from hearsay.contract import Span, column
from hearsay.records.lists import (
    HEX16,
    SLUG,
    DateOrigin,
    DatePrecision,
    DropReason,
    Format,
    Place,
    Quote,
    Severity,
    SourceType,
    Stance,
    State,
)
from hearsay.records.marts import MARTS

__all__ = [
    "HEX16",
    "MARTS",
    "SLUG",
    "TABLES",
    "Article",
    "Attribution",
    "Check",
    "DateOrigin",
    "DatePrecision",
    "Draft",
    "DropReason",
    "Dropped",
    "Dump",
    "Finding",
    "Format",
    "Found",
    "Page",
    "Place",
    "Quote",
    "Reject",
    "Repeated",
    "SetAside",
    "Severity",
    "SourceType",
    "Stance",
    "State",
    "values",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A dump that a source offers: `dump` names it for good, `uri` says where it lies today."""

    source: str
    kind: str  # of the source: how it is asked and brought
    dump: str
    uri: str
    bytes: int
    version: str | None = None  # tells these bytes from others unread: ETag, size and time
    apart: str | None = None  # why it is kept aside unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One record as read from a dump: HTML bytes to be cleaned, or text whose HTML is gone."""

    dump: str
    record: str
    html: bytes | None = None
    text: str | None = None
    charset: str | None = None  # what the HTTP header declared
    url: str | None = None
    title: str | None = None  # what the dump's own row says, where it does
    language: str | None = None
    published: str | None = None
    captured: str | None = None  # ISO 8601, when it was crawled


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What cleaning leaves of a page: the body, and every witness of title, date, language, origin.

    `titles` and `dates` are witnesses in order of trust, unjudged; parse decides between them.
    """

    body: str  # paragraphs separated by "\n", without the title line
    titles: tuple[str, ...] = ()
    dates: tuple[tuple[DateOrigin, str], ...] = ()
    languages: tuple[str, ...] = ()
    url: str | None = None  # the canonical address that the page itself names
    credit: str | None = None  # lines that name agencies: "dpa", "Reporting by ..."
    byline: str | None = None
    translated: str | None = None  # "This article was translated by a machine"
    origin: str | None = None  # "First published in the Harbour Post"
    lines: tuple[str, ...] = ()  # in and beside the body, kept or not: what publishers repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A record that became no article, as the rooms tell it."""

    dump: str = column("Dump it came from: source name and path within the source.")
    record: str = column(
        "Which record of the dump: file name, row number, or byte offset in a WARC."
    )
    url: str | None = column("Address of the page, where the record told it.")
    reason: DropReason = column("Why it became no article.")
    detail: str | None = column("The same in words, with what was found.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Table `articles`: one cleaned news article of one dump."""

    night: date = column("Night that published the row.")
    id: str = column("Stable id: hash of dump and record.", pattern=HEX16, unique=True)
    dump: str = column("Dump it came from: source name and path within the source.")
    record: str = column(
        "Which record of the dump: file name, row number, or byte offset in a WARC."
    )
    url: str | None = column("Address of the page.")
    publisher: str | None = column("Registered domain of the address.", pattern=r"^[^/\s]+$")
    outlet: str | None = column(
        "Id of the publisher in the outlet catalogue, where it stands there.", pattern=SLUG
    )
    title: str | None = column("Headline.")
    text: str = column("Body without the title; paragraphs separated by a line feed.")
    language: str = column("ISO 639-1 code, `und` where none was sure.", pattern=r"^[a-z]{2,3}$")
    published: str | None = column(
        "When the publisher dated it: ISO 8601 day, or time with its offset.",
        pattern=r"^\d{4}-\d\d-\d\d(?:T\S+)?$",
    )
    published_day: date | None = column("Calendar day of `published`, as the publisher wrote it.")
    published_origin: DateOrigin | None = column("Where `published` was found.")
    published_precision: DatePrecision | None = column("How exactly `published` was told.")
    credit: str | None = column("Agency credits, credit lines and datelines, one per line.")
    byline: str | None = column("Author line, taken out of the body.")
    translated: str | None = column("Notice that the text is a translation, where there is one.")
    origin: str | None = column("Line that names where the text was first published.")
    words: int = column("Words in `text`; in scripts without spaces, characters.", low=1)
    fingerprint: str = column(
        "Hash of the words of `text`: equal in word-for-word copies.", pattern=HEX16
    )
    attributed: bool = column("Whether the language has a pack, so that attributions were sought.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An attribution as the engine finds it in a title or text; every span points into that."""

    number: int = column("Number of the attribution within its article, from 1.", low=1)
    place: Place = column("Column of `articles` that the spans point into.")
    source: Span | None = column("Offsets of the source phrase; null where it is elided.")
    source_text: str | None = column("The source phrase.")
    name: str = column("Name the source resolves to within the article; `unknown` without one.")
    type: SourceType = column("What the source is.")
    source_id: str | None = column(
        "One id per outlet across languages, where it stands in the catalogue.", pattern=SLUG
    )
    anonymity: int = column(
        "0 named, 1 spokesperson or role without a name, 2 placed by institution, "
        "3 described only, 4 bare sources, 5 no holder at all (`es heißt`).",
        low=0,
        high=5,
    )
    unnamed_because: str | None = column(
        "Why the source stays unnamed, where the text says so, in its words."
    )
    cue: Span | None = column("Offsets of the word or mark that attributes.")
    cue_text: str | None = column("The cue.")
    stance: Stance = column("How far the cue vouches for the statement.")
    told: Span | None = column("Offsets of the outlet that the statement was made to.")
    told_id: str | None = column("Its id in the outlet catalogue.", pattern=SLUG)
    content: tuple[Span, ...] = column(
        "Offsets of what is attributed; empty where it refers to a passage before."
    )
    content_text: str | None = column("The content spans, joined by ` … `.")
    quote: Quote = column("How the words are given.")
    cites: int | None = column(
        "`number` of the upstream record: whom this source itself cites.", low=1
    )
    rule: str = column("Name of the rule that found it.", pattern=SLUG)

    def spans(self) -> Iterator[tuple[str, Span]]:
        """Every span with its role: source, cue, told, content, content ..."""
        told = (("source", self.source), ("cue", self.cue), ("told", self.told))
        yield from ((role, span) for role, span in told if span)
        yield from (("content", span) for span in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Finding):
    """Table `attributions`: a statement, whom it is attributed to, and where it stands."""

    night: date = column("Night that published the row.")
    article: str = column("`articles.id` of the article it stands in.", pattern=HEX16)
    dump: str = column("Dump it came from: source name and path within the source.")
    publisher: str | None = column("Registered domain of the article's address.")
    language: str = column("Language of the article.", pattern=r"^[a-z]{2,3}$")
    published_day: date | None = column("Calendar day of the article.")
    extractor: str = column("Version of the engine that found it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped(Reject):
    """Table `dropped`: every record that became no article, and why."""

    night: date = column("Night that read the record.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """Table `dumps`: what a night took from one file. `records = articles + dropped`, always."""

    night: date = column("Night that took the dump.")
    dump: str = column("Source name and path within the source.", unique=True)
    source: str = column("Name of the source in sources.toml.")
    uri: str = column("Where the file lay.")
    bytes: int = column("Size of the file.", low=0)
    sha256: str | None = column(
        "Checksum of the file; null where it could not be read.", pattern=r"^[0-9a-f]{64}$"
    )
    format: Format = column("Format it was read as.")
    records: int = column("Records read from it.", low=0)
    articles: int = column("Articles published from it; when held, those that wait.", low=0)
    dropped: int = column("Records that became no article.", low=0)
    dropped_by_reason: dict[str, int] = column("The same, by reason.")
    attributions: int = column(
        "Rows of `attributions` from its articles: statements, and outlets that credits name.",
        low=0,
    )
    state: State = column("Whether it was published or held back.")
    remark: str | None = column("Why it was held, or what was odd about it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Table `checks`: how one expectation came out, for a table of the night or for one dump."""

    night: date = column("Night that was checked.")
    dump: str | None = column("Dump that was judged; null for the whole night.")
    table: str = column("Table that was looked at.")
    expectation: str = column("Name of the expectation.")
    columns: str | None = column("Column or columns it is about, where it is about any.")
    severity: Severity = column("What a failure means.")
    success: bool = column("Whether it held.")
    unexpected: int = column("Rows that broke it.", low=0)
    observed: str | None = column("What was seen instead, in words.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Table `set_aside`: a row that broke an expectation, whole, and kept out of its table."""

    night: date = column("Night that checked the row.")
    dump: str = column("Dump it came from: source name and path within the source.")
    table: str = column("Table it was kept out of.")
    key: str = column("`articles.id`, for an attribution followed by `#` and its number.")
    expectation: str = column("Expectation that it broke, with the column.")
    row: str = column("The whole row as JSON.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Table `repeated`: a line that a publisher set in or beside several articles of a night."""

    night: date = column("Night that read the pages.")
    publisher: str = column(
        "Registered domain of the pages; for texts without an address, their source in brackets."
    )
    mark: str = column("Hash of publisher and line.", pattern=HEX16, unique=True)
    line: str = column("The line, or its beginning.")
    pages: int = column("Pages it stood on, in the unit of work that had most of them.", low=2)
    publisher_pages: int = column("Pages of the publisher that were seen there.", low=2)


TABLES: dict[str, type] = {
    "dumps": Dump,
    "articles": Article,
    "attributions": Attribution,
    "dropped": Dropped,
    "set_aside": SetAside,
    "checks": Check,
    "repeated": Repeated,
}


def values(record: Any) -> dict[str, Any]:
    """The fields of a record by name, their values as they are."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
