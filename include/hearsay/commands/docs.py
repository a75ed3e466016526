"""`hearsay docs`: the generated pages of the docs."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from hearsay.commands import OK
from hearsay.records import MARTS, TABLES
from hearsay.settings import Settings

HELP = "write the generated pages of the docs"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path)


def run(told: Namespace, _settings: Settings) -> int:
    """Write tables.md and questions.md into the folder."""
    from hearsay import contract, query

    (told.folder / "tables.md").write_text(contract.dictionary(TABLES | MARTS), "utf-8")
    (told.folder / "questions.md").write_text(query.markdown(), "utf-8")
    return OK
