"""Links a record to the record of the source that it cites."""

from collections.abc import Sequence

from hearsay.attribute.draft import Draft
from hearsay.attribute.memory import Holder

Pair = tuple[Draft, Holder]


def link(pairs: Sequence[Pair]) -> None:
    """Sets `upstream`: by chain phrases, and where one record's content holds another's cue."""
    for at, (draft, _) in enumerate(pairs):
        if draft.chain and (citing := _citing(pairs, at)) is not None:
            citing.upstream = draft
    for outer, holder in pairs:
        if outer.upstream is None and not outer.chain:
            outer.upstream = _inside(pairs, outer, holder)


def _citing(pairs: Sequence[Pair], at: int) -> Draft | None:
    """The record of the same sentence that a chain phrase hangs on: the last one before it."""
    chain = pairs[at][0]
    same = [draft for draft, _ in pairs if draft.line is chain.line and not draft.chain]
    before = [draft for draft in same if draft.cue < chain.cue]
    return before[-1] if before else same[0] if same else None


def _inside(pairs: Sequence[Pair], outer: Draft, holder: Holder) -> Draft | None:
    for inner, held in pairs:
        if (
            inner is outer
            or inner.chain
            or inner.upstream is outer
            or held.name == holder.name
            or inner.line.place is not outer.line.place
        ):
            continue
        mutual = outer.cue < inner.cue and _holds(inner, outer)
        if _holds(outer, inner) and not mutual:
            return inner
    return None


def _holds(outer: Draft, inner: Draft) -> bool:
    return any(start <= inner.cue[0] and inner.cue[1] <= end for start, end in outer.content)
