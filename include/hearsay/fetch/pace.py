"""Keeps a download within its rate, and says every few seconds how far it is."""

import logging
import time

log = logging.getLogger(__name__)

EVERY = 10  # seconds between two lines of the log


class Pace:
    """One download that begins at byte `start` of `total`, at most `rate` bytes a second."""

    def __init__(self, dump: str, rate: float | None, start: int, total: int | None) -> None:
        self._dump, self._rate = dump, rate
        self._got, self._start, self._total = 0, start, total
        self._began = self._told = time.monotonic()

    def add(self, count: int) -> None:
        """So many bytes came: wait where they came too fast, tell where it is time."""
        self._got += count
        if self._rate:
            ahead = self._got / self._rate - (time.monotonic() - self._began)
            time.sleep(max(0, ahead))
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            log.info("%s: %s", self._dump, self.words(self._told - self._began))

    def words(self, seconds: float) -> str:
        """How far it is after so many seconds: `41 % of 1073 MB, 12.3 MB/s, 51 s left`."""
        here, speed = self._start + self._got, self._got / max(seconds, 1e-9)
        if not self._total:
            return f"{here / 1e6:.0f} MB, {speed / 1e6:.1f} MB/s"
        share, left = here / self._total, (self._total - here) / max(speed, 1)
        whole = f"{share:.0%} of {self._total / 1e6:.0f} MB"
        return f"{whole.replace('%', ' %')}, {speed / 1e6:.1f} MB/s, {left:.0f} s left"
