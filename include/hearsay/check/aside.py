"""Rows that are kept out of their table: which, with what they broke, and whole as JSON."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from hearsay import records
from hearsay.check.engine import Result
from hearsay.contract import Column, columns
from hearsay.records import SetAside, Severity

TABLES = ("articles", "attributions")  # a row of `dropped` stays: it accounts for a record

Broken = Mapping[int, tuple[str, ...]]  # position of a row -> labels of what it broke


def broken(results: Iterable[Result]) -> Broken:
    """The rows that broke an expectation about single rows."""
    found: dict[int, tuple[str, ...]] = {}
    for result in results:
        if result.rule.severity is not Severity.CRITICAL:
            for position in result.failing:
                found[position] = (*found.get(position, ()), result.rule.label)
    return found


def with_citing(frame: pd.DataFrame, found: Broken) -> Broken:
    """The broken attributions and those that cite one of them, and those that cite these."""
    if not found:
        return found
    keys = list(zip(frame["article"], frame["number"], strict=True))
    citing = defaultdict(list)
    for position, (key, cites) in enumerate(zip(keys, frame["cites"], strict=True)):
        if not pd.isna(cites):
            citing[(key[0], cites)].append(position)
    more, waiting = dict(found), list(found)
    while waiting:
        for position in citing[keys[waiting.pop()]]:
            if position not in more:
                more[position] = ("cites_a_record_of_the_article(cites)",)
                waiting.append(position)
    return more


def articles_by_dump(
    frames: Mapping[str, pd.DataFrame], found: Mapping[str, Broken]
) -> Counter[str]:
    """Dump -> number of its articles that are broken, or have a broken attribution."""
    pairs = set()
    for table, name in (("articles", "id"), ("attributions", "article")):
        rows = frames[table].iloc[list(found[table])]
        pairs |= set(zip(rows["dump"], rows[name], strict=True))
    return Counter(dump for dump, _ in pairs)


def rows(
    night: date, frames: Mapping[str, pd.DataFrame], found: Mapping[str, Broken]
) -> Iterator[SetAside]:
    """The broken rows as rows of table `set_aside`."""
    for table in TABLES:
        positions, told = sorted(found[table]), columns(records.TABLES[table])
        whole = frames[table].iloc[positions].to_dict("records")
        for position, row in zip(positions, whole, strict=True):
            yield SetAside(
                night=night,
                dump=_text(row["dump"]),
                table=table,
                key=_key(table, row),
                expectation="; ".join(found[table][position]),
                row=_json(told, row),
            )


def _key(table: str, row: Mapping[Any, Any]) -> str:
    if table == "articles":
        return _text(row["id"])
    return f"{_text(row['article'])}#{_text(row['number'])}"


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _json(of: Iterable[Column], row: Mapping[Any, Any]) -> str:
    told = {one.name: _value(one, row) for one in of}
    return json.dumps(told, ensure_ascii=False, default=str)


def _value(column: Column, row: Mapping[Any, Any]) -> Any:
    if column.type == "span":
        ends = {end: _plain(row[f"{column.name}.{end}"]) for end in ("start", "end")}
        return None if ends["start"] is None and ends["end"] is None else ends
    if column.type == "spans":
        return None if row[column.name] is None else list(row[column.name])
    return _plain(row[column.name])


def _plain(value: Any) -> Any:
    """A value of a frame as JSON has it: no missing value but null, no numpy number."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
