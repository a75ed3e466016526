"""Gathers what the elements of a page's tree say about its article; judges nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

MAX_HEADLINES = 3  # further h1 belong to other articles
MAX_TIMES = 3
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = ("property", "name", "itemprop", "http-equiv")  # attributes that name a meta element


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What elements say, as they say it; the lists in order of the page."""

    meta: Mapping[str, str]  # name in lower case -> content of the first meta element
    headlines: tuple[str, ...]  # of h1
    title: str | None
    times: tuple[str, ...]  # of <time>: `datetime`, else what it shows
    languages: tuple[str | None, ...]  # of the root element
    canonical: str | None


def head_of(root: etree._Element) -> Head:
    """What the tree of a page says."""
    times = (time.get("datetime") or time.text for time in _some(root.iter("time"), MAX_TIMES))
    return Head(
        meta=_meta(root),
        headlines=tuple("".join(h1.itertext()) for h1 in _some(root.iter("h1"), MAX_HEADLINES)),
        title=next((title.text for title in root.iter("title")), None),
        times=tuple(time for time in times if time),
        languages=(root.get("lang"), root.get(XML_LANG)),
        canonical=next(
            (link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"),
            None,
        ),
    )


def _some(elements: Iterator[etree._Element], most: int) -> Iterator[etree._Element]:
    return (element for _, element in zip(range(most), elements, strict=False))


def _meta(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        for attribute in _NAMES:
            if content and (name := element.get(attribute)):
                found.setdefault(name.lower(), content)
    return found
