"""Judges the staged rows of one work unit: which dumps are held back, and what was found."""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from hearsay.check import aside, derived, judgement
from hearsay.check.engine import Docs, Result, unit_label, validate
from hearsay.check.stretches import Frames, frame, stretches
from hearsay.check.suite import suite
from hearsay.check.verdict import EXAMPLES, Outcome, Rule, Verdict, in_words
from hearsay.records import SetAside, Severity

REASONS = 3  # told for a held dump; what broke one expectation often breaks ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How a rule came out over some rows; of a critical one, the dumps of those that broke it."""

    rule: Rule
    rows: int
    unexpected: int
    examples: tuple[str, ...]
    dumps: frozenset[str]


Results = Mapping[str, Sequence[Tried]]


class Unit:
    """What the rows of a unit come to, taken in stretch by stretch."""

    def __init__(self, night: date, dumps: pd.DataFrame, docs: Path | None) -> None:
        self.night, self.dumps = night, dumps
        self.results: dict[str, list[Tried]] = {}
        self.rows: dict[str, Counter[str]] = defaultdict(Counter)  # table -> dump -> its rows
        self.failed: Counter[str] = Counter()  # dump -> articles that broke something
        self.aside: dict[str, list[SetAside]] = {table: [] for table in aside.TABLES}
        label = unit_label(sorted(map(str, dumps["dump"])))
        self._docs = Docs(folder=docs, night=night, unit=label) if docs else None

    def take(self, number: int, frames: Frames) -> None:
        """Judge a stretch of articles and attributions."""
        articles = derived.articles(frames["articles"], self.dumps, self.night)
        broken = {"articles": aside.broken(self.run("articles", articles, number))}
        kept = frames["articles"].drop(index=list(broken["articles"]))
        beside = derived.attributions(frames["attributions"], kept)
        found = aside.broken(self.run("attributions", beside, number))
        broken["attributions"] = aside.with_citing(beside, found)
        self.failed += aside.articles_by_dump(frames, broken)
        for row in aside.rows(self.night, frames, broken):
            self.aside[row.table].append(row)
        gc.collect()  # Great Expectations' objects hold on to each other, and to the frames

    def run(self, table: str, rows: pd.DataFrame, number: int = 0) -> Sequence[Result]:
        """Try the rules of a table on some of its rows."""
        docs = self._docs
        if docs and number:
            docs = replace(docs, unit=f"{docs.unit}-part-{number + 1}")
        found = validate(table, rows, _rules(table, self.night), docs)
        self.rows[table].update(rows["dump"].dropna())
        tried = [_tried(result, rows) for result in found]
        before = self.results.get(table)
        self.results[table] = list(map(_sum, before, tried)) if before else tried
        return found


def judge(night: date, tables: Mapping[str, Any], docs: Path | None) -> Verdict:
    """See `hearsay.check.judge`."""
    dropped = frame("dropped", tables["dropped"])
    unit = Unit(night, frame("dumps", tables["dumps"]), docs)
    for number, frames in enumerate(stretches(tables)):
        unit.take(number, frames)
    unit.run("dropped", derived.listed(dropped, unit.dumps))
    dumps = judgement.judged(derived.dumps(unit.dumps, unit.rows), unit.failed)
    found = unit.run("dumps", dumps)
    return Verdict(
        outcomes=(*_of_tables(night, unit.results), *_of_dumps(night, found, dumps)),
        set_aside=tuple(row for table in aside.TABLES for row in unit.aside[table]),
        held=_held(unit.results, dumps),
    )


def _tried(result: Result, rows: pd.DataFrame) -> Tried:
    told = result.failing if result.rule.severity is Severity.CRITICAL else ()
    return Tried(
        rule=result.rule,
        rows=result.rows,
        unexpected=len(result.failing),
        examples=result.examples,
        dumps=frozenset(map(str, rows["dump"].iloc[list(told)])),
    )


def _sum(one: Tried, other: Tried) -> Tried:
    return Tried(
        rule=one.rule,
        rows=one.rows + other.rows,
        unexpected=one.unexpected + other.unexpected,
        examples=tuple(sorted({*one.examples, *other.examples})[:EXAMPLES]),
        dumps=one.dumps | other.dumps,
    )


def _rules(table: str, night: date) -> Sequence[Rule]:
    more = [one.rule for one in judgement.JUDGEMENTS] if table == "dumps" else []
    return (*suite(table, night), *more)


def _held(results: Results, dumps: pd.DataFrame) -> dict[str, str]:
    """Dump -> why it is held, and what to do."""
    broken: dict[str, dict[str, str]] = defaultdict(dict)  # dump -> what was seen -> remedy
    account = dict(zip(dumps["dump"], dumps["account"], strict=True))
    for table, several in results.items():
        for result in several:
            for dump in result.dumps:
                seen = _seen(table, result, account.get(dump, ""))
                broken[dump][seen] = result.rule.remedy
    return {dump: _why(seen) for dump, seen in sorted(broken.items())}


def _seen(table: str, result: Tried, account: str) -> str:
    rule = result.rule
    if rule.name in judgement.NAMES:
        return f"{rule.name}: {account}"
    rows = in_words(result.rows, result.unexpected, result.examples)
    return f"{table}, {rule.label}: {rows}"


def _why(broken: Mapping[str, str]) -> str:
    seen = [*broken][:REASONS]
    if more := len(broken) - len(seen):
        seen.append(f"{more} more, see table checks")
    remedies = dict.fromkeys(broken.values())
    return f"{'; '.join(seen)}. What to do: {'; or: '.join(remedies)}."


def _of_tables(night: date, results: Results) -> Iterator[Outcome]:
    for table, several in results.items():
        for result in several:
            if result.rule.name not in judgement.NAMES:
                yield Outcome(
                    night=night,
                    table=table,
                    expectation=result.rule.name or result.rule.kind,
                    columns=result.rule.columns,
                    severity=result.rule.severity,
                    rows=result.rows,
                    unexpected=result.unexpected,
                    examples=result.examples,
                )


def _of_dumps(night: date, results: Sequence[Result], dumps: pd.DataFrame) -> Iterator[Outcome]:
    """Every judgement on every dump that it applies to."""
    for result in results:
        if result.rule.name not in judgement.NAMES:
            continue
        for position in dumps.index[dumps[result.rule.name].notna()]:
            yield Outcome(
                night=night,
                dump=str(dumps.at[position, "dump"]),
                table="dumps",
                expectation=result.rule.name,
                columns=None,
                severity=result.rule.severity,
                rows=1,
                unexpected=int(position in result.failing),
                words=str(dumps.at[position, "account"]),
            )
