"""Each figure on an article so small that its value can be told by looking at it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearsay.contract import Span
from hearsay.records import Place, Quote, SourceType, Stance
from hearsay.score import (
    FIGURES,
    Compared,
    Expected,
    Marked,
    Rate,
    Shown,
    by_language,
    by_phenomenon,
    by_shown,
    by_type,
    compare,
    errors,
    expected,
    figures,
    of_type,
    same_name,
)

TITLE = "Hafen: Fähre fällt aus"
TEXT = (
    "Das meldet der Bote unter Berufung auf die Reederei. "
    "Sie sagte am Abend, die Fähre falle am Montag aus. Er warnt: „Bleibt weg“."
)


def at(words: str | None, text: str = TEXT) -> list[Span]:
    return [Span(start=text.index(words), end=text.index(words) + len(words))] if words else []


def record(number: int, source: str | None, cue: str, content: str | None, **told: Any) -> Expected:
    place = Place.TITLE if cue == ":" else Place.TEXT
    text = TITLE if place is Place.TITLE else TEXT
    roles = {"source": at(source, text), "cue": at(cue, text), "content": at(content, text)}
    told = {"name": source or "Bote", "type": "institution", "shows": "x", **told}
    return expected(number, place, text, roles, told, Quote(told.get("quote", "indirect")))


HEADLINE = record(1, "Hafen", ":", "Fähre fällt aus", shows="headline-colon")
REPORT = record(2, "der Bote", "meldet", None, name="Bote", type="media", cites=3)
UPSTREAM = record(3, "die Reederei", "unter Berufung auf", None, name="Reederei")
SAID = record(4, "Sie", "sagte", "die Fähre falle am Montag aus", name="Ina Maas", type="person")
WARNED = record(5, None, "warnt", "Bleibt weg", name="Bote", type="media", quote="direct")
GOLD = (HEADLINE, REPORT, UPSTREAM, SAID, WARNED)
ARTICLE = Marked(
    name="de/01-test.toml", language="de", title=TITLE, text=TEXT, shows=("x",), records=GOLD
)


def scored(*found: Expected, gold: Sequence[Expected] = GOLD) -> Compared:
    return compare(replace(ARTICLE, records=tuple(gold)), found)


def rate(name: str, *found: Expected, gold: Sequence[Expected] = GOLD) -> tuple[float, int, int]:
    told = figures([scored(*found, gold=gold)])[name]
    return told.right, told.gold, told.found


def test_rates() -> None:
    assert (Rate(1, 4, 2).precision, Rate(1, 4, 2).recall) == (0.5, 0.25)
    assert Rate(1, 4, 2).f1 == pytest.approx(2 * 0.5 * 0.25 / 0.75)
    assert (Rate(0, 0, 1).precision, Rate(0, 0, 1).recall, Rate(0, 0, 1).f1) == (0, None, 0)
    assert Rate().f1 is None
    assert Rate(1, 2, 3) + Rate(1, 1, 1) == Rate(2, 3, 4)


def test_attribution_counts_what_is_found_and_what_is_not() -> None:
    strange = record(6, "die Fähre", "falle", None)
    assert rate("attribution", REPORT, SAID, strange) == (2, 5, 3)
    assert [gold.number for gold in scored(REPORT, SAID).missed] == [1, 3, 5]
    assert [found.number for found in scored(REPORT, strange).false] == [6]


def test_a_pair_shares_words_of_cue_and_source() -> None:
    longer = record(1, "unter Berufung auf die Reederei", "auf", None)
    assert rate("attribution", longer, gold=[UPSTREAM])[0] == 1
    other_cue = record(1, "die Reederei", "meldet", None, name="Reederei")
    assert rate("attribution", other_cue, gold=[UPSTREAM])[0] == 0
    other_source = record(1, "Bote", "unter Berufung auf", None, name="Reederei")
    assert rate("attribution", other_source, gold=[UPSTREAM])[0] == 0


def test_a_cue_that_is_a_mark_is_found_in_its_place() -> None:
    assert rate("attribution", HEADLINE, gold=[HEADLINE])[0] == 1
    elsewhere = replace(HEADLINE, cue=Span(start=6, end=7))
    assert rate("attribution", elsewhere, gold=[HEADLINE])[0] == 0
    in_text = replace(HEADLINE, place=Place.TEXT)
    assert rate("attribution", in_text, gold=[HEADLINE])[0] == 0


def test_an_elided_source_is_elided_or_rightly_named() -> None:
    elided = record(1, None, "warnt", None, name="unknown", type="anonymous")
    assert rate("attribution", elided, gold=[WARNED])[0] == 1
    named = record(1, "Er", "warnt", None, name="Bote")
    assert rate("attribution", named, gold=[WARNED])[0] == 1
    misnamed = record(1, "Er", "warnt", None, name="Reederei")
    assert rate("attribution", misnamed, gold=[WARNED])[0] == 0
    assert rate("attribution", elided, gold=[named])[0] == 0


def test_a_record_without_a_cue_is_found_by_its_content() -> None:
    bare = replace(SAID, cue=None, cue_text=None)
    assert rate("attribution", SAID, gold=[bare])[0] == 1
    assert rate("attribution", replace(SAID, content=()), gold=[bare])[0] == 0


def test_pairs_are_one_to_one_and_the_closest() -> None:
    twin = replace(SAID, number=7)
    assert rate("attribution", SAID, twin, gold=[SAID]) == (1, 1, 2)
    rough = replace(SAID, number=6, content=())
    assert scored(rough, SAID, gold=[SAID]).pairs == ((SAID, SAID),)


def test_complete_asks_for_half_of_the_content() -> None:
    # 6 words are expected: 3 of them have a word F1 of 6/9, 2 of 4/8, 1 of 2/7.
    for content, right in [("falle am Montag", 1), ("Montag aus", 1), ("Montag", 0), (None, 0)]:
        found = record(1, "Sie", "sagte", content, name="Ina Maas", type="person")
        assert rate("complete", found, gold=[SAID]) == (right, 1, 1), content
    # Content that should not be there is wrong, none where none should be is right.
    assert rate("complete", REPORT, gold=[REPORT]) == (1, 1, 1)
    assert rate("complete", record(2, "der Bote", "meldet", "Reederei"), gold=[REPORT])[0] == 0


def test_content_is_the_mean_word_f1_of_the_pairs_that_should_have_one() -> None:
    half = record(4, "Sie", "sagte", "falle am Montag", name="Ina Maas", type="person")
    right, *counts = rate("content", HEADLINE, REPORT, half)
    assert right == pytest.approx(1 + 6 / 9)
    assert counts == [2, 2]


def test_sources_count_once_by_name_and_type() -> None:
    # Four in the gold: Hafen, Bote (twice), Reederei, Ina Maas.
    surname = replace(SAID, name="Maas")
    assert rate("sources", REPORT, WARNED, surname) == (2, 4, 2)
    mistaken = replace(REPORT, type=SourceType.PERSON)
    assert rate("sources", mistaken, surname) == (1, 4, 2)
    assert rate("sources", SAID, surname, gold=[SAID]) == (1, 1, 2)


def test_cites_are_right_where_both_ends_are() -> None:
    assert rate("cites", REPORT, UPSTREAM) == (1, 1, 1)
    assert rate("cites", replace(REPORT, cites=None), UPSTREAM) == (0, 1, 0)
    assert rate("cites", replace(REPORT, cites=4), UPSTREAM, SAID) == (0, 1, 1)
    assert rate("cites", replace(REPORT, cites=None), replace(UPSTREAM, cites=2)) == (0, 1, 1)
    assert rate("cites", REPORT) == (0, 1, 0)
    renumbered = replace(REPORT, number=8, cites=9), replace(UPSTREAM, number=9)
    assert rate("cites", *renumbered) == (1, 1, 1)


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        ("type", {"type": SourceType.MEDIA}),
        ("name", {"name": "Karla Wiesner"}),
        ("quote", {"quote": Quote.MIXED}),
        ("stance", {"stance": Stance.HEDGED}),
        ("anonymity", {"anonymity": 1}),
    ],
)
def test_a_wrong_field_costs_its_own_figure_only(figure: str, wrong: dict[str, Any]) -> None:
    told = figures([scored(REPORT, replace(SAID, **wrong))])
    assert told[figure] == Rate(1, 2, 2)
    others = {"type", "name", "quote", "stance", "anonymity"} - {figure}
    assert {told[name] for name in others} == {Rate(2, 2, 2)}
    assert told["attribution"] == Rate(2, 5, 2)


def test_outlet_spoken_to_and_reason_count_where_they_are() -> None:
    outlet, reason = at("der Bote")[0], "weil er Angst hat"
    gold = replace(SAID, told=outlet, unnamed_because=reason)
    assert rate("told", gold, REPORT, gold=[gold, REPORT]) == (1, 1, 1)
    assert rate("told", SAID, gold=[gold]) == (0, 1, 0)
    assert rate("told", gold, gold=[SAID]) == (0, 0, 1)
    assert rate("told", replace(gold, told=at("Montag")[0]), gold=[gold]) == (0, 1, 1)
    shorter = replace(gold, unnamed_because="Er habe ANGST, weil")
    assert rate("reason", shorter, gold=[gold]) == (1, 1, 1)
    assert rate("reason", replace(gold, unnamed_because="er darf nicht"), gold=[gold]) == (0, 1, 1)
    assert rate("reason", SAID, gold=[gold]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Ina Maas", "Maas", True),
        ("Ina Maas", "Ina", False),
        ("New York Times", "The New York Times", True),
        ("israelische Armee", "israelischen Armee", True),
        ("Hafenbehörde", "Hafenbehörden", True),
        ("AFP", "AP", False),
        ("dpa", "DPA", True),
        ("zwei matrosen", "Matrosen", True),
        ("unknown", "unknown", True),
        ("Reederei", "unknown", False),
        ("Reederei", "", False),
    ],
)
def test_names(gold: str, found: str, same: bool) -> None:
    assert same_name(replace(SAID, name=gold), replace(SAID, name=found)) is same


def test_another_name_of_the_holder_is_right_too() -> None:
    court = replace(SAID, name="Bundesgericht", aliases=("BGer",))
    assert same_name(court, replace(SAID, name="BGer"))


def test_a_record_of_another_type_is_missed_in_the_one_and_false_in_the_other() -> None:
    mistaken = replace(SAID, type=SourceType.MEDIA)
    found = [scored(REPORT, mistaken)]
    assert figures(of_type(found, SourceType.PERSON))["attribution"] == Rate(0, 1, 0)
    assert figures(of_type(found, SourceType.MEDIA))["attribution"] == Rate(1, 2, 2)


def test_phenomena_count_their_records_and_the_false_ones_where_nothing_must_be() -> None:
    article = replace(ARTICLE, shows=("x", "headline-colon", "no-negated"))
    strange = record(6, "die Fähre", "falle", None)
    assert by_phenomenon([compare(article, [HEADLINE, REPORT, strange])]) == {
        "headline-colon": Shown(records=1, found=1, complete=1),
        "no-negated": Shown(articles=1, false=1),
        "x": Shown(records=4, found=1, complete=1),
    }


def test_tables() -> None:
    other = replace(ARTICLE, language="en", records=())
    compared = [scored(*GOLD), compare(other, [SAID])]
    told = by_language(compared)
    assert told.heads[:7] == ("language", "articles", "records", "found", "P", "R", "F1")
    assert [row[:7] for row in told.rows] == [
        ("all", "2", "5", "6", "0.833", "1.000", "0.909"),
        ("de", "1", "5", "5", "1.000", "1.000", "1.000"),
        ("en", "1", "0", "1", "0.000", "", "0.000"),
    ]
    assert {row[0]: row[1:3] for row in by_type(compared).rows} == {
        "media": ("2", "2"),
        "person": ("1", "2"),
        "institution": ("2", "2"),
        "document": ("0", "0"),
        "anonymous": ("0", "0"),
    }
    for table in (by_language(compared), by_type(compared), by_shown(compared)):
        assert {len(row) for row in table.rows} == {len(table.heads)}


def test_errors_tell_the_sentence_and_what_is_wrong_in_it() -> None:
    wrong = replace(SAID, type=SourceType.MEDIA, name="Reederei", content=(), content_text=None)
    strange = replace(record(6, "die Fähre", "falle", None), rule="verb")
    told = [
        (one.error, one.shows, one.record, one.sentence)
        for one in errors([scored(HEADLINE, REPORT, WARNED, wrong, strange)])
    ]
    assert told == [
        (
            "missed",
            "x",
            "3 Reederei (institution)",
            "Das meldet der Bote [unter Berufung auf] die Reederei.",
        ),
        (
            "wrong",
            "x",
            "4 Ina Maas (person): found as Reederei; type found as media; "
            "content F1 0.00, found none",
            "Sie [sagte] am Abend, die Fähre falle am Montag aus.",
        ),
        (
            "false",
            "verb",
            "6 die Fähre (institution)",
            "Sie sagte am Abend, die Fähre [falle] am Montag aus.",
        ),
    ]


def test_errors_tell_whom_a_record_should_cite_and_what_stands_beside_it() -> None:
    alone, outlet = replace(REPORT, cites=None), replace(SAID, told=at("der Bote")[0], cites=2)
    told = [one.record for one in errors([scored(HEADLINE, alone, UPSTREAM, outlet, WARNED)])]
    assert told == [
        "2 Bote (media) -> 3: cites nobody",
        "4 Ina Maas (person): told false; cites Bote",
    ]
    # What the record should cite was missed, and is told as such.
    assert [one.error for one in errors([scored(HEADLINE, alone, SAID, WARNED)])] == ["missed"]


SPANS = some.tuples(some.integers(0, 40), some.integers(1, 12)).map(
    lambda pair: Span(start=pair[0], end=pair[0] + pair[1])
)
WILD = some.builds(
    lambda source, cue, content, name, kind, place: replace(
        SAID, source=source, cue=cue, content=tuple(content), name=name, type=kind, place=place
    ),
    source=some.none() | SPANS,
    cue=SPANS,
    content=some.lists(SPANS, max_size=3),
    name=some.text(max_size=9),
    kind=some.sampled_from(SourceType),
    place=some.sampled_from([Place.TITLE, Place.TEXT]),
)
ARTICLES = some.builds(
    lambda title, text, records, cites: Marked(
        name="de/wild.toml",
        language="de",
        title=title,
        text=text,
        shows=(),
        records=tuple(
            replace(one, number=at, cites=cites if cites != at and cites <= len(records) else None)
            for at, one in enumerate(records, 1)
        ),
    ),
    title=some.text(max_size=60),
    text=some.text("aß ’'.-:„“\n", max_size=60),
    records=some.lists(WILD, max_size=6),
    cites=some.integers(1, 6),
)


@given(ARTICLES)
def test_gold_against_itself_is_all_right(article: Marked) -> None:
    told = figures([compare(article, article.records)])
    assert {name: rate.f1 for name, rate in told.items() if rate.f1 not in (None, 1)} == {}


@given(ARTICLES, ARTICLES)
def test_no_rate_leaves_its_bounds(article: Marked, other: Marked) -> None:
    compared = [compare(article, other.records)]
    rates = figures(compared)
    assert rates.keys() == FIGURES.keys()
    for told in rates.values():
        assert 0 <= told.right <= min(told.gold, told.found)
    found = [one for one in errors(compared) if one.error != "wrong"]
    assert len(found) == len(compared[0].missed) + len(compared[0].false)
