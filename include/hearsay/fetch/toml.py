"""Reads sources.toml, and says what is wrong with it."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hearsay.fetch.names import NIGHT
from hearsay.fetch.source import Source
from hearsay.records import SLUG

# What arrives late is looked for so many nights after its own.
LOOKBACK = 7

ANY = {"name", "kind", "include", "exclude", "lookback", "expect"}
KEYS: Mapping[str, set[str]] = {"folder": ANY | {"path"}}


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
    late = any(NIGHT in word for word in values.get("include", ()))
    values.setdefault("lookback", LOOKBACK if late else 0)
    return Source(**values)


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


TEXT = (_text, "a text")
GLOBS = (_texts, "a list of globs")
COUNT = (_count, "a number from 0 on")
READERS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "name": TEXT,
    "kind": TEXT,
    "path": TEXT,
    "include": GLOBS,
    "exclude": GLOBS,
    "lookback": COUNT,
    "expect": (lambda told: _count(told) or _texts(told), "a number of dumps or a list of globs"),
}
