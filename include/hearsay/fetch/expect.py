"""What a source was expected to bring tonight and did not."""

from collections.abc import Sequence
from datetime import date

from hearsay.fetch.names import dated, named
from hearsay.fetch.source import Source
from hearsay.records import Found


def missing(source: Source, night: date, offered: Sequence[Found]) -> list[str]:
    """What `expect` asks for and `offered` does not have, in words; empty where all came.

    `offered` are the dumps that the night takes from this source.
    """
    if isinstance(source.expect, int):
        if len(offered) >= source.expect:
            return []
        return [f"{source.name}: {len(offered)} of at least {source.expect} dumps came"]
    names = [found.dump.removeprefix(f"{source.name}/") for found in offered]
    return [
        f"{source.name}: no dump came that is called {glob}"
        for glob in dated(source.expect, [night])
        if not any(map(named([glob], []), names))
    ]
