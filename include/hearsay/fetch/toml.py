"""Reads sources.toml, and says what is wrong with it."""

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hearsay.fetch.names import NIGHT
from hearsay.fetch.source import Source
from hearsay.records import SLUG

# What arrives late is looked for so many nights after its own.
LOOKBACK = 7

ANY = {"name", "kind", "include", "exclude", "lookback", "expect"}
FAR = ANY | {"url", "connection", "max_bytes", "rate", "attempts", "wait"}
WEB = FAR | {"hosts", "allow_private", "contact", "pause", "timeout", "slowest", "sha256sums"}
KEYS: Mapping[str, set[str]] = {
    "folder": ANY | {"path"},
    "object-store": FAR,
    "http": WEB,
    "common-crawl": WEB - {"sha256sums"} | {"most"},
}
COMMON_CRAWL = "https://data.commoncrawl.org/"

# Schemes that fsspec has drivers for and that lead past what the other kinds see to.
OTHER_KINDS = {"http": "http", "https": "http", "file": "folder", "local": "folder"}


def sources(path: Path) -> tuple[Source, ...]:
    """The sources that a sources.toml names, in its order.

    Raises ValueError, with the remedy, where the file is missing or says something unknown.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ValueError(
            f"{path}: no such file; set HEARSAY_SOURCES to your sources.toml"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from None
    tables = told.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError(f"{path}: a source begins with [[source]], in two brackets")
    found = tuple(_source(path, table) for table in tables)
    names = [source.name for source in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"{path}: two sources are called {twice[0]!r}; give one another name")
    return found


def _source(path: Path, table: Mapping[str, object]) -> Source:
    where = f"{path}: source {table.get('name', '')!r}"
    if not re.match(SLUG, str(table.get("name", ""))):
        raise ValueError(f"{where}: a name is lower-case letters, digits, '.', '_' and '-'")
    kind = str(table.get("kind", "folder"))
    if kind not in KEYS:
        raise ValueError(f"{where}: unknown kind {kind!r}; known are {', '.join(sorted(KEYS))}")
    if unknown := sorted(table.keys() - KEYS[kind]):
        known = ", ".join(sorted(KEYS[kind]))
        raise ValueError(f"{where}: unknown key {unknown[0]!r}; kind {kind!r} knows {known}")
    values = {key: _value(where, key, told) for key, told in table.items()}
    return _whole(path, where, {**values, "kind": kind})


def _whole(path: Path, where: str, values: dict[str, Any]) -> Source:
    """The source, with what follows from its other keys filled in."""
    if values["kind"] == "folder":
        if "path" not in values:
            raise ValueError(f"{where}: no path; say which folder its dumps arrive in")
        values["path"] = path.parent / Path(values["path"]).expanduser()
    elif values["kind"] == "common-crawl":
        values.setdefault("url", COMMON_CRAWL)
        values.setdefault("lookback", LOOKBACK)
    elif "url" not in values:
        raise ValueError(f"{where}: no url; say where its dumps lie")
    if "url" in values:
        _check_url(where, values["kind"], values["url"])
    late = any(NIGHT in word for word in (values.get("url", ""), *values.get("include", ())))
    values.setdefault("lookback", LOOKBACK if late else 0)
    return Source(**values)


def _check_url(where: str, kind: str, url: str) -> None:
    """Raise ValueError where a url is not one of its kind, or holds credentials."""
    try:
        parts = urlsplit(url)
        fine = bool(parts.hostname) and parts.port != 0 and NIGHT not in parts.netloc
    except ValueError:
        raise ValueError(f"{where}: its url is none; write it as https://host/folder/") from None
    if "@" in parts.netloc:  # not quoted: it holds a password
        raise ValueError(
            f"{where}: its url holds credentials; put them into a connection (AIRFLOW_CONN_<NAME>) "
            'and write connection = "<name>"'
        )
    is_web = parts.scheme in {"http", "https"}
    if kind == "object-store":
        if other := OTHER_KINDS.get(parts.scheme):
            raise ValueError(f'{where}: for {url!r} write kind = "{other}"')
        fine = fine and bool(parts.scheme) and "::" not in url and NIGHT not in url
        remedy = f"write it as s3://bucket/prefix; {NIGHT} belongs into `include`"
    else:
        fine, remedy = fine and is_web, f"write it as https://host/folder/; {NIGHT} in its path"
    if not fine:
        raise ValueError(f"{where}: {url!r} is no url of kind {kind!r}; {remedy}")


def _value(where: str, key: str, told: object) -> object:
    fits, what = READERS[key]
    if not fits(told):
        raise ValueError(f"{where}: {key} is {what}, not {told!r}")
    return tuple(told) if isinstance(told, list) else told


def _text(told: object) -> bool:
    return isinstance(told, str) and bool(told)


def _texts(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(one, str) for one in told)


def _count(told: object) -> bool:
    return isinstance(told, int) and not isinstance(told, bool) and told >= 0


def _above(told: object) -> bool:
    return isinstance(told, int | float) and not isinstance(told, bool) and 0 < told < math.inf


TEXT = (_text, "a text")
LINE = (lambda told: _text(told) and told.isascii() and told.isprintable(), "a line in ASCII")
GLOBS = (_texts, "a list of globs")
COUNT = (_count, "a number from 0 on")
SOME = (lambda told: _count(told) and told > 0, "a number from 1 on")
ABOVE = (_above, "a number above 0")
READERS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "name": TEXT,
    "kind": TEXT,
    "path": TEXT,
    "include": GLOBS,
    "exclude": GLOBS,
    "lookback": COUNT,
    "expect": (lambda told: _count(told) or _texts(told), "a number of dumps or a list of globs"),
    "url": TEXT,
    "connection": LINE,
    "contact": LINE,
    "sha256sums": TEXT,
    "hosts": (_texts, "a list of host names"),
    "allow_private": (lambda told: isinstance(told, bool), "true or false"),
    "most": SOME,
    "attempts": SOME,
    "max_bytes": SOME,
    "rate": ABOVE,
    "wait": ABOVE,
    "pause": ABOVE,
    "timeout": ABOVE,
    "slowest": ABOVE,
}
