"""Pins what is published as a snapshot, so that it can be cited and asked again later."""

from datetime import date

from hearsay import ledger, shelf, snapshot
from hearsay.lake import Place
from hearsay.night import marts
from hearsay.snapshot import Snapshot


def pin(lake: Place, until: date | None = None) -> Snapshot:
    """Keep what is published up to a night, that included; without one, up to the last.

    Raises ValueError, with the remedy, where that night is not published, or marts are not made of
    what is published: the questions would answer of something else.
    """
    while True:
        head = ledger.head(lake)
        last = until or max(head.entries, default=None)
        if last is None or last not in head.entries:
            there = f"the last one is {max(head.entries)}" if head.entries else "none is"
            raise ValueError(f"night {last} is not published; {there}" if last else NOTHING)
        if waiting := [night for night in marts.due(lake) if night <= last]:
            nights = f"{waiting[0]} and {len(waiting) - 1} more" if waiting[1:] else waiting[0]
            raise ValueError(f"the marts of {nights} are not up to date; run `hearsay marts` first")
        one = snapshot.pinned(head, shelf.read(lake), last)
        snapshot.put(lake, one)
        if ledger.head(lake) == head:  # else its marts may be of another publication
            return one


NOTHING = "nothing is published yet; `hearsay night` publishes a night"
