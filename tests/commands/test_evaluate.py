"""`hearsay evaluate`, as a shell calls it."""

import json
from pathlib import Path

import pytest

from hearsay.__main__ import main
from hearsay.commands import MISUSE, OK

GOLD = str(Path(__file__).parents[1] / "score" / "gold")


def test_tables_by_language_type_and_phenomenon(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", GOLD]) == OK
    languages, types, phenomena = (
        [line.split() for line in table.splitlines()]
        for table in capfd.readouterr().out.strip().split("\n\n")
    )
    assert languages[0][:7] == ["language", "articles", "records", "found", "P", "R", "F1"]
    assert [row[:3] for row in languages[2:]] == [
        ["all", "2", "5"],
        ["de", "1", "4"],
        ["en", "1", "1"],
    ]
    assert [row[0] for row in types[2:]][:2] == ["media", "person"]
    assert ["preposition", "1", "1", "1.000", "1.000"] in phenomena


def test_one_language_as_json_with_errors(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "en").mkdir()
    text = "<c1>Rain</c1> falls. Ina Maas said it snows."
    record = '[[record]]\nname = "unknown"\ntype = "anonymous"\nshows = "hedged"\n'
    (tmp_path / "en" / "01.toml").write_text(f'text = "{text}"\n{record}', "utf-8")
    asked = ["--language", "en", "--errors", "--format", "json"]
    assert main(["evaluate", str(tmp_path), *asked]) == OK
    told = json.loads(capfdbinary.readouterr().out)
    assert told["languages"]["en"]["attribution"] | {"f1": 0} == {
        **{"precision": 0, "recall": 0, "f1": 0},
        **{"right": 0, "gold": 1, "found": 1},
    }
    assert [(one["error"], one["sentence"]) for one in told["errors"]] == [
        ("missed", "[Rain] falls."),
        ("false", "Ina Maas [said] it snows."),
    ]


def test_a_folder_without_gold_is_misuse(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path)]) == MISUSE
    assert f"no gold: there is no {tmp_path}/<language>/*.toml" in capfd.readouterr().err


def test_errors_are_listed_below_the_tables(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", GOLD, "--errors"]) == OK
    assert len(capfd.readouterr().out.strip().split("\n\n")) == 4
