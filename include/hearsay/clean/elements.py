"""Picks single elements out of a page that a parser has written out."""

import re
from collections.abc import Iterator, Mapping
from html import unescape

# name="value", name='value', name=value
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
ANY = re.compile("")
_AFTER_TAG = " \t\r\n>/"
_TAG = re.compile(r"<[^>]*>")


def attributes(html: str, tag: str, holding: re.Pattern[str] = ANY) -> Iterator[Mapping[str, str]]:
    """The attributes of every element `tag` of the page `html` in whose tag `holding` is found."""
    for start, end in _tags(html, tag):
        if holding.search(html, start, end):
            told = _ATTRIBUTE.findall(html, start, end)
            yield {name.lower(): unescape(a or b or c) for name, a, b, c in told}


def texts(html: str, tag: str) -> Iterator[str]:
    """The text in every element `tag` of the page `html`, which holds no other of its like."""
    for _, begin in _tags(html, tag):
        end = html.find(f"</{tag}>", begin)
        yield unescape(_TAG.sub("", html[begin + 1 : end]))


def _tags(html: str, tag: str) -> Iterator[tuple[int, int]]:
    """Where the attributes of each start tag begin, and where it ends."""
    opening = f"<{tag}"
    at = html.find(opening)
    while at >= 0:
        start, end = at + len(opening), html.find(">", at)
        if html[start] in _AFTER_TAG:  # <time>, not <timeline>
            yield start, end
        at = html.find(opening, end)
