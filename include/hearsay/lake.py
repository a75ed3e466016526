"""The lake is a folder or a bucket: whatever is written there appears whole, or not at all."""

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from upath import UPath

Place: TypeAlias = Union[Path, "UPath"]  # a local path, or one in a bucket

# What others have written since must be seen at once: nothing a server said is remembered.
REMEMBERED = False
# Of this no dump is the cause, and the next one fails on it too.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


def at(told: str | Path) -> Place:
    """The place that a path or `s3://bucket/prefix` names; nothing is looked up yet.

    An S3-compatible server and its keys are told by the usual AWS_ variables of the environment
    (AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, ...). Raises ValueError for another kind of address.
    """
    address = str(told)
    if "://" not in address:
        return Path(address)
    if not address.startswith("s3://") or not address.removeprefix("s3://").strip("/"):
        raise ValueError(f"a lake is a folder or s3://bucket/prefix, not {address!r}")
    from upath import UPath  # what stands behind it takes a while to import

    return UPath(address.rstrip("/"), protocol="s3", use_listings_cache=REMEMBERED)


def uri(place: Place) -> str:
    """The address of a place: `file:///srv/lake/tables`, `s3://bucket/lake/tables`."""
    return str((place.absolute() if isinstance(place, Path) else place).as_uri())


def within(lake: Place, place: Place) -> str:
    """The path of a place from the lake on: `tables/dumps/night=2026-11-22/part-0123.parquet`."""
    return str(place)[len(str(lake)) :].lstrip("/")


@contextmanager
def scratch(beside: Place) -> Iterator[Path]:
    """A local folder for drafts, gone afterwards; for a local place on the same file system."""
    if isinstance(beside, Path):
        beside.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".draft-", dir=beside) as folder:
            yield Path(folder)
    else:
        with TemporaryDirectory(prefix="hearsay-") as folder:
            yield Path(folder)


def put(draft: Path, target: Place) -> None:
    """Move a finished file from its scratch folder to its place, in one step."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    if isinstance(target, Path):
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.replace(target)
    else:
        target.fs.put_file(str(draft), target.path)


def replace(target: Place, content: bytes) -> None:
    """Write a small file so that a reader, or a crash, finds the old bytes or the new ones."""
    with scratch(target.parent) as folder:
        draft = folder / "draft"
        draft.write_bytes(content)
        put(draft, target)


@contextmanager
def near(place: Place) -> Iterator[Path]:
    """A local file with the content of a file of the lake: itself, or a copy for a while."""
    if isinstance(place, Path):
        yield place
        return
    with scratch(place.parent) as folder:
        copy = folder / place.name
        place.fs.get_file(place.path, str(copy))
        yield copy


def mark_of(place: Place) -> str:
    """The SHA-256 of a file, in hexadecimal digits; raises OSError where it cannot be read."""
    with place.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]


def remove(place: Place) -> None:
    """Remove a file, or a folder with all that is in it; nothing where there is none."""
    if not isinstance(place, Path):
        if place.exists():
            place.fs.rm(place.path, recursive=True)
    elif place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def files(folder: Place) -> Iterator[Place]:
    """Every file below a folder, however deep; none where there is no such folder."""
    if isinstance(folder, Path):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
    elif folder.exists():
        for path in sorted(folder.fs.find(folder.path)):
            yield folder / str(path)[len(folder.path.rstrip("/")) + 1 :]


def seen(place: Place) -> tuple[bytes | None, str | None]:
    """A file's content, None where there is none, and the mark by which `swap` knows it again."""
    if isinstance(place, Path):
        try:
            content = place.read_bytes()
        except FileNotFoundError:
            return None, None
        return content, hashlib.sha256(content).hexdigest()
    while (mark := _etag(place)) is not None:
        content = place.read_bytes()
        if mark == _etag(place):
            return content, mark
    return None, None


def swap(place: Place, mark: str | None, content: bytes) -> bool:
    """Replace a file if it still is as `seen` told; returns whether it was.

    Of several that try at once, one succeeds. A bucket's server has to honour If-Match and
    If-None-Match of PutObject, as S3 itself does.
    """
    if isinstance(place, Path):
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.with_name(f".{place.name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if seen(place)[1] != mark:
                return False
            replace(place, content)
            return True
    condition = {"IfMatch": mark} if mark else {"IfNoneMatch": "*"}
    bucket, _, key = place.path.partition("/")
    try:
        place.fs.call_s3("put_object", Bucket=bucket, Key=key, Body=content, **condition)
    except OSError:
        if seen(place)[1] != mark:
            return False
        raise
    return True


def _etag(place: "UPath") -> str | None:
    try:
        return str(place.fs.info(place.path, refresh=True)["ETag"])
    except FileNotFoundError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file as it was when it was listed."""

    place: Place
    bytes: int
    at: datetime


def written(folder: Place) -> Iterator[Written]:
    """Every file below a folder, drafts too, with its size and when it was written."""
    if not isinstance(folder, Path):
        found = folder.fs.find(folder.path, detail=True) if folder.exists() else {}
        for path, told in sorted(found.items()):
            place = folder / str(path)[len(folder.path.rstrip("/")) + 1 :]
            yield Written(place=place, bytes=told["size"], at=told["LastModified"])
        return
    for path in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError):  # gone since it was listed
            if path.is_file():
                yield _as_it_is(path)


def remove_unchanged(file: Written) -> bool:
    """Remove a file unless somebody wrote it anew since it was listed; returns whether it is gone.

    A local file is first moved aside, looked at, and put back where it is another. A bucket knows
    no such thing: there a file that is written anew in the very moment of its removal is lost.
    """
    place = file.place
    with suppress(FileNotFoundError):
        if not isinstance(place, Path):
            if place.fs.info(place.path, refresh=True)["LastModified"] != file.at:
                return False
            place.fs.rm_file(place.path)
            return True
        aside = place.rename(place.with_name(f".leaving-{place.name}"))
        if _as_it_is(aside).at == file.at:
            aside.unlink()
            return True
        with suppress(FileExistsError):  # and anew once more
            place.hardlink_to(aside)
        aside.unlink()
    return False


def _as_it_is(path: Path) -> Written:
    told = path.stat()
    return Written(place=path, bytes=told.st_size, at=datetime.fromtimestamp(told.st_mtime, tz=UTC))
