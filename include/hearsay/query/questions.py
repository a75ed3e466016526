"""Asks the named questions, each a .sql file of this folder whose first line is the question."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

import duckdb

from hearsay.lake import Place
from hearsay.query.catalogue import Narrow, connect
from hearsay.query.lists import NO_LISTS, Lists
from hearsay.query.names import DEFINITIONS, needed
from hearsay.records import SourceType
from hearsay.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question may be narrowed by; `read` raises ValueError for what it cannot be."""

    name: str
    words: str
    read: Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question; `notes` say what its columns mean, `parameters` are all optional."""

    name: str
    question: str
    notes: str
    sql: str
    parameters: tuple[Parameter, ...]


class QueryError(ValueError):
    """What somebody asked cannot be answered; the message says why, and what could be."""


def _some(told: str) -> int:
    if (number := int(told)) < 1:
        raise ValueError(f"{number} is fewer than one")
    return number


def _one_of(*words: str) -> Callable[[str], str]:
    def read(told: str) -> str:
        if told not in words:
            raise ValueError(told)
        return told

    return read


PARAMETERS = (
    Parameter(name="since", words="first day, such as 2026-01-31", read=date.fromisoformat),
    Parameter(name="until", words="last day, itself included", read=date.fromisoformat),
    Parameter(name="language", words="ISO 639-1 code, such as de", read=str),
    Parameter(name="publisher", words="domain, or (source) for texts without one", read=str),
    Parameter(name="outlet", words="id of a cited outlet, such as reuters", read=str),
    Parameter(name="list", words="outlets of a [watch] list of lists.toml", read=str),
    Parameter(name="story", words="id of a story, as `stories` tells it", read=str),
    Parameter(name="article", words="id of an article", read=str),
    Parameter(name="group", words="publishers of a group of lists.toml", read=str),
    Parameter(name="other", words="the other group, publisher, language or period", read=str),
    Parameter(name="source", words="outlet id or name, as answers tell it", read=str),
    Parameter(name="type", words=", ".join(SourceType), read=_one_of(*SourceType)),
    Parameter(
        name="texts",
        words="whose shares are told: all, unique (no copies) or own (the publishers')",
        read=_one_of("all", "unique", "own"),
    ),
    Parameter(
        name="by", words="day, week, month or year", read=_one_of("day", "week", "month", "year")
    ),
    Parameter(name="top", words="how many rows at most, one or more", read=_some),
)


@cache
def questions() -> tuple[Question, ...]:
    """The questions, by name."""
    texts = {
        path.name.removesuffix(".sql"): path.read_text("utf-8")
        for path in files(__package__).iterdir()
        if path.name.endswith(".sql") and path.name not in DEFINITIONS
    }
    return tuple(_question(name, texts[name]) for name in sorted(texts))


def ask(
    con: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, object]
) -> duckdb.DuckDBPyRelation:
    """The answer to a question, to be shown or fetched; a parameter may be None or missing.

    Raises QueryError for a question or parameter that does not exist, or a value that is none.
    """
    question = _named(name)
    taken = {parameter.name: parameter for parameter in question.parameters}
    given = {key: value for key, value in parameters.items() if value is not None}
    if foreign := sorted(given.keys() - taken.keys()):
        raise QueryError(f"{name} does not take {foreign[0]}; it takes {', '.join(taken)}")
    with refusals():
        return con.sql(
            question.sql,
            params={key: _value(taken[key], given.get(key)) for key in taken},
        )


@contextmanager
def answering(
    lake: Place,
    name: str,
    parameters: Mapping[str, object],
    lists: Lists = NO_LISTS,
    snapshot: Snapshot | None = None,
) -> Iterator[duckdb.DuckDBPyRelation]:
    """The answer to a question from a connection that opens no more files than it needs.

    With a snapshot it is the answer of then. Raises QueryError as `ask` does.
    """
    question = _named(name)
    days = {one.name: _value(one, parameters.get(one.name)) for one in PARAMETERS[:2]}
    narrow = Narrow(names=needed(question.sql), **days)  # type: ignore[arg-type]
    with connect(lake, narrow=narrow, lists=lists, snapshot=snapshot) as con:
        yield ask(con, name, parameters)


def select(con: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyRelation:
    """The answer to one statement of SQL that answers with rows; raises QueryError."""
    with refusals():
        statements = con.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"one statement at a time, please; these are {len(statements)}")
    if statements[0].expected_result_type != [duckdb.ExpectedResultType.QUERY_RESULT]:
        raise QueryError("only statements that answer with rows are run here, such as SELECT")
    with refusals():
        return con.sql(sql)


def figures(con: duckdb.DuckDBPyConnection) -> dict[date, dict[str, float]]:
    """Published night -> its figures: records, articles, dropped, attributions and, for each
    language of its articles, the share as `language:de`.
    """
    rows = con.sql("FROM nights ORDER BY night").to_dicts()
    return {row["night"]: _figures(row) for row in rows}


@contextmanager
def refusals() -> Iterator[None]:
    """Tell what DuckDB refuses as a QueryError."""
    try:
        yield
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def _question(name: str, text: str) -> Question:
    comments = takewhile(lambda line: line.startswith("--"), text.splitlines())
    question, *notes = (line.removeprefix("--").strip() for line in comments)
    (statement,) = duckdb.extract_statements(text)
    used = statement.named_parameters
    return Question(
        name=name,
        question=question,
        notes=" ".join(notes),
        sql=text,
        parameters=tuple(parameter for parameter in PARAMETERS if parameter.name in used),
    )


def _named(name: str) -> Question:
    known = {question.name: question for question in questions()}
    if name not in known:
        near = difflib.get_close_matches(name, known, cutoff=0.5) or known
        raise QueryError(f"no question {name!r}; there is {', '.join(near)}")
    return known[name]


def _value(parameter: Parameter, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parameter.read(value)
    except ValueError:
        raise QueryError(
            f"{parameter.name}: {value!r} will not do; {parameter.words} is expected"
        ) from None


def _figures(night: Mapping[str, Any]) -> dict[str, float]:
    counts = {name: night[name] for name in ("records", "articles", "dropped", "attributions")}
    languages = night["languages"] or {}
    return counts | {f"language:{language}": share for language, share in languages.items()}
