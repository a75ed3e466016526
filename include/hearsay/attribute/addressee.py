"""Finds the outlet that a statement was made to: "told Reuters", "sagte sie der Zeitung"."""

from collections.abc import Iterable

from hearsay import lang
from hearsay.attribute.catalogue import outlet
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import clause_start
from hearsay.attribute.words import Line
from hearsay.contract import Span

# "told the London newspaper Example": words between a word that addresses and the outlet's name.
FARTHEST_NAME = 3
# "sagte Beispiel am Montag in Berlin in einem Gespräch mit ...": words from the cue to the outlet.
FARTHEST_OUTLET = 16


def addressee(
    draft: Draft, beside: Iterable[Draft], lexicon: Lexicon
) -> tuple[Span, lang.Outlet] | None:
    """The outlet near the cue that no draft of the sentence has for its source, and where it is
    named; `beside` are the drafts of the article near this one.
    """
    line, addressing = draft.line, lexicon.listed("spoken_to")
    if not addressing:
        return None
    at = next((i for i, start in enumerate(line.starts) if start >= draft.cue[0]), 0)
    taken = [span for other in beside if other.line is line for span in _spans(other)]
    for first in range(clause_start(line.tags, at), min(len(line.tags), at + FARTHEST_OUTLET)):
        if line.tags[first] not in "NL" or not _addressed(line, first, addressing):
            continue
        last = first + 1
        while last < len(line.tags) and line.tags[last] in "NL":
            last += 1
        start, end = line.span(first, last)
        if any(start < upto and begin < end for begin, upto in taken):
            continue
        if (found := outlet(tuple(line.words[first:last]), lexicon, beside=True)) is not None:
            return Span(start=start, end=end), found[0]
    return None


def _spans(draft: Draft) -> list[tuple[int, int]]:
    source = [draft.line.span(*draft.source)] if draft.source else []
    return source + draft.content


def _addressed(line: Line, first: int, addressing: frozenset[str]) -> bool:
    """Whether a word that addresses stands before a name, with nothing between but what tells
    what sort of outlet it is."""
    for at in range(first - 1, max(-1, first - 2 - FARTHEST_NAME), -1):
        if line.words[at].lower() in addressing:
            return True
        if line.tags[at] not in "DEdgaNm":
            return False
    return False


def unaddressed(line: Line, words: tuple[int, int], lexicon: Lexicon) -> tuple[int, int]:
    """A source phrase right of its verb, without the outlet that the source speaks to.

    In "sagte Beispiel der Zeitung Ostblick" nothing tells a dative from a genitive but that a
    person's name has none behind it, as "die Chefin der Zeitung Ostblick" has.
    """
    first, last = words
    for at in range(first + 1, last - 1):
        if line.tags[at] not in "DEdg" or line.words[at].lower() not in lexicon.listed("spoken_to"):
            continue
        head = line.words[first:at]
        if any(lexicon.kind(word) for word in head) or not set(line.tags[first:at]) <= {"N"}:
            return words
        if outlet(tuple(line.words[at + 1 : last]), lexicon, beside=True):
            return first, at
    return words
