"""Attributes a published night anew with today's extractor, and says what that changes."""

import logging
from datetime import date
from functools import partial

from hearsay import ledger, query, write
from hearsay.lake import Place, put, remove, scratch
from hearsay.night.arrived import Sources
from hearsay.night.attribute import attribute
from hearsay.night.plan import Unit, folder_of, units
from hearsay.night.publication import publish
from hearsay.night.recall import published, recall
from hearsay.night.verdict import check
from hearsay.night.workers import run_name, side_by_side
from hearsay.query import Change
from hearsay.records import Attribution
from hearsay.settings import Settings

log = logging.getLogger(__name__)


def reattribute(
    night: date, settings: Settings, sources: Sources, *, goes_out: bool, jobs: int = 1
) -> tuple[list[Change], dict[str, str]]:
    """Attribute a published night anew; it goes out only if it is told to.

    Returns what changes, rule by rule, and what has to be looked at. Nothing is read again: the
    articles stay as they were published.
    """
    name = run_name()
    work = published(night, settings, sources, name)
    if not work:
        return [], {}
    side_by_side(f"night {night}", partial(_work, night=night, settings=settings), work, jobs)
    try:
        rows = diff(night, settings, name)
        return rows, publish(night, settings, name) if goes_out else {}
    finally:
        remove(folder_of(settings.lake, night, name))


def anew(unit: Unit, night: date, settings: Settings) -> None:
    """Take a unit through its steps: what was published of it, attributed and judged anew."""
    recall(unit, night, settings)
    attribute(unit, settings)
    check(unit, night)


def diff(night: date, settings: Settings, run: str) -> list[Change]:
    """What the attributions that a run has staged change of the published ones, rule by rule.

    Every single change is a row of the Parquet file that `details_of` names.
    """
    folder = folder_of(settings.lake, night, run)
    done = [unit for unit in units(folder) if unit.verdict.exists()]
    entry = ledger.entry(settings.lake, night)
    if entry is None:
        raise ValueError(f"night {night} is not published any more")
    nothing = folder / "nothing.parquet"
    write.write_rows(nothing, Attribution, [])
    target = details_of(settings.lake, night)
    with scratch(target.parent) as drafts:
        draft = drafts / target.name
        rows = query.changes(
            [nothing, *(settings.lake / file.path for file in entry.files["attributions"])],
            [nothing, *(unit.folder / "attributions.parquet" for unit in done)],
            [dump.dump for unit in done for dump in unit.dumps],
            draft,
        )
        put(draft, target)
    for row in rows:
        log.info("%s: %d gained, %d lost, %d changed, %d as before", *row)
    return rows


def details_of(lake: Place, night: date) -> Place:
    """The file with every attribution that the last diff of a night found changed."""
    return lake / "diffs" / f"{night.isoformat()}.parquet"


def _work(unit: Unit, night: date, settings: Settings) -> None:
    """One unit anew; one that fails is left undone, and stays as it was published."""
    try:
        anew(unit, night, settings)
    except Exception:
        log.exception("%s: failed, stays as it was; the others go on", unit.label)
