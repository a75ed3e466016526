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
