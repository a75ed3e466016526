"""What a page says about its article beside the body: JSON-LD, meta elements, headlines."""

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from lxml import etree

from hearsay.clean.charset import mended, tidy
from hearsay.records import DateOrigin

_META_DATES = (
    "article:published_time",
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
MAX_HEADLINES = 3  # further h1 belong to other articles
MAX_TIMES = 3
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


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


def metadata_of(root: etree._Element, data: Iterable[bytes]) -> Metadata:
    """The witnesses in the tree of a page and in its JSON-LD."""
    article = next((found for piece in data for found in _articles(_loads(piece))), {})
    meta = _meta(root)
    return Metadata(
        titles=_texts(
            meta.get("og:title"),
            article.get("headline"),
            *("".join(h1.itertext()) for h1 in _some(root.iter("h1"), MAX_HEADLINES)),
            meta.get("twitter:title"),
            *(title.text for title in _some(root.iter("title"), 1)),
        ),
        dates=tuple(_dates(root, article, meta)),
        languages=_texts(
            root.get("lang"),
            root.get(XML_LANG),
            article.get("inLanguage"),
            *map(meta.get, _META_LANGUAGES),
        ),
        url=_canonical(root) or meta.get("og:url"),
        byline=_names(article.get("author")) or meta.get("author"),
        body=next(iter(_texts(article.get("articleBody"))), None),
        article=bool(article) or meta.get("og:type") == "article",
    )


def _some(elements: Iterator[etree._Element], most: int) -> Iterator[etree._Element]:
    return (element for _, element in zip(range(most), elements, strict=False))


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                found.setdefault(name.lower(), content)
    return found


def _dates(
    root: etree._Element, article: Mapping[str, Any], meta: Mapping[str, str]
) -> Iterator[tuple[DateOrigin, str]]:
    for name in ("datePublished", "dateCreated"):
        if isinstance(told := article.get(name), str):
            yield DateOrigin.JSON_LD, told
    for name in _META_DATES:
        if told := meta.get(name):
            yield DateOrigin.META, told
    for element in _some(root.iter("time"), MAX_TIMES):
        if told := element.get("datetime") or element.text:
            yield DateOrigin.MARKUP, told


def _canonical(root: etree._Element) -> str | None:
    for link in root.iter("link"):
        if link.get("rel") == "canonical":
            url: str | None = link.get("href")
            return url if url and url.startswith("http") else None
    return None


def _names(author: Any) -> str | None:
    people = author if isinstance(author, list) else [author]
    names = [person.get("name") if isinstance(person, dict) else person for person in people]
    return ", ".join(_texts(*names)) or None


def _texts(*values: Any) -> tuple[str, ...]:
    """The strings among `values` (and heads of lists), their spaces and entities made plain."""
    heads = (value[0] if isinstance(value, list) and value else value for value in values)
    texts = (mended(tidy(html.unescape(head))) for head in heads if isinstance(head, str))
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
