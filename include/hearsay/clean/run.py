"""Finds the run of lines that is the body of an article."""

from collections.abc import Sequence

from hearsay.clean.kin import MOST_PARAGRAPHS, Kin
from hearsay.clean.line import Line, Look

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
    Look.SITE: -2,
    Look.MARKER: -2,  # stands within articles as often as behind them
    Look.REPEATED: -8,
    Look.ELSEWHERE: -4,  # boxes of three such lines stand within articles too
    Look.END: -25,
    Look.COMMENT: -10,
    Look.CREDIT: -2,
    Look.BYLINE: -2,
}
# From so many words on a paragraph speaks for itself, however lonely it stands.
GREAT_WORDS = 40
GREAT_SHARE = 0.7
# How near to the rest of the run a paragraph's matter must be: below STRANGE it counts against the
# run (a teaser, a consent text, a box about the author), from NEAR on it counts in full.
STRANGE = 0.25
NEAR = 0.8
AGAINST = 0.5
LEAST_PARAGRAPHS = 4  # fewer have too few words in common to judge by
REACH = 60  # lines around the run that are weighed once more

LAST_WORDS = 3  # a shorter last sentence is a button: `Read on.`
MOST_LAST = 2
# A last line without a full stop: a paragraph the theme cut, `"...", says Ms Tamm`.
LAST_LONG = 20
LAST_NEARNESS = 0.8
# Paragraphs that a box parts from the run. Behind it stand teasers as well, of some 30 words; in
# front of it the first paragraph of an article, above the offer to subscribe.
APART_AFTER = (20, 40, 0.7)  # lines, words, nearness
APART_BEFORE = (45, 30, 1.0)

_RUNNING = frozenset({Look.PROSE, Look.SENTENCE})
_SILENT = frozenset({Look.MARKER, Look.REPEATED, Look.ELSEWHERE, Look.CREDIT, Look.BYLINE})
_STUB = frozenset({Look.LONG, Look.CUT})


def body_run(lines: Sequence[Line]) -> tuple[range, Kin]:
    """The numbers of the lines of the run, and what its paragraphs speak of.

    The run is the contiguous one with the greatest sum of weights (Bentley's maximum subarray),
    found twice: the second time the paragraphs are weighed by how near their matter is to that of
    the first run.
    """
    weights = [_weight(lines, n) for n in range(len(lines))]
    run, kin = _greatest(lines, weights)
    paragraphs = sum(lines[n].look is Look.PROSE for n in run)
    if LEAST_PARAGRAPHS <= paragraphs <= MOST_PARAGRAPHS:
        around = range(max(0, run.start - REACH), min(len(lines), run.stop + REACH))
        for n in around:
            if lines[n].look is Look.PROSE:
                weights[n] = _by_nearness(lines[n], weights[n], kin, own=n in run)
        run, kin = _greatest(lines, weights)
    return range(run.start, _last(lines, run.stop, kin)), kin


def apart(lines: Sequence[Line], run: range, kin: Kin) -> list[int]:
    """Numbers of the paragraphs outside the run that a box parts from it."""
    if not run:
        return []
    lines_after, words_after, near_after = APART_AFTER
    lines_before, words_before, near_before = APART_BEFORE
    before = range(max(0, run.start - lines_before), run.start)
    found = [n for n in before if _apart(lines[n], kin, words_before, near_before)]
    for n in range(run.stop, min(len(lines), run.stop + lines_after)):
        follows = bool(found) and found[-1] == n - 1 and n > run.stop
        if _apart(lines[n], kin, LAST_LONG if follows else words_after, near_after):
            found.append(n)
    return found


def _apart(line: Line, kin: Kin, words: int, nearness: float) -> bool:
    return (
        line.look in (Look.PROSE, Look.LONG)
        and line.words >= words
        and kin.nearness(line.text, unsure=0.0) >= nearness
    )


def _greatest(lines: Sequence[Line], weights: Sequence[float]) -> tuple[range, Kin]:
    best = total = 0.0
    start = 0
    found = range(0)
    for n, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, n
        total += weight
        if total > best:
            best, found = total, range(start, n + 1)
    return found, Kin(lines[n].text for n in found if lines[n].look is Look.PROSE)


def _weight(lines: Sequence[Line], n: int) -> float:
    line = lines[n]
    if line.look is not Look.PROSE:
        return WEIGHTS[line.look]
    beside = [near for near in lines[max(0, n - 1) : n + 2] if near.look not in _SILENT]
    share = sum(near.look in _RUNNING for near in beside) / len(beside)
    if line.words >= GREAT_WORDS:
        share = max(share, GREAT_SHARE)
    return min(line.words, FULL) * share


def _by_nearness(line: Line, weight: float, kin: Kin, *, own: bool) -> float:
    factor = (kin.nearness(line.text, unsure=1.0, own=own) - STRANGE) / (NEAR - STRANGE)
    if factor <= 0:
        return max(factor, -AGAINST) * min(line.words, FULL)
    return weight if line.words >= GREAT_WORDS else weight * min(factor, 1.0)


def _last(lines: Sequence[Line], end: int, kin: Kin) -> int:
    """The end of the article, a short last paragraph included: `The café opens in December.`"""
    stub = lines[end : end + 1]
    if end and stub and stub[0].look in _STUB and stub[0].words >= LAST_LONG:
        return end + (kin.nearness(stub[0].text, unsure=1.0) >= LAST_NEARNESS)
    for line in lines[end : end + MOST_LAST]:
        if line.look is not Look.SENTENCE or line.words < LAST_WORDS or line.text[-1] not in '.”“"':
            break
        end += 1
    return end
