"""Links a record to the record of the source that it cites."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from hearsay.attribute.draft import Draft, Pair, near
from hearsay.records import Place, SourceType

# Rules whose cue names who says the whole clause around it.
FRAMES = frozenset({"preposition", "postposition", "holder-noun", "holder-compound"})
# Cues looked at within one record's content; longer contents are lists of statements.
MOST_INSIDE = 30


def link(pairs: Sequence[Pair]) -> None:
    """Sets `upstream`: by chain phrases, and where one record's content holds another's cue."""
    for at, (draft, _) in enumerate(pairs):
        if draft.chain and (citing := _citing(pairs, at)) is not None:
            citing.upstream = citing.upstream or draft
        if draft.relays and (relied := _citing(pairs, at)) is not None:
            draft.upstream = relied
    for (before, held), (draft, holder) in pairwise(pairs):
        wrapped = draft.wrapping and before.line is draft.line
        back = draft.upstream is None and holder.type is SourceType.MEDIA
        if (wrapped or (back and _points_back(draft, before))) and held.name != holder.name:
            draft.upstream = before
    cues = [draft.cue[0] for draft, _ in pairs]
    first = sum(draft.line.place is Place.TITLE for draft, _ in pairs)
    for at, (outer, _) in enumerate(pairs):
        if outer.upstream is None and not outer.chain:
            low, high = (0, first) if at < first else (first, len(pairs))
            outer.upstream = _inside(pairs, cues, at, low, high)


def _points_back(draft: Draft, before: Draft) -> bool:
    """ "Das schreibt der Bote": it reports the sentence before, with whom that cites."""
    return not (draft.content or draft.chain or before.nested) and _next(before, draft)


def _next(before: Draft, draft: Draft) -> bool:
    """Whether a draft stands in the sentence right after another."""
    first, second = before.line.sentence, draft.line.sentence
    return (
        before.line.place is draft.line.place
        and first.end == second.start
        and first.paragraph == second.paragraph
    )


def _citing(pairs: Sequence[Pair], at: int) -> Draft | None:
    """The record that a chain phrase hangs on: the last one before it, in the same sentence;
    a verb of relying can stand in a sentence of its own.
    """
    chain = pairs[at][0]
    told = [draft for draft, _ in near(pairs, at) if not draft.chain and draft is not chain]
    same = [draft for draft in told if draft.line is chain.line]
    before = [draft for draft in same if draft.cue <= chain.cue]
    if chain.rule == "relying" and not same:
        same = [draft for draft in told if _next(draft, chain)][-1:]
    return before[-1] if before else same[0] if same else None


def _inside(
    pairs: Sequence[Pair], cues: Sequence[int], at: int, low: int, high: int
) -> Draft | None:
    outer, holder = pairs[at]
    for start, end in outer.content:
        begin = bisect_left(cues, start, low, high)
        for inner, held in pairs[begin : min(high, begin + MOST_INSIDE)]:
            if inner.cue[1] > end:
                break
            mutual = inner.holds(outer) and not _framed(outer, inner)
            same = inner is outer or held.name == holder.name or inner.wrapping
            if not (
                same or mutual or inner.chain or inner.upstream is outer or _framed(inner, outer)
            ):
                return inner
    return None


def _framed(frame: Draft, verb: Draft) -> bool:
    """ "hat Beispiel nach Angaben der Agentur zurückgewiesen": the phrase frames the verb."""
    if frame.rule not in FRAMES or not verb.rule.startswith("verb") or frame.line is not verb.line:
        return False
    line = frame.line
    first, last = sorted(
        (bisect_left(line.starts, frame.cue[0]), bisect_left(line.starts, verb.cue[0]))
    )
    return not set(",:;Q") & set(line.tags[first:last])
