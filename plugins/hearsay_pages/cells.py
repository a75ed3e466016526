"""How a row of an answer is shown: each value in words, and the link that leads to its evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hearsay_pages.answers import Answer
from hearsay_pages.asked import Asked
from hearsay_pages.words import Words

# What a row tells of itself that its statements can be found by.
FOUND_BY = ("publisher", "language", "source", "outlet", "type")
ARTICLES = ("article", "first_article", "longest_article", "twin_of", "copy_of", "story", "id")
DAYS = {"day": 1, "week": 7}  # of a period; months and years differ
LONGEST = 400  # characters of a value; an article in a cell helps nobody
CLOSED = ("type", "stance", "quote", "state", "severity", "reason", "how")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A value as it is shown; `data` is its number for charts, `bar` low, value and high of 100."""

    column: str
    text: str
    data: str | None = None
    href: str | None = None
    bar: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A table ready to be written: heads are names of columns."""

    heads: tuple[str, ...]
    numeric: frozenset[str]
    rows: tuple[tuple[Cell, ...], ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a table is shown: the root of the pages, what is asked for, the reader's words."""

    root: str
    asked: Asked
    words: Words
    linked: bool = True  # whether counts lead to statements
    by: str = "month"  # what a column `period` tells the first day of

    def shown(self, answer: Answer, columns: Sequence[str] = ()) -> Shown:
        """An answer, or some columns of it in this order; those that it lacks are left out."""
        heads = tuple(one for one in columns or answer.columns if one in answer.columns)
        most = max(
            (bar[2] for row in answer.dicts() for name in heads if (bar := _bar(name, row))),
            default=0.0,
        )
        rows = tuple(tuple(self._cells(row, heads, answer.numeric, most)) for row in answer.dicts())
        return Shown(heads=heads, numeric=answer.numeric, rows=rows, more=answer.more)

    def _cells(
        self, row: Mapping[str, object], heads: Sequence[str], numeric: frozenset[str], most: float
    ) -> Iterator[Cell]:
        for name in heads:
            value = row[name]
            number = value if isinstance(value, int | float) else None
            yield Cell(
                column=name,
                text=self.text(name, value),
                data=str(number) if number is not None and name in numeric else _day(value),
                href=self._href(name, row),
                bar=_scaled(_bar(name, row), most),
            )

    def text(self, name: str, value: object) -> str:
        """A value in words."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.words("yes" if value else "no")
        if isinstance(value, int | float):
            return self.words.share(value) if is_share(name) else self.words.number(value)
        if name in CLOSED:
            return self.words.value(str(value))
        if isinstance(value, list | tuple):
            return ", ".join(map(str, value))
        told = str(value)
        return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"

    def _href(self, name: str, row: Mapping[str, object]) -> str | None:
        value = row[name]
        if value is None:
            return None
        if name in ARTICLES:
            return f"{self.root}/article/{value}"
        if name == "title" and (id := row.get("article") or row.get("story")):
            return f"{self.root}/article/{id}"
        if name == "chain" and row.get("article"):
            day, number = row.get("day") or "", row.get("first") or ""
            return f"{self.root}/article/{row['article']}?day={day}#a{number}"
        if name == "night":
            return f"{self.root}/nights/{value}"
        if not self.linked:
            return None
        counts = isinstance(value, int) and value and not name.startswith("rank")
        if counts or (name in FOUND_BY and isinstance(value, str)):
            return f"{self.root}/evidence{self.evidence(name, row)}"
        return None

    def evidence(self, name: str, row: Mapping[str, object]) -> str:
        """The query that finds the statements which a value of a row counts."""
        found = {key: row.get(key) for key in FOUND_BY}
        changes: dict[str, object] = {key: one for key, one in found.items() if one is not None}
        if name in FOUND_BY:
            changes = {name: row[name]}
        elif name.startswith("anonymous"):
            changes["type"] = "anonymous"
        for count in ("unique", "own"):
            if name.startswith(f"{count}_"):
                changes["texts"] = count
        return self.asked.query(**changes, **self._within(row))

    def _within(self, row: Mapping[str, object]) -> dict[str, object]:
        """The days of a row, as far as they were asked for."""
        period = _period(row, self.by)
        if not period:
            return {}
        first, last = period
        return {
            "since": max(first, self.asked.since or first),
            "until": min(last, self.asked.until or last),
        }


def is_share(name: str) -> bool:
    """Whether a column holds a part of a whole, from 0 to 1."""
    return name in ("share", "low", "high", "corrected") or name.endswith(
        ("_share", "_low", "_high", "_corrected")
    )


def _bar(name: str, row: Mapping[str, object]) -> tuple[float, float, float] | None:
    """`share` with `low` and `high`, or `x_share` with `x_low` and `x_high`, in hundredths."""
    value = row[name]
    if not (name == "share" or name.endswith("_share")) or not isinstance(value, int | float):
        return None
    stem = name.removesuffix("share")
    low, high = (row.get(f"{stem}{end}") for end in ("low", "high"))
    ends = [end if isinstance(end, int | float) else value for end in (low, high)]
    return round(100 * ends[0], 1), round(100 * value, 1), round(100 * ends[1], 1)


def _scaled(
    bar: tuple[float, float, float] | None, most: float
) -> tuple[float, float, float] | None:
    """The same with the greatest bar of the table as the whole width."""
    if bar is None or not most:
        return bar
    low, value, high = (round(100 * one / most, 1) for one in bar)
    return low, value, high


def _period(row: Mapping[str, object], by: str) -> tuple[date, date] | None:
    """The days of a row that tells of a day, or of a period by its first one."""
    if isinstance(day := row.get("day"), date):
        return day, day
    if not isinstance(first := row.get("period"), date):
        return None
    if by in DAYS:
        return first, first + timedelta(days=DAYS[by] - 1)
    after = first + timedelta(days=366 if by == "year" else 31)
    return first, after.replace(day=1) - timedelta(days=1)


def _day(value: object) -> str | None:
    return value.isoformat() if isinstance(value, date) else None
