"""How often and when a source that fails is asked again."""

import logging
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_exponential_jitter

from hearsay.fetch.source import Source

log = logging.getLogger(__name__)

LONGEST_WAIT = 60  # seconds; servers that want more say so
LONGEST_ASKED = 900  # seconds; a task that waits longer for its turn had better be run again
PROGRESS = 1_000_000  # bytes after which a download counts as getting on


class BusyError(OSError):
    """What may go well another time, not before `after` seconds."""

    def __init__(self, words: str, after: float = 0) -> None:
        super().__init__(words)
        self.after = after


def patiently(source: Source, got: Callable[[], int] = lambda: 0) -> Retrying:
    """Attempts at something that may be BusyError: as many as the source says, with growing pauses.

    `got` counts the bytes that are here; while they become more, attempts begin anew. The last
    failure is raised as OSError.
    """
    return Retrying(
        retry=retry_if_exception_type(BusyError),
        wait=_wait(source),
        stop=_stuck(source, got),
        before_sleep=_tell,
        retry_error_callback=_give_up,
    )


def asked_to_wait(header: str | None) -> float:
    """The seconds that a Retry-After names, as a number or as a date; 0 where it names none."""
    if not header:
        return 0
    if header.isdecimal():
        return float(header)
    try:
        return max(0, parsedate_to_datetime(header).timestamp() - time.time())
    except (ValueError, OverflowError):
        return 0


def _wait(source: Source) -> Callable[[RetryCallState], float]:
    grows = wait_exponential_jitter(multiplier=source.wait, max=LONGEST_WAIT, jitter=source.wait)

    def wait(state: RetryCallState) -> float:
        return max(grows(state), _busy(state).after)

    return wait


def _stuck(source: Source, got: Callable[[], int]) -> Callable[[RetryCallState], bool]:
    best, idle = got(), 0

    def stop(state: RetryCallState) -> bool:
        nonlocal best, idle
        if got() >= best + PROGRESS:
            best, idle = got(), 0
        idle += 1
        return idle >= source.attempts

    return stop


def _give_up(state: RetryCallState) -> None:
    error, times = _busy(state), state.attempt_number
    raise OSError(
        f"{error}; given up after {times} attempts: run it again later, what came is gone on with"
    ) from error


def _tell(state: RetryCallState) -> None:
    log.warning("%s; again in %.0f s", _busy(state), state.upcoming_sleep)


def _busy(state: RetryCallState) -> BusyError:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, BusyError) else BusyError("")
