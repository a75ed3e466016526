"""How tests run everywhere: untimed, the same names in every process; a server that speaks S3."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are told as such: a gzip made a second later holds another time."""
    return "bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def store() -> Iterator[str]:
    """The address of a server that speaks S3."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()
