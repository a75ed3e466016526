"""How tests run everywhere: untimed on busy machines, under the same names in every process."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are told as such: a gzip made a second later holds another time."""
    return "bytes" if isinstance(val, bytes) else None
