"""What is expected of a dump as a whole: the thresholds, and what to do when one is crossed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from hearsay.check.derived import reasons
from hearsay.check.verdict import Rule
from hearsay.records import DropReason, Format, Severity

# Below this many records a share says little: one bad record of ten is already a tenth.
ENOUGH_RECORDS = 50
# Crawls of news sites yield far more; a fiftieth means that the format or cleaning was misread.
LEAST_ARTICLES = 0.02
# Pictures, errors and index pages are a third of a usual crawl; more than half is worth a look.
MOST_DROPPED = 0.5
# A bug that breaks one row in ten breaks more than is seen: the dump waits for the repair.
MOST_FAILED = 0.1

SINGLE = (Format.TXT, Format.HTML)  # one article each: dropping it is no reason to hold
AGAIN = "then clear the dump's tasks in Airflow or run the night again"

Dump = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An expectation about a dump; `value` of its row is None where it does not apply."""

    name: str
    value: Callable[[Dump], float | None]
    severity: Severity
    remedy: str
    low: float | None = None
    high: float | None = None

    @property
    def rule(self) -> Rule:
        """The same for Great Expectations; the frame has a column of that name."""
        bounds = {"min_value": self.low, "max_value": self.high}
        return Rule(
            kind="expect_column_values_to_be_between",
            arguments={"column": self.name, **bounds},
            severity=self.severity,
            name=self.name,
            remedy=self.remedy,
        )


def _container(dump: Dump) -> bool:
    return dump["format"] not in (*SINGLE, Format.UNKNOWN) and dump["records"] > 0


def _share(name: str) -> Callable[[Dump], float | None]:
    def share(dump: Dump) -> float | None:
        enough = _container(dump) and dump["records"] >= ENOUGH_RECORDS
        return dump[name] / dump["records"] if enough else None

    return share


def _known_format(dump: Dump) -> float | None:
    return float(dump["format"] != Format.UNKNOWN) if dump["records"] else None


def _container_articles(dump: Dump) -> float | None:
    return dump["articles"] if _container(dump) else None


def _single_not_empty(dump: Dump) -> float | None:
    return float(DropReason.EMPTY not in dump["reasons"]) if dump["format"] in SINGLE else None


def _single_articles(dump: Dump) -> float | None:
    return dump["articles"] if dump["format"] in SINGLE else None


def _broken(dump: Dump) -> float:
    told: Mapping[str, int] = dump["reasons"]
    return told.get(DropReason.TRUNCATED, 0) + told.get(DropReason.CORRUPT, 0)


def _failed(dump: Dump) -> float | None:
    """Share of articles with a broken row; one alone never costs the dump, however small it is."""
    return dump["failed"] / dump["articles"] if dump["failed"] > 1 and dump["articles"] else None


JUDGEMENTS = (
    Judgement(
        name="format_is_known",
        value=_known_format,
        low=1,
        severity=Severity.CRITICAL,
        remedy="give the file the suffix of its format, or exclude it in sources.toml, " + AGAIN,
    ),
    Judgement(
        name="container_yields_articles",
        value=_container_articles,
        low=1,
        severity=Severity.CRITICAL,
        remedy="look at its rows in table dropped; fetch the file again if it is damaged, exclude "
        "it in sources.toml if it holds no articles, " + AGAIN,
    ),
    Judgement(
        name="enough_records_are_articles",
        value=_share("articles"),
        low=LEAST_ARTICLES,
        severity=Severity.CRITICAL,
        remedy="look at its rows in table dropped: the most frequent reason names the step that "
        "does not understand it; mend that, " + AGAIN,
    ),
    Judgement(
        name="few_articles_break_expectations",
        value=_failed,
        high=MOST_FAILED,
        severity=Severity.CRITICAL,
        remedy="read its rows in table set_aside, mend the step that made them, " + AGAIN,
    ),
    Judgement(
        name="nothing_truncated_or_corrupt",
        value=_broken,
        high=0,
        severity=Severity.WARNING,
        remedy="the rest is published; fetch the file again and run the night again if it matters",
    ),
    Judgement(
        name="most_records_are_kept",
        value=_share("dropped"),
        high=MOST_DROPPED,
        severity=Severity.WARNING,
        remedy="what could be read is published; table dropped tells the reasons",
    ),
    Judgement(
        name="single_file_is_not_empty",
        value=_single_not_empty,
        low=1,
        severity=Severity.WARNING,
        remedy="ask whoever delivers the file; nothing is held",
    ),
    Judgement(
        name="single_file_is_an_article",
        value=_single_articles,
        low=1,
        severity=Severity.INFO,
        remedy="nothing to do; table dropped tells the reason",
    ),
)
NAMES = frozenset(one.name for one in JUDGEMENTS)


def judged(frame: pd.DataFrame, failed: Mapping[str, int]) -> pd.DataFrame:
    """Dumps with a column for each judgement, and their account in words.

    `failed`: dump -> number of its articles that broke an expectation, or whose attributions did.
    """
    rows = [_plain(row, failed) for row in frame.to_dict("records")]
    values = {
        one.name: pd.Series([one.value(row) for row in rows], frame.index, dtype="float64")
        for one in JUDGEMENTS
    }
    accounts = pd.Series([_account(row) for row in rows], frame.index, dtype="str")
    return frame.assign(**values, account=accounts)


def _plain(row: Mapping[Any, Any], failed: Mapping[str, int]) -> Dump:
    counts = {name: _count(row[name]) for name in ("records", "articles", "dropped")}
    told = reasons(row["dropped_by_reason"])
    return {**row, **counts, "reasons": told, "failed": failed.get(row["dump"], 0)}


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _account(row: Dump) -> str:
    """What came of a dump: `2 articles of 40 records: no-article 37, corrupt 1`."""
    told = f"{row['articles']} articles of {row['records']} records"
    by_count = sorted(row["reasons"].items(), key=lambda pair: (-pair[1], pair[0]))
    if by_count:
        told += ": " + ", ".join(f"{reason} {count}" for reason, count in by_count)
    return told + (f"; {row['failed']} broke an expectation" if row["failed"] else "")
