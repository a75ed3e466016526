"""A web server on loopback that can fail in every way, and the ways it can."""

import gzip
import hashlib
import re
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hearsay.fetch import Source

Build = Callable[..., Source]  # makes a source of the site, with these keys
Fault = Callable[["Door", bytes], None]


class Door(BaseHTTPRequestHandler):
    """Answers one connection: as a fault says that waits for the path, else as nginx would."""

    protocol_version = "HTTP/1.1"
    server: "Site"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append((self.command, path, dict(self.headers)))
        body = self.server.files.get(path, b"")
        if faults := self.server.faults[path]:
            faults.pop(0)(self, body)
        elif path in self.server.files:
            self.whole_or_rest(body)
        elif path.endswith("/"):
            self.send(200, self.server.listing(path), {"Content-Type": "text/html"})
        else:
            self.send(404)

    do_HEAD = do_GET  # noqa: N815

    def whole_or_rest(self, body: bytes) -> None:
        """The file, or what a Range asks for, if If-Range names the version that is here."""
        headers = {"ETag": etag(body), "Accept-Ranges": "bytes"}
        told = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if told is None or self.headers.get("If-Range", etag(body)) != etag(body):
            self.send(200, body, headers)
        elif (start := int(told[1])) >= len(body):
            self.send(416, b"", {"Content-Range": f"bytes */{len(body)}"})
        else:
            span = f"bytes {start}-{len(body) - 1}/{len(body)}"
            self.send(206, body[start:], {**headers, "Content-Range": span})

    def send(
        self,
        status: int,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        length: int | None = None,
    ) -> None:
        """An answer that announces `length` bytes; where fewer follow, the connection ends."""
        announced = len(body) if length is None else length
        self.send_response(status)
        for name, value in {"Content-Length": str(announced), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
            if announced > len(body):
                self.hang_up()

    def hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_WR)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing; `asked` is the log."""


class Site(ThreadingHTTPServer):
    """A web server on loopback: what lies on it, the faults that wait, and what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Door)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.files: dict[str, bytes] = {}
        self.faults: dict[str, list[Fault]] = defaultdict(list)
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    def encrypt(self, folder: Path) -> Path:
        """Speak TLS from now on, as 127.0.0.1; returns the certificate, which nobody signed."""
        key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
        day, here = datetime.now(UTC), x509.IPAddress(ip_address("127.0.0.1"))
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(day - timedelta(days=1))
            .not_valid_after(day + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([here]), critical=True)
            .sign(key, hashes.SHA256())
        )
        path, both = folder / "certificate.pem", folder / "both.pem"
        path.write_bytes(certificate.public_bytes(Encoding.PEM))
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        both.write_bytes(secret + path.read_bytes())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(both)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = self.url.replace("http:", "https:")
        return path

    def listing(self, folder: str) -> bytes:
        """A folder as Apache shows it."""
        inside = sorted(
            {path[len(folder) :].split("/")[0] for path in self.files if folder in path}
        )
        links = "".join(f'<tr><td><a href="{name}">{name}</a></td></tr>' for name in inside)
        sort = '<th><a href="?C=M;O=A">Last modified</a></th>'
        return f'<html><table>{sort}<a href="/">Parent Directory</a>{links}</table>'.encode()

    def gets(self, path: str) -> list[dict[str, str]]:
        """The headers of each GET of a path."""
        return [
            headers for method, asked, headers in self.asked if (method, asked) == ("GET", path)
        ]

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what some tests are about."""


def etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:8]}"'


def breaks_off(at: int, then: Callable[[], None] = lambda: None) -> Fault:
    def fault(door: Door, body: bytes) -> None:
        start = int(door.headers.get("Range", "bytes=0-")[6:-1])
        headers = {"ETag": etag(body)}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
        door.send(206 if start else 200, body[start:at], headers, len(body) - start)
        then()

    return fault


def answers(status: int, **headers: str) -> Fault:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda door, _: door.send(status, b"", told)


def announces(length: int) -> Fault:
    return lambda door, body: door.send(200, body, {"ETag": etag(body)}, length)


def ignores_the_range(door: Door, body: bytes) -> None:
    door.send(200, body, {"ETag": etag(body)})


def sends_the_wrong_range(door: Door, body: bytes) -> None:
    span = f"bytes 1-{len(body) - 1}/{len(body)}"
    door.send(206, body[1:], {"ETag": etag(body), "Content-Range": span})


def packs(door: Door, body: bytes) -> None:
    door.send(200, gzip.compress(body, mtime=0), {"Content-Encoding": "gzip"})


def says_packed(door: Door, body: bytes) -> None:
    door.send(200, body, {"Content-Encoding": "gzip"})


def drips(door: Door, body: bytes) -> None:
    door.send_response(200)
    door.send_header("Content-Length", str(len(body)))
    door.end_headers()
    drip(door, body)


def drips_its_headers(door: Door, _: bytes) -> None:
    drip(door, b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000)


def drip(door: Door, body: bytes) -> None:
    for byte in body:
        door.wfile.write(bytes([byte]))
        door.wfile.flush()
        time.sleep(0.02)
