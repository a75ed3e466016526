"""Snapshots: what was published then can be asked after it was published anew, and stays."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.nights import NIGHT, TEXT, count, publish_older

from hearsay import query, snapshot
from hearsay.__main__ import main
from hearsay.ledger import DamagedError
from hearsay.night import marts
from hearsay.night.arrived import Sources
from hearsay.night.maintenance import prune
from hearsay.night.pin import pin
from hearsay.night.run import run
from hearsay.night.verify import verify
from hearsay.settings import KEEP, Keep, Settings

LATER = NIGHT + timedelta(days=1)
NAMES = "SELECT string_agg(name, '|' ORDER BY article, number) FROM attributions"


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with two nights and their marts."""
    within = tmp_path_factory.mktemp("snapshot")
    settings = Settings(lake=within / "lake")
    for night, name in ((NIGHT, "a"), (LATER, "b")):
        folder = within / name
        folder.mkdir()
        (folder / f"{name}.txt").write_text(TEXT.replace("Lindenau", f"Lindenau {name}"), "utf-8")
        assert run(night, settings, Sources(folder=folder)) == {}
    marts.make(settings.lake)
    return within / "lake"


@pytest.fixture
def published(settings: Settings, two_nights: Path) -> Settings:
    """A copy of it, for a test of its own."""
    shutil.copytree(two_nights, str(settings.lake))
    return settings


def names(settings: Settings, id: str | None = None) -> str:
    then = snapshot.read(settings.lake, id) if id else None
    with query.connect(settings.lake, snapshot=then) as con:
        return str(con.execute(NAMES).fetchall()[0][0])


def sources(settings: Settings, id: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["ask", "sources", "--snapshot", id, "--format", "csv"]) == 0
    return capsys.readouterr().out


@pytest.fixture(autouse=True)
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARSAY_LAKE", str(settings.lake))


def test_a_snapshot_answers_as_it_was(
    published: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    lake = published.lake
    id = pin(lake, LATER).id
    before, table = names(published), sources(published, id, capsys)
    publish_older(lake, NIGHT)
    marts.make(lake)
    assert names(published) != before
    assert names(published, id) == before
    assert sources(published, id, capsys) == table
    assert pin(lake, LATER).id != id


def test_the_same_state_has_the_same_id(published: Settings) -> None:
    first, again = pin(published.lake, LATER), pin(published.lake)
    assert first == again == snapshot.read(published.lake, first.id)
    assert first.id.startswith(f"{LATER}-")
    assert len(snapshot.ids(published.lake)) == 1


def test_it_ends_with_its_night(published: Settings) -> None:
    one = pin(published.lake, NIGHT)
    with query.connect(published.lake, snapshot=one) as con:
        for table in ("articles", "article_facts"):
            assert con.execute(f"SELECT DISTINCT night FROM {table}").fetchall() == [(NIGHT,)]
    assert count(published.lake, "SELECT count(DISTINCT night) FROM articles") == 2


def test_maintenance_keeps_what_a_snapshot_needs(published: Settings) -> None:
    lake = published.lake
    id = pin(lake, LATER).id
    before = names(published)
    publish_older(lake, NIGHT)
    marts.make(lake)
    as_published = verify(lake).problems  # of the helper's own making
    unpinned = verify(lake).unnamed
    nothing = Settings(lake=lake, keep={kind: Keep(days=0) for kind in KEEP})
    later = datetime.now(UTC) + timedelta(days=9)
    list(prune(nothing, None, now=later))
    assert names(published, id) == before
    assert verify(lake).problems == as_published
    assert verify(lake).unnamed == 0
    snapshot.place_of(lake, id).unlink()
    gone = [one for one in prune(nothing, None, now=later) if one.item.kind == "superseded"]
    assert len(gone) > unpinned == 0
    assert verify(lake).problems == as_published


def test_what_is_wrong_with_a_snapshot_is_told(published: Settings) -> None:
    lake = published.lake
    one = pin(lake, LATER)
    publish_older(lake, NIGHT)
    marts.make(lake)
    superseded = next(f for _, f in snapshot.files_of(lake, [one]) if "attributions" in f.path)
    (lake / superseded.path).write_bytes(b"other")
    assert [p.remedy for p in verify(lake).problems if superseded.path in p.what]
    place = snapshot.place_of(lake, one.id)
    content = place.read_bytes()
    place.write_bytes(content.replace(str(NIGHT).encode(), b"2026-11-19", 1))
    with pytest.raises(DamagedError, match="is not as it was written"):
        snapshot.read(lake, one.id)
    assert [p for p in verify(lake).problems if one.id in p.what and "remove" in p.remedy]
    with pytest.raises(DamagedError):  # rather nothing is pruned than what may be needed
        list(prune(published, None, now=datetime.now(UTC)))


@pytest.mark.parametrize(
    ("until", "prepare", "message"),
    [
        (date(2026, 1, 1), lambda lake: None, "night 2026-01-01 is not published; the last one is"),
        (LATER, lambda lake: publish_older(lake, LATER), "run `hearsay marts` first"),
    ],
)
def test_what_cannot_be_pinned(
    until: date, prepare: Callable[[Path], None], message: str, published: Settings
) -> None:
    assert isinstance(published.lake, Path)
    prepare(published.lake)
    with pytest.raises(ValueError, match=message):
        pin(published.lake, until)


def test_the_command_line(published: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshot", str(LATER)]) == 0
    id = capsys.readouterr().out.strip()
    assert main(["snapshot"]) == 0
    assert capsys.readouterr().out == f"{id}  2 nights, {NIGHT} to {LATER}\n"
    assert main(["sql", "SELECT count(*) FROM articles", "--snapshot", id]) == 0
    assert capsys.readouterr().out.split()[-1] == "2"
    assert main(["ask", "sources", "--snapshot", "2026-01-01-0"]) == 2
    assert f"no snapshot '2026-01-01-0'; there is {id}" in capsys.readouterr().err
