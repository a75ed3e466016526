"""Share packs: no run of an article's words leaves, and what leaves is as it is described."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

import lake as generated
from hearsay import ledger, query
from hearsay.__main__ import main
from hearsay.night import marts
from hearsay.night.pin import pin
from hearsay.query.share import fields
from hearsay.records import MARTS, TABLES

RUN = 6  # words in a row that would be a part of a text
NIGHTS = 2
TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "object": "JSON",
    "array": "JSON",
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of generated nights, with marts; somebody in it goes by a whole sentence."""
    folder = tmp_path_factory.mktemp("shown")
    generated.generate(generated.Size(lake=folder, nights=NIGHTS, articles=40))
    marts.make(folder)
    return folder


@pytest.fixture(scope="module")
def pack(shown: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pack")
    query.share(shown, pin(shown), target)
    return target


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def told(pack: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((pack / "datapackage.json").read_text("utf-8"))[
        "resources"
    ]
    return found


def test_no_words_of_an_article_leave(shown: Path, pack: Path) -> None:
    with query.connect(shown) as con:
        texts = con.execute("SELECT title, text FROM articles").fetchall()
    theirs = {run for row in texts for text in row for run in runs(text)}
    assert len(theirs) > 1000
    for path in pack.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for name, cell in row.items():
                    assert theirs.isdisjoint(runs(cell)), f"{path.name}, {name}: {cell}"


def test_a_name_that_is_a_sentence_is_cut(tmp_path: Path, shown: Path) -> None:
    with query.connect(shown) as con:
        con.execute("CREATE TABLE long AS SELECT 'one two-three four, five six seven' AS name")
        (field,) = [one for one in fields(TABLES["attributions"]) if one.name == "name"]
        assert con.execute(f"SELECT {field.sql} FROM long").fetchall() == [
            ("one two-three four, five",)
        ]


def test_what_stays(pack: Path) -> None:
    named = {str(one["name"]): one for one in told(pack)}
    left = {name: {f["name"] for f in one["schema"]["fields"]} for name, one in named.items()}  # type: ignore[index]
    assert not {"text", "title", "credit", "byline", "dump", "record"} & left["articles"]
    assert {"url", "id", "published_day", "words"} <= left["articles"]
    stays = {"source_text", "cue_text", "content_text", "unnamed_because", "source"}
    assert not stays & left["attributions"]
    assert {"source_start", "source_end", "cue_start", "content"} <= left["attributions"]
    assert "text" not in left["quotations"]
    assert (TABLES | MARTS).keys() - left.keys() == {"repeated", "set_aside", "story_marks"}


def test_both_forms_are_as_described(pack: Path) -> None:
    names = set()
    for one in told(pack):
        path = pack / str(one["path"])
        content = path.read_bytes()
        assert (one["bytes"], one["hash"]) == (
            len(content),
            f"sha256:{sha256(content).hexdigest()}",
        )
        fields = one["schema"]["fields"]  # type: ignore[index]
        read = f"read_{one['format']}('{path}'{', all_varchar = true' * (path.suffix == '.csv')})"
        rows = duckdb.sql(f"FROM {read}")
        assert rows is not None
        assert rows.columns == [field["name"] for field in fields]
        cast = ", ".join(f'"{f["name"]}"::{TYPES[f["type"]]} AS "{f["name"]}"' for f in fields)
        assert duckdb.sql(f"SELECT {cast} FROM {read}").fetchall() is not None  # type: ignore[union-attr]
        names.add(one["name"])
    assert len(names) == len(told(pack)) == len(list(pack.iterdir())) - 1


def test_some_days_of_a_snapshot_as_a_zip(
    shown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARSAY_LAKE", str(shown))
    last = ledger.nights(shown)[-1]
    for name in ("a.zip", "b.zip"):
        assert main(["export", str(tmp_path / name), "--since", str(last)]) == 0
    id = capsys.readouterr().out.splitlines()[0]
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        about = json.loads(packed.read("datapackage.json"))
        rows = packed.read("source_days.csv").decode().splitlines()[1:]
    assert about["version"] == id == pin(shown).id
    assert {row.split(",")[1] for row in rows} == {str(last)}
    assert date.fromisoformat(id[:10]) == last
    assert main(["export", str(tmp_path / "a.zip")]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "old"), "--until", str(last - timedelta(days=1))]) == 0
    assert (tmp_path / "old" / "datapackage.json").exists()
