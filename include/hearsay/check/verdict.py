"""What the checks say about rows, about dumps and about a night, and how it adds up."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from hearsay.records import Check, SetAside, Severity

EXAMPLES = 3  # values shown of those that broke an expectation: a hint, not a listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One expectation, told to Great Expectations as its `kind` and `arguments`.

    `name` is ours where the kind does not say what is meant; `remedy` tells an operator what to
    do when it fails.
    """

    kind: str
    arguments: Mapping[str, Any]
    severity: Severity
    remedy: str
    name: str | None = None

    @property
    def columns(self) -> str:
        """The columns that it is about."""
        told = self.arguments
        if "column" in told:
            return str(told["column"])
        return ", ".join(told.get("column_list") or (told["column_A"], told["column_B"]))

    @property
    def label(self) -> str:
        """Its name and columns, as `set_aside.expectation` has them."""
        return f"{self.name or self.kind}({self.columns})"


def in_words(rows: int, unexpected: int, examples: Sequence[str]) -> str:
    """What was seen: `3 of 120 rows: 'xx', 'yy'`, or `120 rows` where nothing was wrong."""
    if not unexpected:
        return f"{rows} rows"
    return f"{unexpected} of {rows} rows" + (f": {', '.join(examples)}" if examples else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one expectation came out over `rows` rows, or for one dump or night (`words`)."""

    night: date
    table: str
    expectation: str
    columns: str | None
    severity: Severity
    rows: int
    unexpected: int
    examples: tuple[str, ...] = ()
    dump: str | None = None
    words: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same expectation in another unit."""
        return (self.dump or "", self.table, self.expectation, self.columns or "")

    @property
    def observed(self) -> str:
        """What was seen, in words."""
        if self.words is not None:
            return self.words
        return in_words(self.rows, self.unexpected, self.examples)

    @property
    def check(self) -> Check:
        """The same as a row of table `checks`."""
        return Check(
            night=self.night,
            dump=self.dump,
            table=self.table,
            expectation=self.expectation,
            columns=self.columns,
            severity=self.severity,
            success=not self.unexpected,
            unexpected=self.unexpected,
            observed=self.observed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found in one work unit, or in all units of a night together.

    `held` maps a dump to the reason why it has to be kept back, and to what can be done.
    """

    outcomes: tuple[Outcome, ...]
    set_aside: tuple[SetAside, ...]
    held: Mapping[str, str]

    @property
    def checks(self) -> tuple[Check, ...]:
        """The rows of table `checks`."""
        return tuple(one.check for one in self.outcomes)


def to_json(verdict: Verdict) -> bytes:
    """A verdict as JSON, to be staged beside what it judges."""
    return json.dumps(asdict(verdict), default=str).encode()


def from_json(told: bytes) -> Verdict:
    """The verdict that to_json wrote."""
    found = json.loads(told)
    return Verdict(
        outcomes=tuple(_outcome(one) for one in found["outcomes"]),
        set_aside=tuple(
            SetAside(**{**row, "night": date.fromisoformat(row["night"])})
            for row in found["set_aside"]
        ),
        held=found["held"],
    )


def _outcome(told: dict[str, Any]) -> Outcome:
    typed = {
        "night": date.fromisoformat(told["night"]),
        "severity": Severity(told["severity"]),
        "examples": tuple(told["examples"]),
    }
    return Outcome(**{**told, **typed})


def merge(verdicts: Iterable[Verdict]) -> Verdict:
    """All units of a night as one: the same whatever the order of the units."""
    every = list(verdicts)
    outcomes = sorted((one for verdict in every for one in verdict.outcomes), key=_outcome_key)
    aside = [row for verdict in every for row in verdict.set_aside]
    return Verdict(
        outcomes=tuple(_sum(list(same)) for _, same in groupby(outcomes, key=_outcome_key)),
        set_aside=tuple(sorted(aside, key=lambda row: (row.table, row.dump, row.key))),
        held=dict(sorted(pair for verdict in every for pair in verdict.held.items())),
    )


def _outcome_key(outcome: Outcome) -> tuple[str, str, str, str]:
    return outcome.key


def _sum(same: list[Outcome]) -> Outcome:
    return replace(
        same[0],
        rows=sum(one.rows for one in same),
        unexpected=sum(one.unexpected for one in same),
        examples=tuple(sorted({text for one in same for text in one.examples})[:EXAMPLES]),
    )
