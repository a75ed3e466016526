"""Turns a page into its blocks of text, each with the elements it stands in."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from hearsay.clean.charset import tidy, unescaped
from hearsay.clean.elements import ATTRIBUTES
from hearsay.clean.prose import is_prose

# Elements that run on within a line, as links and <br> do; any other begins a new block.
_INLINE = """
    abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt
    ruby s samp small span strike strong sub sup time tt u var wbr
"""
# Elements without an end tag.
_EMPTY = """
    area base basefont bgsound col embed frame img input keygen link meta param source track
"""
# Elements whose text nobody reads as text.
_UNREAD = """
    script style noscript template svg iframe object head title button select datalist textarea
    canvas audio video math map dialog
"""
# Elements that end where the next of their kind begins.
CLOSING = frozenset(["li", "dd", "dt", "tr", "td", "th", "option", "p"])
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BREAK = "\x1e"  # stands for <br> until the block is whole


def _tags(*names: str) -> frozenset[str]:
    """The tags of these names as pages write them: all small, or in old ones all capital."""
    return frozenset((*names, *map(str.upper, names)))


UNREAD = _tags(*_UNREAD.split())
LINK_STARTS, LINK_ENDS = _tags("a"), _tags("/a")
BREAKS = dict.fromkeys(_tags("br"), BREAK) | dict.fromkeys(_tags("hr"), BREAK + BREAK)
# Tags that part no blocks.
PASSED = LINK_STARTS | LINK_ENDS | BREAKS.keys()
PASSED |= _tags(*(mark + name for name in (_INLINE + _EMPTY).split() for mark in ("", "/")))
_PARAGRAPH = re.compile(rf"{BREAK}\s*{BREAK}[\s{BREAK}]*")
# A tag and the text behind it. As in browsers a `<` before anything but a letter, `/`, `!` or `?`
# is text. A tag that never ends takes the rest of the page, so that none is tried in vain.
_TAG = re.compile(
    rf"<(/?[a-zA-Z][^\s/>]*+)({ATTRIBUTES})(?:>|\Z)"
    r"([^<]*+(?:<(?![a-zA-Z/!?])[^<]*+)*+)"
)
DEEP = 100  # elements; one that was opened further out is not closed from in here


class Block(NamedTuple):  # no dataclass: a page has hundreds, and a tuple is made much faster
    """A stretch of text between two block boundaries."""

    text: str
    linked: int  # characters inside links
    prose: int  # characters that read like a paragraph's, links taken off twice
    home: int  # number of the element that holds it; of a bare link, of one around that


@dataclass(slots=True)
class Outline:
    """The blocks of a page in reading order, and the block elements that hold any of them.

    Element n is `tags[n]` with `attributes[n]` as written, it stands in element `parents[n]` and
    holds the blocks from `starts[n]` to before `ends[n]`. Element 0 is <html>.
    """

    blocks: list[Block] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def outline_of(html: str, unread: frozenset[str] = UNREAD) -> Outline:
    """The outline of the page `html`; never recurses into elements, and takes linear time."""
    body = max(0, html.find("<body"))
    walk = _Walk("" if body else html.partition("<")[0])
    pieces = walk.pieces
    skipped = ""  # the end tag behind which reading goes on
    for tag, attributes, text in _TAG.findall(html, body):
        if skipped:
            if tag != skipped:
                continue
            skipped = ""
        elif tag not in PASSED:
            if tag in unread:
                skipped = f"/{tag}"
                continue
            walk.cross(tag, attributes)
        elif tag in LINK_STARTS:
            walk.link = "href" in attributes
        elif tag in LINK_ENDS:
            walk.link = False
        elif tag in BREAKS:
            pieces.append(BREAKS[tag])
        if text and (pieces or not text.isspace()):
            walk.add(text)
    if skipped:  # an element without its end tag would take the rest of the page with it
        return outline_of(html, unread - _tags(skipped[1:].lower()))
    return walk.outline()


class _Walk:
    """Where the walk over a page is, and what it has found so far."""

    def __init__(self, text: str) -> None:
        self.found = Outline()
        self.opened = [("html", "")]  # the elements it is in, the outermost first
        self.awaited = [""]  # their end tags; <html> is never left
        self.numbers: list[int] = []  # of those that are in the outline: a block stands in them
        self.pieces = [text] if text else []
        self.linked = 0
        self.link = False  # whether it is in one
        self.home()

    def add(self, text: str) -> None:
        self.pieces.append(text)
        if self.link:
            self.linked += len(text.strip())

    def cross(self, tag: str, attributes: str) -> None:
        """Pass a tag that parts blocks."""
        if self.pieces:
            self.flush()
        if tag == self.awaited[-1]:
            self.leave()
        elif tag[0] == "/":
            self.close(tag.lower())
        else:
            self.enter(tag.lower(), attributes)

    def enter(self, tag: str, attributes: str) -> None:
        last = self.awaited[-1]
        end = f"/{tag}"
        if last == "/p" or (last == end and tag in CLOSING):
            self.leave()
        self.opened.append((tag, attributes))
        self.awaited.append(end)

    def leave(self) -> None:
        self.opened.pop()
        self.awaited.pop()
        if len(self.numbers) > len(self.opened):
            self.found.ends[self.numbers.pop()] = len(self.found.blocks)

    def close(self, end: str) -> None:
        """Leave the element with the end tag `end`, where one is open, and all opened in it."""
        if end in self.awaited[-DEEP:]:
            while self.awaited[-1] != end:
                self.leave()
            self.leave()

    def flush(self) -> None:
        text, linked = "".join(self.pieces), self.linked
        self.pieces.clear()
        self.linked = 0
        if "&" in text:
            text = unescaped(text)
        if BREAK in text:  # two in a row stand for a paragraph; a single one is only a line
            for part in _PARAGRAPH.split(text):
                self.end(part.replace(BREAK, " "), linked)
        else:
            self.end(text, linked)

    def end(self, text: str, linked: int) -> None:
        """Make a block of `text`, if it holds any letter."""
        line = " ".join(text.split())
        if not line.isprintable():
            line = " ".join(tidy(line).split())
        if not line:
            return
        length = len(line)
        if linked >= length and self.opened[-1][0] not in HEADINGS:
            block = Block(line, length, 0, self.numbers[-1])  # of a menu: where, matters little
        else:
            prose = max(0, length - 2 * linked) if is_prose(line) else 0
            block = Block(line, linked, prose, self.home())
        self.found.blocks.append(block)

    def home(self) -> int:
        """Number of the element that the walk is in, which from now on is in the outline."""
        found, numbers = self.found, self.numbers
        for tag, attributes in self.opened[len(numbers) :]:
            found.parents.append(numbers[-1] if numbers else 0)
            numbers.append(len(found.tags))
            found.tags.append(tag)
            found.attributes.append(attributes)
            found.starts.append(len(found.blocks))
            found.ends.append(0)
        return numbers[-1]

    def outline(self) -> Outline:
        if self.pieces:
            self.flush()
        while self.opened:
            self.leave()
        return self.found
