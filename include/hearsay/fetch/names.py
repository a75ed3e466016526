"""The names of dumps: which count, which night they are of, what they are called here."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

NIGHT = "{night}"
LONGEST = 1024  # bytes, what an object store allows for the key of an object
LONGEST_HERE = 200  # bytes; a file system allows 255 for one name


def nights(night: date, lookback: int) -> list[date]:
    """The night and those before it that are looked at too, the latest first."""
    return [night - timedelta(days=back) for back in range(lookback + 1)]


def dated(words: Iterable[str], looked_at: Sequence[date]) -> list[str]:
    """The words with `{night}` filled in, once a night; those without it as they are."""
    told = (word.replace(NIGHT, night.isoformat()) for word in words for night in looked_at)
    return list(dict.fromkeys(told))


def named(include: Iterable[str], exclude: Iterable[str]) -> Callable[[str], bool]:
    """Whether globs take a name: `a/b.txt`, below its source; hidden ones are never taken."""
    taken, left = [_pattern(glob) for glob in include], [_pattern(glob) for glob in exclude]

    def counts(name: str) -> bool:
        hidden = any(part.startswith(".") for part in name.split("/"))
        matches = any(pattern.match(name) for pattern in taken)
        return matches and not hidden and not any(pattern.match(name) for pattern in left)

    return counts


def in_words(path: Path | str) -> str:
    """A path as text, each another: b"caf\\xe9.txt" is told as "caf\\\\xe9.txt", `\\` doubled."""
    return os.fsencode(path).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def is_safe(name: str) -> bool:
    """Whether a name from afar can be that of a dump: printable, and leading nowhere else."""
    parts = name.split("/")
    leads = any(part in {"", ".", ".."} for part in parts)
    return name.isprintable() and not leads and len(name.encode()) <= LONGEST


def local(dump: str, into: Path) -> Path:
    """Where a dump from afar lies in `into`: in a folder of its own, below its own last name."""
    name = dump.rpartition("/")[2].encode()[-LONGEST_HERE:].decode("utf-8", "ignore")
    name = "".join(sign if sign.isprintable() else "_" for sign in name).lstrip(".")
    place = into / sha256(dump.encode()).hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True)
    return place / (name or "dump")


@lru_cache
def _pattern(glob: str) -> re.Pattern[str]:
    from fsspec.utils import glob_translate  # takes its time to import

    return re.compile(glob_translate(glob))
