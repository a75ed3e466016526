"""Writes dumps as their makers do, and reads them."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.warc import WarcRecord, WarcRecordType

from hearsay.read import pages
from hearsay.read.trouble import MAX_DETAIL
from hearsay.records import Format, Page, Reject

Found = list[Page | Reject]
Read = Callable[..., Found]
Warc = Callable[..., bytes]
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Writes bytes as a file of that name and gives all that is read from it.

    What must hold for any dump is checked here: no two records of one name, text without "\\r", a
    short detail, and no file beside the dump afterwards.
    """
    folder = tmp_path_factory.mktemp("dumps")

    def written_and_read(name: str, data: bytes, kind: Format | None = None) -> Found:
        path: Path = folder / name
        path.write_bytes(data)
        found = list(pages(path, f"desk/{name}", kind))
        assert list(folder.iterdir()) == [path]
        path.unlink()
        assert {one.dump for one in found} == {f"desk/{name}"}
        assert len({one.record for one in found}) == len(found)
        for one in found:
            if isinstance(one, Page):
                assert (one.html is None) != (one.text is None)
                assert "\r" not in (one.text or "")
            else:
                assert len(one.detail or "") <= MAX_DETAIL
        return found

    return written_and_read


@pytest.fixture(scope="session")
def warc() -> Warc:
    """One WARC record: its url, its block, its type."""

    def record(url: str, block: bytes, kind: str = "response", **fields: str) -> bytes:
        made = WarcRecord()
        made.init_headers(getattr(WarcRecordType, kind), content_length=len(block))
        made.headers["WARC-Date"] = "2024-03-05T06:07:08Z"
        made.headers["WARC-Target-URI"] = url
        if kind == "response":
            made.headers["Content-Type"] = "application/http; msgtype=response"
        for name, value in fields.items():
            made.headers[name.replace("_", "-")] = value
        made.set_bytes_content(block)
        out = io.BytesIO()
        made.write(out)
        return out.getvalue()

    return record


@pytest.fixture(scope="session")
def html_page() -> Callable[[str], bytes]:
    """A page as a server sends it, with its HTTP head."""

    def page(body: str) -> bytes:
        return HTTP + f"<!DOCTYPE html><html><body><p>{body}</p></body></html>".encode()

    return page
