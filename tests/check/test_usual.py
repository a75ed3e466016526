"""A night beside the nights before it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from hearsay import check
from hearsay.records import Check, Severity

NIGHT = date(2026, 11, 21)
WEEK = [1000.0, 1040.0, 980.0, 1020.0, 990.0, 520.0, 610.0]  # articles; the weekend comes last


def figures(articles: float, **changed: float) -> Mapping[str, float]:
    """A usual night of that many articles; `language_de=.5` stands for `language:de`."""
    shares = {"language:de": 0.7, "language:en": 0.3}
    plain = {"records": articles * 1.25, "dropped": articles * 0.25, "attributions": articles * 6}
    changed = {key.replace("_", ":"): value for key, value in changed.items()}
    return {**plain, "articles": articles, **shares, **changed}


COUNTS = ("records", "articles", "dropped per record", "attributions per article")
WEEKS = [figures(articles) for articles in WEEK * 2]


def unusual(tonight: Mapping[str, float]) -> dict[str | None, str | None]:
    checks = check.judge_night(NIGHT, tonight, WEEKS)
    assert all(one.severity is Severity.WARNING and one.dump is None for one in checks)
    return {one.columns: one.observed for one in checks if not one.success}


@pytest.mark.parametrize(
    ("tonight", "columns"),
    [
        (figures(960), {}),
        (figures(560), {}),  # a Sunday
        (figures(90), {"articles", "records"}),
        (figures(5000), {"articles", "records"}),
        ({}, {*COUNTS, "language:de", "language:en"}),
        (figures(1000, dropped=1000), {"dropped per record"}),
        (figures(1000, attributions=500), {"attributions per article"}),
        (figures(1000, language_de=0.2, language_en=0.8), {"language:de", "language:en"}),
        (figures(1000, language_de=0.4, language_ru=0.3), {"language:de", "language:ru"}),
    ],
)
def test_what_is_unusual(tonight: Mapping[str, float], columns: set[str]) -> None:
    assert set(unusual(tonight)) == set(columns)


def test_what_is_told() -> None:
    told = unusual(figures(90))
    assert told["articles"] == "90; usual 495 to 1980"
    usual = check.judge_night(NIGHT, figures(1000), WEEKS)
    assert [(one.table, one.columns, one.observed) for one in usual][2:4] == [
        ("dumps", "dropped per record", "0.20; usual 0.05 to 0.35"),
        ("attributions", "attributions per article", "6; usual 3 to 12"),
    ]


def test_a_first_week_has_nothing_to_be_compared_with() -> None:
    checks = check.judge_night(NIGHT, figures(90), WEEKS[:4])
    assert all(one.success for one in checks)
    assert [one.observed for one in checks][1] == "90; only 4 earlier nights"
    assert tuple(one.columns for one in check.judge_night(NIGHT, {}, [])) == COUNTS


def test_only_the_latest_nights_count() -> None:
    grown = [figures(10)] * 60 + WEEKS * 2
    assert check.judge_night(NIGHT, figures(1000), grown) == check.judge_night(
        NIGHT, figures(1000), WEEKS * 2
    )


def test_the_comparison_has_a_page(tmp_path: Path) -> None:
    kept, docs = tmp_path / "kept", tmp_path / "docs"
    checks: tuple[Check, ...] = check.judge_night(NIGHT, figures(90), WEEKS, kept)
    assert checks == check.judge_night(NIGHT, figures(90), WEEKS)
    check.data_docs([kept], docs)
    (page,) = (docs / "validations" / "night").rglob("*.html")
    assert "attributions per article" in page.read_text("utf-8")
