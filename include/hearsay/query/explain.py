"""Shows one article with its attributions marked in the text."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TextIO

import duckdb
from rich.text import Text

from hearsay.contract import Span
from hearsay.query.questions import QueryError
from hearsay.query.show import console, print_table
from hearsay.records import Finding, Place

COLOURS: Mapping[str, str] = {
    "source": "bold cyan",
    "cue": "bold yellow",
    "told": "magenta",
    "content": "green",
}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LISTED = ("number", "name", "type", "source_id", "anonymity", "stance", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An article and its attributions in order of number; `told` are lines about it, `about` is
    its row of `articles` where it is a published one."""

    told: tuple[str, ...]
    texts: Mapping[Place, str]
    attributions: tuple[Finding, ...]
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text that is source, cue or content of the attribution `number`."""

    start: int
    end: int
    number: int
    role: str


def article(con: duckdb.DuckDBPyConnection, id: str) -> Explained:
    """An article by its id; raises QueryError where no published night has it."""
    found = articles(con, [id])
    if not found:
        raise QueryError(f"no article {id!r}; `SELECT id, title FROM articles` lists them")
    return found[id]


def articles(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, Explained]:
    """Those of some articles that are published, by id."""
    asked = {"ids": list(ids)}
    heads = con.sql("FROM articles WHERE list_contains($ids, id)", params=asked).to_dicts()
    rows = con.sql(
        "FROM attributions WHERE list_contains($ids, article) ORDER BY number", params=asked
    ).to_dicts()
    of = defaultdict[str, list[Finding]](list)
    for row in rows:
        of[row["article"]].append(_finding(row))
    return {head["id"]: _explained(head, of[head["id"]]) for head in heads}


def show_article(told: Explained, out: TextIO) -> None:
    """Print the article, each span in its colour, or in brackets where `out` has no colours."""
    paper = console(out)
    colour = paper.color_system is not None and not paper.no_color
    paper.print("\n".join(told.told), markup=False, end="\n\n")
    for place, text in told.texts.items():
        paper.print(marked(text, _marks(told.attributions, place), colour=colour), end="\n\n")
    heads, rows = listed(told.attributions)
    print_table(heads, rows, [True, *[False] * (len(heads) - 1)], out)


def listed(attributions: Sequence[Finding]) -> tuple[list[str], list[list[object]]]:
    """Heads and rows of a table: what is known of each record, and the rule that found it."""
    by_number = {one.number: one for one in attributions}
    rows = [
        [*(getattr(one, name) for name in LISTED), _chain(one, by_number), one.rule]
        for one in attributions
    ]
    return [*LISTED, "cites", "rule"], rows


def marked(text: str, marks: Sequence[Mark], *, colour: bool) -> Text:
    """A text with its marks: `³words` in the colour of the role, or `[3:cue words]`.

    Marks may lie within each other; the colour is then that of the inner one.
    """
    page, open_marks, before = Text(), list[Mark](), 0
    starting = defaultdict[int, list[Mark]](list)
    for mark in sorted(marks, key=lambda mark: -mark.end):
        starting[mark.start].append(mark)
    for offset in sorted({edge for mark in marks for edge in (mark.start, mark.end)}):
        page.append(text[before:offset], COLOURS[open_marks[-1].role] if open_marks else None)
        before = offset
        closed = [mark for mark in open_marks if mark.end <= offset]
        page.append("" if colour else "]" * len(closed))
        opened = starting.get(offset, [])
        open_marks = [mark for mark in open_marks if mark.end > offset] + opened
        for mark in opened:
            number = str(mark.number)
            page.append(number.translate(SUPERSCRIPTS) if colour else f"[{number}:{mark.role} ")
    return page.append(text[before:])


def _explained(head: Mapping[str, Any], attributions: Sequence[Finding]) -> Explained:
    where = (head["publisher"], head["published"], head["language"], head["url"])
    return Explained(
        told=(" · ".join(filter(None, where)), f"{head['dump']} · {head['record']}"),
        texts={place: head[place] for place in Place if head[place]},
        attributions=tuple(attributions),
        about=head,
    )


def _marks(attributions: Sequence[Finding], place: Place) -> list[Mark]:
    return [
        Mark(start=span.start, end=span.end, number=one.number, role=role)
        for one in attributions
        if one.place == place
        for role, span in one.spans()
    ]


def _finding(row: Mapping[str, Any]) -> Finding:
    told = {field.name: row[field.name] for field in fields(Finding)}
    spans = {role: Span(**span) for role, span in told.items() if isinstance(span, dict)}
    content = tuple(Span(**span) for span in told["content"])
    return Finding(**{**told, **spans, "content": content, "place": Place(told["place"])})


def _chain(told: Finding, by_number: Mapping[int, Finding]) -> str:
    """`2 Kurier -> 3 unknown`: whom the source cites, and so on, as far as it goes."""
    seen: list[Finding] = []
    while (cited := by_number.get(told.cites or 0)) and cited not in seen:
        seen.append(cited)
        told = cited
    return " -> ".join(f"{one.number} {one.name}" for one in seen)
