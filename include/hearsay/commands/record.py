"""`hearsay record`: a record of a dump as it was read, to be looked at."""

import sys
from argparse import ArgumentParser, Namespace

from hearsay.commands import OK
from hearsay.settings import Settings

HELP = "a record as it stands in its dump, such as one that was dropped"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dump", metavar="DUMP", help="column `dump` of table dropped or articles")
    parser.add_argument("record", metavar="RECORD", help="column `record` of the same row")


def run(told: Namespace, settings: Settings) -> int:
    """Print the HTML or text of the record; what is no page is told on stderr."""
    from hearsay.night.aside import record
    from hearsay.records import Reject

    page = record(settings.lake, told.dump, told.record)
    if isinstance(page, Reject):
        print(f"{page.reason}: {page.detail}", file=sys.stderr)
        return OK
    if page.html is not None:
        sys.stdout.buffer.write(page.html)
    else:
        print(page.text)
    return OK
