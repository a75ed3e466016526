"""The source kind `object-store`: dumps in a bucket, of S3 or whatever fsspec has a driver for."""

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import fsspec

from hearsay.fetch.draft import Draft, Whole
from hearsay.fetch.login import Login
from hearsay.fetch.names import dated, is_safe, local, named, nights
from hearsay.fetch.pace import Pace
from hearsay.fetch.patience import BusyError, patiently
from hearsay.fetch.source import Source
from hearsay.fetch.wire import RefusedError
from hearsay.records import Found

log = logging.getLogger(__name__)

CHUNK = 8_000_000  # bytes of one request; a hundred of them to a file of CC-NEWS
FINAL = (FileNotFoundError, PermissionError, RefusedError)  # asking again changes nothing


def offers(source: Source, night: date, login: Login | None) -> Iterator[Found]:
    """The objects below `url` that the globs name, hidden ones left out."""
    looked_at = nights(night, source.lookback)
    include = dated(source.include, looked_at)
    counts = named(include, dated(source.exclude, looked_at))
    store, root = _store(source, login)
    try:
        listed = {path: info for glob in include for path, info in _glob(store, root, glob)}
    except FINAL:
        raise
    except Exception as error:
        raise OSError(_told(error)) from error
    for path, info in listed.items():
        name = path.removeprefix(f"{root}/")
        if not is_safe(name):
            log.warning("source %r: an object called %r is no dump; left out", source.name, name)
        elif info["type"] == "file" and counts(name):
            yield Found(
                source=source.name,
                kind=source.kind,
                dump=f"{source.name}/{name}",
                uri=store.unstrip_protocol(path),
                bytes=info["size"],
                version=_version(info),
            )


def bring(found: Found, source: Source, into: Path, login: Login | None) -> Path:
    """Download an object into `into`; what came of one that broke off is gone on with.

    Raises OSError where it cannot be had whole.
    """
    draft = Draft(local(found.dump, into))
    store, _ = _store(source, login)
    path = store._strip_protocol(found.uri)
    for attempt in patiently(source, draft.size):
        with attempt:
            try:
                _go_on(store, path, found, source, draft)
            except (BusyError, *FINAL):
                raise
            except Exception as error:  # each driver has errors of its own
                raise BusyError(_told(error)) from error
    return draft.finish()


def _go_on(store: Any, path: str, found: Found, source: Source, draft: Draft) -> None:
    store.invalidate_cache()
    info = store.info(path)
    whole = Whole(validator=_version(info), total=info["size"])
    if whole.validator != found.version:
        log.warning("%s changed since it was found; it is taken as it is now", found.dump)
    if draft.whole() != whole:
        draft.begin(whole)
    if info["size"] > source.max_bytes:
        raise RefusedError(
            f"{info['size']} bytes, more than max_bytes = {source.max_bytes} of the source; "
            "raise it, or exclude the dump"
        )
    start = draft.size()
    pace = Pace(found.dump, source.rate, start, info["size"])
    with store.open(path, "rb", cache_type="none", block_size=CHUNK) as far, draft.more() as file:
        if _version(getattr(far, "details", info)) != whole.validator:
            raise BusyError("changed while it was opened")
        far.seek(start)
        while chunk := far.read(min(CHUNK, info["size"] - far.tell())):
            file.write(chunk)
            pace.add(len(chunk))
    if draft.size() != info["size"]:
        draft.forget()
        raise BusyError(f"{info['size']} bytes were announced, others came; begun anew")


def _store(source: Source, login: Login | None) -> tuple[Any, str]:
    """The driver of the store, and where in it the source lies: `bucket/prefix`."""
    protocol = source.url.partition("://")[0]
    store = fsspec.filesystem(protocol, use_listings_cache=False, **_options(protocol, login))
    return store, store._strip_protocol(source.url).rstrip("/")


def _options(protocol: str, login: Login | None) -> dict[str, Any]:
    """What the driver is told: for S3 in Airflow's own words, for others the connection's extra.

    Without a connection the driver looks into its own environment: AWS_*, GOOGLE_*, AZURE_*.
    """
    if login is None or protocol not in {"s3", "s3a"}:
        return dict(login.extra) if login else {}
    client = {key: login.extra.get(key) for key in ("endpoint_url", "region_name")}
    return {
        "key": login.user,
        "secret": login.secret,
        "token": login.extra.get("aws_session_token"),
        "client_kwargs": {key: value for key, value in client.items() if value},
    }


def _glob(store: Any, root: str, glob: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from store.glob(f"{root}/{glob}", detail=True).items()


def _version(info: dict[str, Any]) -> str:
    """The ETag; where a store has none, size and time of the last change."""
    if etag := info.get("ETag") or info.get("etag"):
        return str(etag).strip('"')
    changed = next((info[key] for key in ("LastModified", "updated", "mtime") if key in info), "")
    return f"{info['size']} {changed}".strip()


def _told(error: Exception) -> str:
    return str(error) or type(error).__name__
