"""Tells Airflow's metrics (StatsD, Datadog or OpenTelemetry) how long steps took, and how much.

The step stands in the name, since plain StatsD knows no tags; the source is a tag. Neither names a
dump: a series for each would never end.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

from airflow.sdk.observability import stats


@contextmanager
def measured(step: str, source: str) -> Iterator[dict[str, int]]:
    """Time a step, and count what is put into the dictionary; a step that fails counts nothing.

    `hearsay.<step>.duration` is a timing, `hearsay.<step>.<what>` are counters.
    """
    counted: dict[str, int] = {}
    begun = time.monotonic()
    yield counted
    tags = {"source": source}
    stats.timing(f"hearsay.{step}.duration", timedelta(seconds=time.monotonic() - begun), tags=tags)
    for what, count in counted.items():
        stats.incr(f"hearsay.{step}.{what}", count, tags=tags)


def gauges(about: str, figures: Mapping[str, int]) -> None:
    """Tell how many there are now: `hearsay.<about>.<what>`."""
    for what, count in figures.items():
        stats.gauge(f"hearsay.{about}.{what}", count)
