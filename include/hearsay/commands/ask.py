"""`hearsay ask`: the named questions."""

import sys
from argparse import ArgumentParser, Namespace

from hearsay.commands import OK
from hearsay.settings import Settings

HELP = "a named question; alone: which there are"
OPTIONS = {
    "since": "first day, YYYY-MM-DD",
    "until": "last day, itself included",
    "language": "ISO 639-1 code",
    "publisher": "domain, or (source) for texts without one",
    "outlet": "id of a cited outlet",
    "list": "outlets of a [watch] list of lists.toml",
    "story": "id of a story, as `stories` tells it",
    "article": "id of an article",
    "group": "publishers of a group of lists.toml",
    "other": "with what it is compared",
    "source": "outlet id or name of a source, as answers tell it",
    "type": "media, person, institution, document or anonymous",
    "texts": "whose shares are told: all, unique (no copies) or own (the publishers')",
    "by": "day, week, month or year",
    "top": "how many rows at most, one or more",
}
FORMATS = ("table", "csv", "json", "parquet")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("question", nargs="?", help="its name")
    for name, words in OPTIONS.items():
        parser.add_argument(f"--{name}", help=words)
    parser.add_argument("--snapshot", metavar="ID", help="as it was when that was pinned")
    parser.add_argument("--format", choices=FORMATS, default="table")


def run(told: Namespace, settings: Settings) -> int:
    """Print the answer to the question; without one, the questions."""
    from hearsay import query, snapshot

    if told.question is None:
        wide = max(len(one.name) for one in query.questions())
        for one in query.questions():
            print(f"{one.name:{wide}}  {one.question}")
        return OK
    asked = {name: getattr(told, name) for name in OPTIONS}
    lists = query.lists(settings.lists)
    then = snapshot.read(settings.lake, told.snapshot) if told.snapshot else None
    with query.answering(settings.lake, told.question, asked, lists, then) as answer:
        if told.format == "table":
            print(next(one.question for one in query.questions() if one.name == told.question))
        query.show(answer, told.format, sys.stdout)
    return OK
