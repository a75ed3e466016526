"""Takes the article out of plain text whose HTML is gone, and says of every line why."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from hearsay.clean.credit import is_byline, is_credit
from hearsay.clean.headline import standfirst_of, title_of
from hearsay.clean.line import Line, Look, Place
from hearsay.clean.markers import bare, is_end, is_marker, is_reply, of_the_site
from hearsay.clean.prose import ends_sentence, once, truncated
from hearsay.clean.repeated import LEAST_PAGES, Known, Standing, residue, unknown
from hearsay.clean.run import GREAT_WORDS, apart, body_run
from hearsay.lang.words import count

PROSE_WORDS = 10  # in German and English, 98 of 100 paragraphs with a full stop have more
LONG_WORDS = 20  # no headline is as long
LEAST_REPLIES = 2  # one such button may stand above an article
COMMENT_LINES = 20
SITE_WORDS = 60  # a longer paragraph may name a newsletter or an account in passing
HEADLINE_WORDS = 3  # what is shorter is mostly a button or the label of a box
# Short sentences in a longer row than this are a list of answers, scores or captions.
MOST_SENTENCES = 3
BOX_WORDS = 8  # of a theme's sentence under the headline of its box; `Advertisement` parts any two

_DIGIT = re.compile(r"\d")
_BODY = frozenset({Look.PROSE, Look.LONG, Look.SITE})
_SEPARATE = frozenset({Look.MARKER, Look.REPEATED, Look.CREDIT})
_HEADS = frozenset({Look.SENTENCE, Look.HEADLINE, Look.LABEL})


def judged(texts: Sequence[str], known: Known = unknown) -> list[Line]:
    """Every line of `texts` (none empty): what it looks like, and where it stands."""
    seen = Counter(bares := list(map(bare, texts)))
    standings = list(map(known, texts))
    lines = [
        Line(text, words := count(text), _look(text, words, seen[said]), pages=standing.pages)
        for text, said, standing in zip(texts, bares, standings, strict=True)
    ]
    for n in _comments(lines):
        lines[n] = replace(lines[n], look=Look.COMMENT)
    for n in [n for n in range(len(lines)) if _trails_off(lines, n)]:
        lines[n] = replace(lines[n], look=Look.LONG)
    for n in [n for n in range(len(lines)) if _of_the_site(lines, n)]:
        lines[n] = replace(lines[n], look=Look.SITE)
    for n in _elsewhere(lines, standings):
        lines[n] = replace(lines[n], look=Look.ELSEWHERE)
    places = _places(lines)
    kept = sorted(n for n, place in places.items() if Line("", 0, Look.PROSE, place).kept)
    for n, new in zip(kept, once([lines[n].text for n in kept]), strict=True):
        if not new:
            places[n] = Place.AGAIN
    for n, place in places.items():
        lines[n] = replace(lines[n], place=place)
    return lines


def _places(lines: Sequence[Line]) -> dict[int, Place]:
    """Number of every line that does not stand outside the article, and where it stands."""
    run, kin = body_run(lines)
    places = dict.fromkeys(run, Place.ASIDE)
    places |= _settled(lines, run)
    places |= dict.fromkeys(apart(lines, run, kin), Place.APART)
    title = title_of(lines, run.start, kin) if run else None
    places |= dict.fromkeys(standfirst_of(lines, title, run.start, kin), Place.STANDFIRST)
    if title is not None:
        places[title] = Place.TITLE
    return places


@lru_cache(maxsize=1 << 14)  # menus stand on every page of a dump
def _known_look(text: str, words: int) -> Look | None:
    """The look that the words of a line give away."""
    if is_credit(text):
        return Look.CREDIT
    if is_end(text):
        return Look.END
    if is_marker(text, words):
        return Look.MARKER
    return Look.BYLINE if is_byline(text) else None


def _look(text: str, words: int, times: int) -> Look:
    if look := _known_look(text, words):
        return look
    if truncated(text):
        return Look.CUT if words < GREAT_WORDS else Look.LONG
    if times > 2:
        return Look.REPEATED
    ends = ends_sentence(text)
    if ends and words >= PROSE_WORDS:
        return Look.PROSE
    if words >= LONG_WORDS:
        return Look.LONG
    if times > 1:
        return Look.REPEATED
    if words < HEADLINE_WORDS:
        return Look.LABEL
    return Look.SENTENCE if ends else Look.HEADLINE


def _trails_off(lines: Sequence[Line], n: int) -> bool:
    """Whether line `n` is no teaser, only a paragraph between paragraphs that trails off..."""
    return lines[n].look is Look.CUT and all(
        near.look is Look.PROSE for near in (*lines[max(0, n - 1) : n], *lines[n + 1 : n + 2])
    )


def _comments(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines of readers' comments: a name, a date, what they say, `Reply`."""
    replies = [n for n, line in enumerate(lines) if is_reply(line.text)]
    if len(replies) < LEAST_REPLIES:
        return set()
    found: set[int] = set()
    for last, reply in pairwise([-1, *replies]):
        nearest = range(reply - 1, max(last, reply - COMMENT_LINES), -1)
        dated = [
            n for n in nearest if lines[n].look is Look.MARKER and _DIGIT.search(lines[n].text)
        ]
        if dated:
            found.update(range(max(last + 1, dated[0] - 1), reply + 1))
    return found


def _of_the_site(lines: Sequence[Line], n: int) -> bool:
    """Whether paragraph `n` speaks of the site, as a line beside it does: a table of cookies."""
    if lines[n].look is not Look.PROSE or lines[n].words > SITE_WORDS:
        return False
    beside = (*lines[max(0, n - 1) : n], *lines[n + 1 : n + 2])
    return bool(of_the_site(lines[n].text)) and any(of_the_site(near.text) for near in beside)


def _elsewhere(lines: Sequence[Line], standings: Sequence[Standing]) -> set[int]:
    """Numbers of the lines that are residue, since they stand on other pages too."""
    if all(standing.pages == 1 for standing in standings):
        return set()
    least = {n: LEAST_PAGES[x.look] for n, x in enumerate(lines) if x.look in LEAST_PAGES}
    prose = {n for n in least if lines[n].look in _BODY}
    return residue(standings, least, prose, body_run(lines)[0])


def _settled(lines: Sequence[Line], run: range) -> dict[int, Place]:
    """Where the lines of the run stand, judged by what stands around them."""
    places: dict[int, Place] = {}
    row: list[int] = []  # lines since the last paragraph that may yet be headlines
    for n in run:
        if lines[n].look in _BODY or n == run.stop - 1:
            places |= _row(lines, row)
            places[n] = Place.BODY
            row = []
        elif lines[n].look in _HEADS:
            row.append(n)
    return places | {n: Place.BODY for n in row if lines[n].look is Look.SENTENCE}


def _heads_a_box(lines: Sequence[Line], n: int) -> bool:
    """Whether the lone headline `n` is that of a box: a label, a teaser, an offer to subscribe."""
    before, after = lines[n - 1], lines[n + 1]
    if lines[n].look is Look.LABEL and not _SEPARATE.isdisjoint({before.look, after.look}):
        return True
    return before.look is Look.END or (after.look is Look.MARKER and after.words >= BOX_WORDS)


def _row(lines: Sequence[Line], row: list[int]) -> dict[int, Place]:
    if len(row) == 1:
        return {} if _heads_a_box(lines, row[0]) else {row[0]: Place.BODY}
    places = dict.fromkeys(row, Place.ROW)
    if len(row) <= MOST_SENTENCES:
        places |= {n: Place.BODY for n in row if lines[n].look is Look.SENTENCE}
    return places
