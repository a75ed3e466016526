"""Checks what a night has staged, with Great Expectations: rows, dumps, and the night itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hearsay.check.verdict import Outcome, Rule, Verdict, merge
from hearsay.records import Check

__all__ = ["Outcome", "Rule", "Verdict", "data_docs", "judge", "judge_night", "merge"]

# Great Expectations takes ten seconds to import: only whoever checks pays for it.


def judge(night: date, tables: Mapping[str, Any], docs: Path | None = None) -> Verdict:
    """Judge the staged rows of one work unit.

    `tables` holds `dumps`, `articles`, `attributions` and `dropped`, as pandas frames or Arrow
    tables with the columns of the contract, spans flattened to `cue.start` and `cue.end`. A row
    that breaks an expectation is set aside, with what cites it or stands in it. A dump is held
    for what is critical: accounts that do not add up, an id twice, a threshold of `judgement`.
    With `docs`, results wait in that folder for `data_docs`.

    Raises ValueError where a table lacks a column: it was staged by another version.
    """
    from hearsay.check import unit

    return unit.judge(night, tables, docs)


def judge_night(
    night: date,
    tonight: Mapping[str, float],
    earlier: Sequence[Mapping[str, float]],
    docs: Path | None = None,
) -> tuple[Check, ...]:
    """Compare a night's figures with those of earlier nights, the oldest first.

    Figures: `records`, `articles`, `dropped`, `attributions` as counts and `language:de` as share
    of the articles. What is unusual is a warning; nothing is held for it.
    """
    from hearsay.check import usual

    return usual.judge_night(night, tonight, earlier, docs)


def data_docs(folder: Path) -> Path:
    """Build the Data Docs of the results waiting in `folder`; returns its index.html.

    Pages of an earlier build that have no such result are removed.
    """
    from hearsay.check import engine

    return engine.data_docs(folder)
