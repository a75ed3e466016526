"""Runs one step of a night on every unit of it: python bench/step.py STEP FOLDER.

The lake is that of HEARSAY_LAKE; `find` takes the dumps of FOLDER. A process a step shows what the
step alone takes of memory.
"""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hearsay.settings import Settings

if TYPE_CHECKING:
    from hearsay.night.arrived import Sources
    from hearsay.night.plan import Unit

NIGHT = date(2026, 11, 22)
STEPS = ("find", "fetch", "extract", "attribute", "check", "publish")


def run(step: str, folder: Path, settings: Settings) -> None:
    """Run the step, importing what a task of Airflow's would import for it."""
    from hearsay.night import plan
    from hearsay.night.arrived import Sources

    sources = Sources(folder=folder)
    if step == "find":
        plan.find(NIGHT, settings, sources)
    elif step == "publish":
        from hearsay.night.publication import publish

        if alarms := publish(NIGHT, settings):
            raise SystemExit(f"not a clean night: {alarms}")
    else:
        for unit in plan.units(plan.folder_of(settings.lake, NIGHT, plan.BY_HAND)):
            _on(step, unit, settings, sources)


def _on(step: str, unit: "Unit", settings: Settings, sources: "Sources") -> None:
    if step == "fetch":
        from hearsay.night.bring import bring

        bring(unit, NIGHT, settings, sources)
    elif step == "extract":
        from hearsay.night.extract import extract

        extract(unit, NIGHT, settings)
    elif step == "attribute":
        from hearsay.night.attribute import attribute

        attribute(unit, settings)
    else:
        from hearsay.night.verdict import check

        check(unit, NIGHT)


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), Settings.from_env())
