"""Checks of a night as a whole: what did not come, and what is unlike the nights before."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from hearsay import check as checks
from hearsay import ledger, query
from hearsay.lake import Place
from hearsay.ledger import File
from hearsay.records import Check, Dump, Severity, State

FIGURES = ("records", "articles", "dropped", "attributions")


def missing(night: date, expected: Mapping[str, Sequence[str]]) -> Iterator[Check]:
    """Whether from every source that expects dumps came what it expects."""
    for source, words in sorted(expected.items()):
        yield Check(
            night=night,
            dump=None,
            table="dumps",
            expectation="expected_dumps_came",
            columns="source",
            severity=Severity.WARNING,
            success=not words,
            unexpected=len(words),
            observed=f"{source}: {'; '.join(words) or 'all came'}",
        )


def unusual(
    night: date, lake: Place, dumps: Iterable[Dump], articles: Sequence[File], results: Path
) -> tuple[Check, ...]:
    """The night's figures against those of earlier nights; see `query.figures` for their names.

    `articles` are the night's files of that table, `results` a folder for the Data Docs.
    """
    published = [dump for dump in dumps if dump.state is State.PUBLISHED]
    tonight: dict[str, float] = {
        name: sum(getattr(dump, name) for dump in published) for name in FIGURES
    }
    languages: Counter[str] = Counter()
    for file in articles:
        languages[file.path.partition("/language=")[2].partition("/")[0]] += file.rows
    tonight |= {f"language:{code}": n / languages.total() for code, n in languages.items()}
    before = [one for one in ledger.entries(lake) if one.night < night]
    with query.connect(lake, before) as con:
        earlier = list(query.figures(con).values())
    return checks.judge_night(night, tonight, earlier, results)
