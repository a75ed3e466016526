"""What maintenance prunes, and what it never does."""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st
from tests.nights import NIGHT, TEXT, contents, count

from hearsay import lake as lakes
from hearsay import ledger
from hearsay.night.arrived import Sources
from hearsay.night.bring import raw_of
from hearsay.night.maintenance import GRACE, in_words, prune
from hearsay.night.plan import find
from hearsay.night.run import How, run
from hearsay.records import State
from hearsay.settings import KEEP, Keep, Settings

DAY = timedelta(days=1)
NOTHING = {kind: Keep(days=0, gigabytes=0) for kind in KEEP}
UNPUBLISHED = "raw/2026-11-19/0123456789ab-failed.warc.gz"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake whose night was published, then again with the other dump mended; a run is staged."""
    folder = tmp_path_factory.mktemp("grown")
    dumps = folder / "in"
    dumps.mkdir()
    (dumps / "a.txt").write_text(TEXT, "utf-8")
    (dumps / "b.jsonl").write_text('{"headline": "no text"}\n' * 3, "utf-8")
    settings = Settings(lake=folder / "lake")
    assert list(run(NIGHT, settings, Sources(folder=dumps))) == ["folder/b.jsonl"]
    (dumps / "b.jsonl").write_text(json.dumps({"text": TEXT}), "utf-8")
    assert run(NIGHT, settings, how=How(refetch=True)) == {}
    find(NIGHT, settings, run="scheduled__2026-11-20T02:30:00+00:00")
    (folder / "lake" / UNPUBLISHED).parent.mkdir(parents=True)
    (folder / "lake" / UNPUBLISHED).write_bytes(b"as it was downloaded")
    log = folder / "logs" / "dag_id=nightly_ingest" / "attempt=1.log"
    log.parent.mkdir(parents=True)
    log.write_text("found 2 dumps\n", "utf-8")
    return folder


@pytest.fixture
def lake(grown: Path, tmp_path: Path) -> Path:
    shutil.copytree(grown, tmp_path / "grown")
    return tmp_path / "grown" / "lake"


def pruned(
    lake: Path, keep: Mapping[str, Keep], *, after: timedelta, dry_run: bool = False
) -> set[str]:
    """Kinds and names of what is pruned so long from now."""
    settings, now = Settings(lake=lake, keep=keep), datetime.now(UTC) + after
    gone = prune(settings, lake.parent / "logs", now=now, dry_run=dry_run)
    return {f"{one.item.kind} {one.item.name}" for one in gone}


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_nothing_that_is_young_goes(lake: Path) -> None:
    before = files(lake.parent)
    assert pruned(lake, NOTHING, after=GRACE - DAY) == set()
    assert files(lake.parent) == before


def test_all_that_is_old_goes_but_what_is_published(lake: Path) -> None:
    before = contents(lake)
    gone = pruned(lake, NOTHING, after=3 * DAY)
    assert {one.split()[0] for one in gone} == set(KEEP)
    assert contents(lake) == before
    assert count(lake, "SELECT count(*) FROM articles") == 2
    named = {path for path in before if path != "ledger.json"}
    assert {one for one in files(lake) if one.startswith(("tables/", "nights/"))} == named
    assert files(lake.parent / "logs") == set()
    assert not list((lake / "stage").rglob("unit.json"))


keeps = st.builds(
    Keep,
    days=st.none() | st.integers(0, 40),
    gigabytes=st.none() | st.sampled_from([0, 1e-6, 1e-5, 1e-4, 1]),
)


@trying(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keep=st.fixed_dictionaries(dict.fromkeys(KEEP, keeps)), days=st.integers(0, 50))
def test_whatever_is_pruned_readers_see_the_same_and_the_night_runs_again(
    grown: Path, tmp_path: Path, keep: dict[str, Keep], days: int
) -> None:
    shutil.rmtree(tmp_path / "grown", ignore_errors=True)
    shutil.copytree(grown, tmp_path / "grown")
    lake = tmp_path / "grown" / "lake"
    before = contents(lake)
    told = pruned(lake, keep, after=days * DAY, dry_run=True)
    everything = files(lake)
    assert pruned(lake, keep, after=days * DAY) == told
    assert contents(lake) == before
    assert len(files(lake)) < len(everything) or not [one for one in told if "logs" not in one]
    assert pruned(lake, keep, after=days * DAY) == set()


def test_a_dry_run_only_tells(lake: Path) -> None:
    before = files(lake.parent)
    assert pruned(lake, NOTHING, after=3 * DAY, dry_run=True)
    assert files(lake.parent) == before


def test_what_is_over_the_size_goes_oldest_first(lake: Path) -> None:
    now = datetime.now(UTC).timestamp()
    for number in range(5):
        path = lake / "raw" / f"2026-11-0{number + 1}" / "dump.warc.gz"
        path.parent.mkdir(parents=True)
        path.write_bytes(bytes(1000))
        os.utime(path, (0, now - (20 - number) * 86400))
    gone = pruned(lake, {**KEEP, "raw": Keep(gigabytes=3e-6)}, after=timedelta())
    assert gone == {f"raw raw/2026-11-0{n}/dump.warc.gz" for n in (1, 2, 3)}


def test_a_superseded_file_is_as_old_as_what_superseded_it(lake: Path) -> None:
    for path in (lake / "tables").rglob("*.parquet"):
        os.utime(path, (0, 0))
    assert not [one for one in pruned(lake, NOTHING, after=DAY) if one.startswith("superseded")]
    assert [one for one in pruned(lake, NOTHING, after=3 * DAY) if one.startswith("superseded")]


def test_the_raw_copy_of_a_dump_that_is_held_stays(lake: Path) -> None:
    entry = ledger.entry(lake, NIGHT)
    assert entry is not None
    waiting, published = (replace(entry.dumps[0], state=s) for s in (State.HELD, State.PUBLISHED))
    held, done = (raw_of(lake, NIGHT, one) for one in (waiting, replace(published, version="2")))
    for path in (held, done):
        Path(str(path)).parent.mkdir(parents=True, exist_ok=True)
        Path(str(path)).write_bytes(b"raw")
    ledger.switch(lake, NIGHT, lambda _: replace(entry, dumps=(waiting, *entry.dumps[1:])))
    pruned(lake, NOTHING, after=3 * DAY)
    assert (held.exists(), done.exists()) == (True, False)


def test_raw_dumps_of_a_night_at_work_stay(lake: Path) -> None:
    raw = lake / "raw" / NIGHT.isoformat() / "old.warc.gz"
    raw.parent.mkdir(parents=True, exist_ok=True)
    raw.write_bytes(b"raw")
    os.utime(raw, (0, 0))
    assert f"raw raw/{NIGHT}/old.warc.gz" not in pruned(lake, NOTHING, after=DAY)


def test_a_file_that_is_written_anew_meanwhile_stays(lake: Path) -> None:
    path = lake / "tables" / "articles" / "part-0.parquet"
    path.write_bytes(b"superseded")
    os.utime(path, (0, 0))
    (seen,) = [one for one in lakes.written(lake / "tables") if one.place == path]
    path.write_bytes(b"published again")
    assert not lakes.remove_unchanged(seen)
    assert path.read_bytes() == b"published again"
    (seen,) = [one for one in lakes.written(lake / "tables") if one.place == path]
    assert lakes.remove_unchanged(seen)
    assert not lakes.remove_unchanged(seen)


def test_a_run_goes_on_after_its_stage_was_pruned(lake: Path) -> None:
    before = contents(lake)
    pruned(lake, NOTHING, after=3 * DAY)
    assert run(NIGHT, Settings(lake=lake)) == {}
    assert contents(lake) == before


@pytest.mark.parametrize(
    ("told", "keep"),
    [
        ("14 days, 200 GB", Keep(days=14, gigabytes=200)),
        ("1 day", Keep(days=1)),
        ("3d", Keep(days=3)),
        ("0.5 GB", Keep(gigabytes=0.5)),
        ("", Keep()),
    ],
)
def test_limits_in_words(told: str, keep: Keep) -> None:
    assert Settings.from_env({"HEARSAY_KEEP_RAW": told}).keep["raw"] == keep
    assert Settings.from_env({}).keep == KEEP


def test_a_limit_that_says_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="HEARSAY_KEEP_LOGS: 'for ever' is not '14 days, 200 GB'"):
        Settings.from_env({"HEARSAY_KEEP_LOGS": "for ever"})


def test_what_was_freed_in_words() -> None:
    assert in_words({"raw": 12_000_000, "logs": 400_000}) == "12.4 MB (logs 0.4 MB, raw 12.0 MB)"
    assert in_words({"raw": 2_500_000_000}) == "raw 2,500.0 MB"
    assert in_words({}) == "nothing"
