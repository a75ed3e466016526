"""Gathers what the elements of a page say about its article; judges nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from hearsay.clean.elements import attributes, texts

MAX_HEADLINES = 3  # further h1 belong to other articles
MAX_TIMES = 3
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


def head_of(page: str) -> Head:
    """What the elements of the page say."""
    shown = zip(attributes(page, "time"), texts(page, "time"), strict=True)
    times = (told.get("datetime") or text for told, text in islice(shown, MAX_TIMES))
    links = (
        link for link in attributes(page, "link", "canonical") if link.get("rel") == "canonical"
    )
    root = next(attributes(page, "html"), {})
    return Head(
        meta=_meta(page),
        headlines=tuple(islice(texts(page, "h1"), MAX_HEADLINES)),
        title=next(texts(page, "title"), None),
        times=tuple(time for time in times if time),
        languages=(root.get("lang"), root.get("xml:lang")),
        canonical=next((link.get("href") for link in links), None),
    )


def _meta(page: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for told in attributes(page, "meta", "content"):
        content = told.get("content")
        for attribute in _NAMES:
            if content and (name := told.get(attribute)):
                found.setdefault(name.lower(), content)
    return found
