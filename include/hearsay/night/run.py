"""A whole night without Airflow."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import partial

from hearsay.lake import NO_ROOM, remove
from hearsay.night.arrived import Sources
from hearsay.night.attribute import attribute
from hearsay.night.bring import bring
from hearsay.night.extract import extract
from hearsay.night.plan import Unit, find, folder_of
from hearsay.night.publication import publish
from hearsay.night.verdict import check
from hearsay.night.workers import run_name, side_by_side
from hearsay.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a night is run: `force` publishes what a check would hold back, `refetch` takes dumps
    as they are now, `dumps` names the only ones to take.
    """

    force: bool = False
    refetch: bool = False
    dumps: Collection[str] = ()


def run(
    night: date,
    settings: Settings,
    sources: Sources | None = None,
    how: How | None = None,
    *,
    jobs: int = 1,
) -> dict[str, str]:
    """Run a night, its units side by side in `jobs` processes.

    Returns what has to be looked at, see `publish`; the rest is published.
    """
    sources, how = sources or Sources(), how or How()
    name = run_name()
    work = find(night, settings, sources, run=name, dumps=how.dumps, refetch=how.refetch)
    step = partial(_work, night=night, settings=settings, sources=sources, how=how)
    side_by_side(f"night {night}", step, work, jobs)
    alarms = publish(night, settings, name)
    remove(folder_of(settings.lake, night, name))
    return alarms


def _work(unit: Unit, night: date, settings: Settings, sources: Sources, how: How) -> None:
    """One unit through its steps; one that fails is left undone, and so is held back.

    Raises OSError where there is no room to write: the night ends, what was published stays.
    """
    try:
        bring(unit, night, settings, sources, refetch=how.refetch)
        extract(unit, night, settings)
        attribute(unit, settings)
        check(unit, night, how.force)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            raise
        log.exception("%s: failed, held back; the others go on", unit.label)
