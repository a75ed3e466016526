"""`hearsay explain`: a published article with its attributions marked."""

import sys
from argparse import ArgumentParser, Namespace

from hearsay.commands import OK
from hearsay.settings import Settings

HELP = "an article with its attributions marked"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("article", help="its id")


def run(told: Namespace, settings: Settings) -> int:
    """Print the article."""
    from hearsay import query

    with query.connect(settings.lake) as con:
        query.show_article(query.article(con, told.article), sys.stdout)
    return OK
