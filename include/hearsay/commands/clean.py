"""`hearsay clean`: the articles of dumps."""

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime
from pathlib import Path

from hearsay.commands import KEPT_ASIDE, OK, json_line, print_line
from hearsay.records import Article
from hearsay.settings import Settings

HELP = "articles of dumps, as JSON Lines"
ARTICLE_KEYS = (
    *("id", "dump", "record", "url", "publisher", "title", "text", "language", "published"),
    *("published_origin", "published_precision", "credit", "byline", "translated", "origin"),
)
DROPPED_KEYS = ("dump", "record", "url", "reason")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("dumps", nargs="+", type=Path, metavar="DUMP", help="file or folder")
    parser.add_argument("--dropped", type=Path, metavar="FILE", help="what became no article")
    parser.add_argument(
        "--explain", action="store_true", help="instead every line: kept or dropped, and why"
    )


def run(told: Namespace, _settings: Settings) -> int:
    """Print articles or, with --explain, lines; a file that cannot be read is told and left out."""
    return _explained(told.dumps) if told.explain else _cleaned(told.dumps, told.dropped)


def _cleaned(dumps: Sequence[Path], aside: Path | None) -> int:
    from hearsay.night.articles import cleaned

    status = OK
    counted: Counter[str] = Counter()
    with _bars(), aside.open("wb") if aside else nullcontext() as dropped:
        for one in cleaned(_named(dumps), _today()):
            if isinstance(one, OSError):
                print(f"hearsay: {one}", file=sys.stderr)
                status = KEPT_ASIDE
                continue
            if isinstance(one, Article):
                counted["articles"] += 1
                print_line({key: getattr(one, key) for key in ARTICLE_KEYS})
                continue
            counted[f"dropped as {one.reason}"] += 1
            if dropped:
                dropped.write(json_line({key: getattr(one, key) for key in DROPPED_KEYS}))
    if counted:
        print(", ".join(f"{n} {what}" for what, n in sorted(counted.items())), file=sys.stderr)
    return status


def _bars() -> AbstractContextManager[None]:
    """Bars on the terminal, where the articles go elsewhere."""
    if sys.stdout.isatty() or not sys.stderr.isatty():
        return nullcontext()
    from hearsay.night.terminal import drawing  # draws with rich, which takes a while to import

    return drawing(sys.stderr)


def _explained(dumps: Sequence[Path]) -> int:
    from hearsay.night.articles import learned
    from hearsay.night.explained import explain

    status = OK
    repeats = learned(files := _named(dumps))
    for path, dump in files:
        try:
            explain(path, dump, repeats, sys.stdout)
        except OSError as error:
            print(f"hearsay: {error}", file=sys.stderr)
            status = KEPT_ASIDE
    return status


def _named(dumps: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files, each with the name it goes by as a dump."""
    from hearsay import fetch

    return [(path, fetch.in_words(path)) for path in _files(dumps)]


def _files(dumps: Sequence[Path]) -> Iterator[Path]:
    """The files that are named, and those in the folders that are named, hidden ones left out."""
    for dump in dumps:
        if not dump.is_dir():
            yield dump
            continue
        for path in sorted(dump.rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(dump).parts)
            if path.is_file() and not hidden:
                yield path


def _today() -> date:
    return datetime.now(UTC).date()
