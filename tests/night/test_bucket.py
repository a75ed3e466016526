"""The lake on a real S3 server: the same nights, the same checks, the same care as in a folder."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.nights import NIGHT, TEXT, contents, count

from hearsay import ledger
from hearsay.lake import Place, at, files, seen, swap
from hearsay.night.arrived import Sources
from hearsay.night.aside import Wanted, chosen
from hearsay.night.maintenance import prune
from hearsay.night.reattribute import reattribute
from hearsay.night.run import How, run
from hearsay.night.verify import verify
from hearsay.settings import Settings


@pytest.fixture
def bucket(store: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Place:
    """A lake in a bucket of its own."""
    import s3fs

    for name, value in {
        "AWS_ENDPOINT_URL": store,
        "AWS_ACCESS_KEY_ID": "desk",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    name = tmp_path.name.replace("_", "-")
    s3fs.S3FileSystem().mkdir(name)
    return at(f"s3://{name}/lake")


def test_a_night_in_a_bucket_is_that_in_a_folder(
    bucket: Place, settings: Settings, dumps: Path
) -> None:
    (dumps / "later.jsonl").write_text('{"headline": 1}\n' * 5, "utf-8")
    far = Settings(lake=bucket, sources=settings.sources)
    for one in (settings, far):
        assert list(run(NIGHT, one, Sources(folder=dumps))) == ["folder/later.jsonl"]
    assert contents(bucket) == contents(settings.lake)
    (dumps / "later.jsonl").write_text(json.dumps({"text": TEXT.replace("Rat", "Kreis")}), "utf-8")
    assert chosen(bucket, Wanted()) == {NIGHT: ["folder/later.jsonl"]}
    for one in (settings, far):
        assert run(NIGHT, one, how=How(dumps=["folder/later.jsonl"])) == {}
        assert reattribute(NIGHT, one, Sources(), goes_out=True)[1] == {}
    assert contents(bucket) == contents(settings.lake)
    assert count(bucket, "SELECT count(*) FROM articles") == 5
    assert verify(bucket).problems == ()
    later = datetime.now(UTC) + timedelta(days=3)
    gone = list(prune(far, None, now=later, dry_run=False))
    assert {one.item.kind for one in gone} == {"superseded"}
    assert verify(bucket).unnamed == 0
    assert contents(bucket) == contents(settings.lake)
    (path, *_) = ledger.published_files(bucket)["articles"]
    (bucket / path).write_bytes(bytes([*(bucket / path).read_bytes()[:-1], 0]))
    assert [problem.night for problem in verify(bucket).problems] == [NIGHT]


def test_of_many_that_swap_one_wins(bucket: Place) -> None:
    target = bucket / "head.json"
    mark = seen(target)[1]
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: swap(target, mark, b"%d" % n), range(8)))
    assert sum(won) == 1
    content, mark = seen(target)
    assert content == b"%d" % won.index(True)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda n: swap(target, mark, b"again %d" % n), range(8))) == 1
    assert list(map(str, files(bucket))) == [str(target)]


def test_what_is_no_lake() -> None:
    for address in ("https://lake.example/", "s3://", "gs://lake/x"):
        with pytest.raises(ValueError, match="a lake is a folder or s3://bucket/prefix"):
            at(address)
