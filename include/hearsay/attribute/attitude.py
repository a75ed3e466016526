"""Finds what somebody feels or believes, where nobody need have put it in words."""

from collections.abc import Iterator

from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.order import subject
from hearsay.attribute.source import can_speak, clause_start
from hearsay.attribute.tail import Range, cut, tail_of
from hearsay.attribute.words import Line
from hearsay.records import Stance


def embedded(line: Line, words: tuple[int, int], lexicon: Lexicon) -> bool:
    """ "asked whether voters support it", "says he hopes": asked or told, not held for a fact."""
    before = words[0] - 1
    if before > 0 and line.tags[before] in "DEdg":
        before -= 1
    return before >= 0 and (
        before in line.senses or line.words[before].lower() in lexicon.listed("embedding")
    )


def predicates(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Die Chefin ist überzeugt, dass ..."."""
    adjectives = lexicon.listed("predicates", "adjectives")
    for at, word in enumerate(() if adjectives.isdisjoint(line.words) else line.words):
        if word in adjectives and (draft := _predicate(line, at, lexicon)) is not None:
            yield draft


def _predicate(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    copulas, start = lexicon.listed("predicates", "verbs"), clause_start(line.tags, at)
    finite = next((i for i in range(start, at) if line.words[i].lower() in copulas), None)
    if finite is None:
        return None
    held = subject(line, finite, lexicon)
    opens = lexicon.listed("complementizers") | lexicon.listed("predicates", "links")
    if at + 1 < len(line.words) and line.words[at + 1].lower() in opens:
        # "est convaincu que", "is worried about"
        tail: Range | None = (at + 1, cut(line, at + 1, lexicon))
    else:
        tail = tail_of(line, at + 1, held, lexicon)
    if tail is None or held.words is None or not can_speak(line, held.words):
        return None
    return Draft(
        line=line,
        rule="adjective",
        cue=line.span(at, at + 1),
        source=held.words,
        content=content.offsets(line, [tail]),
        stance=Stance(lexicon.pack["predicates"]["stance"]),
        spoken=False,
    )
