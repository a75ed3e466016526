"""Says what is wrong with a record or with the bytes it should stand in."""

from dataclasses import dataclass

from hearsay.records import DropReason, Reject

MAX_DETAIL = 200  # characters: a line in the accounting, not a dump of the record


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why something cannot be read. `member` is the offset of the packed member that is broken."""

    reason: DropReason
    detail: str
    member: int | None = None


def reject(dump: str, record: str, trouble: Trouble, url: str | None = None) -> Reject:
    """The record as a reject, its detail cut to a line."""
    detail = " ".join(trouble.detail.split())
    return Reject(
        dump=dump,
        record=record,
        url=url,
        reason=trouble.reason,
        detail=detail if len(detail) <= MAX_DETAIL else detail[: MAX_DETAIL - 1] + "…",
    )
