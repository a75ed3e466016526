"""A word in the log from time to time while a long step goes on."""

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

log = logging.getLogger(__name__)
PROGRESS_SECONDS = 10.0
Row = TypeVar("Row")


def telling(label: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, with a word in the log from time to time on a long way."""
    begun = told = time.monotonic()
    for number, row in enumerate(rows, 1):
        yield row
        now = time.monotonic()
        if now - told > PROGRESS_SECONDS:
            told = now
            log.info("%s: %d records, %.0f/s", label, number, number / (now - begun))
