"""Tells the mood of reported speech from the narrator's: "Das Boot liege fest"."""

import re
from collections.abc import Iterator

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import clause_end, clause_start
from hearsay.attribute.words import FINITE, Line

AFTER = tuple("aN#mLc")  # tags behind an adjective, and never behind a verb in this place


def reported(line: Line, expected: bool, lexicon: Lexicon) -> bool:
    """Whether a verb of a line is in reported mood; where that is expected, by weaker signs too."""
    forms = lexicon.listed("words", "subjunctive")
    if expected:
        forms |= lexicon.listed("mood", "unsure")
    return bool(list(_moods(line, forms, lexicon))) or (expected and _ending(line, lexicon))


def main_verb(line: Line, lexicon: Lexicon) -> int | None:
    """The verb in reported mood of a sentence that says by it alone that somebody speaks."""
    for at in _moods(line, lexicon.listed("mood", "sure"), lexicon):
        start = clause_start(line.tags, at)
        if at and (start == 0 or line.tags[start - 1] in ":;"):
            return at
    return None


def _moods(line: Line, forms: frozenset[str], lexicon: Lexicon) -> Iterator[int]:
    """Verbs of a line that stand among some forms, but for "ich habe"."""
    first = lexicon.listed("mood", "first_person")
    for at, word in enumerate(line.words if forms else ()):
        if line.tags[at] in FINITE and word.lower() in forms:
            beside = line.words[max(0, at - 1)], line.words[min(at + 1, len(line.words) - 1)]
            if first.isdisjoint(near.lower() for near in beside):
                yield at


def _ending(line: Line, lexicon: Lexicon) -> bool:
    """ "Der Wert beruhe auf einer Schätzung": an unknown word where a finite verb must stand."""
    shape, tags = lexicon.pack.get("mood", {}).get("ending"), line.tags
    for at in range(1, len(tags) if shape else 0):
        fits = tags[at] == "a" and tags[at - 1] in "NLPbm)" and tags[at + 1 : at + 2] not in AFTER
        if fits and re.search(shape, line.words[at]):
            clause = tags[clause_start(tags, at) : clause_end(tags, at)]
            if FINITE.isdisjoint(clause):
                return True
    return False
