"""Shows one article with its attributions marked in the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

import duckdb
from rich.text import Text

from hearsay.query.questions import QueryError
from hearsay.query.show import console, print_table
from hearsay.records import Place

COLOURS: Mapping[str, str] = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LISTED = ("number", "name", "type", "source_id", "anonymity", "stance", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A row of `articles`, and its rows of `attributions` by number."""

    article: Mapping[str, Any]
    attributions: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text that is source, cue or content of the attribution `number`."""

    start: int
    end: int
    number: int
    role: str


def article(con: duckdb.DuckDBPyConnection, id: str) -> Explained:
    """An article by its id; raises QueryError where no published night has it."""
    found = con.sql("FROM articles WHERE id = $id", params={"id": id}).to_dicts()
    if not found:
        raise QueryError(f"no article {id!r}; `SELECT id, title FROM articles` lists them")
    told = con.sql("FROM attributions WHERE article = $id ORDER BY number", params={"id": id})
    return Explained(article=found[0], attributions=tuple(told.to_dicts()))


def show_article(told: Explained, out: TextIO) -> None:
    """Print the article, each span in its colour, or in brackets where `out` has no colours."""
    paper = console(out)
    colour = paper.color_system is not None and not paper.no_color
    head = told.article
    where = (head["publisher"], head["published"], head["language"], head["url"])
    paper.print(" · ".join(cell for cell in where if cell), markup=False)
    paper.print(f"{head['dump']} · {head['record']}\n", markup=False)
    for place in Place:
        if head[place]:
            marks = tuple(_marks(told.attributions, place))
            paper.print(marked(head[place], marks, colour=colour), end="\n\n")
    rows = [*_listed(told.attributions)]
    print_table((*LISTED, "cites", "rule"), rows, [True, *[False] * (len(LISTED) + 1)], out)


def marked(text: str, marks: Sequence[Mark], *, colour: bool) -> Text:
    """A text with its marks: `³words` in the colour of the role, or `[3:cue words]`.

    Marks may lie within each other; the colour is then that of the inner one.
    """
    page, open_marks, before = Text(), list[Mark](), 0
    for offset in sorted({edge for mark in marks for edge in (mark.start, mark.end)}):
        page.append(text[before:offset], COLOURS[open_marks[-1].role] if open_marks else None)
        before = offset
        closed = [mark for mark in open_marks if mark.end <= offset]
        page.append("" if colour else "]" * len(closed))
        opened = sorted((mark for mark in marks if mark.start == offset), key=lambda m: -m.end)
        open_marks = [mark for mark in open_marks if mark.end > offset] + opened
        for mark in opened:
            number = str(mark.number)
            page.append(number.translate(SUPERSCRIPTS) if colour else f"[{number}:{mark.role} ")
    return page.append(text[before:])


def _marks(attributions: Sequence[Mapping[str, Any]], place: str) -> Iterator[Mark]:
    for told in attributions:
        if told["place"] == place:
            one = [(role, told[role]) for role in ("source", "cue") if told[role]]
            for role, span in [*one, *(("content", span) for span in told["content"])]:
                yield Mark(start=span["start"], end=span["end"], number=told["number"], role=role)


def _listed(attributions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    by_number = {told["number"]: told for told in attributions}
    for told in attributions:
        yield (*(told[name] for name in LISTED), _chain(told, by_number), told["rule"])


def _chain(told: Mapping[str, Any], by_number: Mapping[int, Mapping[str, Any]]) -> str:
    """`2 Kurier -> 3 unknown`: whom the source cites, and so on, as far as it goes."""
    seen: list[int] = []
    while (number := told["cites"]) in by_number and number not in seen:
        seen.append(number)
        told = by_number[number]
    return " -> ".join(f"{number} {by_number[number]['name']}" for number in seen)
