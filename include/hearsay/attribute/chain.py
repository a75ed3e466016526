"""Links a record to the record of the source that it cites."""

from collections.abc import Sequence

from hearsay.attribute.draft import Draft
from hearsay.attribute.resolve import Holder


def link(drafts: Sequence[Draft], holders: Sequence[Holder]) -> None:
    """Sets `upstream`: by chain phrases, and where one record's content holds another's cue."""
    for at, draft in enumerate(drafts):
        if draft.chain and (citing := _citing(drafts, at)) is not None:
            citing.upstream = draft
    for at, outer in enumerate(drafts):
        if outer.upstream is None:
            outer.upstream = _inside(drafts, holders, at)


def _citing(drafts: Sequence[Draft], at: int) -> Draft | None:
    same = [d for d in drafts if d.line is drafts[at].line and not d.chain]
    before = [d for d in same if d.cue < drafts[at].cue]
    return before[-1] if before else same[0] if same else None


def _inside(drafts: Sequence[Draft], holders: Sequence[Holder], at: int) -> Draft | None:
    outer = drafts[at]
    for inner, holder in zip(drafts, holders, strict=True):
        if inner is outer or inner.upstream is outer or inner.chain:
            continue
        if holder.name == holders[at].name or not inner.source:
            continue
        if any(start <= inner.cue[0] and inner.cue[1] <= end for start, end in outer.content):
            return inner
    return None
