"""Parts the rows of a unit into stretches that are judged one by one, to bound memory."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from hearsay.check.suite import flat
from hearsay.contract import columns
from hearsay.records import TABLES

# What Great Expectations makes of so many rows fits into some 100 MB; it is as fast with more.
MOST_ARTICLES = 1_500
MOST_ATTRIBUTIONS = 15_000

Frames = Mapping[str, pd.DataFrame]


def stretches(tables: Mapping[str, Any]) -> Iterator[Frames]:
    """The `articles` of a unit with the `attributions` in them, stretch by stretch.

    All rows are one stretch where an id stands twice, or the attributions are not in the order of
    the articles: what rows break can then not be told from a part of them.
    """
    articles, found = tables["articles"], tables["attributions"]
    place = {id: n for n, id in enumerate(_column(articles, "id"))}
    homes = [place.get(id, -1) for id in _column(found, "article")]
    whole = len(place) < _count(articles) or any(n < 0 for n in homes) or homes != sorted(homes)
    cuts = [(0, 0), (_count(articles), len(homes))] if whole else list(_cuts(len(place), homes))
    del place, homes
    for (article, number), (next_article, next_number) in pairwise(cuts):
        yield {
            "articles": frame("articles", articles, article, next_article - article),
            "attributions": frame("attributions", found, number, next_number - number),
        }


def frame(table: str, rows: Any, start: int = 0, count: int | None = None) -> pd.DataFrame:
    """Some rows of an Arrow table, or of a frame, as a frame whose positions are its index."""
    names = list(rows.columns) if isinstance(rows, pd.DataFrame) else rows.column_names
    expected = [name for column in columns(TABLES[table]) for name in flat(column)]
    if missing := sorted(set(expected) - set(names)):
        raise ValueError(
            f"staged {table} without {', '.join(missing)}: staged by another version of hearsay; "
            "clear the night's dump tasks so that it is staged again"
        )
    count = _count(rows) if count is None else count
    if isinstance(rows, pd.DataFrame):
        part: pd.DataFrame = rows.iloc[start : start + count]
    else:
        part = rows.slice(start, count).to_pandas(types_mapper=_nullable)
    return part[expected].reset_index(drop=True)


def _cuts(articles: int, homes: list[int]) -> Iterator[tuple[int, int]]:
    """Where the stretches begin, and where the last one ends: numbers of articles, attributions."""
    yield 0, 0
    begun = first = number = 0
    for article in range(articles):
        end = number
        while end < len(homes) and homes[end] == article:
            end += 1
        if article - begun == MOST_ARTICLES or end - first > MOST_ATTRIBUTIONS > number - first > 0:
            yield article, number
            begun, first = article, number
        number = end
    yield articles, len(homes)


def _column(rows: Any, name: str) -> list[Any]:
    if isinstance(rows, pd.DataFrame):
        return rows[name].tolist() if name in rows else []
    return rows.select([name]).column(0).to_pylist() if name in rows.column_names else []


def _count(rows: Any) -> int:
    return len(rows) if isinstance(rows, pd.DataFrame) else int(rows.num_rows)


def _nullable(kind: Any) -> Any:
    # Without it a column of offsets with a gap becomes one of floats.
    return pd.Int64Dtype() if str(kind) == "int64" else None
