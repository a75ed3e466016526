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
    parser.add_argument("--refetch", action="store_true", help="take dumps as they are now")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes side by side")


def run(told: Namespace, settings: Settings) -> int:
    """Run the night, and print how its records are accounted for and what has to be looked at."""
    from hearsay import query
    from hearsay.night import marts
    from hearsay.night.arrived import Sources
    from hearsay.night.run import How
    from hearsay.night.run import run as run_night
    from hearsay.night.terminal import drawing

    with drawing(sys.stderr):
        alarms = run_night(
            told.date,
            settings,
            Sources(only=told.sources, folder=told.folder),
            How(force=told.force, refetch=told.refetch),
            jobs=told.jobs,
        )
        marts.make(settings.lake)
    with query.connect(settings.lake) as con:
        asked = {"since": told.date, "until": told.date}
        query.show(query.ask(con, "accounting", asked), "table", sys.stdout)
    for of, words in alarms.items():
        print(f"{of} {words}", file=sys.stderr)
    return KEPT_ASIDE if alarms else OK
