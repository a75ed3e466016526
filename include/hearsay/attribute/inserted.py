"""Folds what is set between commas into a clause, so that the clause can be read past it."""

from dataclasses import replace
from itertools import pairwise

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.words import FINITE, Line

FOLDED = "i"  # the tag of a folded word
HARD = ",:;.Q-"  # tags at which a clause ends
NOUN = "NL)#"  # tags that an apposition explains
MOST_COMMAS = 40  # a sentence with more of them is a list
Fold = tuple[int, int, str]  # a range of words, and their tags as seen from outside


def insertions(line: Line, lexicon: Lexicon) -> list[Fold]:
    """What is inserted into the clauses of a line: relative clauses with all of their words,
    appositions with their commas alone. A comma that also ends the outer clause stays."""
    commas = [at for at, tag in enumerate(line.tags) if tag == ","]
    if "inserted" not in lexicon.grammar or not 1 < len(commas) <= MOST_COMMAS:
        return []
    found: list[Fold] = []
    tags = line.tags
    for opened, closed in pairwise(commas):
        inner = line.tags[opened + 1 : closed]
        if lexicon.grammar["inserted"].fullmatch(inner):
            inner = FOLDED * len(inner)
        elif tags[opened - 1] not in NOUN or not lexicon.grammar["apposed"].fullmatch(inner):
            continue
        ends = _ends(line, tags, opened, closed, lexicon)
        seen = FOLDED + inner + ("," if ends else FOLDED)
        tags = tags[:opened] + seen + tags[closed + 1 :]
        found.append((opened, closed + 1, seen))
    return found


def _ends(line: Line, tags: str, opened: int, closed: int, lexicon: Lexicon) -> bool:
    """Whether the comma behind an insertion also ends the clause around it."""
    start, end = opened, closed + 1
    while start and tags[start - 1] not in HARD:
        start -= 1
    while end < len(tags) and tags[end] not in HARD:
        end += 1
    behind = tags[closed + 1 : end]
    if not FINITE & set(tags[start:opened]):
        return False
    if FINITE & set(behind) or behind.startswith("S"):
        return True
    return not lexicon.listed("infinitive_marks").isdisjoint(line.words[closed:end])


def around(line: Line, at: int, found: list[Fold]) -> Line:
    """The line as the clause of word `at` sees it: what is inserted into that clause is folded."""
    tags = line.tags
    for start, end, seen in found:
        if not start < at < end - 1:
            tags = tags[:start] + seen + tags[end:]
    return replace(line, tags=tags) if tags != line.tags else line
