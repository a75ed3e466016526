"""Tables in Markdown, and the pages of docs/ that they are put into."""

from collections.abc import Iterable, Sequence
from pathlib import Path


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [f"| {' | '.join(line)} |" for line in (heads, *rows)]
    return "\n".join([lines[0], "|---" * len(heads) + "|", *lines[1:]])


def put(tables: Iterable[str], into: Path) -> None:
    """Put each table in place of the one on the page that has the same heads."""
    text = into.read_text("utf-8")
    for told in tables:
        head = told.partition("\n")[0]
        before, found, after = text.partition(f"{head}\n")
        if not found:
            raise SystemExit(f"{into} has no table that begins with {head}")
        text = before + told + after[after.index("\n\n") :]
    into.write_text(text, "utf-8")
