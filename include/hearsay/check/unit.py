"""Judges the staged rows of one work unit: which dumps are held back, and what was found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from hearsay.check import aside, derived, judgement
from hearsay.check.engine import Docs, Result, unit_label, validate
from hearsay.check.suite import flat, suite
from hearsay.check.verdict import Outcome, Rule, Verdict, in_words
from hearsay.contract import columns
from hearsay.records import TABLES, Severity

STAGED = ("dumps", "articles", "attributions", "dropped")
REASONS = 3  # told for a held dump; what broke one expectation often breaks ten

Frames = Mapping[str, pd.DataFrame]
Results = Mapping[str, Sequence[Result]]


def judge(night: date, tables: Mapping[str, Any], docs: Path | None) -> Verdict:
    """See `hearsay.check.judge`."""
    frames = {table: _frame(table, tables[table]) for table in STAGED}
    results, dumps, broken = _validated(night, frames, docs)
    held = _held(frames, results, dumps)
    return Verdict(
        outcomes=(*_of_tables(night, results), *_of_dumps(night, results["dumps"], dumps)),
        set_aside=tuple(aside.rows(night, frames, broken)),
        held=held,
    )


def _frame(table: str, rows: Any) -> pd.DataFrame:
    """An Arrow table, or a frame, as a frame whose positions are its index."""
    if not isinstance(rows, pd.DataFrame):
        rows = rows.to_pandas(types_mapper=_nullable)
    frame: pd.DataFrame = rows
    expected = [name for column in columns(TABLES[table]) for name in flat(column)]
    if missing := sorted(set(expected) - set(frame.columns)):
        raise ValueError(
            f"staged {table} without {', '.join(missing)}: staged by another version of hearsay; "
            "clear the night's dump tasks so that it is staged again"
        )
    return frame[expected].reset_index(drop=True)


def _nullable(kind: Any) -> Any:
    # Without it a column of offsets with a gap becomes one of floats.
    return pd.Int64Dtype() if str(kind) == "int64" else None


def _validated(
    night: date, frames: Frames, docs: Path | None
) -> tuple[Results, pd.DataFrame, Mapping[str, aside.Broken]]:
    """Results by table, the dumps with their judgements, and the broken rows by table."""
    label = unit_label(sorted(map(str, frames["dumps"]["dump"])))
    target = Docs(folder=docs, night=night, unit=label) if docs else None

    def run(table: str, frame: pd.DataFrame) -> Sequence[Result]:
        return validate(table, frame, _rules(table, night), target)

    dumps = frames["dumps"]
    results = {"articles": run("articles", derived.articles(frames["articles"], dumps, night))}
    broken = {"articles": aside.broken(results["articles"])}
    kept = frames["articles"].drop(index=list(broken["articles"]))
    beside = derived.attributions(frames["attributions"], kept)
    results["attributions"] = run("attributions", beside)
    broken["attributions"] = aside.with_citing(beside, aside.broken(results["attributions"]))
    results["dropped"] = run("dropped", derived.listed(frames["dropped"], dumps))
    dumps = derived.dumps(dumps, {table: frames[table] for table in results})
    dumps = judgement.judged(dumps, aside.articles_by_dump(frames, broken))
    results["dumps"] = run("dumps", dumps)
    return results, dumps, broken


def _rules(table: str, night: date) -> Sequence[Rule]:
    more = [one.rule for one in judgement.JUDGEMENTS] if table == "dumps" else []
    return (*suite(table, night), *more)


def _held(frames: Frames, results: Results, dumps: pd.DataFrame) -> dict[str, str]:
    """Dump -> why it is held, and what to do."""
    broken: dict[str, dict[str, str]] = defaultdict(dict)  # dump -> what was seen -> remedy
    account = dict(zip(dumps["dump"], dumps["account"], strict=True))
    for table, several in results.items():
        for result in several:
            if result.rule.severity is Severity.CRITICAL and result.failing:
                for dump in set(frames[table]["dump"].iloc[list(result.failing)].map(str)):
                    seen = _seen(table, result, account.get(dump, ""))
                    broken[dump][seen] = result.rule.remedy
    return {dump: _why(seen) for dump, seen in sorted(broken.items())}


def _seen(table: str, result: Result, account: str) -> str:
    rule = result.rule
    if rule.name in judgement.NAMES:
        return f"{rule.name}: {account}"
    rows = in_words(result.rows, len(result.failing), result.examples)
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
                    unexpected=len(result.failing),
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
