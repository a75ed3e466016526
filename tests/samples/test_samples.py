"""The sample dumps: built from the articles beside them, and holding what their README says."""

import gzip
import io
import json
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

SAMPLES = Path(__file__).parents[2] / "include" / "samples"
DUMPS = SAMPLES / "dumps"
MAX_BYTES = 1_000_000
WORDS = range(80, 221)

Article = dict[str, Any]


@pytest.fixture(scope="module")
def sites() -> dict[str, Any]:
    told: dict[str, Any] = tomllib.loads((SAMPLES / "sites.toml").read_text("utf-8"))["sites"]
    return told


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    files = (SAMPLES / "articles").glob("*.toml")
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in files}


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_dumps_are_what_the_builder_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLES / "build.py", tmp_path], check=True)
    built, kept = _files(tmp_path), _files(DUMPS)
    assert built.keys() == kept.keys()
    stale = [name for name in built if built[name] != kept[name]]
    assert stale == [], "run: python include/samples/build.py"
    assert sum(map(len, kept.values())) < MAX_BYTES


def test_languages_and_days(articles: dict[str, Article], sites: dict[str, Any]) -> None:
    languages = Counter(sites[article["site"]]["language"] for article in articles.values())
    assert languages == {"de": 32, "en": 28, "fr": 3, "uk": 3}
    days = {datetime.fromisoformat(article["published"]).date() for article in articles.values()}
    assert days == {date(2026, 11, day) for day in range(16, 22)}


def test_articles_are_short_and_of_their_own(articles: dict[str, Article]) -> None:
    own = {slug: article["text"] for slug, article in articles.items() if "text" in article}
    lengths = {slug: len(text.split()) for slug, text in own.items()}
    assert {slug: words for slug, words in lengths.items() if words not in WORDS} == {}
    assert len(set(own.values())) == len(own)
    assert sum("copy_of" in article for article in articles.values()) == 5


def test_twins_are_in_another_language(articles: dict[str, Article], sites: dict[str, Any]) -> None:
    def language(slug: str) -> str:
        told: str = sites[articles[slug]["site"]]["language"]
        return told

    twins = {slug: article["twin"] for slug, article in articles.items() if "twin" in article}
    pairs = Counter(frozenset((language(one), language(two))) for one, two in twins.items())
    assert pairs == {
        frozenset(("de", "en")): 8,
        frozenset(("de", "fr")): 1,
        frozenset(("de", "uk")): 1,
        frozenset(("en", "uk")): 1,
    }


def test_a_notice_is_a_field_and_what_repeats_is_no_text(sites: dict[str, Any]) -> None:
    dumps = [str(DUMPS / name) for name in ("crawl/news.warc.gz", "jsonl/c4.jsonl.zst")]
    command = [sys.executable, "-m", "hearsay", "clean", *dumps]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.splitlines()
    about = sites["inselblatt"]
    island = [one for one in map(json.loads, lines) if one["publisher"] == about["domain"]]
    assert [(one["translated"], one["origin"]) for one in island] == [
        ("Dieser Artikel wurde von einer Maschine aus dem Englischen übersetzt.", None),
        (None, "Dieser Artikel erschien zuerst in der „Süddeutschen Zeitung“."),
        (None, None),
        (None, None),
    ]
    assert [one["title"] for one in island if about["appeal"] in one["text"]] == []


def test_every_name_of_a_site_is_reserved(sites: dict[str, Any]) -> None:
    # RFC 2606 keeps .example free: no real publisher ever turns up under these names.
    assert [
        site["domain"] for site in sites.values() if site["domain"].count(".example") != 1
    ] == []


def test_single_texts() -> None:
    texts = [path.read_text("utf-8") for path in sorted((DUMPS / "texts").iterdir())]
    assert len(texts) == 12
    assert texts[-1] == ""
    assert sum("spot_img" in text for text in texts) == 6
    cut_teasers = [line for text in texts for line in text.split("\n") if line.endswith("...")]
    assert len(cut_teasers) == 24


def test_archive() -> None:
    with zipfile.ZipFile(DUMPS / "archive" / "regional.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert len(members) == 12
    assert [name for name in members if ".." in name] == ["../outside.txt"]
    assert sum(b"\x00" in data for data in members.values()) == 1


def test_json_rows() -> None:
    packed = (DUMPS / "jsonl" / "c4.jsonl.zst").read_bytes()
    lines = zstandard.ZstdDecompressor().decompressobj().decompress(packed).decode().splitlines()
    rows = list(_parsed(lines))
    assert len(lines) == 16
    assert len(rows) == 15
    assert sum(not row["text"] for row in rows) == 1
    assert {frozenset(row) for row in rows} == {frozenset(("text", "timestamp", "url"))}


def _parsed(lines: list[str]) -> Iterator[dict[str, str]]:
    for line in lines:
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue


@pytest.mark.parametrize(("name", "url"), [("fineweb", "url"), ("hplt", "u")])
def test_parquet(name: str, url: str) -> None:
    rows = pq.read_table(DUMPS / "parquet" / f"{name}.parquet").to_pylist()
    assert len({row[url] for row in rows}) == {"fineweb": 6, "hplt": 4}[name]
    assert all(row["text"] for row in rows)


def test_crawl() -> None:
    answers = [
        (record.http_headers, record.reader.read())
        for record in _records("news.warc.gz", WarcRecordType.response)
    ]
    assert Counter(http.status_code for http, _ in answers) == {200: 17, 404: 1}
    assert sum(body.startswith(b"\x89PNG") for _, body in answers) == 1
    assert sum(b'"@type": "NewsArticle"' in body for _, body in answers) == 14
    lying = [body for http, body in answers if "8859" in http["Content-Type"]]
    assert ["Möwenbank" in body.decode("utf-8") for body in lying] == [True]
    soup = [body for _, body in answers if b"<TABLE" in body]
    assert [body.count(b"</TD>") + body.count(b"</P>") for body in soup] == [0]


def test_wet() -> None:
    records = _records("news.warc.wet.gz", WarcRecordType.conversion)
    assert len({record.headers["WARC-Target-URI"] for record in records}) == 6


def _records(name: str, kind: WarcRecordType) -> Iterator[WarcRecord]:
    packed = io.BytesIO((DUMPS / "crawl" / name).read_bytes())
    return iter(ArchiveIterator(packed, record_types=kind))


def test_cut_crawl_breaks_off_in_its_third_page() -> None:
    packed = (DUMPS / "crawl" / "cut.warc.gz").read_bytes()
    with gzip.open(io.BytesIO(packed)) as stream, pytest.raises(EOFError):
        stream.read()
    # The members are stored, so that their text can be seen from outside.
    assert packed.count(b"WARC-Type: response") == 3
    assert packed.count(b"</html>") == 2
