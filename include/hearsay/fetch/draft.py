"""A dump that is on its way here: what came is kept, and what it is a part of."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What a draft is a part of: so many bytes, of the version that a validator stands for."""

    validator: str | None  # sent back to ask for the rest of just these bytes; None: cannot be
    total: int | None


class Draft:
    """A file beside `target` that grows, also over several processes, until it is whole."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._file = target.with_name(".draft")
        self._note = target.with_name(".draft.json")
        if target.exists():  # brought before: what it lacks is to be asked for like any rest
            target.replace(self._file)

    def size(self) -> int:
        """Bytes that are here."""
        return self._file.stat().st_size if self._file.exists() else 0

    def whole(self) -> Whole | None:
        """What it is a part of, None where nothing is here that can be gone on with."""
        try:
            told = Whole(**json.loads(self._note.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return told if told.validator and self.size() else None

    def rest(self) -> int:
        """The first byte to ask for. Of a draft that lacks none it is the last one, asked for
        again to learn whether the source still has this version."""
        whole = self.whole()
        if whole is None:
            return 0
        start = min(self.size(), (whole.total or self.size()) - 1)
        os.truncate(self._file, max(0, start))
        return max(0, start)

    def begin(self, whole: Whole) -> None:
        """Begin anew, as a part of `whole`."""
        self.forget()
        self._note.write_text(json.dumps(asdict(whole)), "utf-8")

    def forget_whole(self) -> None:
        """Forget what it is a part of: what is here cannot be gone on with."""
        self._note.unlink(missing_ok=True)

    def forget(self) -> None:
        """Throw away what came."""
        self.forget_whole()
        self._file.unlink(missing_ok=True)

    def more(self) -> BinaryIO:
        """The file, open at its end."""
        return self._file.open("ab")

    def finish(self) -> Path:
        """The target: whole, and safe on the disk."""
        with self._file.open("ab") as file:
            os.fsync(file.fileno())
        self._file.replace(self.target)
        return self.target
