"""A news desk on loopback: a webhook, a mail and a StatsD server that keep what they hear."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import (
    BaseServer,
    StreamRequestHandler,
    TCPServer,
    ThreadingTCPServer,
    ThreadingUDPServer,
)
from threading import Thread
from typing import Any

SECRET = "/services/T0NEWS/kZ93secretQ7"  # the path of a webhook is all that keeps others out
DOWN = "2026-01-02"  # the webhook is out of order when it hears of this night


@dataclass(kw_only=True)
class Desk:
    """What was heard, and the environment that has Airflow tell it."""

    posts: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    metrics: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)


@contextmanager
def listening() -> Iterator[Desk]:
    desk = Desk()
    with ExitStack() as closing:
        local = ("127.0.0.1", 0)
        http = closing.enter_context(serving(ThreadingHTTPServer(local, webhook(desk))))
        mail = closing.enter_context(serving(ThreadingTCPServer(local, mailbox(desk))))
        udp = closing.enter_context(serving(ThreadingUDPServer(local, statsd(desk))))
        udp.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**20)
        post = {"conn_type": "http", "host": f"http://127.0.0.1:{port(http)}{SECRET}"}
        plain = {"disable_ssl": True, "disable_tls": True, "from_email": "hearsay@desk.example"}
        smtp = {"conn_type": "smtp", "host": "127.0.0.1", "port": port(mail), "extra": plain}
        desk.env |= {
            "AIRFLOW_CONN_NEWS_DESK": json.dumps(post),
            "AIRFLOW_CONN_SMTP_DEFAULT": json.dumps(smtp),
            "AIRFLOW__METRICS__STATSD_ON": "True",
            "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
            "AIRFLOW__METRICS__STATSD_PORT": str(port(udp)),
            "AIRFLOW__METRICS__STATSD_INFLUXDB_ENABLED": "True",  # tags, too
            "AIRFLOW__METRICS__METRICS_ALLOW_LIST": "hearsay",
            "HEARSAY_ALERT_WEBHOOK": "news_desk",
            "HEARSAY_ALERT_EMAIL": "editor@desk.example, night@desk.example",
        }
        yield desk


@contextmanager
def serving(server: BaseServer) -> Iterator[Any]:
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    with server:
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def port(server: TCPServer) -> int:
    return int(server.socket.getsockname()[1])


def words(mail: EmailMessage) -> str:
    """What a mail says."""
    texts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    return "".join(str(part.get_content()) for part in texts)


def webhook(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Webhook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = self.path == SECRET and told["night"] != DOWN
            (desk.posts if known else desk.refused).append(told)
            self.send_response(200 if known else 503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Webhook


def mailbox(desk: Desk) -> Callable[..., StreamRequestHandler]:
    class Mailbox(StreamRequestHandler):
        def handle(self) -> None:
            """SMTP as RFC 5321 has it, as far as it takes to accept a mail."""
            self.say("220 desk.example")
            while line := self.rfile.readline():
                match line.split()[0].upper():
                    case b"DATA":
                        self.say("354 go on")
                        desk.mails.append(message_from_bytes(self.data(), policy=default))
                        self.say("250 taken")
                    case b"QUIT":
                        self.say("221 bye")
                        return
                    case _:
                        self.say("250 fine")

        def data(self) -> bytes:
            lines = iter(self.rfile.readline, b".\r\n")
            return b"".join(line.removeprefix(b".") for line in lines)

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

    return Mailbox


def statsd(desk: Desk) -> Callable[..., StreamRequestHandler]:
    class Packet(StreamRequestHandler):
        def setup(self) -> None:
            """A datagram is all there is."""

        def handle(self) -> None:
            desk.metrics.extend(self.request[0].decode().splitlines())

        def finish(self) -> None:
            """And it is not answered."""

    return Packet
