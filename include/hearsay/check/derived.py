"""Columns that a row is compared with: what the other rows of the unit say about it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from hearsay.records import Place

# A site writes its own calendar day, which is at most one ahead of the night's, in UTC.
ZONES = timedelta(days=1)

NOWHERE = "(outside the text)"  # what a span covers that does not lie in its text

Frame = pd.DataFrame
Spans = list[tuple[int, int]]


def articles(frame: Frame, dumps: Frame, night: date) -> Frame:
    """Articles beside the unit's dumps and the day that `published` names."""
    days = [_day(text) for text in frame["published"]]
    return listed(frame, dumps).assign(
        **{
            "published.day": pd.Series(days, frame.index, dtype=object),
            "night.latest": pd.Series([night + ZONES] * len(frame), frame.index, dtype=object),
        }
    )


def listed(frame: Frame, dumps: Frame) -> Frame:
    """Rows beside the dump of the unit that they name, null where it is none of them."""
    return frame.assign(**{"dump.listed": frame["dump"].where(frame["dump"].isin(dumps["dump"]))})


def attributions(frame: Frame, articles: Frame) -> Frame:
    """Attributions beside the article they stand in, the words they point at, whom they cite."""
    home = articles.drop_duplicates("id").set_index("id")
    names = ["dump", "publisher", "language", "published_day"]
    known = home[names].reindex(frame["article"]).set_axis(frame.index)
    places = _places(frame, home)
    return frame.assign(
        **{f"article.{name}": known[name] for name in names},
        **{
            "article.found": frame["article"].where(frame["article"].isin(home.index)),
            "cites.found": _cited(frame),
            "cue.words": _words(places, _single(frame, "cue")),
            "source.words": _words(places, _single(frame, "source")),
            "content.words": _words(places, (_several(told) for told in frame["content"])),
        },
    )


def dumps(frame: Frame, rows: Mapping[str, Mapping[str, int]]) -> Frame:
    """Dumps beside the number of rows that each table of the unit holds of them."""
    counts = {
        f"{table}.rows": pd.Series(
            [held.get(dump, 0) for dump in frame["dump"]], frame.index, "Int64"
        )
        for table, held in rows.items()
    }
    sums = [sum(reasons(told).values()) for told in frame["dropped_by_reason"]]
    return frame.assign(
        **counts,
        **{
            "articles + dropped": frame["articles"].astype("Int64") + frame["dropped"],
            "dropped_by_reason.sum": pd.Series(sums, frame.index, dtype="Int64"),
        },
    )


def reasons(told: Any) -> dict[str, int]:
    """Counts by reason, from a dict or from pairs, which is how Arrow hands a map to pandas."""
    return {} if told is None or told is pd.NA else dict(told)


def _day(published: Any) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except (TypeError, ValueError):
        return None


def _cited(frame: Frame) -> pd.Series:
    """The number that a row cites where another row of its article has it, else 0."""
    numbers = set(zip(frame["article"], frame["number"], strict=True))
    rows = zip(frame["article"], frame["number"], frame["cites"], strict=True)
    found = [
        None if pd.isna(cites) else cites if cites != own and (article, cites) in numbers else 0
        for article, own, cites in rows
    ]
    return pd.Series(found, frame.index, dtype="Int64")


def _places(frame: Frame, home: Frame) -> list[Any]:
    """The text that each row's spans point into; the same object for all rows of an article."""
    texts = {place: dict(zip(home.index, home[place], strict=True)) for place in Place}
    rows = zip(frame["place"], frame["article"], strict=True)
    return [texts[place].get(id) if place in texts else None for place, id in rows]


def _single(frame: Frame, name: str) -> Iterator[Spans]:
    """The span of each row, which two columns hold, as a list of none or one."""
    ends = (frame[f"{name}.{end}"].astype(object) for end in ("start", "end"))
    for start, end in zip(*ends, strict=True):
        yield [] if pd.isna(start) or pd.isna(end) else [(start, end)]


def _several(told: Any) -> Spans:
    return [] if told is None else [(span["start"], span["end"]) for span in told]


def _words(texts: Sequence[Any], spans: Iterable[Spans]) -> pd.Series:
    pairs = zip(texts, spans, strict=True)
    return pd.Series([_covered(text, many) for text, many in pairs], dtype="str")


def _covered(text: Any, spans: Spans) -> str | None:
    """The words under the spans, joined as in `content_text`; None without a span."""
    if not spans:
        return None
    if not isinstance(text, str) or not all(0 <= start < end <= len(text) for start, end in spans):
        return NOWHERE
    return " … ".join(text[start:end] for start, end in spans)
