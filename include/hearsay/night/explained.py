"""Prints every line of a dump's pages, and why cleaning keeps it or lets it go."""

from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.text import Text

from hearsay import clean, read
from hearsay.night.repeats import Repeats
from hearsay.records import Page, Reject

KEEP, DROP, WHY = "bold green", "red", "cyan"


def explain(path: Path, dump: str, repeats: Repeats, out: TextIO) -> None:
    """Print the records of a dump: `keep` or `drop`, the line, and the reason behind it.

    In colour where `out` is a terminal. Raises OSError where the dump cannot be read.
    """
    paper = Console(file=out, highlight=False, soft_wrap=True)
    for page in read.pages(path, dump):
        paper.print(Text(" · ".join(filter(None, (page.dump, page.record, page.url))), "bold"))
        if isinstance(page, Page):
            for line in clean.explain(page, repeats.known(page)):
                paper.print(_marked(line))
        found = page if isinstance(page, Reject) else clean.draft(page, repeats.known(page))
        if isinstance(found, Reject):
            paper.print(Text(f"drop  the whole record  [{found.reason}: {found.detail}]", DROP))


def _marked(line: clean.Told) -> Text:
    word, style = ("keep", KEEP) if line.kept else ("drop", DROP)
    return Text.assemble(
        (word, style), "  ", (line.text, "" if line.kept else "dim"), (f"  [{line.why}]", WHY)
    )
