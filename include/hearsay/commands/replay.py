"""`hearsay replay`: dumps that were held back, or lost records, once more after a repair."""

import os
import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from hearsay.commands import KEPT_ASIDE, OK
from hearsay.records import DropReason
from hearsay.settings import Settings

HELP = "read dumps once more, alone: those held back, or the named ones"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dumps", nargs="*", metavar="DUMP", help="as `hearsay ask held` names it")
    parser.add_argument(
        "--reason",
        choices=tuple(DropReason),
        metavar="REASON",
        help="all dumps with records that were dropped for it, see `hearsay ask dropped`",
    )
    parser.add_argument("--since", type=date.fromisoformat, help="first night, YYYY-MM-DD")
    parser.add_argument("--until", type=date.fromisoformat, help="last night, itself included")
    parser.add_argument("--force", action="store_true", help="hold nothing back by a check")
    parser.add_argument("--refetch", action="store_true", help="take dumps as they are now")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be read")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes side by side")


def run(told: Namespace, settings: Settings) -> int:
    """Replay the dumps night by night; all else that these nights published stays as it is."""
    from hearsay.night import marts
    from hearsay.night.aside import Wanted, chosen
    from hearsay.night.run import How
    from hearsay.night.run import run as run_night

    wanted = Wanted(names=told.dumps, reason=told.reason, since=told.since, until=told.until)
    found = chosen(settings.lake, wanted)
    if not found:
        print("nothing to replay: no dump is held back", file=sys.stderr)
    status = OK
    for night, dumps in found.items():
        print(f"night {night}: {', '.join(dumps)}")
        if told.dry_run:
            continue
        how = How(force=told.force, refetch=told.refetch, dumps=dumps)
        for of, words in run_night(night, settings, how=how, jobs=told.jobs).items():
            print(f"{of} {words}", file=sys.stderr)
            status = KEPT_ASIDE
    marts.make(settings.lake)
    return status
