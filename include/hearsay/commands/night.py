"""`hearsay night`: a whole night, as Airflow would run it."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from hearsay.commands import KEPT_ASIDE, OK
from hearsay.settings import Settings

HELP = "a whole night, without Airflow"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("date", type=date.fromisoformat, metavar="DATE", help="YYYY-MM-DD")
    parser.add_argument("--from", dest="folder", type=Path, help="take the dumps of this folder")
    parser.add_argument("--sources", nargs="+", default=[], help="only these of sources.toml")
    parser.add_argument("--force", action="store_true", help="hold nothing back by a check")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes side by side")


def run(told: Namespace, settings: Settings) -> int:
    """Run the night, and print how its records are accounted for and what was held back."""
    from hearsay import query
    from hearsay.night.run import run as run_night

    held = run_night(
        told.date,
        settings,
        only=told.sources,
        folder=told.folder,
        force=told.force,
        jobs=told.jobs,
    )
    with query.connect(settings.lake) as con:
        asked = {"since": told.date, "until": told.date}
        query.show(query.ask(con, "accounting", asked), "table", sys.stdout)
    for dump, why in held.items():
        print(f"held back: {dump}: {why}", file=sys.stderr)
    return KEPT_ASIDE if held else OK
