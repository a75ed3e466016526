"""What sources.toml says about one place that dumps come from."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One [[source]]: its name, how it is asked (`kind`), where it is, which of its files count."""

    name: str
    kind: str
    path: Path
    include: tuple[str, ...] = ("**/*",)
    exclude: tuple[str, ...] = ()
