"""What comes late, twice, changed or not at all; what is read once more, and what stays."""

import json
import os
from datetime import date
from pathlib import Path
from socket import socket

import pytest
from tests.nights import NIGHT, TEXT, contents, count

from hearsay import ledger, write
from hearsay.commands import KEPT_ASIDE, OK
from hearsay.ledger import Taken
from hearsay.night.arrived import Sources
from hearsay.night.aside import Wanted, chosen, record
from hearsay.night.plan import find
from hearsay.night.publication import publish
from hearsay.night.run import How, run
from hearsay.records import Check, Reject, State
from hearsay.settings import Settings

NEXT = date(2026, 11, 21)
NO_TEXT = '{"headline": 1}\n' * 5


def taken(settings: Settings, night: date) -> dict[str, Taken]:
    entry = ledger.entry(settings.lake, night)
    assert entry is not None
    return ledger.taken([entry])


def test_the_same_bytes_under_another_name_count_once(settings: Settings, dumps: Path) -> None:
    (dumps / "b.txt").write_bytes((dumps / "a.txt").read_bytes())
    assert run(NIGHT, settings, Sources(folder=dumps)) == {}
    assert taken(settings, NIGHT)["folder/b.txt"].state is State.DOUBLED
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4
    assert count(settings.lake, "SELECT sum(records) FROM dumps") == 6
    (dumps / "rows-again.jsonl").write_bytes((dumps / "rows.jsonl").read_bytes())
    assert run(NEXT, settings, Sources(folder=dumps)) == {}
    remark = "the same bytes as folder/rows.jsonl, which night 2026-11-20 published"
    assert count(settings.lake, f"SELECT count(*) FROM dumps WHERE remark = '{remark}'") == 1
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4
    assert count(settings.lake, "SELECT count(*) FROM dropped") == 2
    before = contents(settings.lake)
    run(NIGHT, settings)
    run(NEXT, settings)
    assert contents(settings.lake) == before


def test_a_dump_that_changed_under_its_name_is_told_once_and_kept_apart(
    settings: Settings, dumps: Path
) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    before = contents(settings.lake)
    changed = TEXT.replace("Stadtrat", "Kreistag")
    (dumps / "a.txt").write_text(changed, "utf-8")
    alarms = run(NEXT, settings, Sources(folder=dumps))
    ((apart, words),) = alarms.items()
    assert apart.startswith("folder/a.txt@")
    assert "changed since folder/a.txt was published" in words
    assert before.items() - contents(settings.lake).items() == {
        ("ledger.json", before["ledger.json"])
    }
    assert run(date(2026, 11, 22), settings, Sources(folder=dumps)) == {}
    (dumps / "a.txt").unlink()  # the copy is kept
    assert chosen(settings.lake, Wanted()) == {}
    assert run(NEXT, settings, how=How(dumps=[apart])) == {}
    found = f"SELECT count(*) FROM articles WHERE dump = '{apart}' AND contains(text, 'Kreistag')"
    assert count(settings.lake, found) == 1


def test_a_dump_that_was_only_touched_is_no_other_dump(settings: Settings, dumps: Path) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    os.utime(dumps / "a.txt", (1, 1))
    run(NEXT, settings, Sources(folder=dumps))
    assert taken(settings, NEXT) == {}


def test_a_rerun_loses_nothing_of_a_dump_that_is_gone_or_another_now(
    settings: Settings, dumps: Path
) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    before = contents(settings.lake)
    (dumps / "rows.jsonl").unlink()
    (dumps / "a.txt").write_text(TEXT.replace("Stadtrat", "Kreistag"), "utf-8")
    alarms = run(NIGHT, settings)
    assert "stays as it was published: its bytes are not" in alarms["folder/a.txt"]
    assert "stays as it was published: not brought" in alarms["folder/rows.jsonl"]
    assert contents(settings.lake) == before
    again = run(NIGHT, settings, how=How(refetch=True, dumps=["folder/a.txt"]))
    assert again == {}
    assert run(NEXT, settings, Sources(folder=dumps)) == {}
    assert count(settings.lake, "SELECT count(*) FROM articles WHERE text LIKE '%Kreistag%'") == 1
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4


def test_replay_reads_what_was_held_and_leaves_the_rest_alone(
    settings: Settings, dumps: Path
) -> None:
    (dumps / "later.jsonl").write_text(NO_TEXT, "utf-8")
    assert list(run(NIGHT, settings, Sources(folder=dumps))) == ["folder/later.jsonl"]
    (dumps / "later.jsonl").write_text(json.dumps({"text": TEXT.replace("Rat", "Kreis")}), "utf-8")
    others = [dump for dump in dumps.iterdir() if dump.name != "later.jsonl"]
    for dump in others:
        dump.rename(dump.with_suffix(".gone"))  # they are not needed
    assert chosen(settings.lake, Wanted()) == {NIGHT: ["folder/later.jsonl"]}
    assert run(NIGHT, settings, how=How(dumps=["folder/later.jsonl"])) == {}
    assert chosen(settings.lake, Wanted()) == {}
    replayed = contents(settings.lake)
    for dump in others:
        dump.with_suffix(".gone").rename(dump)
    assert run(NIGHT, settings) == {}
    assert contents(settings.lake) == replayed  # as if all had been read


def test_what_to_replay_is_chosen_by_reason_or_name(settings: Settings, dumps: Path) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    lake = settings.lake
    assert chosen(lake, Wanted(reason="truncated")) == {NIGHT: ["folder/rows.jsonl"]}
    assert chosen(lake, Wanted(reason="truncated", since=NEXT)) == {}
    with pytest.raises(ValueError, match="no night took a dump 'folder/z'"):
        chosen(lake, Wanted(names=["folder/z"]))
    with pytest.raises(ValueError, match=r"night 2026-11-20 has no dump 'x'; it has folder/a\.txt"):
        run(NIGHT, settings, how=How(dumps=["x"]))


def test_a_dropped_record_can_be_looked_at(settings: Settings, dumps: Path) -> None:
    run(NIGHT, settings, Sources(folder=dumps))
    page = record(settings.lake, "folder/a.txt", "a.txt")
    assert not isinstance(page, Reject)
    assert page.text is not None
    assert "Brückenbau" in page.text
    assert isinstance(record(settings.lake, "folder/empty.txt", "empty.txt"), Reject)
    with pytest.raises(ValueError, match="has no record 'b'"):
        record(settings.lake, "folder/a.txt", "b")


def test_what_was_expected_and_did_not_come_is_an_alarm_and_a_check(
    settings: Settings, dumps: Path
) -> None:
    settings.sources.write_text(
        '[[source]]\nname = "press"\npath = "in"\nexpect = ["*.txt", "evening-*.zip"]', "utf-8"
    )
    alarms = run(NIGHT, settings)
    assert list(alarms) == ["press"]
    assert "evening-*.zip" in alarms["press"]
    entry = ledger.entry(settings.lake, NIGHT)
    assert entry is not None
    (file,) = entry.files["checks"]
    rows = write.read_rows(settings.lake / file.path, Check)
    (check,) = [row for row in rows if row.expectation == "expected_dumps_came"]
    assert not check.success
    before = contents(settings.lake)
    assert run(NIGHT, settings) == alarms
    assert contents(settings.lake) == before


def test_a_source_that_does_not_answer_costs_the_others_nothing(
    settings: Settings, dumps: Path
) -> None:
    with socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        settings.sources.write_text(
            f'[[source]]\nname = "far"\nkind = "http"\nurl = "{url}"\nallow_private = true\n'
            'attempts = 1\n[[source]]\nname = "press"\npath = "in"',
            "utf-8",
        )
        with pytest.raises(OSError, match="far"):
            find(NIGHT, settings, Sources(patient=True))
        alarms = run(NIGHT, settings)
    assert list(alarms) == ["far"]
    assert alarms["far"].startswith("lacks an answer: ")
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4


def test_two_nights_at_once_take_every_dump_once(settings: Settings, dumps: Path) -> None:
    both = [find(night, settings, Sources(folder=dumps)) for night in (NIGHT, NEXT)]
    assert len(both[0]) == len(both[1]) == 3
    run(NIGHT, settings, Sources(folder=dumps))
    assert publish(NEXT, settings) == {}  # its own work, none of it done, came too late
    assert taken(settings, NEXT) == {}
    assert count(settings.lake, "SELECT count(*) FROM articles") == 4


def test_the_command_line(
    settings: Settings,
    dumps: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from hearsay.__main__ import main

    monkeypatch.setenv("HEARSAY_LAKE", str(settings.lake))
    (dumps / "later.jsonl").write_text(NO_TEXT, "utf-8")
    assert main(["night", str(NIGHT), "--from", str(dumps), "--jobs", "1"]) == KEPT_ASIDE
    assert main(["ask", "held"]) == OK
    assert "folder/later.jsonl" in capsys.readouterr().out
    assert main(["replay", "--dry-run"]) == OK
    assert capsys.readouterr().out == "night 2026-11-20: folder/later.jsonl\n"
    assert main(["replay", "--force", "--jobs", "1"]) == OK
    assert main(["record", "folder/a.txt", "a.txt"]) == OK
    assert "Brückenbau" in capsys.readouterr().out
