"""`hearsay evaluate`: how much of what is marked in articles the engine finds."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hearsay.commands import OK, print_line
from hearsay.records import SourceType
from hearsay.settings import Settings

if TYPE_CHECKING:
    from hearsay.score import Compared

HELP = "precision and recall on articles whose attributions are marked"
FOLDER_HELP = "of <language>/*.toml; alone: the project's own gold set"


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", nargs="?", type=Path, help=FOLDER_HELP)
    parser.add_argument("--language", help="ISO 639-1 code")
    parser.add_argument("--errors", action="store_true", help="every record that went wrong too")
    parser.add_argument("--format", choices=("table", "json", "sql"), default="table")


def run(told: Namespace, settings: Settings) -> int:
    """Print the figures by language, type of source and phenomenon; with --errors, the records."""
    compared = measured(told.folder or settings.gold, told.language, settings)
    if told.format == "sql":
        from hearsay import score

        print(score.accuracy(compared), end="")
    elif told.format == "json":
        print_line(_in_words(compared, errors=told.errors))
    else:
        _print_tables(compared, errors=told.errors)
    return OK


def measured(folder: Path, language: str | None, settings: Settings) -> "list[Compared]":
    """The marked articles of a folder, compared with what the engine finds in them.

    Raises GoldError where there is none, or one cannot be read.
    """
    from hearsay import score
    from hearsay.night.attribute import findings
    from hearsay.night.progress import telling

    return [
        score.compare(
            one, findings(one.text, one.language, one.title, settings, credit=None, origin=None)
        )
        for one in telling("evaluate", score.read_folder(folder, language))
    ]


def _print_tables(compared: "Sequence[Compared]", *, errors: bool) -> None:
    from hearsay import score
    from hearsay.query.show import print_table

    for table in (score.by_language, score.by_type, score.by_shown):
        told = table(compared)
        print_table(told.heads, told.rows, [False, *[True] * (len(told.heads) - 1)], sys.stdout)
        print()
    if errors:
        heads = [field.name for field in fields(score.Error)]
        rows = [[*asdict(one).values()] for one in score.errors(compared)]
        print_table(heads, rows, [False] * len(heads), sys.stdout)


def _in_words(compared: "Sequence[Compared]", *, errors: bool) -> dict[str, Any]:
    from hearsay import score

    languages = sorted({one.article.language for one in compared})
    told: dict[str, Any] = {
        "articles": len(compared),
        "figures": _rates(compared),
        "languages": {
            language: _rates([one for one in compared if one.article.language == language])
            for language in languages
        },
        "types": {kind.value: _rates(score.of_type(compared, kind)) for kind in SourceType},
        "phenomena": {slug: asdict(shown) for slug, shown in score.by_phenomenon(compared).items()},
    }
    return told | ({"errors": [asdict(one) for one in score.errors(compared)]} if errors else {})


def _rates(compared: "Sequence[Compared]") -> dict[str, Any]:
    """Figure -> its rates, and the counts they are made of."""
    from hearsay import score

    return {
        name: {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1, **asdict(rate)}
        for name, rate in score.figures(compared).items()
    }
