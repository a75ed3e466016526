"""`hearsay maintain`: prunes what is no longer needed, by age and by size."""

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from hearsay.commands import OK, print_line
from hearsay.settings import Settings

HELP = "prune raw dumps, staged files, old publications, Data Docs and logs"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    parser.add_argument("--logs", type=Path, metavar="DIR", help="prune Airflow's logs there too")


def run(told: Namespace, settings: Settings) -> int:
    """Print a line for each thing that goes, and what that frees."""
    from hearsay.night.maintenance import in_words, prune

    freed: Counter[str] = Counter()
    now = datetime.now(UTC)
    for one in prune(settings, told.logs, now=now, dry_run=told.dry_run):
        item = one.item
        print_line({"kind": item.kind, "name": item.name, "bytes": item.bytes, "why": one.why})
        freed[item.kind] += item.bytes
    print("would free" if told.dry_run else "freed", in_words(freed), file=sys.stderr)
    return OK
