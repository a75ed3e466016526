"""`hearsay explain`: an article with its attributions marked, and the rule behind each."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from hearsay import lang
from hearsay.commands import OK
from hearsay.records import Place
from hearsay.settings import Settings

if TYPE_CHECKING:
    from hearsay.query import Explained

HELP = "an article with its attributions marked"
STDIN = Path("-")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("article", nargs="?", help="id of a published one")
    what.add_argument("--text", type=Path, metavar="FILE", help="instead a text; - for stdin")
    parser.add_argument("--title", help="headline of that text")
    parser.add_argument("--language", help="of that text, ISO 639-1 code; else told from it")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page instead")


def run(told: Namespace, settings: Settings) -> int:
    """Print the article, or write it as a page."""
    from hearsay import query

    if told.text:
        explained = _given(told, settings)
    elif told.title or told.language:
        raise ValueError("--title and --language are those of a --text")
    else:
        with query.connect(settings.lake) as con:
            explained = query.article(con, told.article)
    if told.html:
        from hearsay.attribute.page import page

        table = query.listed(explained.attributions)
        told.html.write_text(
            page(explained.told, explained.texts, explained.attributions, *table), "utf-8"
        )
    else:
        query.show_article(explained, sys.stdout)
    return OK


def _given(told: Namespace, settings: Settings) -> "Explained":
    """A text that stands in no table, taken as it is: nothing is cleaned from it."""
    from hearsay import parse
    from hearsay.night.attribute import findings
    from hearsay.query import Explained

    data = sys.stdin.buffer.read() if told.text == STDIN else told.text.read_bytes()
    try:
        text = data.decode("utf-8-sig").strip("\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"{told.text} is no UTF-8: {error.reason} at {error.start}") from error
    language = told.language or parse.language_of(text, ())
    if not lang.section(language, "attribution"):
        print(f"hearsay: no attributions are sought in {language!r} (--language)", file=sys.stderr)
    return Explained(
        told=(f"{'stdin' if told.text == STDIN else told.text} · {language}",),
        texts={Place.TITLE: told.title, Place.TEXT: text} if told.title else {Place.TEXT: text},
        attributions=tuple(
            findings(text, language, told.title, settings, credit=None, origin=None)
        ),
    )
