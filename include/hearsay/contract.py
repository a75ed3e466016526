"""What the fields of a record class say about a table: columns, their words, their bounds."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

PLAIN_TYPES: Mapping[type, str] = {
    str: "string",
    int: "int64",
    float: "double",
    bool: "bool",
    date: "date",
    bytes: "binary",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    `type` is one of the values of PLAIN_TYPES, `counts` (string -> int64), or `span` and `spans`
    (a pair of offsets, a list of such pairs). `values` is the closed list a string may be taken
    from (empty: any). `low`, `high` and `pattern` bound a value; `unique` holds within a night.
    """

    name: str
    type: str
    nullable: bool
    doc: str
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    pattern: str | None = None
    unique: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text, in code points, `end` excluded."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]


def column(
    doc: str,
    *,
    low: float | None = None,
    high: float | None = None,
    pattern: str | None = None,
    unique: bool = False,
) -> Any:
    """A dataclass field that is also a column: its words for the data dictionary, its bounds."""
    told = {"doc": doc, "low": low, "high": high, "pattern": pattern, "unique": unique}
    return dataclasses.field(metadata=told)


def columns(record: type) -> tuple[Column, ...]:
    """The columns of the table whose rows are `record`, in the order of its fields.

    Raises TypeError for a field type that no table can hold.
    """
    hints = typing.get_type_hints(record)
    return tuple(
        _column(field.name, hints[field.name], field.metadata)
        for field in dataclasses.fields(record)
    )


def dictionary(tables: Mapping[str, type]) -> str:
    """The data dictionary as Markdown: every table, every column, with its words and bounds."""
    lines = [
        "# Tables",
        "",
        "Generated from `include/hearsay/records/` by `make docs`; do not edit. Offsets are code",
        "points, `end` excluded. A column that may be empty is marked with `?`.",
    ]
    for table, record in tables.items():
        lines += ["", f"## `{table}`", "", _sentence(record), ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [_line(one) for one in columns(record)]
    return "\n".join(lines) + "\n"


def _sentence(record: type) -> str:
    words = (record.__doc__ or "").split("\n\n")[0].split(": ", 1)[-1]
    return " ".join(words.split()).capitalize() if words[:1].islower() else " ".join(words.split())


def _line(one: Column) -> str:
    bounds = [f"at least {one.low:g}"] if one.low is not None else []
    bounds += [f"at most {one.high:g}"] if one.high is not None else []
    bounds += [f"one of {', '.join(f'`{value}`' for value in one.values)}"] if one.values else []
    bounds += ["unique within a night"] if one.unique else []
    words = " ".join([one.doc, *(f"{bound[0].upper()}{bound[1:]}." for bound in bounds)])
    return f"| `{one.name}` | {one.type}{'?' if one.nullable else ''} | {words} |"


def _column(name: str, hint: Any, told: Mapping[str, Any]) -> Column:
    nullable = isinstance(hint, types.UnionType) and type(None) in hint.__args__
    if nullable:
        (hint,) = (arm for arm in hint.__args__ if arm is not type(None))
    values: tuple[str, ...] = ()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        values, kind = tuple(hint), "string"
    elif hint is Span:
        kind = "span"
    elif hint == tuple[Span, ...]:
        kind = "spans"
    elif hint == dict[str, int]:
        kind = "counts"
    elif hint in PLAIN_TYPES:
        kind = PLAIN_TYPES[hint]
    else:
        raise TypeError(f"column {name}: no table holds {hint}; see contract.PLAIN_TYPES")
    return Column(name=name, type=kind, nullable=nullable, values=values, **told)
