"""Rows to Parquet and back, and the switch of a night."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from hearsay import ledger, write
from hearsay.contract import Span
from hearsay.records import (
    TABLES,
    Article,
    Attribution,
    Check,
    DateOrigin,
    Dropped,
    DropReason,
    Dump,
    Format,
    Place,
    Quote,
    Repeated,
    SetAside,
    Severity,
    SourceType,
    Stance,
    State,
)

NIGHT = date(2026, 11, 20)
ARTICLE = Article(
    night=NIGHT,
    id="0" * 16,
    dump="press/a.txt",
    record="a.txt",
    url=None,
    publisher="morgenkurier.example",
    outlet=None,
    title="Brücke gesperrt",
    text="Die Brücke bleibt zu, sagte ein Sprecher.",
    language="de",
    published="2026-11-19T10:00:00+01:00",
    published_day=date(2026, 11, 19),
    published_origin=DateOrigin.META,
    published_precision=None,
    credit=None,
    byline=None,
    translated=None,
    origin=None,
    words=7,
    fingerprint="1" * 16,
    attributed=True,
)
ATTRIBUTION = Attribution(
    night=NIGHT,
    article=ARTICLE.id,
    dump=ARTICLE.dump,
    publisher=ARTICLE.publisher,
    language="de",
    published_day=ARTICLE.published_day,
    extractor="1",
    number=1,
    place=Place.TEXT,
    source=Span(start=28, end=40),
    source_text="ein Sprecher",
    name="sprecher",
    type=SourceType.ANONYMOUS,
    source_id=None,
    anonymity=3,
    unnamed_because=None,
    cue=Span(start=22, end=27),
    cue_text="sagte",
    stance=Stance.NEUTRAL,
    told=None,
    told_id=None,
    content=(Span(start=0, end=20),),
    content_text="Die Brücke bleibt zu",
    quote=Quote.INDIRECT,
    cites=None,
    rule="verb",
)
DUMP = Dump(
    night=NIGHT,
    dump=ARTICLE.dump,
    source="press",
    uri="/in/a.txt",
    bytes=3,
    sha256="a" * 64,
    format=Format.TXT,
    records=1,
    articles=1,
    dropped=0,
    dropped_by_reason={"empty": 2, "binary": 1},
    attributions=1,
    state=State.PUBLISHED,
    remark=None,
)
DROPPED = Dropped(
    night=NIGHT, dump="press/b", record="b", url=None, reason=DropReason.EMPTY, detail=None
)
SET_ASIDE = SetAside(
    night=NIGHT, dump="press/b", table="articles", key="f" * 16, expectation="x", row="{}"
)
CHECK = Check(
    night=NIGHT,
    dump=None,
    table="articles",
    expectation="x",
    columns=None,
    severity=Severity.INFO,
    success=True,
    unexpected=0,
    observed=None,
)
REPEATED = Repeated(
    night=NIGHT,
    publisher="morgenkurier.example",
    mark="2" * 16,
    line="Jetzt den Newsletter bestellen",
    pages=4,
    publisher_pages=9,
)
NONE: dict[str, Sequence[ledger.File]] = {}
ROWS: dict[str, Sequence[object]] = {
    "dumps": [DUMP],
    "articles": [ARTICLE],
    "attributions": [ATTRIBUTION],
    "dropped": [DROPPED],
    "set_aside": [SET_ASIDE],
    "checks": [CHECK],
    "repeated": [REPEATED],
}


def taken(dump: Dump) -> ledger.Taken:
    return ledger.Taken(
        source=dump.source,
        kind="folder",
        dump=dump.dump,
        uri=dump.uri,
        bytes=dump.bytes,
        sha256=dump.sha256,
        state=dump.state,
    )


def publish(
    lake: Path,
    rows: dict[str, Sequence[object]],
    before: Mapping[str, Sequence[ledger.File]] = NONE,
    kept: Sequence[str] = (),
) -> ledger.Entry:
    staged = {}
    for table, record in TABLES.items():
        path = lake / "stage" / f"{table}.parquet"
        write.write_rows(path, record, rows[table])
        staged[table] = [path]
    files = write.compose(
        lake,
        NIGHT,
        write.Rows(
            staged=staged,
            before={table: [lake / file.path for file in files] for table, files in before.items()},
            kept=kept,
        ),
        TABLES,
    )
    entry = ledger.Entry(night=NIGHT, files=files, dumps=(taken(DUMP),))
    return ledger.switch(lake, NIGHT, lambda _: entry)


def contents(lake: Path) -> dict[str, bytes]:
    named = [path for paths in ledger.published_files(lake).values() for path in paths]
    return {path: (lake / path).read_bytes() for path in named}


@pytest.mark.parametrize("table", TABLES)
def test_rows_come_back_as_they_were(tmp_path: Path, table: str) -> None:
    path = tmp_path / "rows.parquet"
    write.write_rows(path, TABLES[table], ROWS[table])
    assert list(write.read_rows(path, TABLES[table])) == ROWS[table]
    assert pq.read_schema(path).names == list(pq.read_table(path).column_names)


def test_a_table_that_is_not_whole_does_not_appear(tmp_path: Path) -> None:
    def rows() -> Iterator[Article]:
        yield ARTICLE
        raise RuntimeError("the dump breaks off")

    with pytest.raises(RuntimeError):
        write.write_rows(tmp_path / "rows.parquet", Article, rows())
    assert list(tmp_path.iterdir()) == []


def test_publishing_twice_gives_the_same_bytes_and_loses_no_file_that_somebody_reads(
    tmp_path: Path,
) -> None:
    first = publish(tmp_path, ROWS)
    files = contents(tmp_path)
    assert publish(tmp_path, ROWS) == first
    assert contents(tmp_path) == files
    assert ledger.entry(tmp_path, NIGHT) == first
    assert all("night=2026-11-20" in name for name in files)
    assert any("articles/night=2026-11-20/language=de/" in name for name in files)
    publish(tmp_path, {**ROWS, "articles": [replace(ARTICLE, text="Anders.")]})
    (path,) = ledger.published_files(tmp_path)["articles"]
    assert [article.text for article in write.read_rows(tmp_path / path, Article)] == ["Anders."]
    assert all((tmp_path / path).exists() for path in files)


def test_what_was_not_worked_on_stays_and_gives_the_same_bytes(tmp_path: Path) -> None:
    first = publish(tmp_path, ROWS)
    nothing: dict[str, Sequence[object]] = {**ROWS, "articles": [], "attributions": []}
    nothing |= {"dropped": [], "set_aside": []}
    kept = publish(tmp_path, nothing, first.files, [DUMP.dump, DROPPED.dump])
    assert kept.files == first.files
    assert publish(tmp_path, nothing, first.files).files["articles"] == ()


def test_a_night_is_composed_anew_where_another_was_published_meanwhile(tmp_path: Path) -> None:
    other = ledger.Entry(night=date(2026, 11, 21), files={}, dumps=())
    seen: list[int] = []

    def compose(head: ledger.Head) -> ledger.Entry:
        seen.append(len(head.entries))
        if len(seen) == 1:
            ledger.switch(tmp_path, other.night, lambda _: other)
        return ledger.Entry(night=NIGHT, files={}, dumps=())

    ledger.switch(tmp_path, NIGHT, compose)
    assert seen == [0, 1]
    assert ledger.nights(tmp_path) == [NIGHT, other.night]


@pytest.mark.parametrize("part", ["ledger.json", "nights/*/*.json"])
def test_a_ledger_that_was_written_to_is_not_believed(tmp_path: Path, part: str) -> None:
    publish(tmp_path, ROWS)
    (path,) = tmp_path.glob(part)
    path.write_bytes(path.read_bytes().replace(b"2026-11-20", b"2026-11-30"))
    with pytest.raises(ledger.DamagedError, match="restore it from a backup"):
        list(ledger.entries(tmp_path))


def test_held_dumps_and_rows_set_aside_stay_out(tmp_path: Path) -> None:
    held = {**ROWS, "dumps": [replace(DUMP, state=State.HELD)]}
    publish(tmp_path, held)
    assert rows_of(tmp_path, "articles") == rows_of(tmp_path, "attributions") == 0
    aside = {**ROWS, "set_aside": [replace(SET_ASIDE, key=ARTICLE.id)]}
    publish(tmp_path, aside)
    assert rows_of(tmp_path, "articles") == rows_of(tmp_path, "attributions") == 0
    one = replace(SET_ASIDE, table="attributions", key=f"{ARTICLE.id}#1")
    publish(tmp_path, {**ROWS, "set_aside": [one]})
    assert (rows_of(tmp_path, "articles"), rows_of(tmp_path, "attributions")) == (1, 0)


def test_rows_are_sorted_for_the_usual_questions(tmp_path: Path) -> None:
    articles = [
        replace(ARTICLE, id=f"{number:016d}", publisher=publisher)
        for number, publisher in enumerate(["b.example", None, "a.example"])
    ]
    publish(tmp_path, {**ROWS, "articles": articles})
    (path,) = ledger.published_files(tmp_path)["articles"]
    found = [article.publisher for article in write.read_rows(tmp_path / path, Article)]
    assert found == ["a.example", "b.example", None]


def test_a_line_is_published_once_as_the_unit_told_it_that_saw_it_most(tmp_path: Path) -> None:
    seen = [replace(REPEATED, pages=pages, publisher_pages=20) for pages in (3, 7, 5)]
    publish(tmp_path, {**ROWS, "repeated": seen})
    (path,) = ledger.published_files(tmp_path)["repeated"]
    assert list(write.read_rows(tmp_path / path, Repeated)) == [seen[1]]
    assert list(write.read_columns(tmp_path / path, "pages", "line")) == [(7, REPEATED.line)]


def rows_of(lake: Path, table: str) -> int:
    return sum(
        pq.read_metadata(lake / path).num_rows
        for path in ledger.published_files(lake).get(table, [])
    )
