"""Says what an archive member is, and which members are not opened at all."""

import re
from dataclasses import dataclass

from hearsay.read.trouble import Trouble
from hearsay.records import DropReason

SUFFIX = ".txt"
NESTED = (".zip", ".tar", ".gz", ".tgz", ".zst", ".7z", ".rar", ".bz2", ".xz")
DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive: its path within, and its bytes or why they cannot be had."""

    name: str
    data: bytes | Trouble


def refusal(name: str) -> Trouble | None:
    """Why a member of this name is not opened; None for a .txt that stays within the archive."""
    parts = re.split(r"[/\\]", name)
    if not name or "\0" in name or not parts[0] or ".." in parts or DRIVE.match(name):
        told = "its name leads out of the archive"
        return Trouble(reason=DropReason.UNSAFE_NAME, detail=told)
    if name.lower().endswith(SUFFIX):
        return None
    told = "an archive within the archive" if name.lower().endswith(NESTED) else "not a .txt"
    return Trouble(reason=DropReason.UNKNOWN_FORMAT, detail=f"{told}: only .txt is read there")
