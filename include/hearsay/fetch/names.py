"""Which names count: globs, and the night that `{night}` stands for in them."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

NIGHT = "{night}"


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


@lru_cache
def _pattern(glob: str) -> re.Pattern[str]:
    from fsspec.utils import glob_translate  # takes its time to import

    return re.compile(glob_translate(glob))
