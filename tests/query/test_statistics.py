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
            if name in (None, "accuracy", "rates"):
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
        con, {"person": (260, 1.0, 0.1), "anonymous": (0, 1.5, 0.2)}, (0.0, 0.0, 0.02)
    )
    assert told["corrected"] == pytest.approx(0, abs=1e-9)
    assert told["corrected_high"] > 0.029


def test_one_source_among_others_of_its_type(con: duckdb.DuckDBPyConnection) -> None:
    """Of 50 statements of persons and 50 of media, 10 are one person's; persons are missed more."""
    ratios, errors = "[1.0, 2.0, 1.0, 1.0, 1.0]", "[0.0, 0.0, 0.0, 0.0, 0.0]"
    told = one(
        con,
        "corrected({'share': .1, 'low': .1, 'high': .1}, "
        f"correction(of_type('person', 10), [50, 50, 0, 0, 0], {ratios}, {errors}))",
    )
    assert told["corrected"] == pytest.approx(20 / 150)


def test_the_figures_of_the_gold_set(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.sql("SELECT language, type, ratio, hits, gold, found FROM accuracy").fetchall()
    assert {row[0] for row in rows} == {"de", "en"}
    assert len(rows) == 10
    for *_, ratio, hits, gold, found in rows:
        assert ratio == pytest.approx(gold / found, abs=1e-4)
        assert 0 < hits <= min(gold, found)


@pytest.mark.parametrize(("t", "degrees"), [(0, 5), (2, 10), (1.96, 1e5), (6, 50), (3, 4)])
def test_both_tails(con: duckdb.DuckDBPyConnection, t: float, degrees: float) -> None:
    expected = 2 * stats.t.sf(t, degrees)
    assert one(con, f"both_tails({t}, {degrees})") == pytest.approx(expected, rel=0.02, abs=1e-7)


@pytest.mark.parametrize("articles", [(30, 30), (20, 300)])
def test_chance_finds_a_difference_where_there_is_none_in_one_of_twenty(
    con: duckdb.DuckDBPyConnection, articles: tuple[int, int]
) -> None:
    sums = [_sums(con, _articles(n, 0.2, alike=0.3, seed=n + i)) for i, n in enumerate(articles)]
    con.register("ones", sums[0])
    con.register("twos", sums[1])
    found = "avg((chance(ones.sums, twos.sums) < .05)::INTEGER)"
    ((wrong,),) = con.sql(f"SELECT {found} FROM ones JOIN twos USING (sample)").fetchall()
    assert 0.02 < wrong < 0.05 + SLACK


def test_chance_finds_a_difference_that_is_there(con: duckdb.DuckDBPyConnection) -> None:
    con.register("ones", _sums(con, _articles(100, 0.2, alike=0.1)))
    con.register("twos", _sums(con, _articles(100, 0.4, alike=0.1, seed=7)))
    found = "avg((chance(ones.sums, twos.sums) < .05)::INTEGER)"
    ((right,),) = con.sql(f"SELECT {found} FROM ones JOIN twos USING (sample)").fetchall()
    assert right > 0.95


def test_the_bounds_of_a_difference(con: duckdb.DuckDBPyConnection) -> None:
    """The first example of Newcombe (1998): 56 of 70 against 48 of 80, by his method 10."""
    ones, twos = ({"part": part, "whole": n} for part, n in ((56, 70), (48, 80)))
    told = [
        f"{{'share': {one['part'] / one['whole']}, "
        f"'low': wilson({one['part'] / one['whole']}, {one['whole']}).low, "
        f"'high': wilson({one['part'] / one['whole']}, {one['whole']}).high}}"
        for one in (ones, twos)
    ]
    bounds = one(con, f"apart({', '.join(told)})")
    assert (bounds["low"], bounds["high"]) == pytest.approx((0.0524, 0.3339), abs=1e-4)


def _sums(con: duckdb.DuckDBPyConnection, drawn: tuple[Any, Any]) -> Any:
    parts, wholes = drawn
    samples = np.repeat(np.arange(len(parts)), parts.shape[1])
    con.register("rows", {"sample": samples, "part": parts.ravel(), "whole": wholes.ravel()})
    return con.sql(
        "SELECT sample, sums(part, whole) AS sums FROM rows GROUP BY sample"
    ).to_arrow_table()


def _articles(articles: int, share: float, alike: float, seed: int = 6) -> tuple[Any, Any]:
    """REPEATED samples of articles: statements that are part, and all of them; the statements of an
    article correlate by `alike`."""
    draw = np.random.default_rng(seed)
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
    """The share of anonymous sources corrected, by what was found, ratio and error of each type."""
    kinds = ("media", "person", "institution", "document", "anonymous")
    found, ratios, errors = zip(*(types.get(kind, (0, None, None)) for kind in kinds), strict=True)
    lists = ", ".join(f"{_list(several)}::DOUBLE[]" for several in (found, ratios, errors))
    share, low, high = told
    shared = f"{{'share': {share}, 'low': {low}, 'high': {high}}}"
    parts = f"of_type('anonymous', {types['anonymous'][0]})"
    corrected: dict[str, Any] = one(con, f"corrected({shared}, correction({parts}, {lists}))")
    return corrected


def _list(several: Sequence[float | None]) -> str:
    return f"[{', '.join('NULL' if one is None else str(one) for one in several)}]"


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
