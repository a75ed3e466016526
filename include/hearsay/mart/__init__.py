"""Makes marts of a night: one .sql file a mart, over the night's tables and the marts before.

A file sees the tables and views of its night alone; the marts of MARTS that stand before it; and
`past_<mart>`, the rows that the nights of the window before have of the marts in PAST. It answers
with the columns of its record, sorted. Sums are of whole numbers, or rounded: the same rows give
the same bytes, in whatever order they are added.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from hearsay.contract import columns
from hearsay.records import MARTS

WINDOW = 7  # nights in which a story goes on: copies and editions come within days
# What a night's marts know of the nights before.
PAST = ("links", "story_marks", "quotations", "article_facts", "article_sources", "roots")

Connection = Any  # of DuckDB, whose home is the room query


def rows(con: Connection, mart: str) -> Any:
    """The rows of a mart, not read yet."""
    return con.sql(_sql(mart))


@cache
def version() -> str:
    """Changes whenever the marts mean something else, so that they are all made anew."""
    meaning = [(mart, columns(record)) for mart, record in MARTS.items()]
    texts = [path.read_text("utf-8") for path in _files()]
    return sha256(repr((meaning, texts, WINDOW)).encode()).hexdigest()[:16]


def _files() -> list[Any]:
    found = (path for path in files(__package__).iterdir() if path.name.endswith(".sql"))
    return sorted(found, key=lambda path: path.name)


@cache
def _sql(mart: str) -> str:
    return (files(__package__) / f"{mart}.sql").read_text("utf-8")
