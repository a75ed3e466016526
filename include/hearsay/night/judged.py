"""Rows of a unit as the checks leave them: what is set aside counted out, or all of it held."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from hearsay import write
from hearsay.check import Verdict
from hearsay.night.plan import Unit
from hearsay.records import Dropped, DropReason, Dump, State


def judged(unit: Unit, verdict: Verdict) -> Iterator[Dump]:
    """The unit's dumps as they are published."""
    articles = {row.key: row.dump for row in verdict.set_aside if row.table == "articles"}
    alone = {row.key for row in verdict.set_aside if row.table == "attributions"}
    lost: Counter[str] = Counter()
    if articles or alone:
        for of, article, number in write.read_columns(
            unit.folder / "attributions.parquet", "dump", "article", "number"
        ):
            lost[of] += article in articles or f"{article}#{number}" in alone
    failed = Counter(articles.values())
    for dump in write.read_rows(unit.folder / "dumps.parquet", Dump):
        if dump.dump in verdict.held:
            yield replace(dump, state=State.HELD, remark=verdict.held[dump.dump])
            continue
        n = failed[dump.dump]
        reasons = {DropReason.FAILED_CHECK.value: n} if n else {}
        yield replace(
            dump,
            articles=dump.articles - n,
            dropped=dump.dropped + n,
            dropped_by_reason=dump.dropped_by_reason | reasons,
            attributions=dump.attributions - lost[dump.dump],
        )


def failed_check(verdict: Verdict) -> Iterator[Dropped]:
    """The articles that were set aside, as records that became no article."""
    for row in verdict.set_aside:
        if row.table == "articles" and row.dump not in verdict.held:
            told = json.loads(row.row)
            yield Dropped(
                night=row.night,
                dump=row.dump,
                record=told["record"],
                url=told["url"],
                reason=DropReason.FAILED_CHECK,
                detail=row.expectation,
            )
