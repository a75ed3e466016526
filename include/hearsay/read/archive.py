"""Reads .zip and .tar of .txt: one member, one page; nothing is ever written to disk."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hearsay.read import tarred, text, zipped
from hearsay.read.member import Member
from hearsay.read.meter import Meter
from hearsay.read.stream import Stream, name_of, unpacked
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Page, Reject

MAX_MEMBERS = 1_000_000  # ten times the largest corpus of single files; their names are remembered


def pages(path: Path, dump: str, meter: Meter) -> Iterator[Page | Reject]:
    """Every file in the archive as a page; `record` is its path within the archive.

    Folders are no records. A second member of the same name has `#2` behind it, and so on.
    """
    with unpacked(path, meter) as stream:
        if (members := _members(stream)) is None:
            wrong = Trouble(reason=DropReason.CORRUPT, detail="neither a zip nor a tar")
            yield reject(dump, name_of(path), stream.broken or wrong)
            return
        seen: Counter[int] = Counter()
        for number, member in enumerate(members):
            if number == MAX_MEMBERS:
                told = f"over {MAX_MEMBERS} members, left unread from here on"
                yield reject(dump, name_of(path), Trouble(reason=DropReason.TOO_LARGE, detail=told))
                return
            yield _page(member, dump, _record(member.name, seen))


def _members(stream: Stream) -> Iterator[Member] | None:
    head = stream.look(0, tarred.BLOCK)
    if zipped.SIGNATURE.match(head):
        return zipped.members(stream)
    return tarred.members(stream) if tarred.is_tar(head) else None


def _record(name: str, seen: Counter[int]) -> str:
    """A name for the member that no other member of the archive has, fit to be shown."""
    shown = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )
    while True:
        seen[hash(shown)] += 1
        if (times := seen[hash(shown)]) == 1:
            return shown
        shown = f"{shown}#{times}"


def _page(member: Member, dump: str, record: str) -> Page | Reject:
    if isinstance(member.data, Trouble):
        return reject(dump, record, member.data)
    return text.page(member.data, dump, record)
