"""Publishes small nights: from a folder of CSV files, or two of whole records."""

import os
import pty
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import pytest

from hearsay import ledger, shelf
from hearsay.contract import Span
from hearsay.query import connect
from hearsay.records import (
    MARTS,
    TABLES,
    Article,
    Attribution,
    Dump,
    Format,
    Place,
    Quote,
    SourceType,
    Stance,
    State,
)
from hearsay.write import write_rows

NIGHTS = (date(2026, 1, 30), date(2026, 1, 31))
TITLE = "Hafen [vorerst] zu"
TEXT = (
    "Der Hafen bleibt geschlossen, berichtet die Nordagentur unter Berufung auf zwei Beamte.\n"
    "Wann er öffnet, ist offen."
)


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake in which nothing was published yet; its path has what SQL and globs must survive."""
    return tmp_path / "the lake's [1]"


@pytest.fixture
def publish(lake: Path) -> Callable[[Path], None]:
    """Publish the tables and marts of a folder: `articles.csv` has columns of `articles`, others
    are null; the day of the night is NIGHTS[0]."""

    def folder_as_night(folder: Path) -> None:
        tables = [path.stem for path in folder.glob("*.csv") if path.stem[:8] != "expected"]
        files = {table: (f"tables/{table}/part.parquet",) for table in tables}
        days = {NIGHTS[0]}
        with connect(lake) as con:
            for table, (name,) in files.items():
                (lake / name).parent.mkdir(parents=True)
                con.execute(f'CREATE TEMP TABLE rows AS FROM "{table}"')
                con.execute(
                    "INSERT INTO rows BY NAME FROM read_csv($path, all_varchar = true)",
                    {"path": str(folder / f"{table}.csv")},
                )
                con.table("rows").to_parquet(str(lake / name))
                if table in MARTS and "day" in con.table("rows").columns:
                    days |= {day for (day,) in con.sql("SELECT day FROM rows").fetchall()}
                con.execute("DROP TABLE rows")
        publish_files(lake, NIGHTS[0], {name: files[name] for name in files if name in TABLES})
        marts = {name: files[name] for name in files if name in MARTS}
        if marts:
            publish_marts(lake, NIGHTS[0], days, marts)

    return folder_as_night


@pytest.fixture
def publish_night(lake: Path) -> Callable[[date], None]:
    """Publish a night of one dump with one German article and its two attributions."""

    def one_night(night: date) -> None:
        tables: Mapping[str, tuple[type, Sequence[Any]]] = {
            "dumps": (Dump, [_dump(night)]),
            "articles": (Article, [_article(night)]),
            "attributions": (Attribution, _attributions(night)),
        }
        files = {}
        for table, (record, rows) in tables.items():
            files[table] = (f"tables/{table}/night={night}/part.parquet",)
            write_rows(lake / files[table][0], record, rows)
        publish_files(lake, night, files)

    return one_night


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[TextIO], None], int], str]:
    """What a function prints (under 4 kB) to a colour terminal of so many columns."""

    def printed(print_to: Callable[[TextIO], None], width: int) -> str:
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.delenv("NO_COLOR", raising=False)
        ours, theirs = pty.openpty()
        with os.fdopen(theirs, "w", encoding="utf-8") as out:
            print_to(out)
        page = b""
        with suppress(OSError):  # EIO: everything that was written is read
            while part := os.read(ours, 4096):
                page += part
        os.close(ours)
        return page.decode()

    return printed


def publish_files(lake: Path, night: date, files: Mapping[str, Sequence[str]]) -> None:
    named = {
        table: tuple(ledger.File(path=path, bytes=0, sha256="", rows=0) for path in paths)
        for table, paths in files.items()
    }
    ledger.switch(lake, night, lambda _: ledger.Entry(night=night, files=named, dumps=()))


def publish_marts(
    lake: Path, night: date, days: Collection[date], files: Mapping[str, Sequence[str]]
) -> None:
    named = {
        mart: ledger.File(path=path, bytes=0, sha256="", rows=0) for mart, (path,) in files.items()
    }
    shelf.put(lake, night, shelf.Shelved(made_of="", days=tuple(sorted(days)), files=named))


def id_of(night: date) -> str:
    return f"{night:%Y%m%d}" * 2


def _dump(night: date) -> Dump:
    return Dump(
        night=night,
        dump=f"mill/{night}.jsonl",
        source="mill",
        uri=f"/in/{night}.jsonl",
        bytes=900,
        sha256="0" * 64,
        format=Format.JSONL,
        records=3,
        articles=1,
        dropped=2,
        dropped_by_reason={"empty": 2},
        attributions=2,
        state=State.PUBLISHED,
        remark=None,
    )


def _article(night: date) -> Article:
    return Article(
        night=night,
        id=id_of(night),
        dump=f"mill/{night}.jsonl",
        record="7",
        url="https://kurier.example/hafen",
        publisher="kurier.example",
        outlet=None,
        title=TITLE,
        text=TEXT,
        language="de",
        published=night.isoformat(),
        published_day=night,
        published_origin=None,
        published_precision=None,
        credit=None,
        byline=None,
        translated=None,
        origin=None,
        words=17,
        fingerprint="f" * 16,
        attributed=True,
    )


def _attributions(night: date) -> list[Attribution]:
    def told(number: int, source: str, cue: str, content: str, **others: Any) -> Attribution:
        return Attribution(
            night=night,
            article=id_of(night),
            dump=f"mill/{night}.jsonl",
            publisher="kurier.example",
            language="de",
            published_day=night,
            extractor="test",
            number=number,
            place=Place.TEXT,
            source=_span(source),
            source_text=source,
            source_id=None,
            unnamed_because=None,
            cue=_span(cue),
            cue_text=cue,
            stance=Stance.NEUTRAL,
            told=None,
            told_id=None,
            content=(_span(content),),
            content_text=content,
            quote=Quote.INDIRECT,
            **others,
        )

    closed, media, anonymous = (
        "Der Hafen bleibt geschlossen",
        {"name": "Nordagentur", "type": SourceType.MEDIA, "anonymity": 0},
        {"name": "zwei Beamte", "type": SourceType.ANONYMOUS, "anonymity": 3},
    )
    return [
        told(1, "die Nordagentur", "berichtet", closed, cites=2, rule="verb", **media),
        told(2, "zwei Beamte", "unter Berufung auf", closed, cites=None, rule="prep", **anonymous),
    ]


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))
