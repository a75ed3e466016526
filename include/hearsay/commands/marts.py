"""`hearsay marts`: what the questions are answered from, made anew where something changed."""

from argparse import ArgumentParser, Namespace
from datetime import date

from hearsay.commands import OK
from hearsay.settings import Settings

HELP = "make the marts of published nights, where something changed"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--list", action="store_true", help="say which nights are due, make none")
    parser.add_argument(
        "--again",
        nargs="+",
        default=[],
        type=date.fromisoformat,
        metavar="NIGHT",
        help="make those of these nights anew, due or not",
    )


def run(told: Namespace, settings: Settings) -> int:
    """Make the marts that are due, or say which are; prints the nights."""
    from hearsay.night import marts

    made = marts.due(settings.lake) if told.list else marts.make(settings.lake, told.again)
    for night in made:
        print(night)
    return OK
