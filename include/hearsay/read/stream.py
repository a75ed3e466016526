"""Reads a file as one stream of unpacked bytes that knows where it stands and where it breaks."""

import os
import re
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from hearsay.read import packing
from hearsay.read.meter import Meter
from hearsay.read.packing import Piece
from hearsay.read.trouble import Trouble
from hearsay.records import DropReason

MAX_RECORD = 16 * 2**20  # bytes; a heavy news page has 5 MB, what is larger holds no article
PLAIN_STEP = 2**17  # bytes read at once from a file that is not packed
BUFFER = 2**19  # bytes; reading steps back over the start of a member and should not read it twice
PACKED_SUFFIXES = (".gz", ".tgz", ".zst")
OVERLAP = 64  # bytes kept when a search moves on, more than any mark it looks for


class Stream:
    """The unpacked bytes of a file, to look at and to take, until the end or a break.

    Looking ahead stops short at the end, and where the packing breaks: `broken` then says why. What
    stands before the break can still be taken; `cut` drops it and goes on behind the break.
    """

    def __init__(self, pieces: Iterator[Piece | Trouble], packed: bool) -> None:
        self.broken: Trouble | None = None
        self.member = 0  # offset in the file of the member that the last unpacked byte is from
        self.cut_off = False  # whether something has been told to stop short
        self.position = 0  # of the next byte, counted unpacked
        self._pieces, self._packed = pieces, packed
        self._held = bytearray()
        self._members = deque([(0, 0)])  # (position of its first byte, offset in the file)

    @property
    def place(self) -> str:
        """Where the next byte stands: its offset in the file, or `member+n` within a member."""
        while len(self._members) > 1 and self._members[1][0] <= self.position:
            self._members.popleft()
        first, offset = self._members[0]
        within = self.position - first
        return f"{offset}+{within}" if within and self._packed else str(offset + within)

    def ensure(self, size: int) -> int:
        """Makes `size` bytes ready and tells how many are: fewer before the end or a break."""
        while len(self._held) < size and self._fill():
            pass
        return len(self._held)

    def look(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`, counted from the next one; fewer as in `ensure`."""
        self.ensure(end)
        return bytes(memoryview(self._held)[start:end])

    def take(self, size: int) -> bytes:
        """The next `size` bytes; fewer as in `ensure`."""
        data = self.look(0, size)
        self._drop(len(data))
        return data

    def skip(self, size: int) -> bool:
        """Passes over `size` bytes without holding them; False if there are not as many."""
        while size > len(self._held):
            size -= len(self._held)
            self._drop(len(self._held))
            if not self._fill():
                return False
        self._drop(size)
        return True

    def find(self, mark: bytes, limit: int, start: int = 0) -> int:
        """How far ahead `mark` stands, from `start` to at most `limit` bytes; -1 if it does not."""
        while (at := self._held.find(mark, start, limit)) < 0:
            start = max(start, len(self._held) - len(mark) + 1)
            if len(self._held) >= limit or not self._fill():
                return -1
        return at

    def skip_to(self, mark: re.Pattern[bytes]) -> bool:
        """Passes over everything before the next `mark`; False if it met the end or a break."""
        while not (found := mark.search(self._held)):
            self._drop(max(0, len(self._held) - OVERLAP))
            if not self._fill():
                self._drop(len(self._held))
                return False
        at = found.start()
        del found  # it holds on to the buffer
        self._drop(at)
        return True

    def cut(self, what: str) -> Trouble:
        """Why `what` stops short: the break, which is then behind us, or the end of the file."""
        self._drop(len(self._held))
        self.cut_off = True
        told = f"{what} breaks off at the end of the file"
        trouble = self.broken or Trouble(reason=DropReason.TRUNCATED, detail=told)
        self.broken = None
        return trouble

    def _drop(self, size: int) -> None:
        del self._held[:size]
        self.position += size

    def _fill(self) -> bool:
        piece = None if self.broken else next(self._pieces, None)
        if isinstance(piece, Trouble):
            self.broken = piece
        if not isinstance(piece, Piece):
            return False
        if piece.data and piece.member != self.member:
            self.member = piece.member
            self._members.append((self.position + len(self._held), piece.member))
        self._held += piece.data
        return True


def name_of(path: Path) -> str:
    """The name of a file as text: b"caf\\xe9.txt", which is none, is told as "caf\\\\xe9.txt"."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


@contextmanager
def unpacked(path: Path, meter: Meter | None = None) -> Iterator[Stream]:
    """Opens a file, plain, gzip or zstd by its first bytes; raises OSError with the remedy.

    `meter` is told how many of its bytes have been read.
    """
    try:
        if not (S_ISREG(mode := path.stat().st_mode) or S_ISDIR(mode)):
            # Reading a pipe may wait for ever, and nobody can step back in it.
            raise OSError(EINVAL, "a pipe or a device")
        file = path.open("rb", buffering=BUFFER)
    except OSError as error:
        told = f"{error.strerror}; the dump must be a file that this user may read"
        raise type(error)(error.errno, told, str(path)) from error
    with file:
        kind = packing.packing_of(head := file.read(packing.MARK_SIZE))
        file.seek(0)
        if kind:
            found = packing.measured(packing.pieces(file, kind), file)
            yield Stream(_metered(found, file, meter), packed=True)
        elif path.suffix in PACKED_SUFFIXES and 0 < len(head) < packing.MARK_SIZE:
            told = f"breaks off after {len(head)} bytes"
            stub = Trouble(reason=DropReason.TRUNCATED, detail=told)
            yield Stream(iter([stub]), packed=True)
        else:
            yield Stream(_metered(_plain(file), file, meter), packed=False)


def _metered(
    found: Iterator[Piece | Trouble], file: BinaryIO, meter: Meter | None
) -> Iterator[Piece | Trouble]:
    for piece in found:
        if meter:
            meter.here = file.tell()
        yield piece


def _plain(file: BinaryIO) -> Iterator[Piece]:
    while data := file.read(PLAIN_STEP):
        yield Piece(data=data, member=0)
