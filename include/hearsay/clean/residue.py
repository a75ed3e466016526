"""Takes the article out of plain text whose HTML is gone, and says of every line why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hearsay.clean.credit import is_byline, is_credit
from hearsay.clean.markers import bare, is_end, is_marker
from hearsay.clean.prose import ends_sentence, once, truncated
from hearsay.clean.repeated import Known, Standing, residue, unknown
from hearsay.lang.words import count


class Look(StrEnum):
    """What a line looks like by itself."""

    PROSE = "prose"
    SENTENCE = "short sentence"
    LONG = "long, without a mark at its end"
    HEADLINE = "headline"
    LABEL = "label"  # a word or two
    CUT = "breaks off"
    MARKER = "theme's own words"
    REPEATED = "repeated on the page"
    ELSEWHERE = "repeated on other pages"
    END = "headline of what follows an article"
    CREDIT = "credit"
    BYLINE = "byline"


PROSE_WORDS = 10  # in German and English, 98 of 100 paragraphs with a full stop have more
LONG_WORDS = 20  # no headline is as long
HEADLINE_WORDS = 3  # what is shorter is mostly a button or the label of a box
# What a line adds to a run of lines that is to be the body, in words of prose. Prose counts up to
# FULL words, so that a few giant paragraphs (terms of use) do not outweigh an article. The rest was
# set by a search over the development pages, then rounded; halving or doubling any one of them
# moves token F1 by less than a point.
FULL = 30
WEIGHTS = {
    Look.SENTENCE: -2,
    Look.LONG: -4,
    Look.HEADLINE: -4,
    Look.LABEL: -8,
    Look.CUT: -10,
    Look.MARKER: -2,  # stands within articles as often as behind them
    Look.REPEATED: -8,
    Look.ELSEWHERE: -12,  # in rows, the sign of a menu; see LONE
    Look.END: -25,
    Look.CREDIT: -2,
    Look.BYLINE: -2,
}
# A line that stands on other pages, between lines of this one alone: `More on the harbour` inset.
LONE = -4
# From so many words on a paragraph speaks for itself, however lonely it stands.
GREAT_WORDS = 40
GREAT_SHARE = 0.7

# On so many pages of a publisher a line must stand to be residue for that. A paragraph may be the
# background to a story, or an agency's text in several papers; a headline may be teased on another.
LEAST_PAGES = {Look.PROSE: 6, Look.LONG: 6, Look.SENTENCE: 3, Look.HEADLINE: 3, Look.LABEL: 2}

_BODY = frozenset({Look.PROSE, Look.LONG})
_RUNNING = frozenset({Look.PROSE, Look.SENTENCE})
_SILENT = frozenset({Look.MARKER, Look.REPEATED, Look.ELSEWHERE, Look.CREDIT, Look.BYLINE})
_INSIDE = frozenset({Look.PROSE, Look.LONG, Look.SENTENCE, Look.HEADLINE, Look.LABEL})
_HEADLINES = frozenset({Look.HEADLINE, Look.REPEATED, Look.ELSEWHERE, Look.SENTENCE})
STANDFIRST_REACH = 15  # lines between a standfirst and the body: date, byline, share buttons
HEADLINE_REACH = 2  # lines between a headline and its standfirst
HEADLINE_LEAST = 4  # words; `Politics` above a paragraph is no headline
LAST_WORDS = 3  # a shorter last sentence is a button: `Read on.`
MOST_LAST = 2
# Short sentences in a longer row than this are a list of answers, scores or captions.
MOST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's text, what it looks like, and whether it belongs to the article."""

    text: str
    words: int
    look: Look
    kept: bool = False
    pages: int = 1  # of the publisher, on which it stands


def judged(texts: Sequence[str], known: Known = unknown) -> list[Line]:
    """Every line of `texts` (none empty), with the article's own lines marked as kept.

    The article is the contiguous run of lines with the greatest sum of weights (Bentley's maximum
    subarray); within it single headlines stay, and rows of them, labels and repetitions go.
    """
    seen = Counter(map(bare, texts))
    standings = list(map(known, texts))
    lines = [
        Line(text, words := count(text), _look(text, words, seen[bare(text)]), pages=standing.pages)
        for text, standing in zip(texts, standings, strict=True)
    ]
    for n in [n for n in range(len(lines)) if _trails_off(lines, n)]:
        lines[n] = replace(lines[n], look=Look.LONG)
    for n in _elsewhere(lines, standings):
        lines[n] = replace(lines[n], look=Look.ELSEWHERE)
    start, end = _span(lines)
    inside = _standfirst(lines, start) + _settled(lines, start, end)
    news = once([lines[n].text for n in inside])
    kept = {n for n, new in zip(inside, news, strict=True) if new}
    return [replace(line, kept=n in kept) for n, line in enumerate(lines)]


def _look(text: str, words: int, times: int) -> Look:
    if is_credit(text):
        return Look.CREDIT
    if is_end(text):
        return Look.END
    if is_marker(text, words):
        return Look.MARKER
    if is_byline(text):
        return Look.BYLINE
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


def _elsewhere(lines: Sequence[Line], standings: Sequence[Standing]) -> set[int]:
    """Numbers of the lines that are residue, since they stand on other pages too."""
    least = {n: LEAST_PAGES[x.look] for n, x in enumerate(lines) if x.look in LEAST_PAGES}
    prose = [n for n in least if lines[n].look in _BODY]
    return residue(standings, least, prose, range(*_span(lines)))


def _span(lines: Sequence[Line]) -> tuple[int, int]:
    """Start and end of the run of lines with the greatest sum of weights."""
    best = total = 0.0
    start = 0
    found = (0, 0)
    for n in range(len(lines)):
        if total <= 0:
            total, start = 0.0, n
        total += _weight(lines, n)
        if total > best:
            best, found = total, (start, n + 1)
    return found[0], _last_words(lines, found[1])


def _last_words(lines: Sequence[Line], end: int) -> int:
    """The end of the article, a short last paragraph included: `The café opens in December.`"""
    for line in lines[end : end + MOST_LAST]:
        if line.look is not Look.SENTENCE or line.words < LAST_WORDS or line.text[-1] not in '.”“"':
            break
        end += 1
    return end


def _standfirst(lines: Sequence[Line], start: int) -> list[int]:
    """Number of the paragraph under the headline that a date and a byline part from the body."""
    for n in range(start - 1, max(0, start - STANDFIRST_REACH), -1):
        if lines[n].look in _BODY:
            above = lines[max(0, n - HEADLINE_REACH) : n]
            headed = any(x.look in _HEADLINES and x.words >= HEADLINE_LEAST for x in above)
            return [n] if headed else []
    return []


def _weight(lines: Sequence[Line], n: int) -> float:
    line, around = lines[n], lines[max(0, n - 1) : n + 2]
    if line.look is Look.ELSEWHERE and sum(near.look is Look.ELSEWHERE for near in around) == 1:
        return LONE
    if line.look is not Look.PROSE:
        return WEIGHTS[line.look]
    beside = [near for near in around if near.look not in _SILENT]
    share = sum(near.look in _RUNNING for near in beside) / len(beside)
    if line.words >= GREAT_WORDS:
        share = max(share, GREAT_SHARE)
    return min(line.words, FULL) * share


def _settled(lines: Sequence[Line], start: int, end: int) -> list[int]:
    """Numbers of the lines from `start` to `end` that stay, judged by what stands around them."""
    stay: list[int] = []
    row: list[int] = []  # lines since the last paragraph that may yet be headlines
    for n in range(start, end):
        if lines[n].look in _BODY:
            stay += _headlines(lines, row)
            stay.append(n)
            row = []
        elif lines[n].look in _INSIDE:
            row.append(n)
    return stay + [n for n in row if lines[n].look is Look.SENTENCE]


def _headlines(lines: Sequence[Line], row: list[int]) -> list[int]:
    if len(row) == 1:
        return row
    if len(row) > MOST_SENTENCES:
        return []
    return [n for n in row if lines[n].look is Look.SENTENCE]
