"""The network as a source may use it: no private addresses, and no answer in a drip."""

import socket
import ssl
import time
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore
import httpx

from hearsay.fetch.source import Source

UNICAST = ip_network("2000::/3")  # all of IPv6 that is routed on the internet
NAT64 = ip_network("64:ff9b::/96")  # IPv4 behind a translator, RFC 6052: the last 32 bits


class RefusedError(OSError):
    """What the source's settings forbid; asking again changes nothing."""


class Transport(httpx.HTTPTransport):
    """Connections of one source, each checked at the very address that it is made to."""

    def __init__(self, source: Source) -> None:
        super().__init__(verify=_certificates())
        # httpx has no argument for a network backend; its own pool, never opened, makes way.
        self._pool = httpcore.ConnectionPool(
            ssl_context=_certificates(), network_backend=_Backend(source)
        )


def is_public(address: str) -> bool:
    """Whether an IP address can only be a machine on the internet: not here, nor in the house."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip in NAT64:
            return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip not in UNICAST or ip.sixtofour:
            return False
    return ip.is_global and not ip.is_multicast


@lru_cache
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()  # takes 0.1 s


class _Backend(httpcore.NetworkBackend):
    def __init__(self, source: Source) -> None:
        self._source = source
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that may be reached and answers."""
        failed: Exception | None = None
        for address in self._addresses(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
                return _Watched(stream, self._source)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host; it is not asked for again, so the answer cannot change."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host}: {error}") from None
        found = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if self._source.allow_private:
            return found
        if public := [address for address in found if is_public(address)]:
            return public
        raise RefusedError(
            f"{host} is {', '.join(found)}, no address on the internet; "
            "where that is meant to be, write allow_private = true to the source"
        )


class _Watched(httpcore.NetworkStream):
    """A connection that ends when it yields too little: `slowest` over `timeout` seconds."""

    def __init__(self, stream: httpcore.NetworkStream, source: Source) -> None:
        self._stream = stream
        self._source = source
        self._waited, self._got = 0.0, 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes. Only the time spent waiting here counts, not what we pause ourselves."""
        began = time.monotonic()
        got = self._stream.read(max_bytes, timeout)
        self._waited += time.monotonic() - began
        self._got += len(got)
        if self._waited >= self._source.timeout:
            if self._got < self._source.slowest * self._waited:
                raise httpcore.ReadTimeout(
                    f"only {self._got} bytes in {self._waited:.0f} s; `slowest` and `timeout` "
                    "of the source say what is too slow"
                )
            self._waited, self._got = 0.0, 0
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send; a new question is waited for anew."""
        self._waited, self._got = 0.0, 0
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        return _Watched(self._stream.start_tls(ssl_context, server_hostname, timeout), self._source)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
