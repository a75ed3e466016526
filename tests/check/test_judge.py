"""Staged rows of a unit: what is set aside, what is held back, what the checks table says."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hearsay import check, write
from hearsay.check.stretches import MOST_ARTICLES
from hearsay.check.suite import flat
from hearsay.contract import Span, columns
from hearsay.records import (
    TABLES,
    Article,
    Attribution,
    DateOrigin,
    Dropped,
    DropReason,
    Dump,
    Format,
    Place,
    Quote,
    Severity,
    SourceType,
    Stance,
    State,
)

NIGHT = date(2026, 11, 21)
TEXT = "Der Hafen bleibt zu. Das sagte die Lotsin dem Kurier. Er zitiert ein Schreiben."
CUE = Span(start=TEXT.index("sagte"), end=TEXT.index("sagte") + 5)
HEX = "0123456789abcdef"
Frames = dict[str, pd.DataFrame]


def article(dump: str, record: str = "1", **changed: Any) -> Article:
    key = sha256(f"{dump}\n{record}".encode()).hexdigest()[:16]
    plain = Article(
        night=NIGHT,
        id=key,
        dump=dump,
        record=record,
        url=None,
        publisher="hafenbote.example",
        outlet=None,
        title="Hafen bleibt zu",
        text=TEXT,
        language="de",
        published="2026-11-20T18:00:00+01:00",
        published_day=date(2026, 11, 20),
        published_origin=DateOrigin.META,
        published_precision=None,
        credit=None,
        byline=None,
        translated=None,
        origin=None,
        words=14,
        fingerprint=HEX,
        attributed=True,
    )
    return replace(plain, **changed)


def attribution(of: Article, number: int, **changed: Any) -> Attribution:
    plain = Attribution(
        number=number,
        place=Place.TEXT,
        source=None,
        source_text=None,
        name="unknown",
        type=SourceType.PERSON,
        source_id=None,
        anonymity=1,
        unnamed_because=None,
        cue=CUE,
        cue_text="sagte",
        stance=Stance.NEUTRAL,
        told=None,
        told_id=None,
        content=(Span(start=0, end=9), Span(start=10, end=19)),
        content_text="Der Hafen … bleibt zu",
        quote=Quote.INDIRECT,
        cites=None,
        rule="verb",
        night=of.night,
        article=of.id,
        dump=of.dump,
        publisher=of.publisher,
        language=of.language,
        published_day=of.published_day,
        extractor="1",
    )
    return replace(plain, **changed)


def drops(dump: str, number: int, reason: DropReason) -> list[Dropped]:
    return [
        Dropped(
            night=NIGHT, dump=dump, record=f"{reason} {n}", url=None, reason=reason, detail=None
        )
        for n in range(number)
    ]


def accounted(
    articles: Sequence[Article], attributions: Sequence[Attribution], dropped: Sequence[Dropped]
) -> list[Dump]:
    """The dumps of the rows, with counts that add up; the suffix tells the format."""
    names = sorted({row.dump for row in articles} | {row.dump for row in dropped})
    return [_dump(name, articles, attributions, dropped) for name in names]


def _dump(name: str, *rows: Iterable[Article | Attribution | Dropped]) -> Dump:
    articles, attributions, dropped = ([row for row in of if row.dump == name] for of in rows)
    reasons = [str(row.reason) for row in dropped if isinstance(row, Dropped)]
    suffix = name.rsplit(".", 1)[1]
    return Dump(
        night=NIGHT,
        dump=name,
        source=name.split("/")[0],
        uri=f"/in/{name}",
        bytes=1000,
        sha256=HEX * 4,
        format=Format(suffix) if suffix in tuple(Format) else Format.UNKNOWN,
        records=len(articles) + len(dropped),
        articles=len(articles),
        dropped=len(dropped),
        dropped_by_reason={reason: reasons.count(reason) for reason in reasons},
        attributions=len(attributions),
        state=State.PUBLISHED,
        remark=None,
    )


def staged(folder: Path, **rows: Sequence[Any]) -> dict[str, Any]:
    """Rows written and read as the night does it; a table that is not given is empty."""
    given = {"articles": (), "attributions": (), "dropped": (), **rows}
    if "dumps" not in given:
        given["dumps"] = accounted(*given.values())
    for table, records in given.items():
        write.write_rows(folder / f"{table}.parquet", TABLES[table], records)
    found = {}
    for table in given:
        with write.reading(folder / f"{table}.parquet") as stored:
            found[table] = stored.slice(0, stored.num_rows)
    return found


def framed(tables: dict[str, Any]) -> Frames:
    """The same as frames, whose cells a test can spoil."""
    nullable = {"int64": pd.Int64Dtype()}
    return {
        table: told.to_pandas(types_mapper=lambda kind: nullable.get(str(kind)))
        for table, told in tables.items()
    }


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A container and a text file, nothing wrong with them."""
    articles = [article("web/a.jsonl", str(n)) for n in range(4)] + [article("press/b.txt")]
    found = [attribution(of, number) for of in articles for number in (1, 2, 3)]
    found = [replace(one, cites=2) if one.number == 3 else one for one in found]
    lost = drops("web/a.jsonl", 2, DropReason.TOO_SHORT)
    folder = tmp_path_factory.mktemp("clean")
    return staged(folder, articles=articles, attributions=found, dropped=lost)


def test_a_clean_unit(clean: dict[str, Any]) -> None:
    verdict = check.judge(NIGHT, clean)
    assert verdict.held == {}
    assert verdict.set_aside == ()
    assert [one for one in verdict.checks if not one.success] == []
    told = {(one.dump, one.table, one.expectation, one.columns): one for one in verdict.checks}
    assert len(told) == len(verdict.checks)
    pattern = told[None, "articles", "expect_column_values_to_match_regex", "id"]
    assert (pattern.observed, pattern.severity) == ("5 rows", Severity.WARNING)
    judged = told["web/a.jsonl", "dumps", "container_yields_articles", None]
    assert judged.observed == "4 articles of 6 records: too-short 2"
    assert ("press/b.txt", "dumps", "container_yields_articles", None) not in told
    assert check.judge(NIGHT, framed(clean)) == verdict


BROKEN_ARTICLES: list[tuple[str, Any, str]] = [
    ("text", None, "expect_column_values_to_not_be_null(text)"),
    ("language", "Deutsch", "expect_column_values_to_match_regex(language)"),
    ("words", 0, "expect_column_values_to_be_between(words)"),
    ("published_origin", "rumour", "expect_column_values_to_be_in_set(published_origin)"),
    ("published_day", date(2026, 11, 19), "day_is_of_published(published_day, published.day)"),
    ("night", date(2026, 11, 1), "expect_column_values_to_be_in_set(night)"),
    ("dump", "press/elsewhere.txt", "dump_is_listed(dump, dump.listed)"),
]
BROKEN_ATTRIBUTIONS: list[tuple[str, Any, str]] = [
    ("type", "ghost", "expect_column_values_to_be_in_set(type)"),
    ("anonymity", 9, "expect_column_values_to_be_between(anonymity)"),
    ("cue_text", "meinte", "span_covers_words(cue_text, cue.words)"),
    ("cue.end", 1000, "span_covers_words(cue_text, cue.words)"),
    ("cue.start", CUE.end, "span_covers_words(cue_text, cue.words)"),
    ("place", "title", "span_covers_words(cue_text, cue.words)"),
    ("source_text", "die Lotsin", "span_covers_words(source_text, source.words)"),
    ("content_text", "Der Hafen bleibt zu", "span_covers_words(content_text, content.words)"),
    ("article", "f" * 16, "article_exists(article, article.found)"),
    ("cites", 1, "cites_a_record_of_the_article(cites, cites.found)"),  # itself
    ("cites", 7, "cites_a_record_of_the_article(cites, cites.found)"),
    ("publisher", "kurier.example", "same_as_article(publisher, article.publisher)"),
    ("published_day", date(2026, 11, 19), "same_as_article(published_day, article.published_day)"),
]


def test_each_broken_row_is_set_aside_for_what_it_broke(tmp_path: Path) -> None:
    articles = [article(f"press/{n}.txt") for n in range(len(BROKEN_ARTICLES))]
    homes = [article(f"web/{n}.txt") for n in range(len(BROKEN_ATTRIBUTIONS))]
    found = [attribution(of, 1) for of in homes]
    frames = framed(staged(tmp_path, articles=(*articles, *homes), attributions=found))
    for n, (column, value, _) in enumerate(BROKEN_ARTICLES):
        frames["articles"].loc[n, column] = value
    for n, (column, value, _) in enumerate(BROKEN_ATTRIBUTIONS):
        frames["attributions"].loc[n, column] = value
    verdict = check.judge(NIGHT, frames)
    aside = [row for row in verdict.set_aside if row.table == "articles"]
    assert [row.key for row in aside] == [one.id for one in articles]
    for row, (column, _, label) in zip(aside, BROKEN_ARTICLES, strict=True):
        assert label in row.expectation.split("; "), column
    aside = [row for row in verdict.set_aside if row.table == "attributions"]
    assert len(aside) == len(BROKEN_ATTRIBUTIONS)
    for row, (column, value, label) in zip(aside, BROKEN_ATTRIBUTIONS, strict=True):
        assert label in row.expectation.split("; "), column
        assert json.loads(row.row)["cue"]["end"] == (1000 if value == 1000 else CUE.end)
    assert [one.observed for one in verdict.checks if one.columns == "anonymity"][-1] == (
        "1 of 13 rows: 9"
    )


def test_what_depends_on_a_broken_row_goes_with_it(tmp_path: Path) -> None:
    broken, whole = article("press/1.txt", words=0), article("press/2.txt")
    found = [
        attribution(broken, 1),
        *(attribution(whole, n, cites=n - 1 or None) for n in range(1, 5)),
    ]
    found[2] = replace(found[2], name="unknown", cue_text="spoiled")
    tables = staged(tmp_path, articles=[broken, whole], attributions=found)
    verdict = check.judge(NIGHT, tables)
    keys = [row.key for row in verdict.set_aside]
    assert keys == [broken.id, f"{broken.id}#1", *(f"{whole.id}#{n}" for n in (2, 3, 4))]
    assert verdict.held == {}


def test_a_day_after_the_night_is_set_aside_but_not_that_of_an_eastern_site(tmp_path: Path) -> None:
    days = [NIGHT + timedelta(days=n) for n in (0, 1, 2)]
    articles = [
        article(f"press/{n}.txt", published=day.isoformat(), published_day=day)
        for n, day in enumerate(days)
    ]
    (row,) = check.judge(NIGHT, staged(tmp_path, articles=articles)).set_aside
    assert (row.key, row.expectation) == (
        articles[2].id,
        "not_after_the_night(night.latest, published_day)",
    )


def test_which_dumps_are_held_and_which_are_not(tmp_path: Path) -> None:
    held = {
        "web/foreign.unknown": "format_is_known",
        "web/no-column.parquet": "container_yields_articles",
        "web/misread.warc": "enough_records_are_articles",
        "web/buggy.jsonl": "few_articles_break_expectations",
        "web/same-id.jsonl": "expect_column_values_to_be_unique(id)",
        "web/same-number.jsonl": "expect_compound_columns_to_be_unique(article, number)",
    }
    told = {
        "web/one-bad-of-two.jsonl": (None, "few_articles_break_expectations"),
        "web/cut.jsonl": (Severity.WARNING, "nothing_truncated_or_corrupt"),
        "web/pictures.warc": (Severity.WARNING, "most_records_are_kept"),
        "press/empty.txt": (Severity.WARNING, "single_file_is_not_empty"),
        "press/binary.txt": (Severity.INFO, "single_file_is_an_article"),
    }
    yields = {"misread.warc": 1, "buggy.jsonl": 9, "pictures.warc": 40, "cut.jsonl": 2}
    yields |= {"same-id.jsonl": 1, "same-number.jsonl": 1, "one-bad-of-two.jsonl": 2}
    articles = [
        article(f"web/{dump}", str(n)) for dump, n_of in yields.items() for n in range(n_of)
    ]
    spoiled = {
        ("web/buggy.jsonl", "0"),
        ("web/buggy.jsonl", "1"),
        ("web/one-bad-of-two.jsonl", "0"),
    }
    articles = [
        replace(one, words=0) if (one.dump, one.record) in spoiled else one for one in articles
    ]
    articles += [one for one in articles if one.dump == "web/same-id.jsonl"]
    twice = [one for one in articles if one.dump == "web/same-number.jsonl"]
    dropped = [
        *drops("web/foreign.unknown", 1, DropReason.UNKNOWN_FORMAT),
        *drops("web/no-column.parquet", 1, DropReason.NO_TEXT_FIELD),
        *drops("web/misread.warc", 99, DropReason.NO_ARTICLE),
        *drops("web/cut.jsonl", 1, DropReason.TRUNCATED),
        *drops("web/pictures.warc", 60, DropReason.NOT_A_PAGE),
        *drops("press/empty.txt", 1, DropReason.EMPTY),
        *drops("press/binary.txt", 1, DropReason.BINARY),
    ]
    found = [attribution(one, 1) for one in (*twice, *twice)]
    tables = staged(tmp_path, articles=articles, attributions=found, dropped=dropped)
    verdict = check.judge(NIGHT, tables)
    assert verdict.held.keys() == held.keys()
    for dump, expectation in held.items():
        assert expectation in verdict.held[dump]
        assert ". What to do: " in verdict.held[dump]
    assert "1 articles of 100 records: no-article 99" in verdict.held["web/misread.warc"]
    failed = {
        (one.dump, one.expectation): one.severity for one in verdict.checks if not one.success
    }
    for dump, (severity, expectation) in told.items():
        assert failed.get((dump, expectation)) == severity, dump


def test_a_dump_whose_account_does_not_add_up_is_held(tmp_path: Path) -> None:
    counts: dict[str, dict[str, Any]] = {
        "press/0.txt": {"records": 7},
        "press/1.txt": {"articles": 2, "records": 2},
        "press/2.txt": {"dropped": 1, "records": 2},
        "press/3.txt": {"attributions": 1},
        "press/4.txt": {},
    }
    articles = [article(dump) for dump in counts]
    dumps = [replace(one, **counts[one.dump]) for one in accounted(articles, [], [])]
    held = check.judge(NIGHT, staged(tmp_path, articles=articles, dumps=dumps)).held
    assert list(held) == ["press/0.txt", "press/1.txt", "press/2.txt", "press/3.txt"]
    expected = (
        "every_record_accounted_for(records, articles + dropped)",
        "rows_counted(articles, articles.rows)",
        "reasons_add_up(dropped, dropped_by_reason.sum)",
        "rows_counted(attributions, attributions.rows)",
    )
    assert all(label in why for label, why in zip(expected, held.values(), strict=True))


def test_a_column_of_another_type_holds_every_dump_that_has_rows_in_it(
    clean: dict[str, Any],
) -> None:
    frames = framed(clean)
    frames["articles"]["words"] = frames["articles"]["words"].astype("str")
    verdict = check.judge(NIGHT, frames)
    assert list(verdict.held) == ["press/b.txt", "web/a.jsonl"]
    assert (
        "expect_column_values_to_be_of_type(words): 5 of 5 rows: str" in verdict.held["press/b.txt"]
    )


def test_a_table_of_another_version_is_refused(clean: dict[str, Any]) -> None:
    frames = framed(clean)
    del frames["articles"]["fingerprint"]
    with pytest.raises(ValueError, match=r"staged articles without fingerprint.*clear the night"):
        check.judge(NIGHT, frames)


def test_units_add_up_in_any_order(tmp_path: Path) -> None:
    verdicts = []
    for n, words in enumerate((0, 14, -3)):
        one = article(f"press/{n}.txt", words=words)
        tables = staged(tmp_path / str(n), articles=[one], attributions=[attribution(one, 1)])
        verdicts.append(check.judge(NIGHT, tables))
    verdicts.append(check.judge(NIGHT, staged(tmp_path / "empty")))
    merged = check.merge(verdicts)
    assert check.merge(verdicts[::-1]) == merged
    assert check.merge([check.merge(verdicts[:2]), *verdicts[2:]]) == merged
    (words_check,) = [
        one
        for one in merged.checks
        if (one.table, one.columns) == ("articles", "words") and not one.success
    ]
    assert (words_check.unexpected, words_check.observed) == (2, "2 of 3 rows: -3, 0")
    assert len(merged.set_aside) == 4
    assert check.merge([]).checks == ()


def test_a_large_unit_is_judged_in_stretches_as_it_is_whole(tmp_path: Path) -> None:
    several = 2 * MOST_ARTICLES + 2
    articles = [article("web/a.jsonl", str(n)) for n in range(several)]
    for n in (0, MOST_ARTICLES - 1, MOST_ARTICLES, several - 1):
        articles[n] = replace(articles[n], words=-n)
    found = [
        attribution(of, number, cites=number - 1 or None) for of in articles for number in (1, 2)
    ]
    for n in (4, 2 * MOST_ARTICLES + 2, 2 * several - 4):  # and the next, which cites it
        found[n] = replace(found[n], cue_text=f"meinte {n}")
    lost = drops("web/a.jsonl", 2, DropReason.TOO_SHORT)
    rows: dict[str, Sequence[Any]] = {"articles": articles, "dropped": lost}
    docs = tmp_path / "docs"
    parted = check.judge(NIGHT, staged(tmp_path / "a", attributions=found, **rows), docs)
    # Out of the order of the articles, attributions have to be judged all at once.
    whole = check.judge(NIGHT, staged(tmp_path / "b", attributions=found[::-1], **rows))
    assert len(list((docs / "validation_results_store" / "articles").rglob("*.json"))) == 3
    assert len(parted.set_aside) == 4 * 3 + 3 * 2
    assert check.merge([parted]) == check.merge([whole])


def test_data_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    docs, kept = tmp_path / "docs", (tmp_path / "kept", tmp_path / "kept too", tmp_path / "none")
    one = article("press/<b>.txt", publisher="<script>alert(1)</script> x")
    check.judge(NIGHT, staged(tmp_path / "first", articles=[one]), kept[0])
    index = check.data_docs(kept, docs)
    assert index == docs / "index.html"
    told = index.read_text("utf-8")
    assert all(f"{table}.html" in told for table in ("articles", "dumps"))
    (page,) = (docs / "validations" / "articles").rglob("*.html")
    assert "2026-11-21" in page.relative_to(docs).parts
    assert "&lt;script&gt;alert(1)" in page.read_text("utf-8")
    assert "<script>alert(1)" not in page.read_text("utf-8")
    check.judge(NIGHT, staged(tmp_path / "second", articles=[article("press/b.txt")]), kept[1])
    check.data_docs(kept, docs)
    assert len(list((docs / "validations" / "articles").rglob("*.html"))) == 2
    check.data_docs(kept[1:], docs)
    assert not page.exists()
    made = {"docs", "first", "kept", "kept too", "second"}
    assert {path.name for path in tmp_path.iterdir()} == made


def test_a_verdict_comes_back_from_json_as_it_was(tmp_path: Path) -> None:
    bad = [article("press/a.txt", publisher="a b"), article("press/b.txt")]
    verdict = check.judge(NIGHT, staged(tmp_path, articles=bad))
    assert verdict.set_aside
    assert check.from_json(check.to_json(verdict)) == verdict


SPOILT: dict[str, tuple[Any, ...]] = {
    "string": (None, "", "x", "<b>$x</b>", "a\x00b", "2026-13-40"),
    "int64": (None, -1, 0, 2**40),
    "bool": (None, False),
    "date": (None, NIGHT, date.max),
    "spans": (None, [], [{"start": 5, "end": 2}], [{"start": -1, "end": 2**40}]),
    "counts": (None, {}, {"rumour": -1}),
}
NAMES = [
    (table, name, "int64" if len(flat(column)) > 1 else column.type)
    for table in ("articles", "attributions", "dropped", "dumps")
    for column in columns(TABLES[table])
    for name in flat(column)
]
CELL = st.tuples(st.sampled_from(NAMES), st.integers(0, 20), st.integers(0, 20))


@settings(max_examples=5, deadline=None, derandomize=True, phases=[Phase.generate])
@given(st.lists(CELL, min_size=3, max_size=12))
def test_whatever_stands_in_the_rows_is_judged(
    clean: dict[str, Any], cells: list[tuple[tuple[str, str, str], int, int]]
) -> None:
    frames = framed(clean)
    for (table, name, kind), row, choice in cells:
        frame = frames[table]
        frame[name] = frame[name].astype("boolean" if kind == "bool" else frame[name].dtype)
        frame.at[row % len(frame), name] = SPOILT[kind][choice % len(SPOILT[kind])]
    verdict = check.judge(NIGHT, frames)
    ids, rows = frames["articles"]["id"], frames["attributions"]
    pairs = zip(rows["article"].fillna(""), rows["number"].astype("str").fillna(""), strict=True)
    keys = set(ids.fillna("")) | {f"{article}#{number}" for article, number in pairs}
    assert {row.key for row in verdict.set_aside} <= keys
    assert all(json.loads(row.row) for row in verdict.set_aside)
    assert set(verdict.held) <= {str(dump) for dump in frames["dumps"]["dump"]}
