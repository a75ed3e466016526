"""Makes the marts that no SQL makes: a night's articles linked with each other and earlier ones."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hearsay import mart, stories, write
from hearsay.lake import Place
from hearsay.ledger import File
from hearsay.records import MARTS

Connection = Any  # of DuckDB, whose home is the room query


def linked(
    con: Connection, lake: Place, past: Mapping[str, Sequence[File]]
) -> dict[str, Sequence[Any]]:
    """Mart -> its rows: what the stories make of tonight's articles and of the `past` marts."""
    tonight = [
        stories.Told(**{**row, "outlets": tuple(row["outlets"] or ())})
        for row in mart.rows(con, "told").to_dicts()
    ]
    links, marks = stories.link(tonight, list(_past(lake, past, "story_marks")))
    printed = [stories.Printed(**row) for row in mart.rows(con, "printed").to_dicts()]
    quotations = stories.first_prints(printed, list(_past(lake, past, "quotations")))
    return {"links": links, "story_marks": marks, "quotations": quotations}


def _past(lake: Place, past: Mapping[str, Sequence[File]], name: str) -> Iterator[Any]:
    """The rows that earlier nights have of a mart."""
    for file in past[name]:
        yield from write.read_rows(lake / file.path, MARTS[name])
