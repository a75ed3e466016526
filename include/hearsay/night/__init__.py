"""The flow of a night, the only room that knows the others.

    find -> [bring, extract, attribute, check] per unit of work -> publish

A unit of work is a folder of the stage: a step reads what the step before left in it and replaces
its own output, so each can run again at any time, alone. Airflow's tasks and the command line
call the same functions.
"""

import logging
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from hearsay import check as checks
from hearsay.night.plan import Unit, find, unit
from hearsay.night.publication import publish
from hearsay.night.verdict import check
from hearsay.night.work import articles, attribute, attributions, bring, extract
from hearsay.settings import Settings

__all__ = [
    "Unit",
    "articles",
    "attribute",
    "attributions",
    "bring",
    "check",
    "extract",
    "find",
    "publish",
    "run",
    "unit",
]

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
    """A whole night without Airflow, units side by side in `jobs` processes.

    Returns the dumps that were held back, with the reason; the rest is published.
    """
    work = find(night, settings, only, folder)
    checks.load()
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        list(pool.map(partial(_work, night=night, settings=settings, force=force), work))
    return publish(night, settings)


def _work(unit: Unit, night: date, settings: Settings, force: bool) -> None:
    """One unit through its steps; one that fails is left undone, and so is held back."""
    try:
        bring(unit)
        extract(unit, night)
        attribute(unit, settings)
        check(unit, night, force)
    except Exception:
        log.exception("%s: failed, held back; the others go on", unit.label)
