"""Downloads from a web server that fails in every way: the bytes are right, or it is said why."""

import gzip
import hashlib
import logging
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.fetch import site as faults
from tests.fetch.site import Build, Site

from hearsay import fetch
from hearsay.fetch import Source
from hearsay.records import Found

NIGHT = date(2026, 11, 20)
BODY = bytes(range(256)) * 2000
PATH = "/in/a.warc.gz"


@pytest.fixture
def brought(site: Site, source: Build, into: Path) -> Any:
    """Brings what is offered at PATH, and gives its bytes."""
    site.files[PATH] = BODY

    def bring(**keys: Any) -> bytes:
        return one(source(**keys), into).read_bytes()

    return bring


def one(source: Source, into: Path) -> Path:
    (found,) = fetch.offers(source, NIGHT)
    return fetch.bring(found, source, into)


def ranges(site: Site) -> list[str | None]:
    return [headers.get("Range") for headers in site.gets(PATH)]


def test_a_dump_is_offered_with_size_and_version_and_brought_whole(
    site: Site, source: Build, into: Path
) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    assert found == Found(
        source="s",
        kind="http",
        dump="s/a.warc.gz",
        uri=site.url + PATH,
        bytes=len(BODY),
        version=hashlib.sha256(BODY).hexdigest()[:8],
    )
    path = fetch.bring(found, source(), into)
    assert path.name == "a.warc.gz"
    assert path.is_relative_to(into)
    assert path.read_bytes() == BODY


def test_who_asks_and_whom_to_write_to_is_told(site: Site, source: Build, brought: Any) -> None:
    brought(contact="desk@press.example")
    agents = {headers["User-Agent"] for _, _, headers in site.asked}
    assert agents == {"Hearsay/0.1.0 (desk@press.example)"}


def test_a_download_that_breaks_off_goes_on_where_it_ended(site: Site, brought: Any) -> None:
    site.faults[PATH] = [lambda door, body: door.whole_or_rest(body)]  # the HEAD
    site.faults[PATH] += [faults.breaks_off(100_000), faults.breaks_off(300_000)]
    assert brought() == BODY
    assert ranges(site) == [None, "bytes=100000-", "bytes=300000-"]


def test_one_that_gets_on_may_break_off_more_often_than_it_may_be_tried(
    site: Site, source: Build, into: Path
) -> None:
    body = site.files[PATH] = BODY * 12
    (found,) = fetch.offers(source(), NIGHT)
    site.faults[PATH] = [faults.breaks_off(n * 1_000_001) for n in range(1, 6)]
    assert fetch.bring(found, source(attempts=2), into).read_bytes() == body


def test_one_that_does_not_get_on_is_given_up_and_gone_on_with_the_next_time(
    site: Site, source: Build, into: Path
) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    site.faults[PATH] = [faults.breaks_off(n) for n in (1000, 2000, 3000)]
    with pytest.raises(OSError, match=r"^s/a\.warc\.gz: http.*/in/a\.warc\.gz: "):
        fetch.bring(found, source(), into)
    assert not list(into.rglob("a.warc.gz"))
    assert fetch.bring(found, source(), into).read_bytes() == BODY
    assert ranges(site) == [None, "bytes=1000-", "bytes=2000-", "bytes=3000-"]


def test_a_process_that_is_killed_leaves_what_came_to_the_next(
    site: Site, source: Build, into: Path
) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    slow = source(rate=200_000)
    code = (
        "from pathlib import PosixPath; from hearsay.fetch import Source, bring; "
        f"from hearsay.records import Found; bring({found!r}, {slow!r}, {into!r})"
    )
    process = subprocess.Popen([sys.executable, "-c", code])
    while not sum(path.stat().st_size for path in into.rglob(".draft")):
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert fetch.bring(found, source(), into).read_bytes() == BODY
    first, second = ranges(site)
    assert first is None
    assert second is not None
    assert second > "bytes=0-"


def test_what_was_brought_is_not_fetched_again_unless_it_changed(
    site: Site, source: Build, into: Path
) -> None:
    site.files[PATH] = BODY
    one(source(), into)
    assert one(source(), into).read_bytes() == BODY
    assert ranges(site) == [None, f"bytes={len(BODY) - 1}-"]
    site.files[PATH] = BODY[::-1]
    assert one(source(), into).read_bytes() == BODY[::-1]


def test_a_file_that_changes_in_between_is_never_put_together_of_two(
    site: Site, source: Build, into: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    changes = lambda: site.files.update({PATH: BODY[::-1]})  # noqa: E731
    site.faults[PATH] = [faults.breaks_off(100_000, changes)]
    assert fetch.bring(found, source(), into).read_bytes() == BODY[::-1]
    assert "s/a.warc.gz changed since it was found" in caplog.text


@pytest.mark.parametrize("fault", ["ignores_the_range", "sends_the_wrong_range"])
def test_what_is_not_the_rest_of_the_draft_is_not_put_behind_it(
    site: Site, source: Build, into: Path, fault: str
) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    site.faults[PATH] = [faults.breaks_off(100_000), getattr(faults, fault)]
    assert fetch.bring(found, source(), into).read_bytes() == BODY


@pytest.mark.parametrize("more", [10, -10])
def test_a_length_that_is_not_that_of_the_file_is_not_believed(
    site: Site, source: Build, into: Path, more: int
) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    site.faults[PATH] = [faults.announces(len(BODY) + more)] * 3
    words = rf"s/a\.warc\.gz: {len(BODY) + more} bytes are announced, .* given up after 3 attempts"
    with pytest.raises(OSError, match=words):
        fetch.bring(found, source(), into)
    assert fetch.bring(found, source(), into).read_bytes() == BODY


def test_a_length_that_is_always_too_large_makes_no_whole_file(
    site: Site, source: Build, into: Path
) -> None:
    site.files[PATH] = BODY
    site.faults[PATH] = [faults.announces(len(BODY) + 10)] * 4
    with pytest.raises(OSError, match="peer closed connection without sending complete"):
        one(source(attempts=3), into)
    assert not list(into.rglob("a.warc.gz"))


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_left_alone_as_long_as_it_asks(
    site: Site, brought: Any, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    site.faults[PATH] = [faults.answers(status, Retry_After="1")]
    began = time.monotonic()
    assert brought() == BODY
    assert time.monotonic() - began >= 1
    assert f"HTTP {status}; again in 1 s" in caplog.text


def test_a_server_that_wants_to_be_asked_in_hours_is_not_waited_for(
    site: Site, brought: Any
) -> None:
    site.faults[PATH] = [faults.answers(503, Retry_After="7200")]
    with pytest.raises(OSError, match=r"source 's': .*HTTP 503, asks to come again in 7200 s"):
        brought()
    assert len(site.asked) == 2


@pytest.mark.parametrize("status", [400, 401, 403])
def test_what_is_refused_is_not_asked_for_again(site: Site, brought: Any, status: int) -> None:
    site.faults[PATH] = [faults.answers(status)]
    with pytest.raises(OSError, match=f"source 's': .*HTTP {status}"):
        brought()
    assert len(site.asked) == 2


def test_a_server_without_head_is_asked_with_get(site: Site, brought: Any) -> None:
    site.faults[PATH] = [faults.answers(405)]
    assert brought() == BODY


@pytest.mark.parametrize("fault", ["drips", "drips_its_headers"])
def test_a_server_that_drips_is_given_up(site: Site, source: Build, into: Path, fault: str) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    site.faults[PATH] = [getattr(faults, fault)]
    with pytest.raises(OSError, match=r"only \d+ bytes in 0 s; `slowest`"):
        fetch.bring(found, source(timeout=0.3, attempts=1), into)


def test_a_download_keeps_to_its_rate(site: Site, brought: Any) -> None:
    began = time.monotonic()
    assert brought(rate=len(BODY)) == BODY
    assert time.monotonic() - began >= 0.9


def test_requests_keep_their_distance(site: Site, brought: Any) -> None:
    began = time.monotonic()
    brought(pause=0.3)
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize("body", [b"Der Hafen bleibt zu.\n" * 99, gzip.compress(b"x")])
def test_a_gzip_that_the_server_puts_around_the_file_comes_off(
    site: Site, source: Build, into: Path, body: bytes
) -> None:
    path = "/in/a.txt" if body[:1] == b"D" else PATH
    site.files[path] = body
    (found,) = fetch.offers(source(), NIGHT)
    site.faults[path] = [faults.packs]
    assert fetch.bring(found, source(), into).read_bytes() == body


def test_what_came_out_of_a_gzip_is_never_gone_on_with(
    site: Site, source: Build, into: Path
) -> None:
    body = site.files["/in/a.txt"] = b"Der Hafen bleibt zu.\n" * 99
    (found,) = fetch.offers(source(), NIGHT)
    for _ in range(3):
        site.faults["/in/a.txt"] = [faults.packs]
        assert fetch.bring(found, source(), into).read_bytes() == body
    assert not any("Range" in headers for headers in site.gets("/in/a.txt"))


def test_a_gzip_that_is_the_file_itself_stays(site: Site, source: Build, into: Path) -> None:
    body = site.files[PATH] = gzip.compress(b"WARC/1.0")
    (found,) = fetch.offers(source(), NIGHT)
    site.faults[PATH] = [faults.says_packed]
    assert fetch.bring(found, source(), into).read_bytes() == body


def test_a_gzip_around_the_file_does_not_explode(site: Site, source: Build, into: Path) -> None:
    site.files["/in/a.txt"] = b"0" * 50_000_000
    (found,) = fetch.offers(source(), NIGHT)
    site.faults["/in/a.txt"] = [faults.packs]
    with pytest.raises(OSError, match="unpacks to more than max_bytes = 1000000"):
        fetch.bring(found, source(max_bytes=1_000_000), into)
    assert sum(path.stat().st_size for path in into.rglob("*") if path.is_file()) < 2_000_000


def test_a_dump_that_is_too_large_is_refused_before_and_while_it_comes(
    site: Site, brought: Any, into: Path
) -> None:
    with pytest.raises(OSError, match=r"512000 bytes, more than max_bytes = 1000 of the source"):
        brought(max_bytes=1000)

    def endless(door: Any, body: bytes) -> None:
        door.send_response(200)
        door.send_header("Transfer-Encoding", "chunked")
        door.end_headers()
        while True:
            door.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))

    site.faults[PATH] = [faults.answers(200), endless]
    with pytest.raises(OSError, match="more than max_bytes = 1000000"):
        brought(max_bytes=1_000_000)


@pytest.mark.parametrize("sums", ["SHA256SUMS", "{name}.sha256"])
def test_checksums_beside_the_dumps_are_held_against_them(
    site: Site, source: Build, into: Path, sums: str
) -> None:
    site.files[PATH] = BODY
    beside = f"/in/{sums.replace('{name}', 'a.warc.gz')}"
    for digest, words in ((hashlib.sha256(BODY), ""), (hashlib.sha256(), "its sha256 is")):
        site.files[beside] = f"{digest.hexdigest()} *./a.warc.gz\n".encode()
        if not words:
            assert one(source(sha256sums=sums), into).read_bytes() == BODY
        else:
            with pytest.raises(OSError, match=words):
                one(source(sha256sums=sums), into)
    site.files[beside] = b"nonsense\n"
    with pytest.raises(OSError, match="says nothing of it"):
        one(source(sha256sums=sums), into)


def test_a_full_disk_is_told_as_such(site: Site, source: Build) -> None:
    site.files[PATH] = BODY
    (found,) = fetch.offers(source(), NIGHT)
    with pytest.raises(OSError, match=r"s/a\.warc\.gz: ") as told:
        fetch.bring(found, source(), Path("/proc/none"))
    assert told.value.errno


def test_a_long_download_says_how_far_it_is(caplog: pytest.LogCaptureFixture) -> None:
    from hearsay.fetch.pace import Pace

    pace = Pace("s/a", None, 500_000_000, 1_000_000_000)
    assert pace.words(10) == "50 % of 1000 MB, 0.0 MB/s, 500000000 s left"
    pace.add(100_000_000)
    assert pace.words(10) == "60 % of 1000 MB, 10.0 MB/s, 40 s left"
    pace._told -= 10
    caplog.set_level(logging.INFO)
    pace.add(1)
    assert "s/a: 60 % of 1000 MB" in caplog.text
