"""A night from dumps to tables, as the command line and Airflow's tasks run it."""

import json
import os
import signal
import time
from datetime import date
from pathlib import Path

import pytest
from tests.nights import NIGHT, TEXT, contents, count

from hearsay import check as checks
from hearsay import ledger, query
from hearsay.night.arrived import Sources
from hearsay.night.attribute import attribute
from hearsay.night.bring import bring
from hearsay.night.extract import extract
from hearsay.night.plan import Unit, find
from hearsay.night.publication import publish
from hearsay.night.run import How, run
from hearsay.night.verdict import check
from hearsay.records import State
from hearsay.settings import Settings


def test_every_record_is_accounted_for(settings: Settings, dumps: Path) -> None:
    assert run(NIGHT, settings, Sources(folder=dumps)) == {}
    lake = settings.lake
    assert count(lake, "SELECT sum(records) FROM dumps") == 6
    assert count(lake, "SELECT count(*) FROM articles") == 4
    assert count(lake, "SELECT count(*) FROM dropped") == 2
    assert count(lake, "SELECT count(*) FROM dumps WHERE records <> articles + dropped") == 0
    assert count(lake, "SELECT count(*) FROM attributions") >= 12
    orphans = "SELECT count(*) FROM attributions ANTI JOIN articles ON article = articles.id"
    assert count(lake, orphans) == 0


def test_a_night_again_gives_the_same_bytes(settings: Settings, dumps: Path) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    before = contents(settings.lake)
    run(NIGHT, settings, Sources(folder=dumps), jobs=2)
    assert contents(settings.lake) == before


def test_a_rerun_takes_the_same_dumps_and_the_next_night_the_new_ones(
    settings: Settings, dumps: Path
) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    before = contents(settings.lake)
    (dumps / "late.txt").write_text(TEXT.replace("Stadtrat", "Kreistag"), "utf-8")
    run(NIGHT, settings, Sources(folder=dumps))
    assert contents(settings.lake) == before
    run(date(2026, 11, 21), settings, Sources(folder=dumps))
    (late,) = ledger.taken([e for e in ledger.entries(settings.lake) if e.night > NIGHT]).values()
    assert late.dump == "folder/late.txt"


def test_what_a_publisher_repeated_is_known_to_the_nights_after(
    settings: Settings, tmp_path: Path
) -> None:
    inset = "Der Hafenbote als App"
    text = TEXT.replace("\n\nLaut", f"\n\n{inset}\n\nLaut")
    first = [("bote", text.replace("Wiesner", name)) for name in ("Amsel", "Meise", "Zeisig")]
    nights = {NIGHT: first, date(2026, 11, 21): [("bote", text), ("kurier", text)]}
    for night, pages in nights.items():
        told = [
            {"url": f"https://{publisher}.example/{night}/{number}", "text": page}
            for number, (publisher, page) in enumerate(pages)
        ]
        (tmp_path / f"{night}.jsonl").write_text("\n".join(map(json.dumps, told)), "utf-8")
        run(night, settings, Sources(folder=tmp_path))
    lake = settings.lake
    with query.connect(lake) as con:
        having = con.sql(f"SELECT publisher FROM articles WHERE contains(text, '{inset}')")
        assert having.fetchall() == [("kurier.example",)]  # the other one it has never seen
        repeated = con.sql(f"SELECT night, pages FROM repeated WHERE line = '{inset}'")
        assert repeated.fetchall() == [(NIGHT, 3)]
    before = contents(lake)
    run(NIGHT, settings)
    assert contents(lake) == before


def test_a_night_without_dumps_is_published_empty(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert run(NIGHT, settings, Sources(folder=tmp_path / "in")) == {}
    entry = ledger.entry(settings.lake, NIGHT)
    assert entry is not None
    assert entry.dumps == ()
    assert count(settings.lake, "SELECT count(*) FROM articles") == 0


def steps(unit: Unit, settings: Settings) -> dict[str, str]:
    bring(unit, NIGHT, settings)
    extract(unit, NIGHT, settings)
    attribute(unit, settings)
    return check(unit, NIGHT)


def test_a_dump_that_vanished_is_held_and_the_others_are_published(
    settings: Settings, dumps: Path
) -> None:
    units = find(NIGHT, settings, Sources(folder=dumps))
    (dumps / "a.txt").unlink()
    held = [dump for unit in units for dump in steps(unit, settings)]
    assert held == ["folder/a.txt"]
    assert list(publish(NIGHT, settings)) == held
    assert count(settings.lake, "SELECT count(*) FROM articles") == 3
    (dumps / "a.txt").write_text(TEXT, "utf-8")
    assert run(NIGHT, settings) == {}
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4


def test_a_dump_whose_name_is_no_text_is_taken_like_any_other(
    settings: Settings, dumps: Path
) -> None:
    (dumps / "a.txt").rename(dumps / os.fsdecode(b"caf\xe9.txt"))
    assert run(NIGHT, settings, Sources(folder=dumps)) == {}
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4


def test_a_unit_whose_task_failed_is_held_and_repaired_alone(
    settings: Settings, dumps: Path
) -> None:
    failed, *others = find(NIGHT, settings, Sources(folder=dumps))
    bring(failed, NIGHT, settings)  # and then it died
    for unit in others:
        steps(unit, settings)
    assert list(publish(NIGHT, settings)) == [dump.dump for dump in failed.dumps]
    assert count(settings.lake, "SELECT count(*) FROM dumps WHERE state = 'held'") == 1
    assert steps(failed, settings) == {}
    assert publish(NIGHT, settings) == {}
    repaired = contents(settings.lake)
    run(NIGHT, settings)
    assert contents(settings.lake) == repaired


def test_a_dump_without_articles_is_held_unless_forced(settings: Settings, dumps: Path) -> None:
    (dumps / "no-text.jsonl").write_text('{"headline": 1}\n' * 5, "utf-8")
    held = run(NIGHT, settings, Sources(folder=dumps))
    assert list(held) == ["folder/no-text.jsonl"]
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4
    entry = ledger.entry(settings.lake, NIGHT)
    assert entry is not None
    assert [dump.dump for dump in entry.dumps if dump.state is State.HELD] == list(held)
    assert run(NIGHT, settings, how=How(force=True)) == {}


def test_only_some_sources(settings: Settings, dumps: Path) -> None:
    tables = [
        f'[[source]]\nname = "{name}"\npath = "in"\ninclude = ["{glob}"]'
        for name, glob in (("texts", "*.txt"), ("rows", "*.jsonl"))
    ]
    settings.sources.write_text("\n".join(tables), "utf-8")
    run(NIGHT, settings)
    before = contents(settings.lake)
    run(NIGHT, settings, Sources(only=["rows"]))
    assert contents(settings.lake) == before
    with pytest.raises(ValueError, match="no source 'row'; there are texts, rows"):
        run(date(2026, 11, 21), settings, Sources(only=["row"]))


def test_publishing_what_is_not_staged_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(ValueError, match="run it from the start"):
        publish(NIGHT, settings)


def test_the_workers_of_a_night_that_is_killed_end(settings: Settings, dumps: Path) -> None:
    child = forked(settings, dumps)
    workers = workers_of(child)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    deadline = time.monotonic() + 10
    while alive := [worker for worker in workers if is_alive(worker)]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


def test_a_worker_that_is_killed_costs_only_what_was_not_done(
    settings: Settings, dumps: Path
) -> None:
    child = forked(settings, dumps)
    os.kill(workers_of(child)[0], signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3  # all that there was to do
    assert run(NIGHT, settings) == {}
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4


def forked(settings: Settings, dumps: Path) -> int:
    """A night in a process of its own, that exits with the number of dumps it held back."""
    checks.load()
    child = os.fork()
    if not child:
        held = -1
        try:
            held = len(run(NIGHT, settings, Sources(folder=dumps), jobs=2))
        finally:
            os._exit(held)
    return child


def workers_of(process: int) -> list[int]:
    """The processes below `process`, once it has any."""
    told = Path(f"/proc/{process}/task/{process}/children")
    while not (found := told.read_text().split()):
        time.sleep(0.01)
    return [int(one) for one in found]


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
