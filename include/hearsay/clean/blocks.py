"""Turns an HTML tree into its blocks of text, each with the elements it stands in."""

import re
from dataclasses import dataclass

from lxml import etree

from hearsay.clean.charset import tidy
from hearsay.clean.prose import is_prose

# Elements that run on within a line, as links and <br> do; any other begins a new block.
_INLINE = """
    abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt
    ruby s samp small span strike strong sub sup time tt u var wbr
"""
# Elements whose text nobody reads as text.
_UNREAD = """
    script style noscript template svg iframe object embed head button select textarea input option
    canvas audio video math map dialog
"""
INLINE = tuple(_INLINE.split())
UNREAD = tuple(_UNREAD.split())
# No page that holds an article has more; the rest of such a page is not looked at.
MAX_BLOCKS = 20_000
BREAK = "\x1e"  # stands for <br> until the block is whole
_PARAGRAPH = re.compile(rf"{BREAK}\s*{BREAK}[\s{BREAK}]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between two block boundaries."""

    text: str
    tag: str  # of the element that holds it
    linked: int  # characters inside links
    prose: int  # characters that read like a paragraph's, links taken off twice
    path: tuple[int, ...]  # numbers of the block elements around it, the outermost first


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a page in reading order; `elements[n]` is the element with number n."""

    blocks: list[Block]
    elements: list[etree._Element]


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements: list[etree._Element] = []
        self.path: list[int] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.anchors = 0  # links that are open

    def enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "a":
            self.anchors += 1
        elif tag == "br":
            self.pieces.append(BREAK)
        else:
            if self.pieces:
                self.flush()
            self.path.append(len(self.elements))
            self.elements.append(element)
        if text := element.text:
            self.add(text)

    def leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "a":
            self.anchors -= 1
        elif tag != "br":
            if self.pieces:
                self.flush()
            self.path.pop()

    def add(self, text: str) -> None:
        if not self.pieces and text.isspace():
            return
        self.pieces.append(text)
        if self.anchors:
            self.linked += len(text.strip())

    def flush(self) -> None:
        path = tuple(self.path)
        tag = self.elements[path[-1]].tag if path else "body"
        # Two <br> in a row stand for a paragraph; a single one is only a line.
        for part in _PARAGRAPH.split(tidy("".join(self.pieces))):
            if text := " ".join(part.replace(BREAK, " ").split()):
                linked = min(self.linked, len(text))
                prose = max(0, len(text) - 2 * linked) if is_prose(text) else 0
                self.blocks.append(Block(text, tag, linked, prose, path))
        self.pieces, self.linked = [], 0


def blocks_of(root: etree._Element) -> Blocks:
    """The blocks of the page under `root`, whose inline elements it dissolves; never recurses."""
    body = root.find("body")
    body = root if body is None else body
    etree.strip_elements(body, *UNREAD, with_tail=False)
    etree.strip_tags(body, *INLINE)
    walk = _Walk()
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            walk.enter(element)
            continue
        walk.leave(element)
        if tail := element.tail:
            walk.add(tail)
        if len(walk.blocks) > MAX_BLOCKS:
            break
    if walk.pieces:
        walk.flush()
    return Blocks(walk.blocks, walk.elements)
