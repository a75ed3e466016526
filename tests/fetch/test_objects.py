"""What a bucket offers, and how its objects are brought, with a real server that speaks S3."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import s3fs

from hearsay import fetch
from hearsay.fetch import Login, Source

NIGHT = date(2026, 11, 20)
BODY = os.urandom(1 << 20) * 20
KEY = Login(user="key", secret="s3cret")


@pytest.fixture
def bucket(store: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """A bucket of its own for each test, as `put(key, body)`; credentials by the environment."""
    for name, value in {
        "AWS_ENDPOINT_URL": store,
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "s3cret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    name = f"press-{abs(hash(request.node.name))}"
    files = s3fs.S3FileSystem(use_listings_cache=False)
    files.mkdir(name)

    class Bucket:
        source = Source(name="s", kind="object-store", url=f"s3://{name}/in", wait=0.01, attempts=2)

        def put(self, key: str, body: bytes = b"x") -> None:
            files.pipe(f"{name}/{key}", body)

        def offers(self, **keys: Any) -> list[str]:
            source = Source(**{**fields(self.source), **keys})
            return [found.dump for found in fetch.offers(source, NIGHT)]

    return Bucket()


def fields(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in Source.__slots__}


def test_the_objects_that_the_globs_take_are_offered(bucket: Any) -> None:
    for key in ("in/a.gz", "in/b/c.txt", "in/.d.gz", "in/2026-11-18/e.gz", "in2/f.gz", "in//g.gz"):
        bucket.put(key)
    assert bucket.offers() == ["s/2026-11-18/e.gz", "s/a.gz", "s/b/c.txt"]
    assert bucket.offers(include=("*",), exclude=("a*",)) == []
    assert bucket.offers(include=("{night}/*.gz",)) == []
    assert bucket.offers(include=("{night}/*.gz",), lookback=2) == ["s/2026-11-18/e.gz"]


def test_an_object_is_offered_with_size_and_version_and_brought(bucket: Any, into: Path) -> None:
    bucket.put("in/b/c.warc.gz", BODY)
    (found,) = fetch.offers(bucket.source, NIGHT)
    assert (found.bytes, found.uri) == (len(BODY), f"{bucket.source.url}/b/c.warc.gz")
    path = fetch.bring(found, bucket.source, into)
    assert path.name == "c.warc.gz"
    assert path.read_bytes() == BODY
    bucket.put("in/b/c.warc.gz", BODY[1:])
    (changed,) = fetch.offers(bucket.source, NIGHT)
    assert changed.version != found.version
    assert fetch.bring(changed, bucket.source, into).read_bytes() == BODY[1:]


def test_a_process_that_is_killed_leaves_what_came_to_the_next(bucket: Any, into: Path) -> None:
    bucket.put("in/a.warc.gz", BODY)
    (found,) = fetch.offers(bucket.source, NIGHT)
    slow = Source(**{**fields(bucket.source), "rate": 4_000_000})
    code = (
        "from pathlib import PosixPath; from hearsay.fetch import Source, bring; "
        f"from hearsay.records import Found; bring({found!r}, {slow!r}, {into!r})"
    )
    process = subprocess.Popen([sys.executable, "-c", code])
    while not (came := sum(path.stat().st_size for path in into.rglob(".draft"))):
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    (draft,) = into.rglob(".draft")
    assert 0 < came <= draft.stat().st_size < len(BODY)
    began = draft.stat().st_ino
    path = fetch.bring(found, bucket.source, into)
    assert path.stat().st_ino == began
    assert path.read_bytes() == BODY


def test_an_object_that_changed_since_is_brought_as_it_is_now(
    bucket: Any, into: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bucket.put("in/a.gz", b"before")
    (found,) = fetch.offers(bucket.source, NIGHT)
    bucket.put("in/a.gz", b"after")
    assert fetch.bring(found, bucket.source, into).read_bytes() == b"after"
    assert "s/a.gz changed since it was found" in caplog.text


def test_an_object_that_is_gone_or_too_large_is_told(bucket: Any, into: Path) -> None:
    bucket.put("in/a.gz", b"12345")
    (found,) = fetch.offers(bucket.source, NIGHT)
    small = Source(**{**fields(bucket.source), "max_bytes": 4})
    with pytest.raises(OSError, match=r"s/a\.gz: 5 bytes, more than max_bytes = 4"):
        fetch.bring(found, small, into)
    s3fs.S3FileSystem().rm(found.uri)
    with pytest.raises(OSError, match=r"s/a\.gz: "):
        fetch.bring(found, bucket.source, into)


def test_a_bucket_that_is_not_there_is_an_error_and_not_a_day_without_news(bucket: Any) -> None:
    with pytest.raises(OSError, match="source 's': "):
        bucket.offers(url="s3://nowhere-at-all/in")


def test_a_connection_says_where_and_who(
    bucket: Any, store: str, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.put("in/a.gz")
    for name in ("AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    told = {"login": "key", "password": "s3cret", "extra": {"endpoint_url": store}}
    monkeypatch.setenv("AIRFLOW_CONN_PRESS", json.dumps(told))
    source = Source(**{**fields(bucket.source), "connection": "press"})
    (found,) = fetch.offers(source, NIGHT)
    assert "s3cret" not in repr(found)
    assert fetch.bring(found, source, into).read_bytes() == b"x"


def test_no_secret_stands_in_an_error(bucket: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    gone = Login(user="key", secret="s3cret", extra={"endpoint_url": "nowhere"})
    source = Source(**{**fields(bucket.source), "connection": "press"})
    with pytest.raises(OSError, match="source 's': ") as told:
        fetch.offers(source, NIGHT, lambda _: gone)
    assert "s3cret" not in caplog.text + repr(told.value)
