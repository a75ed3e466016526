"""The console: hostile statements see and change nothing, harmless ones are answered."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hearsay.lake import Place, at, files
from hearsay.query import Limits, Lists, QueryError, console, console_file

HERE = Path(__file__).parent
NIGHT = date(2026, 1, 31)
SECRET = "only-for-the-desk"
LIMITS = Limits(seconds=120.0, memory=300_000_000, rows=50, bytes=2_000_000, disk=50_000_000)
HASTY = replace(LIMITS, seconds=3.0)
PATIENT = Limits(seconds=120.0)
MANY = 60  # hostile statements, at least


def blocks(name: str, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / name).read_text("utf-8"))[kind]
    return found


@pytest.fixture
def night(lake: Path, publish_night: Callable[[date], None]) -> Path:
    """A lake with one published night, and files that nobody published."""
    publish_night(NIGHT)
    (lake.parent / "secret.csv").write_text(f"word\n{SECRET}\n", "utf-8")
    hidden = str(lake / "tables" / "hidden.parquet").replace("'", "''")
    duckdb.execute(f"COPY (SELECT '{SECRET}' AS word) TO '{hidden}'")
    return lake


def fill(sql: str, lake: Path) -> str:
    places: Mapping[str, object] = {
        "$FILE": lake.parent / "secret.csv",
        "$HIDDEN": lake / "tables" / "hidden.parquet",
        "$LAKE": lake,
        "$OUT": lake.parent / "out",
    }
    for name, place in places.items():
        sql = sql.replace(name, str(place).replace("'", "''"))
    return sql.replace("$DEEP", "SELECT " + "(" * 5000 + "1" + ")" * 5000).replace(
        "$LONG", "SELECT " + "1 + " * 30_000 + "1"
    )


def test_hostile_statements(night: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARSAY_SECRET", SECRET)
    before = {path: path.read_bytes() for path in files(night.parent)}
    tries = blocks("hostile.toml", "try")
    assert len({one["sql"] for one in tries}) == len(tries) >= MANY

    def attempt(block: Mapping[str, Any]) -> None:
        sql = fill(block["sql"], night)
        if block.get("answers"):
            answer = console(night, sql, LIMITS)
            assert len(answer.rows) <= LIMITS.rows, block["why"]
            assert SECRET not in str(answer), block["why"]
            assert len(str(answer.rows)) <= LIMITS.bytes, block["why"]
            return
        endless = "took longer than" in block["says"]
        with pytest.raises(QueryError) as refused:
            console(night, sql, HASTY if endless else LIMITS)
        told = str(refused.value)
        assert any(part in told for part in block["says"]), f"{block['why']}: {told}"
        assert SECRET not in told, block["why"]
        assert str(night) not in told.replace(sql, ""), block["why"]

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(attempt, tries))
    assert {path: path.read_bytes() for path in files(night.parent)} == before


@pytest.mark.parametrize("block", blocks("harmless.toml", "ask"), ids=lambda one: one["sql"][:40])
def test_harmless_statements(block: Mapping[str, Any], night: Path) -> None:
    answer = console(night, block["sql"], PATIENT)
    assert list(answer.rows[0][: len(block["first"])]) == block["first"]
    assert len(answer.columns) == len(answer.types) == len(answer.rows[0])
    assert not answer.truncated


def test_an_answer_ends_where_the_limits_say(night: Path) -> None:
    few = replace(PATIENT, rows=3)
    assert console(night, "FROM range(3)", few).truncated is False
    more = console(night, "FROM range(4)", few)
    assert (more.rows, more.truncated) == (((0,), (1,), (2,)), True)
    wide = replace(PATIENT, bytes=1000)
    assert len(console(night, "SELECT repeat('x', 300) FROM range(9)", wide).rows) == 3


def test_the_lists_of_the_user_are_there(night: Path) -> None:
    lists = Lists(watch={"north": ("nordagentur",)})
    assert console(night, "FROM watched", PATIENT, lists).rows == (("north", "nordagentur"),)


@pytest.mark.parametrize("form", ["csv", "parquet", "json"])
def test_an_answer_as_a_file(form: str, night: Path, tmp_path: Path) -> None:
    target = tmp_path / f"the answer's.{form}"
    sql = "SELECT number, name FROM attributions ORDER BY number DESC"
    told = console_file(night, sql, form, target, PATIENT)
    assert (told.columns, told.rows, told.truncated) == (("number", "name"), (), False)
    read = {"csv": "read_csv", "parquet": "read_parquet", "json": "read_json"}[form]
    found = duckdb.execute(f"FROM {read}($path)", {"path": str(target)}).fetchall()
    assert found == [(2, "zwei Beamte"), (1, "Nordagentur")]
    assert {path.name for path in tmp_path.iterdir()} == {night.name, "secret.csv", target.name}


def test_a_file_that_would_be_too_large(night: Path, tmp_path: Path) -> None:
    small = replace(PATIENT, rows=10**7, bytes=100_000, disk=0)
    with pytest.raises(QueryError, match="too large"):
        console_file(night, "FROM range(1000000)", "csv", tmp_path / "large.csv", small)
    assert not (tmp_path / "large.csv").exists()
    with pytest.raises(QueryError, match="read_text"):
        console_file(night, "FROM read_text('/etc/passwd')", "csv", tmp_path / "no.csv", small)
    with pytest.raises(QueryError, match="no format 'xlsx'"):
        console_file(night, "SELECT 1", "xlsx", tmp_path / "no.csv", small)


@pytest.fixture
def bucket(
    store: str, night: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Place]:
    """The same lake in a bucket."""
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL": store,
        "AWS_ACCESS_KEY_ID": "desk",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir(name := tmp_path.name.replace("_", "-"))
    lake: Any = at(f"s3://{name}/lake")
    for path in files(night):
        lake.fs.put_file(str(path), lake.path + str(path)[len(str(night)) :])
    yield lake
    s3fs.S3FileSystem.clear_instance_cache()


def test_a_lake_in_a_bucket(bucket: Place, tmp_path: Path) -> None:
    assert console(bucket, "SELECT count(*) FROM attributions", PATIENT).rows == ((2,),)
    told = console_file(bucket, "FROM articles", "csv", tmp_path / "articles.csv", PATIENT)
    assert told.columns[:2] == ("night", "id")
    assert "kurier.example" in (tmp_path / "articles.csv").read_text("utf-8")
    for path in (bucket / "tables" / "hidden.parquet", tmp_path / "secret.csv"):
        with pytest.raises(QueryError, match="Cannot access file"):
            console(bucket, f"FROM '{path}'", PATIENT)
