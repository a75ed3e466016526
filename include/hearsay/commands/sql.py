"""`hearsay sql`: ad hoc SQL on the published tables."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from hearsay.commands import OK
from hearsay.commands.ask import FORMATS
from hearsay.records import TABLES
from hearsay.settings import Settings

HELP = "SQL on the published tables; alone: a prompt"
PROMPT, MORE = "hearsay> ", "    ...> "


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("statement", nargs="?", help="one SELECT")
    parser.add_argument("--snapshot", metavar="ID", help="as it was when that was pinned")
    parser.add_argument("--format", choices=FORMATS, default="table")


def run(told: Namespace, settings: Settings) -> int:
    """Print the answer to the statement; without one, to every statement that is typed."""
    from hearsay import query, snapshot

    then = snapshot.read(settings.lake, told.snapshot) if told.snapshot else None
    lists = query.lists(settings.lists)
    with query.connect(settings.lake, lists=lists, snapshot=then) as con:
        if told.statement:
            query.show(query.select(con, told.statement), told.format, sys.stdout)
            return OK
        if sys.stdin.isatty():
            import readline  # noqa: F401  (arrow keys and history at the prompt)

            print(f"Tables: {', '.join(TABLES)}. End a statement with ;  Leave with Ctrl-D.")
        for statement in _statements():
            try:
                query.show(query.select(con, statement), told.format, sys.stdout)
            except query.QueryError as error:
                print(error, file=sys.stderr)
    return OK


def _statements() -> Iterator[str]:
    """What is typed, or piped in, up to each semicolon at a line's end."""
    lines: list[str] = []
    while True:
        try:
            lines.append(input((MORE if lines else PROMPT) if sys.stdin.isatty() else ""))
        except EOFError:
            break
        if lines[-1].rstrip().endswith(";"):
            yield "\n".join(lines)
            lines.clear()
    if "".join(lines).strip():
        yield "\n".join(lines)
