"""Finds whose a verb is that has no subject of its own: ", saying ...", "... and added"."""

from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import FARTHEST, clause_end, noun_phrase
from hearsay.attribute.svo import subject_before
from hearsay.attribute.words import Line

Words = tuple[int, int]


def owner(line: Line, at: int, last: Draft | None, lexicon: Lexicon) -> Words | None:
    """Words of the source: that of the draft before, unless another clause stands between."""
    if lexicon.verb_second or (last is not None and not _between(line, last, at)):
        return last.source if last is not None else _first_phrase(line, lexicon)
    if found := _nearest(line, at, lexicon):
        return found
    if last is not None:
        return last.source
    return _behind(line, at, lexicon) or _first_phrase(line, lexicon)


def _between(line: Line, last: Draft, at: int) -> bool:
    """Whether a verb stands between what the draft before reports and word `at`."""
    reached = max(last.cue[1], *(end for _, end in last.content), 0)
    return any(line.starts[i] >= reached and line.tags[i] in "VvABMx" for i in range(at))


def _nearest(line: Line, at: int, lexicon: Lexicon) -> Words | None:
    """The subject of the nearest verb before word `at` that has one."""
    for verb in range(at - 1, max(-1, at - FARTHEST), -1):
        if line.tags[verb] not in "VvABMx" or (line.tags[verb] == "x" and not _acts(line, verb)):
            continue
        held = subject_before(line, verb, lexicon)
        if held.words is not None and held.side in ("left", "relative"):
            return held.words
    return None


def _acts(line: Line, at: int) -> bool:
    """ "the minister visited the docks", but not "a heated debate", "was heated"."""
    return at > 0 and line.tags[at - 1] in "NLmPR)b"


def _behind(line: Line, at: int, lexicon: Lexicon) -> Words | None:
    """ "In describing the dock, Holm said ...": the subject after the comma."""
    end = clause_end(line.tags, at)
    return noun_phrase(line, end + 1, lexicon) if line.tags[end : end + 1] == "," else None


def _first_phrase(line: Line, lexicon: Lexicon) -> Words | None:
    """The phrase that opens a sentence, or its first clause behind "In a speech in Husum,"."""
    starts = [0] if lexicon.verb_second else [0, line.tags.find(",") + 1]
    for at in starts:
        while at < len(line.tags) and line.tags[at] in "bc~":
            at += 1
        if found := noun_phrase(line, at, lexicon):
            return found
    return None
