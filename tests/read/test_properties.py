"""Whatever bytes come: nothing is raised, nothing is told twice, nothing is made up."""

import gzip
import io
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
TEXTS = ["Die Brücke fällt.", "The tower leans.\nIt leans west.", "Мост закрыт.", "Le pont. " * 40]
NAMES = ("a.zip", "b.zip", "a.tar", "a.tar.gz", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet")
WEB_NAMES = ("a.warc", "a.warc.gz", "b.warc.gz", "a.wet", "a.wet.gz", "a.txt.gz", "a.txt.zst")


@pytest.fixture(scope="session")
def dumps(warc: Callable[..., bytes], html_page: Callable[[str], bytes]) -> dict[str, bytes]:
    """A valid dump of every kind that can be told from a part of it."""
    raw = [text.encode() for text in TEXTS]
    rows = b"".join(b'{"text": "%s"}\n' % one.replace(b"\n", b"\\n") for one in raw)
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
    return {
        "a.zip": zips[zipfile.ZIP_DEFLATED].getvalue(),
        "b.zip": zips[zipfile.ZIP_STORED].getvalue(),
        "a.tar": tar.getvalue(),
        "a.tar.gz": gzip.compress(tar.getvalue()),
        "a.jsonl": rows,
        "a.jsonl.gz": gzip.compress(rows),
        "a.jsonl.zst": b"".join(map(zstandard.compress, rows.splitlines(keepends=True))),
        "a.parquet": table.getvalue(),
        "a.warc": b"".join(responses),
        "a.warc.gz": b"".join(map(gzip.compress, responses)),
        "b.warc.gz": gzip.compress(b"".join(responses)),
        "a.wet": b"".join(conversions),
        "a.wet.gz": b"".join(map(gzip.compress, conversions)),
        "a.txt.gz": gzip.compress(raw[0]),
        "a.txt.zst": zstandard.compress(raw[0]),
    }


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
    dumps: dict[str, bytes],
    read: Read,
) -> None:
    data = bytearray(dumps[name])
    for share, wrong in changes:
        at = int(share * len(data))
        data[at : at + len(wrong)] = wrong
    assert read(name, bytes(data), kind)


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from((*NAMES, *WEB_NAMES)), share=st.floats(0, 1))
def test_truncated_dump_gives_a_prefix(
    name: str, share: float, dumps: dict[str, bytes], read: Read
) -> None:
    whole = read(name, dumps[name])
    assert all(isinstance(one, Page) for one in whole)
    cut = int(share * (len(dumps[name]) + 1))
    found = read(name, dumps[name][:cut])
    pages = [one for one in found if isinstance(one, Page)]
    assert pages == whole[: len(pages)]
    assert len(found) <= len(pages) + 1
    assert found == whole or len(found) == len(pages) + 1 or name in ("a.jsonl", "a.wet", "a.warc")
