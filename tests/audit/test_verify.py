"""What verify finds: any byte that changed, and rows that do not add up."""

import json
import shutil
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings, strategies

from hearsay import ledger, query
from hearsay.__main__ import main
from hearsay.night.arrived import Sources
from hearsay.night.run import run
from hearsay.night.verify import Report, verify
from hearsay.settings import Settings

NIGHTS = (date(2026, 11, 20), date(2026, 11, 21))
TEXT = """Stadtrat vertagt den Brückenbau

Der Stadtrat von Lindenau hat den Bau der neuen Brücke auf das Frühjahr verschoben. Das \
berichtete der Morgenkurier unter Berufung auf Kreise der Verwaltung.

„Wir brauchen erst ein neues Gutachten“, sagte die Baudezernentin Karla Wiesner am Dienstag. \
Die Kosten seien um ein Drittel gestiegen.
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lake of two nights with a dump each; nobody changes it."""
    folder = tmp_path_factory.mktemp("verify")
    for night, name in zip(NIGHTS, ("Amsel", "Meise"), strict=True):
        arrived = folder / f"{night}"
        arrived.mkdir()
        rows = [{"text": TEXT.replace("Karla", f"{name} {letter}.")} for letter in "ABC"]
        lines = [*map(json.dumps, rows), "{broken"]
        (arrived / f"{night}.jsonl").write_text("\n".join(lines), "utf-8")
        assert run(night, Settings(lake=folder / "lake"), Sources(folder=arrived)) == {}
    return folder / "lake"


@pytest.fixture
def lake(sound: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    copy = tmp_path / "lake"
    shutil.copytree(sound, copy)
    query.write_catalogue(copy)
    return copy


def found(report: Report) -> list[str]:
    return [problem.what for problem in report.problems]


def named(lake: Path) -> list[Path]:
    """Every file that the ledger names, and its head."""
    head = ledger.head(lake)
    files = [one.path for entry in ledger.entries(lake) for one in ledger.files_of(entry)]
    return [lake / path for path in (*files, *head.entries.values(), "ledger.json")]


def test_nothing_is_wrong(lake: Path) -> None:
    report = verify(lake)
    assert found(report) == []
    assert (report.nights, report.unnamed) == (2, 0)
    assert report.files == len(named(lake)) - 3
    with query.connect(lake) as con:
        assert con.sql("SELECT count(*) FROM articles").fetchall() == [(6,)]
    assert verify(lake, since=NIGHTS[1]).nights == 1
    assert verify(lake, until=NIGHTS[0]).rows < report.rows


def test_a_lake_in_which_nothing_was_published_is_sound(tmp_path: Path) -> None:
    assert verify(tmp_path / "lake").problems == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(strategies.data())
def test_any_byte_that_changed_is_found(lake: Path, data: strategies.DataObject) -> None:
    path = data.draw(strategies.sampled_from(named(lake)))
    content = path.read_bytes()
    place = data.draw(strategies.integers(0, len(content) - 1))
    other = bytes([content[place] ^ data.draw(strategies.integers(1, 255))])
    path.write_bytes(content[:place] + other + content[place + 1 :])
    try:
        assert verify(lake).problems, (path, place, other)
    finally:
        path.write_bytes(content)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(strategies.data())
def test_a_file_that_is_cut_or_gone_is_found_without_checksums(
    lake: Path, data: strategies.DataObject
) -> None:
    path = data.draw(strategies.sampled_from(named(lake)[:-1]))
    content = path.read_bytes()
    length = data.draw(strategies.integers(-1, len(content) - 1))
    path.unlink()
    if length >= 0:
        path.write_bytes(content[:length])
    try:
        assert verify(lake, quick=True).problems
    finally:
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("table", "rows", "words"),
    [
        ("articles", "FROM rows OFFSET 1", "attribution-without-article"),
        ("articles", "FROM rows OFFSET 1", "rows-miscounted"),
        ("articles", "SELECT * REPLACE ('b' AS dump) FROM rows", "rows-miscounted: b: 3 rows"),
        ("articles", "SELECT * REPLACE (min(id) OVER () AS id) FROM rows", "article-twice"),
        ("articles", "SELECT * REPLACE (night + 7 AS night) FROM rows", "published with 3"),
        ("articles", "SELECT * REPLACE ('x' || text AS text) FROM rows", "off-its-text"),
        ("attributions", "FROM rows OFFSET 1", "rows-miscounted"),
        ("attributions", "SELECT * REPLACE (99 AS cites) FROM rows", "cites-nothing"),
        ("attributions", "SELECT * REPLACE (1 AS number) FROM rows", "attribution-twice"),
        ("dropped", "SELECT * REPLACE ('too-short' AS reason) FROM rows", "dropped-miscounted"),
        ("dropped", "FROM rows LIMIT 0", "rows-miscounted"),
        ("dumps", "SELECT * REPLACE (records + 1 AS records) FROM rows", "records-unaccounted"),
        ("dumps", "SELECT * REPLACE ('held' AS state) FROM rows", "tells it otherwise"),
        ("dumps", "FROM rows LIMIT 0", "tells it otherwise"),
    ],
)
def test_rows_that_do_not_add_up(lake: Path, table: str, rows: str, words: str) -> None:
    """Published with checksums that are right, but with other rows."""

    def other(head: ledger.Head) -> ledger.Entry:
        entry = ledger.read_entry(lake, head.entries[NIGHTS[1]])
        files = tuple(rewritten(lake, file, rows) for file in entry.files[table])
        return replace(entry, files={**entry.files, table: files})

    ledger.switch(lake, NIGHTS[1], other)
    query.write_catalogue(lake)
    report = verify(lake)
    assert [one for one in found(report) if words in one], found(report)
    assert all(problem.night and problem.night >= NIGHTS[1] for problem in report.problems)
    assert verify(lake, until=NIGHTS[0]).problems == ()


def rewritten(lake: Path, file: ledger.File, rows: str) -> ledger.File:
    path = file.path.replace("part-", "part-other-")
    with duckdb.connect() as con:
        con.execute(f"CREATE VIEW rows AS FROM read_parquet('{lake / file.path}')")
        ((count,),) = con.execute(f"COPY ({rows}) TO '{lake / path}'").fetchall()
    content = (lake / path).read_bytes()
    return ledger.File(
        path=path, bytes=len(content), sha256=sha256(content).hexdigest(), rows=count
    )


def test_dumps_that_two_nights_took_and_bytes_that_count_twice(lake: Path) -> None:
    first, _ = ledger.entries(lake)
    (dump,) = first.dumps

    def other(head: ledger.Head, name: str) -> ledger.Entry:
        entry = ledger.read_entry(lake, head.entries[NIGHTS[1]])
        return replace(entry, dumps=(replace(dump, dump=name),))

    ledger.switch(lake, NIGHTS[1], lambda head: other(head, dump.dump))
    assert f"{dump.dump} is a dump of the nights 2026-11-20, 2026-11-21" in found(verify(lake))
    ledger.switch(lake, NIGHTS[1], lambda head: other(head, "b"))
    assert f"the same bytes are published as {dump.dump} and b" in found(verify(lake))


def test_half_a_publication_is_told(lake: Path) -> None:
    def other(head: ledger.Head) -> ledger.Entry:
        entry = ledger.read_entry(lake, head.entries[NIGHTS[1]])
        (unit,) = entry.units
        files = {table: files for table, files in entry.files.items() if table != "checks"}
        return replace(entry, files=files, units=(replace(unit, verdict=None),))

    ledger.switch(lake, NIGHTS[1], other)
    told = found(verify(lake))
    assert "the ledger has no files of checks" in told
    assert any("was not checked" in one for one in told)


def test_a_catalogue_that_shows_something_else(lake: Path) -> None:
    catalogue = ledger.catalogue(lake)
    catalogue.unlink()
    assert found(verify(lake)) == ["hearsay.duckdb is gone"]
    catalogue.write_bytes(b"no database")
    assert "hearsay.duckdb is damaged" in found(verify(lake))[0]
    catalogue.unlink()
    (lake / "ledger.json").rename(lake / "kept-for-later")
    query.write_catalogue(lake)
    (lake / "kept-for-later").rename(lake / "ledger.json")
    assert found(verify(lake)) == ["hearsay.duckdb does not show what the ledger says"]


def test_what_nothing_names_is_counted_and_no_problem(lake: Path) -> None:
    (lake / "tables" / "articles" / "part-of-an-earlier-publication.parquet").touch()
    report = verify(lake)
    assert (report.problems, report.unnamed) == ((), 1)


@pytest.fixture
def at_lake(lake: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEARSAY_LAKE", str(lake))
    return lake


def test_the_command(at_lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    assert "nights: 2" in capsys.readouterr().out
    gone = named(at_lake)[0]
    gone.unlink()
    assert main(["verify", "--quick"]) == 1
    told = capsys.readouterr().out
    assert f"night 2026-11-20: {gone.relative_to(at_lake)} is gone; what to do: " in told
    assert main(["verify", "--since", "2026-11-21"]) == 0


def test_a_damaged_night_run_again_is_sound(lake: Path) -> None:
    entry = ledger.entry(lake, NIGHTS[1])
    assert entry is not None
    for file in ledger.files_of(entry):
        (lake / file.path).write_bytes(b"")
    assert verify(lake).problems
    assert run(NIGHTS[1], Settings(lake=lake)) == {}
    assert verify(lake).problems == ()
