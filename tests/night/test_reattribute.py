"""Published nights with another extractor: what changes is told, and goes out when told so."""

from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.nights import NIGHT, contents, count, publish_older

from hearsay.commands import OK
from hearsay.night.arrived import Sources
from hearsay.night.reattribute import details_of, reattribute
from hearsay.night.run import run
from hearsay.settings import Settings


def test_what_another_extractor_changes_is_told_before_it_is_published(
    settings: Settings, dumps: Path
) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    today = contents(settings.lake)
    publish_older(settings.lake, NIGHT)
    before = contents(settings.lake)
    for dump in dumps.iterdir():
        dump.unlink()  # nothing is read again
    rows, alarms = reattribute(NIGHT, settings, Sources(), goes_out=False)
    assert alarms == {}
    assert contents(settings.lake) == before
    found = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    assert found[:3] == [1, 0, 1]
    assert found[3] == count(settings.lake, "SELECT count(*) FROM attributions") - 1
    details = pq.read_table(details_of(settings.lake, NIGHT)).to_pylist()
    assert sorted(row["change"] for row in details) == ["changed", "gained"]
    reattribute(NIGHT, settings, Sources(), goes_out=True)
    assert contents(settings.lake) == today


def test_a_dump_that_is_held_back_stays_so(settings: Settings, dumps: Path) -> None:
    (dumps / "later.jsonl").write_text('{"headline": 1}\n' * 5, "utf-8")
    for number in range(9):  # so many that they are one unit
        (dumps / f"empty-{number}.txt").write_text("\n" * number, "utf-8")
    held = run(NIGHT, settings, Sources(folder=dumps))
    assert list(held) == ["folder/later.jsonl"]
    before = contents(settings.lake)
    assert reattribute(NIGHT, settings, Sources(), goes_out=True)[1] == {}
    after = contents(settings.lake)
    rows = [path for path in before if path.startswith("tables/")]
    assert [path for path in rows if after.get(path) != before[path]] == [
        path for path in rows if path.startswith("tables/checks/")
    ]


def test_a_night_that_was_not_published(settings: Settings) -> None:
    with pytest.raises(ValueError, match="night 2026-11-20 is not published"):
        reattribute(NIGHT, settings, Sources(), goes_out=False)


def test_the_command_line(
    settings: Settings,
    dumps: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from hearsay.__main__ import main

    monkeypatch.setenv("HEARSAY_LAKE", str(settings.lake))
    run(NIGHT, settings, Sources(folder=dumps))
    publish_older(settings.lake, NIGHT)
    since = str(date(2026, 11, 21))
    assert main(["reattribute", "--since", since]) == OK
    assert capsys.readouterr().out == ""
    assert main(["reattribute", "--publish", "--jobs", "1"]) == OK
    told = capsys.readouterr().out
    assert "night 2026-11-20, published" in told
    assert "somebody else" not in told
    assert count(settings.lake, "SELECT count(*) FROM statements WHERE name = 'somebody else'") == 0
