"""`hearsay marts`: what the questions are answered from, made anew where something changed."""

from argparse import ArgumentParser, Namespace

from hearsay.commands import OK
from hearsay.settings import Settings

HELP = "make the marts of published nights, where something changed"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--list", action="store_true", help="say which nights are due, make none")


def run(told: Namespace, settings: Settings) -> int:
    """Make the marts that are due, or say which are; prints the nights."""
    from hearsay.night import marts

    for night in marts.due(settings.lake) if told.list else marts.make(settings.lake):
        print(night)
    return OK
