"""What sources.toml says about one place that dumps come from."""

from dataclasses import dataclass
from pathlib import Path

# No dump of a crawl that is published in parts is larger (CC-NEWS: 1 GB a file); what is, is more
# likely a mistake, and would fill the disk of a worker.
MAX_BYTES = 10_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One [[source]]: its name, how it is asked (`kind`), where it is, which of its files count.

    The keys stand in include/sources.toml in words. `path` is where a folder lies, `url` where
    anything else does; seconds and bytes (a second) are plain numbers.
    """

    name: str
    kind: str
    path: Path = Path()
    url: str = ""
    include: tuple[str, ...] = ("**/*",)
    exclude: tuple[str, ...] = ()
    lookback: int = 0  # nights before this one that are looked at too
    expect: int | tuple[str, ...] = ()
    most: int | None = None  # files of one day of crawling
    connection: str | None = None
    hosts: tuple[str, ...] = ()
    allow_private: bool = False
    sha256sums: str | None = None
    contact: str | None = None
    max_bytes: int = MAX_BYTES
    rate: float | None = None  # bytes a second at most
    slowest: float = 1000  # bytes a second at least, over `timeout` seconds
    timeout: float = 60
    pause: float = 0.2  # seconds between two requests
    attempts: int = 6  # without getting on
    wait: float = 2  # seconds before the second attempt, doubled before each further one
