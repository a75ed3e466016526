"""Answers as people and programs get them."""

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TextIO

import duckdb
import pytest

from hearsay.query import QueryError, show

ANSWER = """
SELECT * FROM (VALUES
    ('kurier.example', 12, 0.5, DATE '2026-01-30', 'said [sic] "Öl, Gas"', [1, 2]),
    ('(press-texts)', 3, NULL, NULL, NULL, NULL)
) AS t(publisher, articles, share, day, words, numbers)
"""


@pytest.fixture
def answer() -> Iterator[duckdb.DuckDBPyRelation]:
    with duckdb.connect() as con:
        yield con.sql(ANSWER)


def shown(answer: duckdb.DuckDBPyRelation, form: str) -> bytes:
    told = BytesIO()
    out = TextIOWrapper(told, "utf-8")
    show(answer, form, out)
    out.flush()
    return told.getvalue()


def test_csv(answer: duckdb.DuckDBPyRelation) -> None:
    assert shown(answer, "csv").decode().splitlines() == [
        "publisher,articles,share,day,words,numbers",
        'kurier.example,12,0.5,2026-01-30,"said [sic] ""Öl, Gas""","[1, 2]"',
        "(press-texts),3,,,,",
    ]


def test_json_lines(answer: duckdb.DuckDBPyRelation) -> None:
    first, second = (json.loads(line) for line in shown(answer, "json").splitlines())
    assert first["words"] == 'said [sic] "Öl, Gas"'
    assert (first["share"], first["day"], first["numbers"]) == (0.5, "2026-01-30", [1, 2])
    assert second["share"] is None


def test_parquet(answer: duckdb.DuckDBPyRelation, tmp_path: Path) -> None:
    path = tmp_path / "answer.parquet"
    path.write_bytes(shown(answer, "parquet"))
    with duckdb.connect() as con:
        assert con.read_parquet(str(path)).fetchall() == answer.fetchall()


def test_table_in_a_file_is_not_wrapped(answer: duckdb.DuckDBPyRelation) -> None:
    lines = [line.rstrip() for line in shown(answer, "table").decode().splitlines()]
    assert (
        "publisher        articles   share   day          words                  numbers" in lines
    )
    assert 'kurier.example         12     0.5   2026-01-30   said [sic] "Öl, Gas"   [1, 2]' in lines
    assert "(press-texts)           3" in lines


@pytest.mark.parametrize("width", [20, 60, 100])
def test_table_on_a_terminal_loses_nothing(
    width: int,
    answer: duckdb.DuckDBPyRelation,
    on_terminal: Callable[[Callable[[TextIO], None], int], str],
) -> None:
    page = on_terminal(lambda out: show(answer, "table", out), width)
    assert "…" not in page
    for word in ("kurier.example", "2026-01-30", "articles", "12", "[sic]", "[1,"):
        assert word in page
    longest = max(len(line.rstrip()) for line in re.sub(r"\x1b\[[0-9;]*m", "", page).splitlines())
    assert longest <= max(width, 70), "each column's longest word, and the gaps, take 70"


def test_an_unknown_format(answer: duckdb.DuckDBPyRelation) -> None:
    with pytest.raises(QueryError, match="no format 'xlsx'; there is table, csv, json, parquet"):
        shown(answer, "xlsx")


@pytest.mark.parametrize("form", ["table", "csv"])
def test_rows_that_fail(form: str) -> None:
    with duckdb.connect() as con, pytest.raises(QueryError, match="Could not convert"):
        shown(con.sql("SELECT word::INTEGER FROM (VALUES ('1'), ('zwei')) AS t(word)"), form)
