"""Tells which tables, marts and views an SQL statement needs, through the views it names."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb

from hearsay.records import MARTS, TABLES

# What questions are made of, in the order in which they build upon each other.
DEFINITIONS = ("accuracy.sql", "statistics.sql", "views.sql")
VIEW = re.compile(r"CREATE VIEW (\w+) AS\s")


@cache
def definitions() -> tuple[tuple[str | None, str], ...]:
    """The statements of DEFINITIONS in order, each with the name of its view; macros have none."""
    texts = ((files(__package__) / name).read_text("utf-8") for name in DEFINITIONS)
    statements = (one.query for text in texts for one in duckdb.extract_statements(text))
    return tuple((view[1] if (view := VIEW.search(one)) else None, one) for one in statements)


def meaning() -> str:
    """What every macro and view says: marts made with others mean something else."""
    return "\n".join(sql for _, sql in definitions())


@cache
def needed(sql: str) -> frozenset[str]:
    """The tables, marts and views that a SELECT names, and what these views need in turn."""
    found: set[str] = set()
    waiting = _named(sql)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= _behind().get(name, frozenset()) - found
    return frozenset(found & (TABLES.keys() | MARTS.keys() | _behind().keys()))


@cache
def _behind() -> dict[str, frozenset[str]]:
    """View -> what its SELECT names."""
    return {
        name: frozenset(_named(VIEW.split(sql, maxsplit=1)[2]))
        for name, sql in definitions()
        if name
    }


def _named(sql: str) -> set[str]:
    """Every name that stands where a table may stand, those of a WITH clause too."""
    with duckdb.connect() as con:
        (told,) = con.execute("SELECT json_serialize_sql($sql::VARCHAR)", {"sql": sql}).fetchall()
    return set(_tables(json.loads(told[0])))


def _tables(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE":
            yield node["table_name"].casefold()
        for one in node.values():
            yield from _tables(one)
    elif isinstance(node, list):
        for one in node:
            yield from _tables(one)
