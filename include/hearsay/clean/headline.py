"""Finds the headline of an article in plain text, and the standfirst under it."""

from collections.abc import Mapping, Sequence

from hearsay.clean.kin import Kin
from hearsay.clean.line import Line, Look
from hearsay.clean.prose import key

TITLE_WORDS = range(3, 31)
# Between a headline and the body stand a date, a byline, share buttons, an offer to subscribe.
TITLE_REACH = 45
NEAREST_REACH = 14  # where nothing but the nearness tells
LEAST_SHARE = 0.2  # of its matter that the paragraphs speak of
# What changes that share: a theme repeats a headline above the article, in the share buttons and at
# the top; a sentence is rather the standfirst; a headline stands near.
SAID_TWICE = 0.15
SENTENCE = 0.2
PER_LINE = 0.007
# A standfirst shares more than its headline, which is shorter and stands in the lines above it.
ABOVE_SHARE = 0.6
ABOVE_REACH = 3
ABOVE_WORDS = range(5, 20)
TRAIL = 20  # letters of a headline at the end of a trail
STANDFIRST_REACH = 15
STANDFIRST_SHARE = 0.2
STANDFIRST_WORDS = 8
STANDFIRST_HEADLINE_REACH = 3  # for one without a full stop

_NEAREST = frozenset({Look.HEADLINE, Look.REPEATED, Look.ELSEWHERE, Look.SENTENCE})
_HEADS = frozenset({Look.HEADLINE, Look.SENTENCE})
_SENTENCES = frozenset({Look.PROSE, Look.LONG})


def title_of(lines: Sequence[Line], start: int, kin: Kin) -> int | None:
    """Number of the line above `start` that is the headline of the body beginning there."""
    near = range(max(0, start - TITLE_REACH), start)
    keys = {n: key(lines[n].text) for n in near if lines[n].words in TITLE_WORDS}
    above = {
        n: kin.share(lines[n].text)
        for n in keys
        if lines[n].look in _NEAREST | _SENTENCES and not _trail(n, keys)
    }

    def score(n: int) -> float:
        twice = SAID_TWICE if lines[n].look is Look.REPEATED else 0.0
        sentence = SENTENCE if lines[n].look in _SENTENCES else 0.0
        return above[n] + twice - sentence - PER_LINE * (start - n)

    best = max(above, key=score, default=start)
    if above.get(best, 0) < LEAST_SHARE:
        close = [n for n in above if n >= start - NEAREST_REACH and lines[n].look in _NEAREST]
        return close[-1] if close else None
    higher = [
        n
        for n in range(best - ABOVE_REACH, best)
        if above.get(n, 0) >= ABOVE_SHARE * above[best] and lines[n].words in ABOVE_WORDS
    ]
    return higher[0] if higher and lines[best].look is not Look.REPEATED else best


def _trail(n: int, keys: Mapping[int, str]) -> bool:
    """Whether line `n` says the way to a page: `Home > News > Harbour closed until Monday`."""
    return any(one in keys[n] and one != keys[n] for one in keys.values() if len(one) >= TRAIL)


def standfirst_of(lines: Sequence[Line], title: int | None, start: int, kin: Kin) -> list[int]:
    """Number of the sentence or two under the headline that something parts from the body."""
    if title is None:
        return []
    under = [
        n
        for n in range(title + 1, min(start, title + 1 + STANDFIRST_REACH))
        if lines[n].words >= STANDFIRST_WORDS and kin.share(lines[n].text) >= STANDFIRST_SHARE
    ]
    sentences = [n for n in under if lines[n].look in _SENTENCES]
    return (sentences or [n for n in under if _as_headline(lines, n, title)])[:1]


def _as_headline(lines: Sequence[Line], n: int, title: int) -> bool:
    """Whether line `n` is a standfirst without a full stop, and no second form of the title."""
    if n > title + STANDFIRST_HEADLINE_REACH or lines[n].look not in _HEADS:
        return False
    return key(lines[title].text) not in key(lines[n].text)
