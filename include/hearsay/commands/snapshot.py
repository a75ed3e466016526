"""`hearsay snapshot`: pins what is published, to be cited and asked again later."""

from argparse import ArgumentParser, Namespace
from datetime import date

from hearsay.commands import OK
from hearsay.settings import Settings

HELP = "pin what is published up to a night under an id; alone: which there are"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("until", nargs="?", type=date.fromisoformat, help="the last night of it")


def run(told: Namespace, settings: Settings) -> int:
    """Print the id of what was pinned; without a night, every id with the nights it has."""
    from hearsay import snapshot
    from hearsay.night.pin import pin

    if told.until:
        print(pin(settings.lake, told.until).id)
        return OK
    for one in snapshot.every(settings.lake):
        nights = one.head.entries
        print(f"{one.id}  {len(nights)} nights, {min(nights)} to {max(nights)}")
    return OK
