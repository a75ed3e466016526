"""Makes a page of a row: which field of which corpus holds what."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from hearsay.read import html
from hearsay.read.text import HTML, SNIFF, decoded, tidy, too_large
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Page, Reject

Names = tuple[str, ...]
# The names of a field, the surest first; `a.b` is field b within field a.
HTML_FIELDS: Names = (
    *("html", "raw_html", "html_content", "page_html", "content_html", "html_source"),
)
TEXT_FIELDS: Names = (
    *("text", "content", "body", "article", "maintext", "articlebody", "article_body"),
    *("article_text", "full_text", "fulltext", "plain_text", "plaintext", "raw_content"),
    *("article.text", "article.body", "document.text", "doc.text", "_source.text"),
    *("_source.content", "_source.body"),
)
URL_FIELDS: Names = (
    *("url", "uri", "u", "link", "warc_headers.warc-target-uri", "warc-target-uri", "target_uri"),
    *("page_url", "article_url", "source_url", "canonical_url", "metadata.url", "meta.url"),
    *("article.url", "document.url", "doc.url", "_source.url"),
)
TITLE_FIELDS: Names = ("title", "headline", "article.title", "metadata.title", "meta.title")
LANGUAGE_FIELDS: Names = (
    *("language", "lang", "document_lang", "language_code", "metadata.identification.label"),
    *("warc_headers.warc-identified-content-language", "metadata.language", "meta.language"),
)
PUBLISHED_FIELDS: Names = (
    *("date_published", "datepublished", "date_publish", "published", "published_at"),
    *("publishedat", "publish_date", "published_date", "publication_date", "publishing_date"),
    *("pub_date", "pubdate", "date", "metadata.date", "meta.date", "article.date"),
)
# C4, mC4 and CulturaX say `timestamp`, HPLT `ts`, CCNet `date_download`, OSCAR `warc-date`.
CAPTURED_FIELDS: Names = (
    *("timestamp", "ts", "crawled", "crawl_date", "crawl_time", "fetch_time", "fetched_at"),
    *("date_download", "date_crawled", "warc_date", "warc_headers.warc-date", "warc-date"),
    *("metadata.timestamp", "meta.timestamp"),
)
# FineWeb and RefinedWeb name the crawl in `dump`, and their `date` is when it fetched the page.
CRAWL_FIELD, CRAWL_PREFIX, CRAWL_DATE_FIELD = "dump", "CC-MAIN", "date"
FIELDS = (
    *(*HTML_FIELDS, *TEXT_FIELDS, *URL_FIELDS, *TITLE_FIELDS, *LANGUAGE_FIELDS),
    *(*PUBLISHED_FIELDS, *CAPTURED_FIELDS, CRAWL_FIELD),
)
BODY_FIELDS: Names = (*HTML_FIELDS, *TEXT_FIELDS)
STRUCTS = {name[:at] for name in FIELDS for at in range(len(name)) if name[at] == "."}
MILLISECONDS = 10**11  # as seconds this is the year 5138: such a number counts milliseconds


def page(row: Mapping[str, Any], dump: str, record: str) -> Page | Reject:
    """A row of JSON Lines or Parquet as a page; field names in any case."""
    fields = _flat(row)
    url = _word(fields, URL_FIELDS)
    body = _body(fields)
    if isinstance(body, Trouble):
        return reject(dump, record, body, url)
    published, captured = _dates(fields)
    return Page(
        dump=dump,
        record=record,
        html=body if isinstance(body, bytes) else None,
        charset="utf-8" if isinstance(body, bytes) else None,
        text=body if isinstance(body, str) else None,
        url=url,
        title=_word(fields, TITLE_FIELDS),
        language=_word(fields, LANGUAGE_FIELDS),
        published=published,
        captured=captured,
    )


def _flat(row: Mapping[str, Any], within: str = "") -> dict[str, Any]:
    """The fields by name in lower case, those within the structs that matter as `a.b`."""
    fields: dict[str, Any] = {}
    for name, value in row.items():
        path = within + name.lower()
        fields[path] = value
        if path in STRUCTS and isinstance(value, dict):
            fields |= _flat(value, f"{path}.")
    return fields


def _body(fields: Mapping[str, Any]) -> str | bytes | Trouble:
    """HTML as bytes where the row has it, else text, else why there is none."""
    found = [(name, fields[name]) for name in BODY_FIELDS if fields.get(name) is not None]
    told = [(name, value) for name, value in found if isinstance(value, str | bytes)]
    name, value = next((one for one in told if one[1].strip()), ("", ""))
    if not name:
        return _no_body(fields, found)
    if trouble := too_large(len(value)):
        return trouble
    raw = value if isinstance(value, bytes) else value[:SNIFF].encode("utf-8", "replace")
    if name not in HTML_FIELDS and not HTML.match(raw):
        return tidy(value) if isinstance(value, str) else decoded(value)
    return html.checked(value if isinstance(value, bytes) else value.encode("utf-8", "replace"))


def _no_body(fields: Mapping[str, Any], found: list[tuple[str, Any]]) -> Trouble:
    for name, value in found:
        if not isinstance(value, str | bytes):
            told = f"{name} is of type {type(value).__name__}, not a text"
            return Trouble(reason=DropReason.CORRUPT, detail=told)
    if any(name in fields for name in BODY_FIELDS):
        return Trouble(reason=DropReason.EMPTY, detail="the text field is empty")
    told = "no text field among " + (", ".join(fields) or "none at all")
    return Trouble(reason=DropReason.NO_TEXT_FIELD, detail=told)


def _word(fields: Mapping[str, Any], names: Names) -> str | None:
    """The first of the fields that says something; of a list, its first word (HPLT's `lang`)."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and not isinstance(said := tidy(value), Trouble):
            return " ".join(said.split())
    return None


def _dates(fields: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """When it was published and when it was crawled."""
    published, captured = PUBLISHED_FIELDS, CAPTURED_FIELDS
    if str(fields.get(CRAWL_FIELD)).startswith(CRAWL_PREFIX):
        published = tuple(name for name in published if name != CRAWL_DATE_FIELD)
        captured = (CRAWL_DATE_FIELD, *captured)
    return _moment(fields, published), _moment(fields, captured)


def _moment(fields: Mapping[str, Any], names: Names) -> str | None:
    """The first of the fields that tells a time."""
    return next(filter(None, (_time(fields.get(name)) for name in names)), None)


def _time(value: Any) -> str | None:
    """A time in ISO 8601, or as the row words it; a number counts seconds since 1970."""
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, int | float) and value > 1:  # True is 1
        seconds = value / 1000 if value > MILLISECONDS else value
        with suppress(ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(seconds, UTC).isoformat()
    return " ".join(value.split()) if isinstance(value, str) else None
