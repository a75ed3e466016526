"""Links a record to the record of the source that it cites."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from hearsay.attribute.draft import Draft
from hearsay.attribute.memory import Holder
from hearsay.records import Place

Pair = tuple[Draft, Holder]
# Cues looked at within one record's content; longer contents are lists of statements.
MOST_INSIDE = 30


def link(pairs: Sequence[Pair]) -> None:
    """Sets `upstream`: by chain phrases, and where one record's content holds another's cue."""
    for at, (draft, _) in enumerate(pairs):
        if draft.chain and (citing := _citing(pairs, at)) is not None:
            citing.upstream = draft
        if draft.relays and (relied := _citing(pairs, at)) is not None:
            draft.upstream = relied
    for (before, held), (draft, holder) in pairwise(pairs):
        if draft.wrapping and before.line is draft.line and held.name != holder.name:
            draft.upstream = before
    cues = [draft.cue[0] for draft, _ in pairs]
    first = sum(draft.line.place is Place.TITLE for draft, _ in pairs)
    for at, (outer, _) in enumerate(pairs):
        if outer.upstream is None and not outer.chain:
            low, high = (0, first) if at < first else (first, len(pairs))
            outer.upstream = _inside(pairs, cues, at, low, high)


def _citing(pairs: Sequence[Pair], at: int) -> Draft | None:
    """The record of the same sentence that a chain phrase hangs on: the last one before it."""
    chain = pairs[at][0]
    near = [draft for draft, _ in pairs[max(0, at - 8) : at + 8] if not draft.chain]
    same = [draft for draft in near if draft.line is chain.line]
    before = [draft for draft in same if draft.cue <= chain.cue and draft is not chain]
    return before[-1] if before else same[0] if same and same[0] is not chain else None


def _inside(
    pairs: Sequence[Pair], cues: Sequence[int], at: int, low: int, high: int
) -> Draft | None:
    outer, holder = pairs[at]
    for start, end in outer.content:
        begin = bisect_left(cues, start, low, high)
        for inner, held in pairs[begin : min(high, begin + MOST_INSIDE)]:
            if inner.cue[1] > end:
                break
            mutual = outer.cue < inner.cue and inner.holds(outer)
            same = inner is outer or held.name == holder.name or inner.wrapping
            if not (same or mutual or inner.chain or inner.upstream is outer):
                return inner
    return None
