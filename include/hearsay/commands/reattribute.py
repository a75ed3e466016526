"""`hearsay reattribute`: published nights anew with today's extractor, and what that changes."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from hearsay.commands import KEPT_ASIDE, OK
from hearsay.settings import Settings

HELP = "published nights anew with today's extractor; shows what changes"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--since", type=date.fromisoformat, help="first night, YYYY-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, help="last night, itself included")
    parser.add_argument("--sources", nargs="+", default=[], help="only these of sources.toml")
    parser.add_argument("--publish", action="store_true", help="publish it; else it is only shown")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes side by side")


def run(told: Namespace, settings: Settings) -> int:
    """Reattribute night by night, print the changes by rule, publish them if asked to."""
    from hearsay import ledger, query
    from hearsay.night import marts
    from hearsay.night.arrived import Sources
    from hearsay.night.reattribute import details_of, reattribute

    status = OK
    for night in ledger.nights(settings.lake):
        if (told.since and night < told.since) or (told.until and night > told.until):
            continue
        rows, alarms = reattribute(
            night, settings, Sources(only=told.sources), goes_out=told.publish, jobs=told.jobs
        )
        print(f"night {night}, {'published' if told.publish else 'not published'}")
        names = ("rule", "gained", "lost", "changed", "same")
        query.print_table(names, rows, [name != "rule" for name in names], sys.stdout)
        print(f"every change: {details_of(settings.lake, night)}")
        for of, words in alarms.items():
            print(f"{of} {words}", file=sys.stderr)
            status = KEPT_ASIDE
    marts.make(settings.lake)
    return status
