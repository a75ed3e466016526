"""A small night for tests: its text, and what readers see of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from hearsay import ledger, query, write
from hearsay.lake import Place
from hearsay.records import Attribution

NIGHT = date(2026, 11, 20)
TEXT = """Stadtrat vertagt den Brückenbau

Der Stadtrat von Lindenau hat den Bau der neuen Brücke auf das Frühjahr verschoben. Das \
berichtete der Morgenkurier unter Berufung auf Kreise der Verwaltung.

„Wir brauchen erst ein neues Gutachten“, sagte die Baudezernentin Karla Wiesner am Dienstag. \
Die Kosten seien um ein Drittel gestiegen.

Laut Wiesner soll der Rat im März erneut beraten. Die Anwohner warten seit sechs Jahren auf die \
Verbindung über den Fluss, die den Weg zum Bahnhof um die Hälfte verkürzen würde.
"""


def deliver(folder: Path) -> Path:
    """Three dumps in a folder, six records, of which four are articles."""
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "empty.txt").touch()
    rows = [{"text": TEXT.replace("Wiesner", name)} for name in ("Amsel", "Meise", "Zeisig")]
    lines = [json.dumps(row) for row in rows] + ["{broken"]
    (folder / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def contents(lake: Place) -> dict[str, bytes]:
    """Every byte that readers see: the ledger and the files that it names."""
    named = [path for paths in ledger.published_files(lake).values() for path in paths]
    named += ["ledger.json", *ledger.head(lake).entries.values()]
    return {path: (lake / path).read_bytes() for path in named}


def count(lake: Place, sql: str) -> int:
    with query.connect(lake) as con:
        (found,) = con.sql(sql).fetchall()
        return int(found[0])


def older(rows: Iterator[Attribution]) -> Iterator[Attribution]:
    """The first row is missing, and the second one told otherwise."""
    next(rows)
    yield replace(next(rows), name="somebody else")
    yield from rows


def publish_older(lake: Place, night: date) -> None:
    """Publish the night as an older extractor had left it."""
    entry = ledger.entry(lake, night)
    assert entry is not None
    file, *others = entry.files["attributions"]
    draft = lake / "older.parquet"
    write.write_rows(draft, Attribution, older(write.read_rows(lake / file.path, Attribution)))
    files = {**entry.files, "attributions": (write.keep(lake, night, draft), *others)}
    ledger.switch(lake, night, lambda _: replace(entry, files=files))
