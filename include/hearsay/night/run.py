"""A whole night without Airflow."""

import logging
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

from hearsay import check as checks
from hearsay.night.attribute import attribute
from hearsay.night.bring import bring
from hearsay.night.extract import extract
from hearsay.night.plan import Unit, find
from hearsay.night.publication import publish
from hearsay.night.verdict import check
from hearsay.settings import Settings

log = logging.getLogger(__name__)


def run(
    night: date,
    settings: Settings,
    *,
    only: Sequence[str] = (),
    folder: Path | None = None,
    force: bool = False,
    jobs: int = 1,
) -> dict[str, str]:
    """Run a night, its units side by side in `jobs` processes.

    Returns the dumps that were held back, with the reason; the rest is published.
    """
    work = find(night, settings, only, folder)
    checks.load()
    step = partial(_work, night=night, settings=settings, force=force)
    try:
        with ProcessPoolExecutor(max_workers=jobs, initializer=_end_with_parent) as pool:
            list(pool.map(step, work))
    except BrokenProcessPool:
        log.exception("a worker was killed, out of memory perhaps; what is not done is held back")
    return publish(night, settings)


def _end_with_parent() -> None:
    """Have this worker end when the night is killed: it would wait for work for ever."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work(unit: Unit, night: date, settings: Settings, force: bool) -> None:
    """One unit through its steps; one that fails is left undone, and so is held back."""
    try:
        bring(unit)
        extract(unit, night, settings)
        attribute(unit, settings)
        check(unit, night, force)
    except Exception:
        log.exception("%s: failed, held back; the others go on", unit.label)
