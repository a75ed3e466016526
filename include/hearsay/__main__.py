"""The command line: `hearsay COMMAND --help` says what each command takes.

Commands import what they need when they run: `hearsay ask` does not wait for spaCy.
"""

import argparse
import logging
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import orjson

from hearsay.records import TABLES, Article, Finding, Place
from hearsay.settings import Settings

CLEAN_KEYS = (
    *("id", "dump", "record", "url", "publisher", "title", "text", "language", "published"),
    *("published_origin", "published_precision", "credit", "byline", "translated", "origin"),
)
DROPPED_KEYS = ("dump", "record", "url", "reason")
ASK_OPTIONS = {
    "since": "first day, YYYY-MM-DD",
    "until": "last day, itself included",
    "language": "ISO 639-1 code",
    "publisher": "domain, or (source) for texts without one",
    "top": "how many rows at most",
}
FORMATS = ("table", "csv", "json", "parquet")
PROMPT, MORE = "hearsay> ", "    ...> "
OK, KEPT_ASIDE, MISUSE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 for fine, 1 where something was kept aside, 2 for misuse."""
    told = _parser().parse_args(argv)
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("hearsay").setLevel(logging.INFO)
    try:
        status: int = told.run(told, Settings.from_env())
        sys.stdout.flush()
    except BrokenPipeError:  # hearsay clean dumps | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (ValueError, OSError) as error:
        print(f"hearsay: {error}", file=sys.stderr)
        return MISUSE
    return status


def _clean(told: argparse.Namespace, _settings: Settings) -> int:
    from hearsay.night.extract import cleaned

    if told.explain:
        return _explain_lines(told.dumps)
    status = OK
    counted: Counter[str] = Counter()
    with told.dropped.open("wb") if told.dropped else nullcontext() as dropped:
        for one in cleaned(_named(told.dumps), _today()):
            if isinstance(one, OSError):
                print(f"hearsay: {one}", file=sys.stderr)
                status = KEPT_ASIDE
                continue
            if isinstance(one, Article):
                counted["articles"] += 1
                _print_line({key: getattr(one, key) for key in CLEAN_KEYS})
                continue
            counted[f"dropped as {one.reason}"] += 1
            if dropped:
                dropped.write(_json({key: getattr(one, key) for key in DROPPED_KEYS}))
    print(", ".join(f"{n} {what}" for what, n in sorted(counted.items())), file=sys.stderr)
    return status


def _named(dumps: Sequence[Path]) -> list[tuple[Path, str]]:
    """The files, each with the name it goes by as a dump."""
    from hearsay import fetch

    return [(path, fetch.in_words(path)) for path in _files(dumps)]


def _explain_lines(dumps: Sequence[Path]) -> int:
    from hearsay.night.explained import explain
    from hearsay.night.extract import learned

    status = OK
    repeats = learned(files := _named(dumps))
    for path, dump in files:
        try:
            explain(path, dump, repeats, sys.stdout)
        except OSError as error:
            print(f"hearsay: {error}", file=sys.stderr)
            status = KEPT_ASIDE
    return status


def _attribute(told: argparse.Namespace, settings: Settings) -> int:
    status = OK
    with told.file.open("rb") if told.file else nullcontext(sys.stdin.buffer) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                _print_line(_attributed(orjson.loads(line), settings))
            except ValueError as error:
                print(f"line {number} is left out: {error}", file=sys.stderr)
                status = KEPT_ASIDE
    return status


def _attributed(given: Any, settings: Settings) -> dict[str, Any]:
    """One line of `hearsay attribute`; what stands in a title is told apart, by its offsets."""
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


def _night(told: argparse.Namespace, settings: Settings) -> int:
    from hearsay import query
    from hearsay.night.run import run

    held = run(
        told.date,
        settings,
        only=told.sources,
        folder=told.folder,
        force=told.force,
        jobs=told.jobs,
    )
    with query.connect(settings.lake) as con:
        asked = {"since": told.date, "until": told.date}
        query.show(query.ask(con, "accounting", asked), "table", sys.stdout)
    for dump, why in held.items():
        print(f"held back: {dump}: {why}", file=sys.stderr)
    return KEPT_ASIDE if held else OK


def _ask(told: argparse.Namespace, settings: Settings) -> int:
    from hearsay import query

    if told.question is None:
        wide = max(len(one.name) for one in query.questions())
        for one in query.questions():
            print(f"{one.name:{wide}}  {one.question}")
        return OK
    asked = {name: getattr(told, name) for name in ASK_OPTIONS}
    with query.connect(settings.lake) as con:
        answer = query.ask(con, told.question, asked)
        if told.format == "table":
            print(next(one.question for one in query.questions() if one.name == told.question))
        query.show(answer, told.format, sys.stdout)
    return OK


def _sql(told: argparse.Namespace, settings: Settings) -> int:
    from hearsay import query

    with query.connect(settings.lake) as con:
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


def _explain(told: argparse.Namespace, settings: Settings) -> int:
    from hearsay import query

    with query.connect(settings.lake) as con:
        query.show_article(query.article(con, told.article), sys.stdout)
    return OK


def _docs(told: argparse.Namespace, _settings: Settings) -> int:
    from hearsay import contract, query

    (told.folder / "tables.md").write_text(contract.dictionary(TABLES), "utf-8")
    (told.folder / "questions.md").write_text(query.markdown(), "utf-8")
    return OK


def _told(found: Finding) -> dict[str, Any]:
    """An attribution in the words of the exchange format: ids, and null for no content."""
    return {
        **asdict(found),
        "id": f"a{found.number}",
        "content": [asdict(span) for span in found.content] or None,
        "cites": f"a{found.cites}" if found.cites else None,
    }


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


def _today() -> date:
    return datetime.now(UTC).date()


def _json(told: Mapping[str, Any]) -> bytes:
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)


def _print_line(told: Mapping[str, Any]) -> None:
    sys.stdout.buffer.write(_json(told))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hearsay", description="Who cites whom in the news.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    clean = commands.add_parser("clean", help="articles of dumps, as JSON Lines")
    clean.add_argument("dumps", nargs="+", type=Path, metavar="DUMP", help="file or folder")
    clean.add_argument("--dropped", type=Path, metavar="FILE", help="what became no article")
    clean.add_argument(
        "--explain", action="store_true", help="instead every line: kept or dropped, and why"
    )
    clean.set_defaults(run=_clean)

    attribute = commands.add_parser("attribute", help="attributions in texts, as JSON Lines")
    attribute.add_argument(
        "file",
        nargs="?",
        type=Path,
        help='lines of {"id", "text"[, "title", "language", "credit", "origin"]}; or stdin',
    )
    attribute.set_defaults(run=_attribute)

    night = commands.add_parser("night", help="a whole night, without Airflow")
    night.add_argument("date", type=date.fromisoformat, metavar="DATE", help="YYYY-MM-DD")
    night.add_argument("--from", dest="folder", type=Path, help="take the dumps of this folder")
    night.add_argument("--sources", nargs="+", default=[], help="only these of sources.toml")
    night.add_argument("--force", action="store_true", help="hold nothing back by a check")
    night.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes side by side")
    night.set_defaults(run=_night)

    ask = commands.add_parser("ask", help="a named question; alone: which there are")
    ask.add_argument("question", nargs="?", help="its name")
    for name, words in ASK_OPTIONS.items():
        ask.add_argument(f"--{name}", help=words)
    sql = commands.add_parser("sql", help="SQL on the published tables; alone: a prompt")
    sql.add_argument("statement", nargs="?", help="one SELECT")
    for command, run in ((ask, _ask), (sql, _sql)):
        command.add_argument("--format", choices=FORMATS, default="table")
        command.set_defaults(run=run)

    explain = commands.add_parser("explain", help="an article with its attributions marked")
    explain.add_argument("article", help="its id")
    explain.set_defaults(run=_explain)

    docs = commands.add_parser("docs", help="write the generated pages of the docs")
    docs.add_argument("folder", type=Path)
    docs.set_defaults(run=_docs)
    return parser


if __name__ == "__main__":
    sys.exit(main())
