"""What the monthly lists of CC-NEWS offer, night by night."""

import gzip
from datetime import date
from typing import Any

import pytest
from tests.fetch.site import Build, Site

from hearsay import fetch
from hearsay.fetch import Source

FOLDER = "/crawl-data/CC-NEWS"


def file(day: str, number: int) -> str:
    name = f"CC-NEWS-{day}03{number:02d}00-0{number:04d}.warc.gz"
    return f"crawl-data/CC-NEWS/{day[:4]}/{day[4:6]}/{name}"


@pytest.fixture
def crawl(site: Site, source: Build) -> Any:
    """A site with two months of CC-NEWS: four files on each of some days."""
    for month, days in (
        ("2026/10", ("20261030", "20261031")),
        ("2026/11", ("20261101", "20261102")),
    ):
        paths = [file(day, number) for day in days for number in range(4)]
        site.files |= {f"/{path}": path.encode() for path in paths}
        listed = "\n".join([*paths, "crawl-data/CC-NEWS/2026/readme.txt", ""]).encode()
        site.files[f"{FOLDER}/{month}/warc.paths.gz"] = gzip.compress(listed)
    keys = {"name": "cc", "kind": "common-crawl", "url": f"{site.url}/"}
    return lambda **more: source(**{**keys, **more})


def days(source: Source, night: date) -> list[str]:
    found = fetch.offers(source, night)
    assert all(one.dump.startswith("cc/202") for one in found)
    return [one.dump.rpartition("CC-NEWS-")[2][6:8] for one in found]


def test_the_window_reaches_into_the_month_before(crawl: Any) -> None:
    assert days(crawl(), date(2026, 11, 2)) == ["02"] * 4
    night = date(2026, 11, 1)
    assert days(crawl(lookback=1), night) == ["31"] * 4 + ["01"] * 4
    assert days(crawl(lookback=2), night) == ["30"] * 4 + ["31"] * 4 + ["01"] * 4


def test_of_each_day_the_first_files_are_taken(crawl: Any) -> None:
    found = fetch.offers(crawl(lookback=1, most=2), date(2026, 11, 2))
    assert [one.dump for one in found] == [
        f"cc/{file(day, number).removeprefix('crawl-data/CC-NEWS/')}"
        for day in ("20261101", "20261102")
        for number in (0, 1)
    ]


def test_globs_choose_among_the_files(crawl: Any) -> None:
    assert len(days(crawl(include=("**/*-00003.warc.gz",), lookback=1), date(2026, 11, 2))) == 2


def test_a_month_whose_list_is_not_there_yet_is_no_error(site: Site, crawl: Any) -> None:
    del site.files[f"{FOLDER}/2026/11/warc.paths.gz"]
    assert days(crawl(lookback=1), date(2026, 11, 1)) == ["31"] * 4
    with pytest.raises(OSError, match=r"source 'cc': .*2026/11/warc\.paths\.gz: HTTP 404"):
        days(crawl(lookback=1), date(2026, 11, 3))


def test_its_files_are_brought(crawl: Any, into: Any) -> None:
    (found, *_) = fetch.offers(crawl(), date(2026, 11, 2))
    path = fetch.bring(found, crawl(), into)
    assert path.name == "CC-NEWS-20261102030000-00000.warc.gz"
    assert path.read_text() == file("20261102", 0)


def test_a_list_that_breaks_off_is_asked_for_again(site: Site, crawl: Any) -> None:
    path = f"{FOLDER}/2026/11/warc.paths.gz"
    whole = site.files[path]
    site.faults[path] = [lambda door, _: door.send(200, whole[:-20])]
    assert days(crawl(), date(2026, 11, 2)) == ["02"] * 4
