"""Reads lists.toml, the lists that a user keeps, and shows them as views."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hearsay.lang import outlets
from hearsay.records import SLUG

# Key of the file -> the view and its columns: a list, and what stands in it.
VIEWS: Mapping[str, str] = {"watch": "watched(list, outlet)", "group": "groups(name, publisher)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The lists of a user by name: outlets to watch, by id, and groups of publishers."""

    watch: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_LISTS = Lists()


def lists(path: Path) -> Lists:
    """The lists that a lists.toml names; none where there is no such file.

    Raises ValueError, with the remedy, where it says something unknown.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return NO_LISTS
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from None
    if unknown := sorted(told.keys() - VIEWS.keys()):
        raise ValueError(f"{path}: unknown [{unknown[0]}]; lists stand under [watch] and [group]")
    found = Lists(**{kind: _kind(f"{path}: [{kind}]", table) for kind, table in told.items()})
    for name, ids in found.watch.items():
        _check_outlets(f"{path}: [watch] {name}", ids)
    return found


def list_views(told: Lists) -> list[str]:
    """The statements that define the views `watched` and `groups`."""
    return [_view(shape, getattr(told, kind)) for kind, shape in VIEWS.items()]


def _kind(where: str, table: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise ValueError(f"{where} is a table; write `name = [...]` below it")
    return {name: _members(f"{where} {name}", name, told) for name, told in table.items()}


def _members(where: str, name: str, told: object) -> tuple[str, ...]:
    if not re.match(SLUG, name):
        raise ValueError(f"{where}: a name is lower-case letters, digits, '.', '_' and '-'")
    if not isinstance(told, list) or not all(isinstance(one, str) and one for one in told):
        raise ValueError(f'{where} is a list of texts, such as ["reuters"], not {told!r}')
    if twice := sorted({one for one in told if told.count(one) > 1}):
        raise ValueError(f"{where}: {twice[0]!r} stands there twice; remove one")
    return tuple(told)


def _check_outlets(where: str, ids: tuple[str, ...]) -> None:
    known = [outlet.id for outlet in outlets()]
    for one in ids:
        if one not in known:
            near = ", ".join(difflib.get_close_matches(one, known)) or "none like it"
            raise ValueError(f"{where}: no outlet {one!r} in outlets.tsv; there is {near}")


def _view(shape: str, told: Mapping[str, tuple[str, ...]]) -> str:
    rows = [f"({_quoted(name)}, {_quoted(one)})" for name in told for one in told[name]]
    rows_of = f"VALUES {', '.join(rows)}" if rows else "SELECT ''::VARCHAR, ''::VARCHAR WHERE false"
    return f"CREATE VIEW {shape} AS {rows_of}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
