"""Whatever bytes come: nothing is raised, nothing is told twice, nothing is made up."""

import gzip
import io
import itertools
import tarfile
import zipfile
from collections.abc import Callable

import pyarrow as pa
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from hearsay.records import Format, Page, Reject

Read = Callable[..., list[Page | Reject]]
Parts = Callable[[str], list[bytes]]
TEXTS = ["Die Brücke fällt.", "The tower leans.\nIt leans west.", "Мост закрыт.", "Le pont. " * 40]
NAMES = ("a.zip", "b.zip", "a.tar", "a.tar.gz", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet")
WEB_NAMES = ("a.warc", "a.warc.gz", "b.warc.gz", "a.wet", "a.wet.gz", "a.txt.gz", "a.txt.zst")


@pytest.fixture(scope="session")
def parts(warc: Callable[..., bytes], html_page: Callable[[str], bytes]) -> Parts:
    """A valid dump of every kind, in the parts that are whole without those behind them."""
    raw = [text.encode() for text in TEXTS]
    rows = [b'{"text": "%s"}\n' % one.replace(b"\n", b"\\n") for one in raw]
    responses = [warc(f"https://a.example/{at}", html_page(one)) for at, one in enumerate(TEXTS)]
    conversions = [warc("https://a.example/", one, kind="conversion") for one in raw]
    zips = {how: io.BytesIO() for how in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)}
    for how, out in zips.items():
        with zipfile.ZipFile(out, "w", how) as archive:
            for at, one in enumerate(raw):
                archive.writestr(f"{at}.txt", one)
    tar, table = io.BytesIO(), io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive_of_tape:
        for at, one in enumerate(raw):
            info = tarfile.TarInfo(f"{at}.txt")
            info.size = len(one)
            archive_of_tape.addfile(info, io.BytesIO(one))
    parquet.write_table(pa.table({"text": TEXTS}), table)
    dumps = {
        "a.zip": [zips[zipfile.ZIP_DEFLATED].getvalue()],
        "b.zip": [zips[zipfile.ZIP_STORED].getvalue()],
        "a.tar": [tar.getvalue()],
        "a.tar.gz": [gzip.compress(tar.getvalue())],
        "a.jsonl": rows,
        "a.jsonl.gz": [gzip.compress(b"".join(rows))],
        "a.jsonl.zst": [zstandard.compress(one) for one in rows],
        "a.parquet": [table.getvalue()],
        "a.warc": responses,
        "a.warc.gz": [gzip.compress(one) for one in responses],
        "b.warc.gz": [gzip.compress(b"".join(responses))],
        "a.wet": conversions,
        "a.wet.gz": [gzip.compress(one) for one in conversions],
        "a.txt.gz": [gzip.compress(raw[0])],
        "a.txt.zst": [zstandard.compress(raw[0])],
    }
    return dumps.__getitem__


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=3000), kind=st.sampled_from(Format), packing=st.sampled_from("pgz"))
def test_any_bytes_in_any_format(data: bytes, kind: Format, packing: str, read: Read) -> None:
    packed = {"p": data, "g": gzip.compress(data), "z": zstandard.compress(data)}[packing]
    assert read("any", packed, kind)


@settings(max_examples=300, deadline=None)
@given(
    name=st.sampled_from((*NAMES, *WEB_NAMES)),
    kind=st.sampled_from((None, *Format)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=9)), max_size=5),
)
def test_damaged_dump_in_any_format(
    name: str,
    kind: Format | None,
    changes: list[tuple[float, bytes]],
    parts: Parts,
    read: Read,
) -> None:
    data = bytearray(b"".join(parts(name)))
    for share, wrong in changes:
        at = int(share * len(data))
        data[at : at + len(wrong)] = wrong
    assert read(name, bytes(data), kind)


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from((*NAMES, *WEB_NAMES)), share=st.floats(0, 1))
def test_truncated_dump_gives_a_prefix(name: str, share: float, parts: Parts, read: Read) -> None:
    data = b"".join(parts(name))
    whole = read(name, data)
    assert all(isinstance(one, Page) for one in whole)
    cut = int(share * (len(data) + 1))
    found = read(name, data[:cut])
    pages = [one for one in found if isinstance(one, Page)]
    assert pages == whole[: len(pages)]
    assert len(found) <= len(pages) + 1
    if found == pages != whole:  # nothing told: only where no more than line ends were cut off
        ends = itertools.accumulate(map(len, parts(name)))
        end = next(end for end in ends if end >= cut)
        assert not data[cut:end].strip(b"\r\n")
