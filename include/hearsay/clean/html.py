"""Makes a draft of an HTML page, parsed once."""

from collections.abc import Sequence

from hearsay.clean.blocks import HEADINGS, Outline, outline_of
from hearsay.clean.body import Why, article_of
from hearsay.clean.charset import markup, mended
from hearsay.clean.credit import is_byline, is_credit, provenance
from hearsay.clean.dateline import date_lines
from hearsay.clean.line import Look, Place
from hearsay.clean.markers import is_marker, of_the_site
from hearsay.clean.metadata import Metadata, metadata_of
from hearsay.clean.repeated import LEAST_PAGES, Known, residue
from hearsay.clean.residue import judged as judged_as_text
from hearsay.lang.words import count
from hearsay.records import DateOrigin, Draft, Page

# An index page: as many headlines that are links as paragraphs, and no word of being an article.
INDEX_HEADLINES = 4
# Where one of the first or last lines of an article is no paragraph, it may be of a box that no
# class name tells: then its lines are judged once more, as a text without HTML is.
EDGE = 2
CONSENT = 3  # lines; fewer may be an article's last words on a newsletter or an account
BESIDE = 8  # lines before and behind a body among which its byline and its credit are sought

# Why lines within the article are none of it: what a publisher sets there again and again.
_RESIDUE = frozenset({Why.APART, Why.MARKER, Why.CREDIT, Why.BYLINE, Why.ELSEWHERE})


def draft_of(page: Page, html: bytes, known: Known) -> Draft | None:
    """The draft of a page; None where the bytes hold no page, or one that is only an index."""
    raw, data = markup(html, page.charset)
    told = metadata_of(raw, data)
    outline = outline_of(raw)
    lines = [block.text for block in outline.blocks]
    whys = judged(outline, told, known)
    kept = _kept(whys)
    if not kept or (not told.article and _is_index(outline, whys, kept)):
        return None
    around = lines[max(0, kept[0] - BESIDE) : kept[-1] + BESIDE]
    body = mended("\n".join(lines[n] for n in kept))
    sure = any(origin is not DateOrigin.MARKUP for origin, _ in told.dates)
    shown = () if sure else date_lines(lines, kept[0], kept[-1])
    source = provenance(around, body, told.byline)
    return Draft(
        body=body,
        titles=(*filter(None, [page.title]), *told.titles),
        dates=(*told.dates, *((DateOrigin.LINE, line) for line in shown)),
        languages=told.languages,
        url=told.url,
        credit=source.credit,
        byline=source.byline,
        translated=source.translated,
        origin=source.origin,
        lines=tuple(lines[n] for n, why in enumerate(whys) if why in _RESIDUE or why is Why.KEPT),
    )


def explained(html: bytes, charset: str | None, known: Known) -> list[tuple[str, Why]]:
    """Every line of a page, and why it is in the article or is not."""
    raw, data = markup(html, charset)
    outline = outline_of(raw)
    whys = judged(outline, metadata_of(raw, data), known)
    return [(block.text, why) for block, why in zip(outline.blocks, whys, strict=True)]


def judged(outline: Outline, told: Metadata, known: Known) -> list[Why]:
    """Why each block of a page is in the article, or is not."""
    whys = article_of(outline, told.titles, told.body)
    about = any(map(of_the_site, told.titles))
    for n in _kept(whys):
        whys[n] = _residue(outline.blocks[n].text, about=about) or Why.KEPT
    for n in _elsewhere(outline, _kept(whys), known):
        whys[n] = Why.ELSEWHERE
    for n in _consent(outline, _kept(whys)):
        whys[n] = Why.MARKER
    kept = _kept(whys)
    if not all(_runs(outline, n) for n in kept[:EDGE] + kept[-EDGE:]):
        lines = judged_as_text([outline.blocks[n].text for n in kept])
        for n, line in zip(kept, lines, strict=True):
            if line.place is Place.OUTSIDE:
                whys[n] = Why.APART
    return whys


def _kept(whys: Sequence[Why]) -> list[int]:
    return [n for n, why in enumerate(whys) if why is Why.KEPT]


def _consent(outline: Outline, kept: list[int]) -> list[int]:
    """Numbers of the last lines where these speak of the site and the article does not.

    A table of cookies may stand behind an article as its own paragraphs do; an article about
    cookies has named them before.
    """
    if not any(of_the_site(outline.blocks[n].text) for n in kept[-CONSENT:]):
        return []
    names = [of_the_site(outline.blocks[n].text) > 0 for n in kept]
    first = names.index(True)
    tail = names[first:]
    is_apart = min(first, len(tail)) >= CONSENT and sum(tail) > len(tail) / 2
    return kept[first:] if is_apart else []


def _runs(outline: Outline, n: int) -> bool:
    """Whether block `n` is a paragraph or a headline, as the lines of an article are."""
    block = outline.blocks[n]
    return block.prose > 0 or outline.tags[block.home] in HEADINGS


def _residue(line: str, *, about: bool) -> Why | None:
    if is_credit(line):
        return Why.CREDIT
    if is_byline(line):
        return Why.BYLINE
    return Why.MARKER if is_marker(line, count(line), about=about) else None


def _elsewhere(outline: Outline, kept: Sequence[int], known: Known) -> list[int]:
    """Numbers of the kept lines that are residue, since they stand on other pages too."""
    standings = [known(outline.blocks[n].text) for n in kept]
    if all(standing.pages == 1 for standing in standings):
        return []
    prose = {place for place, n in enumerate(kept) if outline.blocks[n].prose}
    least = {
        place: LEAST_PAGES[Look.PROSE if place in prose else Look.HEADLINE]
        for place in range(len(kept))
    }
    return [kept[place] for place in residue(standings, least, prose, range(len(kept)))]


def _is_index(outline: Outline, whys: Sequence[Why], kept: Sequence[int]) -> bool:
    """Whether what is kept are teasers: as many headlines that lead away stand between them."""
    headlines = sum(
        outline.blocks[n].linked > 0
        and outline.tags[outline.blocks[n].home] in HEADINGS
        and whys[n] is not Why.BOX
        for n in range(max(0, kept[0] - 1), kept[-1])
    )
    return headlines >= max(INDEX_HEADLINES, sum(outline.blocks[n].prose > 0 for n in kept))
