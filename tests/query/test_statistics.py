"""The macros of statistics.sql, against scipy and against the truth of made-up articles."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import numpy as np
import pytest
from scipy import stats

from hearsay.query.names import definitions

REPEATED = 2000
# Three standard errors of a share of .95 in so many repetitions.
SLACK = 3 * (0.95 * 0.05 / REPEATED) ** 0.5


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        for name, sql in definitions():
            if name is None or name == "accuracy":
                con.execute(sql)
        yield con


def one(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    ((value,),) = con.sql(f"SELECT {sql}").fetchall()
    return value


@pytest.mark.parametrize("degrees", [1, 2, 3, 5, 10, 100, 100_000])
def test_student(con: duckdb.DuckDBPyConnection, degrees: int) -> None:
    assert one(con, f"student({degrees})") == pytest.approx(stats.t.ppf(0.975, degrees), rel=0.002)


@pytest.mark.parametrize(("part", "whole"), [(0, 7), (3, 40), (20, 40), (40, 40), (1, 20_000)])
def test_wilson(con: duckdb.DuckDBPyConnection, part: int, whole: int) -> None:
    expected = stats.binomtest(part, whole).proportion_ci(method="wilson")
    told = one(con, f"wilson({part}::DOUBLE / {whole}, {whole})")
    assert (told["low"], told["high"]) == pytest.approx((expected.low, expected.high), abs=1e-6)


def test_statements_that_stand_alone_are_worth_themselves(con: duckdb.DuckDBPyConnection) -> None:
    told = one(con, "effective(30, 100, 100, 30, 30, 100)")
    assert told == pytest.approx(99)  # less one degree of freedom


def test_articles_of_one_mind_are_worth_one_statement_each(con: duckdb.DuckDBPyConnection) -> None:
    """Of 100 articles of 4 statements each, 30 are anonymous throughout."""
    told = one(con, "effective(120, 400, 100, 30 * 16, 30 * 16, 100 * 16)")
    assert told == pytest.approx(99 * (stats.t.ppf(0.975, 399) / stats.t.ppf(0.975, 99)) ** 2)


@pytest.mark.parametrize(("part", "low", "high"), [(0, 0.0, 0.98), (5, 0.02, 1.0)])
def test_one_article_proves_next_to_nothing(
    con: duckdb.DuckDBPyConnection, part: int, low: float, high: float
) -> None:
    told = one(con, f"shared({part}, 5, 1, {part**2}, {part * 5}, 25)")
    assert told["low"] <= low + 1e-6
    assert told["high"] >= high - 1e-6


@pytest.mark.parametrize(("articles", "share"), [(30, 0.3), (100, 0.1), (400, 0.02), (400, 0.5)])
def test_the_interval_holds_the_truth(
    con: duckdb.DuckDBPyConnection, articles: int, share: float
) -> None:
    """In 95 of 100 samples, though an article's statements resemble each other; an interval that
    takes them as independent does so in three of four.
    """
    parts, wholes = _articles(articles, share, alike=0.3)
    clustered = _covered(con, parts, wholes, share, "clustered(part, whole)")
    naive = _covered(con, parts, wholes, share, "wilson(sum(part) / sum(whole), sum(whole))")
    assert clustered >= 0.94 - SLACK
    assert naive < 0.8


def test_where_statements_are_independent_the_interval_is_no_wider(
    con: duckdb.DuckDBPyConnection,
) -> None:
    parts, wholes = _articles(200, 0.2, alike=0.0)
    covered = _covered(con, parts, wholes, 0.2, "clustered(part, whole)")
    assert 0.95 - SLACK <= covered <= 0.97 + SLACK


def test_a_correction_undoes_what_the_engine_missed(con: duckdb.DuckDBPyConnection) -> None:
    """There are 90 anonymous and 210 other statements; found are 60 and 200."""
    told = _corrected(con, {"anonymous": (60, 1.5, 0.0), "person": (200, 1.05, 0.0)})
    assert told["corrected"] == pytest.approx(90 / 300)
    # Figures without an error move the interval, and widen it on no side.
    odds = (90 / 210) / (60 / 200)
    bounds = {"corrected_low": 0.18, "corrected_high": 0.29}
    for name, bound in bounds.items():
        assert told[name] == pytest.approx(bound * odds / (bound * odds + 1 - bound))


def test_the_error_of_a_correction_is_in_its_interval(con: duckdb.DuckDBPyConnection) -> None:
    """Both errors of the log-odds are drawn many times, and 95 of 100 draws lie in the interval."""
    told = _corrected(con, {"anonymous": (60, 1.5, 0.2), "person": (200, 1.05, 0.1)})
    draw = np.random.default_rng(6)
    share = 60 / 260
    spread = (_logit(0.29) - _logit(0.18)) / 2 / 1.96
    drawn = _logit(share) + draw.normal(0, spread, 100_000)
    drawn += np.log(1.5 / 1.05) + draw.normal(0, np.hypot(0.2, 0.1), 100_000)
    low, high = _logit(told["corrected_low"]), _logit(told["corrected_high"])
    assert np.mean((low < drawn) & (drawn < high)) == pytest.approx(0.95, abs=0.01)


def test_without_figures_nothing_is_corrected(con: duckdb.DuckDBPyConnection) -> None:
    told = _corrected(con, {"anonymous": (60, 1.5, 0.2), "person": (200, None, None)})
    assert {*told.values()} == {None}


def test_a_type_that_was_not_found_may_still_be_there(con: duckdb.DuckDBPyConnection) -> None:
    told = _corrected(
        con, {"anonymous": (0, 1.5, 0.2), "person": (260, 1.0, 0.1)}, (0.0, 0.0, 0.02)
    )
    assert told["corrected"] == pytest.approx(0, abs=1e-9)
    assert told["corrected_high"] > 0.029


def test_the_figures_of_the_gold_set(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.sql("SELECT language, type, ratio, hits, gold, found FROM accuracy").fetchall()
    assert {row[0] for row in rows} == {"de", "en"}
    assert len(rows) == 10
    for *_, ratio, hits, gold, found in rows:
        assert ratio == pytest.approx(gold / found, abs=1e-4)
        assert 0 < hits <= min(gold, found)


def _articles(articles: int, share: float, alike: float) -> tuple[Any, Any]:
    """REPEATED samples of articles: statements that are part, and all of them; the statements of an
    article correlate by `alike`."""
    draw = np.random.default_rng(6)
    wholes = 1 + draw.poisson(7, (REPEATED, articles))
    chance: Any = share
    if alike:
        scale = (1 - alike) / alike
        chance = draw.beta(share * scale, (1 - share) * scale, (REPEATED, articles))
    return draw.binomial(wholes, chance), wholes


def _covered(
    con: duckdb.DuckDBPyConnection, parts: Any, wholes: Any, share: float, interval: str
) -> float:
    """In which part of the samples the interval holds the share."""
    samples = np.repeat(np.arange(len(parts)), parts.shape[1])
    rows = {"sample": samples, "part": parts.ravel(), "whole": wholes.ravel()}
    con.register("rows", rows)
    told = f"SELECT {interval} AS told FROM rows GROUP BY sample"
    held = f"avg(({share} BETWEEN told.low AND told.high)::INTEGER)"
    ((covered,),) = con.sql(f"SELECT {held} FROM ({told})").fetchall()
    con.unregister("rows")
    return float(covered)


def _corrected(
    con: duckdb.DuckDBPyConnection,
    types: dict[str, tuple[int, float | None, float | None]],
    told: Sequence[float] = (60 / 260, 0.18, 0.29),
) -> dict[str, Any]:
    rows = ", ".join(
        f"('{kind}', {n}, {ratio or 'NULL'}::DOUBLE, {'NULL' if error is None else error}::DOUBLE)"
        for kind, (n, ratio, error) in types.items()
    )
    share, low, high = told
    correction = f"SELECT correction(type = 'anonymous', n, ratio, error) FROM (VALUES {rows})"
    shared = f"{{'share': {share}, 'low': {low}, 'high': {high}}}"
    sql = f"corrected({shared}, ({correction} AS figures(type, n, ratio, error)))"
    found: dict[str, Any] = one(con, sql)
    return found


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
