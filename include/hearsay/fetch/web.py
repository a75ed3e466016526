"""Asks the HTTP server of a source, politely, and nobody else."""

import logging
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from hearsay.fetch.door import admit, credentials, shown
from hearsay.fetch.login import Login
from hearsay.fetch.patience import LONGEST_ASKED, BusyError, asked_to_wait, patiently
from hearsay.fetch.source import Source
from hearsay.fetch.wire import RefusedError, Transport

log = logging.getLogger(__name__)

MAX_HOPS = 5  # redirects; a listing that moved needs one or two
LISTING_BYTES = 20_000_000  # a month of CC-NEWS lists 50 kB, packed or not
ANOTHER_TIME = frozenset({408, 425, 429, 500, 502, 503, 504})
NO_HEAD = frozenset({405, 501})
NO_RANGE = 416
GZIPPED = b"\x1f\x8b"
GZIP = 16 + zlib.MAX_WBITS


class AbsentError(OSError):
    """There is no such thing on the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A listing as it came: from where in the end, as what, and its bytes."""

    url: httpx.URL
    kind: str
    body: bytes


class Web:
    """The server of one source: one connection after the other, paced, redirects looked at.

    Raises RefusedError where the settings forbid an address, AbsentError for 404, BusyError for
    what may go well another time, OSError for other refusals; no message holds credentials.
    """

    def __init__(self, source: Source, login: Login | None) -> None:
        self.source = source
        self._login = login
        self._asked = 0.0
        self._client = httpx.Client(
            transport=Transport(source),
            timeout=source.timeout,
            trust_env=False,  # neither a proxy, which would connect for us, nor a .netrc
            headers={"User-Agent": _agent(source), "Accept-Encoding": "identity"},
        )

    def __enter__(self) -> "Web":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @contextmanager
    def ask(
        self, method: str, url: httpx.URL, headers: Mapping[str, str] | None = None
    ) -> Iterator[httpx.Response]:
        """The streamed answer: 2xx, 416 to a range, or that HEAD is not known."""
        try:
            before = None
            for _ in range(MAX_HOPS + 1):
                admit(url, self.source, before)
                with self._hop(method, url, headers or {}) as answer:
                    if answer.next_request is None:
                        _judge(answer)
                        yield answer
                        return
                    before, url = url, answer.next_request.url
            raise RefusedError(f"{shown(url)}: more than {MAX_HOPS} redirects; correct `url`")
        except httpx.TransportError as error:
            words = str(error) or type(error).__name__
            raise BusyError(f"{shown(url)}: {words}") from error

    def read(self, url: httpx.URL) -> Text:
        """A listing, whole and unpacked, of at most LISTING_BYTES; asked for patiently."""
        for attempt in patiently(self.source):
            with attempt, self.ask("GET", url) as answer:
                body = b"".join(_upto(LISTING_BYTES, url, answer.iter_raw()))
                if body.startswith(GZIPPED):  # a list in a .gz, or wrapped by the server
                    body = _unpacked(body, url)
                kind = answer.headers.get("Content-Type", "")
                return Text(url=answer.request.url, kind=kind, body=body)
        raise AssertionError("an attempt returns or raises")

    def head(self, url: httpx.URL) -> httpx.Headers:
        """What the server says of a file before it sends it; asked for patiently."""
        for method in ("HEAD", "GET"):
            for attempt in patiently(self.source):
                with attempt, self.ask(method, url) as answer:
                    if answer.is_success:
                        return answer.headers
        raise OSError(f"{shown(url)}: answers neither HEAD nor GET")

    @contextmanager
    def _hop(
        self, method: str, url: httpx.URL, headers: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        time.sleep(max(0, self._asked + self.source.pause - time.monotonic()))
        self._asked = time.monotonic()
        keys = credentials(url, self.source, self._login)
        request = self._client.build_request(method, url, headers={**headers, **keys})
        answer = self._client.send(request, stream=True, auth=None, follow_redirects=False)
        try:
            yield answer
        finally:
            answer.close()


def _upto(limit: int, url: httpx.URL, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, unless they become more than `limit` bytes."""
    room = limit
    for chunk in chunks:
        room -= len(chunk)
        if room < 0:
            raise RefusedError(f"{shown(url)}: more than {limit} bytes, too much for a listing")
        yield chunk


def _unpacked(body: bytes, url: httpx.URL) -> bytes:
    """What a gzip of a listing holds; a bomb is refused before it bursts."""
    whole = b""
    try:
        while body:
            inflate = zlib.decompressobj(GZIP)
            whole += inflate.decompress(body, LISTING_BYTES + 1 - len(whole))
            if len(whole) > LISTING_BYTES:
                raise RefusedError(f"{shown(url)}: unpacks to more than {LISTING_BYTES} bytes")
            if not inflate.eof:
                raise BusyError(f"{shown(url)}: its gzip breaks off")
            body = inflate.unused_data
    except zlib.error as error:
        raise BusyError(f"{shown(url)}: no whole gzip: {error}") from None
    return whole


def _judge(answer: httpx.Response) -> None:
    status, where = answer.status_code, shown(answer.request.url)
    if status in {404, 410}:
        raise AbsentError(f"{where}: HTTP {status}, there is no such file")
    if status in ANOTHER_TIME:
        after = asked_to_wait(answer.headers.get("Retry-After"))
        if after > LONGEST_ASKED:
            raise OSError(f"{where}: HTTP {status}, asks to come again in {after:.0f} s")
        raise BusyError(f"{where}: HTTP {status}", after)
    if status in {401, 403}:
        raise OSError(f"{where}: HTTP {status}, refused; see the source's `connection`")
    asked = answer.request
    no_head = status in NO_HEAD and asked.method == "HEAD"
    no_range = status == NO_RANGE and "Range" in asked.headers
    if not answer.is_success and not no_head and not no_range:
        raise OSError(f"{where}: HTTP {status}")


def _agent(source: Source) -> str:
    contact = f" ({source.contact})" if source.contact else ""
    return f"Hearsay/{version('hearsay')}{contact}"
