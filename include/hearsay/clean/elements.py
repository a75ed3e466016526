"""Picks single elements out of a page, whose tags nobody has put in order."""

import re
from collections.abc import Iterator, Mapping

from hearsay.clean.charset import unescaped

# Up to the end of a tag. As in browsers a quotation mark counts only behind `=`.
ATTRIBUTES = r"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^>=]*+)*+"""
_ATTRIBUTES = re.compile(ATTRIBUTES)
# name="value", name='value', name=value
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
_AFTER_NAME = re.compile(r"[\s>/]")
_TAG = re.compile(r"<[^>]*>")


def attributes(html: str, tag: str, holding: str = "") -> Iterator[Mapping[str, str]]:
    """The attributes of every element `tag` of the page `html` in whose tag `holding` stands."""
    loud = holding.upper()
    for start, end in _tags(html, tag):
        if html.find(holding, start, end) >= 0 or html.find(loud, start, end) >= 0:
            told = _ATTRIBUTE.findall(html, start, end)
            yield {name.lower(): unescaped(a or b or c) for name, a, b, c in told}


def texts(html: str, tag: str) -> Iterator[str]:
    """The text in every element `tag` of the page `html`, which holds no other of its like."""
    for _, begin in _tags(html, tag):
        end = html.find(f"</{tag}>", begin)
        if end < 0:
            end = html.find(f"</{tag.upper()}>", begin)
        yield unescaped(_TAG.sub("", html[begin + 1 : max(begin, end)]))


def _tags(html: str, tag: str) -> Iterator[tuple[int, int]]:
    """Where the attributes of each start tag begin, and where they end.

    Pages write <meta>, or in old ones <META>, but not both.
    """
    opening = f"<{tag}"
    at = html.find(opening)
    if at < 0:
        opening = opening.upper()
        at = html.find(opening)
    while at >= 0:
        start = at = at + len(opening)
        found = _ATTRIBUTES.match(html, start)
        if found and _AFTER_NAME.match(html, start):  # <time>, not <timeline>
            at = found.end()
            yield start, at
        at = html.find(opening, at)
