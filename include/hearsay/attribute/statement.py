"""Says whose a statement is that is only called one: "den Angaben", "eigenen Angaben"."""

from bisect import bisect_left

from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import after, clause_start, noun_phrase

Words = tuple[int, int]


def owned(draft: Draft, lexicon: Lexicon) -> bool:
    """ "ihren Angaben zufolge": the source is no more than a word for what was said."""
    line, words = draft.line, draft.source
    if words is None or words[1] - words[0] != 2:
        return False
    return line.words[words[1] - 1] in lexicon.listed("told_nouns")


def speaker_of_clause(draft: Draft, lexicon: Lexicon) -> Words | None:
    """ "Nach eigenen Angaben hilft der Verband": whom the clause around it is about."""
    line = draft.line
    first, end = bisect_left(line.starts, draft.cue[0]), bisect_left(line.starts, draft.cue[1])
    if draft.source is not None:
        first, end = min(first, draft.source[0]), max(end, draft.source[1])
    if lexicon.listed("own").isdisjoint(word.lower() for word in line.words[first:end]):
        return None
    start = clause_start(line.tags, first)
    while start < first and line.tags[start] in "bc":
        start += 1
    if start == first:
        return after(line, end + 1, lexicon) if lexicon.verb_second else None
    return noun_phrase(line, start, lexicon)
