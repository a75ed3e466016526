"""Packs the invented articles into the sample dumps: python include/samples/build.py [TARGET]."""

import hashlib
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from packing import http_response, json_line, jsonl_zst, parquet, warc_record, zip_of
from pages import html_page
from texts import extracted_text, saved_text, visible_text

from stories import HERE, SampleArticle, articles

HPLT_CODES = {"de": "deu_Latn", "en": "eng_Latn", "fr": "fra_Latn", "uk": "ukr_Cyrl"}
BROKEN_ROW = '{"text": "Die Nachtlinie nach Velm bleibt, sagte ein Sprecher der Reed'
BINARY = bytes(range(256)) * 4
TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
HTML = "text/html; charset="
FIRST_DATE = "2026-11-16T00:00:00Z"

Articles = Sequence[SampleArticle]
Files = dict[str, bytes]


def single_texts(packed: Articles) -> Files:
    """Single .txt files, the last of them empty."""
    return {f"texts/{name}": data for name, data in _numbered([*map(_saved, packed), b""])}


def archive(packed: Articles) -> Files:
    """A zip of .txt, with a binary member and one whose name leads out of the archive."""
    members = _numbered([*map(_saved, packed), BINARY])
    members.append(("../outside.txt", b"Nobody should find this file beside the archive."))
    return {"archive/regional.zip": zip_of(members)}


def c4(packed: Articles) -> Files:
    """Rows as in C4, whole visible pages; two rows are broken."""
    lines = [
        json_line({"text": visible_text(one), "timestamp": one.captured, "url": one.url})
        for one in packed
    ]
    empty = {"text": "", "timestamp": FIRST_DATE, "url": "https://www.elbblick.example/leer"}
    return {"jsonl/c4.jsonl.zst": jsonl_zst([*lines[:3], BROKEN_ROW, json_line(empty), *lines[3:]])}


def fineweb(packed: Articles) -> Files:
    """Rows as in FineWeb."""
    return {"parquet/fineweb.parquet": parquet([_fineweb_row(one) for one in packed])}


def hplt(packed: Articles) -> Files:
    """Rows as in HPLT 2, with its short column names and nested columns."""
    return {"parquet/hplt.parquet": parquet([_hplt_row(one) for one in packed])}


def wet(packed: Articles) -> Files:
    """Conversion records: the visible text of pages."""
    records = [
        warc_record("conversion", one.url, one.captured, "text/plain", visible_text(one).encode())
        for one in packed
    ]
    return {"crawl/news.warc.wet.gz": _warcinfo("news.warc.wet.gz") + b"".join(records)}


def warc(packed: Articles) -> Files:
    """Response records of whole pages, with an index page, a 404 and a picture among them."""
    first = packed[0]
    home = f"https://www.{first.about['domain']}"
    when = first.captured
    records = [
        _warcinfo("news.warc.gz"),
        _request(first),
        *map(_response, packed),
        _answer(f"{home}/", when, "200 OK", HTML + "utf-8", html_page(first, "index")),
        _answer(f"{home}/alt", when, "404 Not Found", HTML + "utf-8", b"<h1>404</h1><p>Weg.</p>"),
        _answer(f"{home}/img/lead.png", when, "200 OK", "image/png", TINY_PNG),
    ]
    return {"crawl/news.warc.gz": b"".join(records)}


def cut(packed: Articles) -> Files:
    """Pages captured once more; the file breaks off in the middle of its last record."""
    *whole, last = map(_response, packed)
    return {"crawl/cut.warc.gz": b"".join(whole) + last[: len(last) // 2]}


PACKERS: Mapping[str, Callable[[Articles], Files]] = {
    "texts": single_texts,
    "archive/regional.zip": archive,
    "jsonl/c4.jsonl.zst": c4,
    "parquet/fineweb.parquet": fineweb,
    "parquet/hplt.parquet": hplt,
    "crawl/news.warc.wet.gz": wet,
    "crawl/news.warc.gz": warc,
    "crawl/cut.warc.gz": cut,
}


def build(target: Path) -> None:
    """Write every dump below `target`; the same bytes each time."""
    written = articles()
    for dump, pack in PACKERS.items():
        for name, data in pack([one for one in written if dump in one.dumps]).items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(data)


def _saved(article: SampleArticle) -> bytes:
    return saved_text(article).encode()


def _numbered(contents: Sequence[bytes]) -> list[tuple[str, bytes]]:
    return [
        (f"{number:03}_{hashlib.sha256(data).hexdigest()[:16]}.txt", data)
        for number, data in enumerate(contents)
    ]


def _fineweb_row(article: SampleArticle) -> dict[str, Any]:
    text = extracted_text(article)
    return {
        "text": text,
        "id": f"<urn:sample:{article.slug}>",
        "dump": "SAMPLE-2026-47",
        "url": article.url,
        "date": article.captured,
        "file_path": "sample/crawl/2026-47.warc.gz",
        "language": article.about["language"],
        "language_score": 0.99,
        "token_count": len(text.split()),
    }


def _hplt_row(article: SampleArticle) -> dict[str, Any]:
    return {
        "u": article.url,
        "ts": article.captured,
        "collection": "sample-2026-47",
        "lang": [HPLT_CODES[article.about["language"]]],
        "prob": [0.99],
        "text": extracted_text(article),
        "id": hashlib.md5(article.url.encode()).hexdigest(),
        "doc_scores": [9.1, 10.0, 8.7],
    }


def _warcinfo(name: str) -> bytes:
    told = f"software: include/samples/build.py\r\nfilename: {name}\r\n".encode()
    return warc_record("warcinfo", "", FIRST_DATE, "application/warc-fields", told)


def _request(article: SampleArticle) -> bytes:
    block = f"GET /{article.path} HTTP/1.1\r\nHost: www.{article.about['domain']}\r\n\r\n".encode()
    kind = "application/http; msgtype=request"
    return warc_record("request", article.url, article.captured, kind, block)


def _response(article: SampleArticle) -> bytes:
    kind = HTML + article.declared
    return _answer(article.url, article.captured, "200 OK", kind, html_page(article))


def _answer(url: str, date: str, status: str, content_type: str, body: bytes) -> bytes:
    block = http_response(status, content_type, body)
    return warc_record("response", url, date, "application/http; msgtype=response", block)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "dumps")
