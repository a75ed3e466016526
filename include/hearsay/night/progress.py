"""How far a long step has come, in the log: a line from time to time.

Lines for people are INFO, one every ten seconds. A terminal draws bars from the same records: it
asks for DEBUG too, and then gets one twice a second, with its figures as the record's `progress`.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

log = logging.getLogger(__name__)
LINE_SECONDS = 10.0
FRAME_SECONDS = 0.5
SLOW = 10  # a second: below it, the first decimal tells something
SURE_SHARE = 0.01  # less says nothing yet of the time that is left
Row = TypeVar("Row")
Share = Callable[[int], float | None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step has come: `share` is how much of it is done, 0 to 1, where that is known."""

    label: str
    what: str  # that is counted: "records"
    count: int
    seconds: float
    share: float | None
    ended: bool = field(default=False, kw_only=True)

    @property
    def seconds_left(self) -> float | None:
        """As long as the rest takes at the speed so far."""
        if self.share is None or self.share < SURE_SHARE:
            return None
        return self.seconds * (1 - self.share) / self.share

    def __str__(self) -> str:
        rate = self.count / self.seconds if self.seconds else 0.0
        told = [
            f"{self.count:,} {self.what}",
            f"{rate:,.0f}/s" if rate >= SLOW else f"{rate:.1f}/s",
        ]
        if self.share is not None:
            told.append(f"{self.share:.0%} done")
        if self.seconds_left is not None:
            told.append(f"{in_words(self.seconds_left)} left")
        return f"{self.label}: {', '.join(told)}"


def telling(
    label: str,
    rows: Iterable[Row],
    *,
    share: Share = lambda _: None,
    what: str = "records",
    line: float = LINE_SECONDS,
) -> Iterator[Row]:
    """The same rows, with a line in the log every `line` seconds.

    `share(n)` says how much is done after `n` of them. Costs a look at the clock for each row.
    """
    begun = lined = framed = time.monotonic()
    number = 0
    try:
        for row in rows:
            yield row
            number += 1
            now = time.monotonic()
            if now - framed >= min(FRAME_SECONDS, line):
                framed = now
                level = logging.INFO if now - lined >= line else logging.DEBUG
                lined = now if level == logging.INFO else lined
                _tell(level, Progress(label, what, number, now - begun, share(number)))
    finally:
        ended = time.monotonic() - begun
        _tell(logging.DEBUG, Progress(label, what, number, ended, share(number), ended=True))


def part_of(total: int) -> Share:
    """The share that is done where it is known how many rows there are."""
    return lambda number: number / total if total else None


def in_words(seconds: float) -> str:
    """A duration as people say it: `40 s`, `7 min`, `2 h 05 min`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes + (rest >= 30)} min" if minutes else f"{rest} s"


def _tell(level: int, told: Progress) -> None:
    log.log(level, "%s", told, extra={"progress": told})
