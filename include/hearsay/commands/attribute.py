"""`hearsay attribute`: the attributions in texts."""

import sys
from argparse import ArgumentParser, Namespace
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from hearsay.commands import KEPT_ASIDE, OK, print_line
from hearsay.records import Finding, Place
from hearsay.settings import Settings

HELP = "attributions in texts, as JSON Lines"
FILE_HELP = 'lines of {"id", "text"[, "title", "language", "credit", "origin"]}; or stdin'


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", nargs="?", type=Path, help=FILE_HELP)


def run(told: Namespace, settings: Settings) -> int:
    """Print a line for each article; a line that holds none is told and left out."""
    status = OK
    with told.file.open("rb") if told.file else nullcontext(sys.stdin.buffer) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                print_line(_attributed(orjson.loads(line), settings))
            except ValueError as error:
                print(f"line {number} is left out: {error}", file=sys.stderr)
                status = KEPT_ASIDE
    return status


def _attributed(given: Any, settings: Settings) -> dict[str, Any]:
    """One line of answer; what stands in a title is told apart, by its offsets."""
    from hearsay import parse
    from hearsay.night.attribute import findings

    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise ValueError("it is no object with a text")
    text = given["text"]
    title, language, credit, origin = map(given.get, ("title", "language", "credit", "origin"))
    if not all(isinstance(one, str | None) for one in (title, language, credit, origin)):
        raise ValueError("title, language, credit and origin are texts where they are given")
    language = language or parse.language_of(text, ())
    found: dict[Place, list[dict[str, Any]]] = {place: [] for place in Place}
    for one in findings(text, language, title, settings, credit=credit, origin=origin):
        found[one.place].append(_told(one))
    line = {"id": given.get("id"), "language": language, "attributions": found[Place.TEXT]}
    line |= {"title_attributions": found[Place.TITLE]} if title else {}
    credits = found[Place.CREDIT] + found[Place.ORIGIN]
    return line | ({"credits": credits} if credit or origin else {})


def _told(found: Finding) -> dict[str, Any]:
    """An attribution in the words of the exchange format: ids, and null for no content."""
    return {
        **asdict(found),
        "id": f"a{found.number}",
        "content": [asdict(span) for span in found.content] or None,
        "cites": f"a{found.cites}" if found.cites else None,
    }
