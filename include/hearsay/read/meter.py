"""Tells how far the reading of files has come."""

from collections.abc import Iterable
from pathlib import Path


class Meter:
    """How much of some files has been read, in bytes as they lie on disk.

    `total` is the size of all of them together, where it is known.
    """

    def __init__(self, total: int | None = None) -> None:
        self.here = 0  # of the file that is being read
        self._total = total
        self._before = self._size = 0

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "Meter":
        """A meter for these files; one that is not there has no size."""
        return cls(sum(path.stat().st_size for path in paths if path.is_file()))

    def after(self, _records: int) -> float | None:
        """How much of them has been read, 0 to 1; None where their size is not known."""
        if not self._total:
            return None
        return min(1.0, (self._before + min(self.here, self._size)) / self._total)

    def open(self, path: Path) -> None:
        """The next file begins: the one before it counts as read."""
        self._before += self._size
        self._size, self.here = path.stat().st_size, 0

    def part(self, done: int, of: int) -> None:
        """So many of the file's records have been read, where its bytes do not come in order."""
        self.here = self._size * done // max(1, of)
