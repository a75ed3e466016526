"""Finds statements that hang on a noun: "die Forderung der Union, ...", "ist der Ansicht, ..."."""

from collections.abc import Iterator, Sequence

from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.order import subject
from hearsay.attribute.source import can_speak, clause_end, clause_start, noun_phrase
from hearsay.attribute.tail import cut, infinitive
from hearsay.attribute.words import FINITE, Line

# Words of a verb that may close the clause between a noun and what it says: "Schluss gekommen sei".
CLOSING = 3
Range = tuple[int, int]


def nominal(line: Line, found: Sequence[Draft], lexicon: Lexicon) -> Iterator[Draft]:
    """Drafts whose cue is a noun of saying with a clause, where no verb reports that clause."""
    nouns = lexicon.listed("clause_nouns")
    if nouns.isdisjoint(line.words):
        return
    begun = {start for draft in found for start, _ in draft.content}
    for at, word in enumerate(line.words):
        draft = _nominal(line, at, lexicon) if word in nouns else None
        if draft is not None and draft.content and draft.content[0][0] not in begun:
            yield draft


def _nominal(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    tags = line.tags
    owner = noun_phrase(line, at + 1, lexicon) if tags[at + 1 : at + 2] in ("E", "g") else None
    end = mark = owner[1] if owner else at + 1
    while mark < len(tags) and mark - end < CLOSING and tags[mark] in "UxVamAK":
        mark += 1
    if not _opens(line, mark, lexicon):
        return None
    start = clause_start(tags, at)
    finite = next((i for i in range(start, mark) if tags[i] in FINITE), None)
    held = owner or _holder(line, at, finite, lexicon)
    if held is None or not can_speak(line, held):
        return None
    stop = clause_end(tags, mark + 1) if finite is None else cut(line, mark + 1, lexicon)
    spans = content.offsets(line, [(mark + 1, stop)])
    return Draft(line, "noun-clause", line.span(at, at + 1), held, spans)


def _holder(line: Line, at: int, finite: int | None, lexicon: Lexicon) -> Range | None:
    """The subject of "ist der Ansicht": whoever it is, not the noun itself."""
    if finite is None:
        return None
    words = subject(line, finite, lexicon).words
    return None if words is None or words[0] <= at < words[1] else words


def _opens(line: Line, mark: int, lexicon: Lexicon) -> bool:
    """Whether a reported clause begins behind a mark: "dass ...", "zu ...", reported mood."""
    first = mark + 1
    if first >= len(line.tags) or line.tags[mark] not in ",:":
        return False
    if line.tags[mark] == ":":
        return line.tags[first] == "Q"
    end = clause_end(line.tags, first)
    clause = line.words[first:end]
    if line.tags[first] in "SDEdgpRw" and clause[0].lower() in lexicon.listed("complementizers"):
        return line.tags[first] == "S"
    return infinitive(clause, lexicon) or "K" in line.tags[first:end]
