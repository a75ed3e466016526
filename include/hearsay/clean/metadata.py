"""What a page says about its article beside the body: the witnesses in its head and JSON-LD."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from hearsay.clean.charset import mended, tidy, unescaped
from hearsay.clean.head import Head, head_of
from hearsay.records import DateOrigin

_META_DATES = (
    "article:published_time",
    "article:published:time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
)
_META_LANGUAGES = ("og:locale", "content-language", "language", "dc.language")
_ARTICLES = ("Article", "Posting", "Report")
_NESTS = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
MAX_NESTED = 8  # deeper JSON-LD says nothing about the article of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The witnesses of a page, each list in order of trust, none judged."""

    titles: tuple[str, ...]
    dates: tuple[tuple[DateOrigin, str], ...]
    languages: tuple[str, ...]
    url: str | None
    byline: str | None
    body: str | None  # JSON-LD `articleBody`
    article: bool  # whether the page calls itself an article


def metadata_of(page: str, data: Iterable[bytes]) -> Metadata:
    """The witnesses in the elements of a page and in its JSON-LD."""
    article = next((found for piece in data for found in _articles(_loads(piece))), {})
    return _witnesses(head_of(page), article)


def _witnesses(head: Head, article: Mapping[str, Any]) -> Metadata:
    canonical = head.canonical or ""
    return Metadata(
        titles=_texts(
            head.meta.get("og:title"),
            article.get("headline"),
            *head.headlines,
            head.meta.get("twitter:title"),
            head.title,
        ),
        dates=tuple(_dates(head, article)),
        languages=_texts(
            *head.languages, article.get("inLanguage"), *map(head.meta.get, _META_LANGUAGES)
        ),
        url=canonical if canonical.startswith("http") else head.meta.get("og:url"),
        byline=_names(article.get("author")) or head.meta.get("author"),
        body=next(iter(_texts(article.get("articleBody"))), None),
        article=bool(article) or head.meta.get("og:type") == "article",
    )


def _dates(head: Head, article: Mapping[str, Any]) -> Iterator[tuple[DateOrigin, str]]:
    for name in ("datePublished", "dateCreated"):
        if isinstance(told := article.get(name), str):
            yield DateOrigin.JSON_LD, told
    for name in _META_DATES:
        if told := head.meta.get(name):
            yield DateOrigin.META, told
    for told in head.times:
        yield DateOrigin.MARKUP, told


def _names(author: Any) -> str | None:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return ", ".join(_texts(*names)) or None


def _texts(*values: Any) -> tuple[str, ...]:
    """The strings among `values` (and heads of lists), their spaces and entities made plain."""
    heads = (value[0] if isinstance(value, list) and value else value for value in values)
    texts = (mended(tidy(unescaped(head))) for head in heads if isinstance(head, str))
    return tuple(text for raw in texts if (text := " ".join(raw.split())))


def _loads(piece: bytes) -> Any:
    try:
        return orjson.loads(piece)
    except orjson.JSONDecodeError:
        pass
    try:  # many sites leave line breaks within their strings, some half a surrogate pair
        value = json.loads(piece, strict=False)
        return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _articles(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > MAX_NESTED:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and name.endswith(_ARTICLES) for name in names):
            yield data
        for nest in _NESTS:
            yield from _articles(data.get(nest), depth + 1)
