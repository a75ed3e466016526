"""A folder per question: tables and marts as CSV, lists.toml where it needs one, and
`expected--top=1.csv`, the answer to `--top 1`."""

from collections.abc import Callable
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from hearsay.query import (
    QueryError,
    ask,
    connect,
    figures,
    lists,
    markdown,
    questions,
    select,
    show,
)

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES = sorted(path.relative_to(HERE) for path in HERE.glob("*/expected*.csv"))


def test_every_question_has_a_folder_and_every_folder_a_question() -> None:
    assert {case.parent.name for case in CASES} == {question.name for question in questions()}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_answer(case: Path, lake: Path, publish: Callable[[Path], None]) -> None:
    publish(HERE / case.parent)
    parameters = dict(part.split("=") for part in case.stem.split("--")[1:])
    out = TextIOWrapper(BytesIO(), "utf-8")
    with connect(lake, lists=lists(HERE / case.parent / "lists.toml")) as con:
        show(ask(con, case.parent.name, parameters), "csv", out)
    out.seek(0)
    assert out.read() == (HERE / case).read_text("utf-8")


@pytest.mark.parametrize("name", [question.name for question in questions()])
def test_a_question_of_an_empty_lake_has_no_answer(name: str, lake: Path) -> None:
    with connect(lake) as con:
        assert ask(con, name, {}).fetchall() == []


def test_parameters_are_those_of_the_sql() -> None:
    taken = {one.name: [parameter.name for parameter in one.parameters] for one in questions()}
    assert taken["accounting"] == ["since", "until"]
    assert taken["cites"] == [
        "since",
        "until",
        "language",
        "publisher",
        "outlet",
        "texts",
        "by",
        "top",
    ]


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("site", {}, "no question 'site'; there is cites"),
        ("zzz", {}, "no question 'zzz'; there is accounting, agencies, anonymity"),
        ("checks", {"top": 3}, "checks does not take top; it takes since, until"),
        ("cites", {"since": "yesterday"}, "since: 'yesterday' will not do; first day"),
        ("cites", {"top": "all"}, "top: 'all' will not do"),
        ("cites", {"top": "-1"}, "top: '-1' will not do"),
    ],
)
def test_what_cannot_be_asked(
    name: str, parameters: dict[str, object], message: str, lake: Path
) -> None:
    with connect(lake) as con, pytest.raises(QueryError, match=message):
        ask(con, name, parameters)


def test_parameters_may_be_values_and_none(lake: Path, publish: Callable[[Path], None]) -> None:
    publish(HERE / "cites")
    with connect(lake) as con:
        given = {"since": date(2026, 1, 31), "until": None, "publisher": None}
        assert len(ask(con, "cites", given).fetchall()) == 1


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("SELECT 1; SELECT 2", "one statement at a time, please; these are 2"),
        ("-- nothing", "these are 0"),
        ("DROP VIEW articles", "only statements that answer with rows"),
        ("COPY articles TO 'articles.csv'", "only statements that answer with rows"),
        ("SELEC 1", "syntax error"),
        ("SELECT titel FROM articles", 'Referenced column "titel" not found'),
    ],
)
def test_sql_that_is_not_run(sql: str, message: str, lake: Path) -> None:
    with connect(lake) as con, pytest.raises(QueryError, match=message):
        select(con, sql)


@pytest.mark.parametrize("sql", ["SELECT 42 AS n", "FROM range(42, 43);", "SHOW TABLES"])
def test_sql_that_is_run(sql: str, lake: Path) -> None:
    with connect(lake) as con:
        assert len(select(con, sql).fetchall()) >= 1


def test_figures_of_the_nights(lake: Path, publish: Callable[[Path], None]) -> None:
    publish(HERE / "accounting")
    with connect(lake) as con:
        assert figures(con) == {
            date(2026, 1, 30): {"records": 10, "articles": 8, "dropped": 2, "attributions": 21},
            date(2026, 1, 31): {"records": 20, "articles": 7, "dropped": 7, "attributions": 15},
        }


def test_the_generated_page_is_current() -> None:
    page = (ROOT / "docs" / "questions.md").read_text("utf-8")
    assert page == markdown(), "docs/questions.md is stale: make docs"
