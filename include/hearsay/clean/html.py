"""Makes a draft of an HTML page, parsed once."""

from collections.abc import Sequence

from lxml import etree

from hearsay.clean.blocks import Block, blocks_of
from hearsay.clean.body import HEADINGS, article_blocks
from hearsay.clean.charset import markup, mended
from hearsay.clean.credit import is_byline, is_credit, provenance
from hearsay.clean.dateline import date_lines
from hearsay.clean.markers import is_marker
from hearsay.clean.metadata import metadata_of
from hearsay.clean.repeated import Known
from hearsay.lang.words import count
from hearsay.records import DateOrigin, Draft, Page

# An index page: as many headlines that are links as paragraphs, and no word of being an article.
INDEX_HEADLINES = 4

BESIDE = 8  # lines before and behind a body among which its byline and its credit are sought


def draft_of(page: Page, html: bytes, known: Known) -> Draft | None:
    """The draft of a page; None where the bytes hold no page, or one that is only an index."""
    raw, data = markup(html, page.charset)
    root = _parsed(raw)
    if root is None:
        return None
    told = metadata_of(root, data)
    blocks = blocks_of(root)
    kept = article_blocks(blocks, told.titles, told.body)
    if not told.article and _is_index(blocks.blocks, kept):
        return None
    body = [block.text for block in kept if not _is_residue(block.text)]
    text = mended("\n".join(body))
    first, last = _ends(blocks.blocks, kept)
    lines = [block.text for block in blocks.blocks]
    sure = any(origin is not DateOrigin.MARKUP for origin, _ in told.dates)
    shown = () if sure else date_lines(lines, first, last)
    told_of = provenance(lines[max(0, first - BESIDE) : last + BESIDE], text, told.byline)
    return Draft(
        body=text,
        titles=(*filter(None, [page.title]), *told.titles),
        dates=(*told.dates, *((DateOrigin.LINE, line) for line in shown)),
        languages=told.languages,
        url=told.url,
        credit=told_of.credit,
        byline=told_of.byline,
        translated=told_of.translated,
        origin=told_of.origin,
        lines=tuple(block.text for block in kept),
    )


def _parsed(raw: bytes) -> etree._Element | None:
    # huge_tree: a tree may be 2,048 deep instead of 256; what lies deeper is left out.
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=True,
    )
    try:
        root: etree._Element | None = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError:
        return None
    return root


def _is_residue(line: str) -> bool:
    return is_marker(line, count(line)) or is_credit(line) or is_byline(line)


def _ends(blocks: Sequence[Block], kept: Sequence[Block]) -> tuple[int, int]:
    """Numbers of the first and the last block that are kept."""
    own = set(map(id, kept))
    places = [n for n, block in enumerate(blocks) if id(block) in own]
    return (places[0], places[-1]) if places else (0, 0)


def _is_index(blocks: Sequence[Block], kept: Sequence[Block]) -> bool:
    headlines = sum(block.tag in HEADINGS and block.linked > 0 for block in blocks)
    return headlines >= max(INDEX_HEADLINES, sum(block.prose > 0 for block in kept))
