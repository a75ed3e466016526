"""Checks what a night has staged, with Great Expectations: rows, dumps, and the night itself."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hearsay.check.verdict import Verdict, from_json, merge, to_json
from hearsay.records import Check

__all__ = [
    "Verdict",
    "data_docs",
    "from_json",
    "judge",
    "judge_night",
    "load",
    "merge",
    "to_json",
]

# Great Expectations takes seconds to import: only whoever checks pays for it.


def load() -> None:
    """Import Great Expectations now, once for all processes that are forked after it."""
    from hearsay.check import engine  # noqa: F401


def judge(night: date, tables: Mapping[str, Any], docs: Path | None = None) -> Verdict:
    """Judge the staged rows of one work unit.

    `tables` holds `dumps`, `articles`, `attributions` and `dropped`, as pandas frames, Arrow
    tables or what answers as these do (`select`, `slice`, `column_names`, `num_rows`), with the
    columns of the contract, spans flattened to `cue.start` and `cue.end`. Only some thousand of
    their rows are in memory at once. A row
    that breaks an expectation is set aside, with what cites it or stands in it. A dump is held
    for what is critical: accounts that do not add up, an id twice, a threshold of `judgement`.
    With `docs`, results are kept in that folder for `data_docs`.

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


def data_docs(kept: Iterable[Path], pages: Path) -> Path:
    """Build the Data Docs of the results that `judge` kept in folders; returns their index.html.

    What lay in `pages` before is removed.
    """
    from hearsay.check import engine

    return engine.data_docs(kept, pages)
