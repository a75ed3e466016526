"""Compares a night with the nights before it: volume, languages, dropped records, attributions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import pandas as pd

from hearsay.check.engine import Docs, validate
from hearsay.check.verdict import Outcome, Rule
from hearsay.records import Check, Severity

ENOUGH_NIGHTS = 5  # with fewer, a weekend among them is half of what is known
LATEST_NIGHTS = 28  # four weeks: every weekday four times, and nothing of last year
VOLUME_RATIO = 2.0  # a Sunday brings half of a weekday's news, a big event twice of it
SHARE_SLACK = 0.15  # shares of a few sources move by a tenth when one of them is late
SPREADS = 5.0  # median absolute deviations; wider than either where the nights differ that much
# Share of the standard deviation that a median absolute deviation is for normal values.
MAD_OF_NORMAL = 0.6745

REMEDY = (
    "nothing is held: compare the nights with `hearsay ask accounting`; a source that was late or "
    "stopped, or a site that changed its pages, are the usual reasons"
)

Night = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number per night; a share is compared by difference, any other by ratio."""

    name: str
    table: str
    value: Callable[[Night], float]
    share: bool

    def band(self, earlier: Sequence[Night]) -> tuple[float, float]:
        """Least and greatest value that is usual: median and its absolute deviation."""
        values = [self.value(night) for night in earlier]
        middle = median(values)
        slack = SPREADS / MAD_OF_NORMAL * median(abs(value - middle) for value in values)
        least = middle - SHARE_SLACK if self.share else middle / VOLUME_RATIO
        most = middle + SHARE_SLACK if self.share else middle * VOLUME_RATIO
        return max(0.0, min(least, middle - slack)), max(most, middle + slack)

    def words(self, value: float) -> str:
        """The value with as many digits as it deserves."""
        return f"{value:.0f}" if value == round(value) else f"{value:.2f}"


def judge_night(
    night: date, tonight: Night, earlier: Sequence[Night], docs: Path | None
) -> tuple[Check, ...]:
    """See `hearsay.check.judge_night`."""
    latest = earlier[-LATEST_NIGHTS:]
    figures = list(_figures((tonight, *latest)))
    if len(latest) < ENOUGH_NIGHTS:
        few = f"only {len(latest)} earlier nights"
        return tuple(_check(night, one, tonight, True, few) for one in figures)
    bands = [one.band(latest) for one in figures]
    frame = pd.DataFrame({one.name: [one.value(tonight)] for one in figures})
    rules = [_rule(one, *band) for one, band in zip(figures, bands, strict=True)]
    target = Docs(folder=docs, night=night, unit="night") if docs else None
    results = validate("night", frame, rules, target)
    return tuple(
        _check(
            night, one, tonight, not result.failing, f"usual {one.words(low)} to {one.words(high)}"
        )
        for one, (low, high), result in zip(figures, bands, results, strict=True)
    )


def _figures(nights: Sequence[Night]) -> Iterator[Figure]:
    def count(name: str) -> Callable[[Night], float]:
        return lambda night: night.get(name, 0.0)

    def ratio(above: str, below: str) -> Callable[[Night], float]:
        return lambda night: night.get(above, 0.0) / (night.get(below) or 1.0)

    yield Figure(name="records", table="dumps", value=count("records"), share=False)
    yield Figure(name="articles", table="articles", value=count("articles"), share=False)
    yield Figure(
        name="dropped per record", table="dumps", value=ratio("dropped", "records"), share=True
    )
    yield Figure(
        name="attributions per article",
        table="attributions",
        value=ratio("attributions", "articles"),
        share=False,
    )
    for language in sorted({key for one in nights for key in one if key.startswith("language:")}):
        yield Figure(name=language, table="articles", value=count(language), share=True)


def _rule(figure: Figure, low: float, high: float) -> Rule:
    return Rule(
        kind="expect_column_values_to_be_between",
        arguments={"column": figure.name, "min_value": low, "max_value": high},
        severity=Severity.WARNING,
        name="as_on_earlier_nights",
        remedy=REMEDY,
    )


def _check(night: date, figure: Figure, tonight: Night, usual: bool, words: str) -> Check:
    return Outcome(
        night=night,
        table=figure.table,
        expectation="as_on_earlier_nights",
        columns=figure.name,
        severity=Severity.WARNING,
        rows=1,
        unexpected=int(not usual),
        words=f"{figure.words(figure.value(tonight))}; {words}",
    ).check
