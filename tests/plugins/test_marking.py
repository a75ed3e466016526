"""Spans in a sentence: cut where they begin and end, each sentence whole, chains in order."""

from typing import Any

from hearsay_pages.marking import SHOWN, chain, pieces, statement
from hearsay_pages.paper import web

from hearsay.contract import Span
from hearsay.records import Finding, Place, Quote, SourceType, Stance

TEXT = (
    "Der Hafen ist zu. Das berichtet die Nordagentur unter Berufung auf Beamte. Mehr folgt.\nEnde."
)


def finding(number: int = 1, **told: Any) -> Finding:
    known: dict[str, Any] = {
        "number": number,
        "place": Place.TEXT,
        "source": None,
        "source_text": None,
        "name": f"source {number}",
        "type": SourceType.MEDIA,
        "source_id": None,
        "anonymity": 0,
        "unnamed_because": None,
        "cue": None,
        "cue_text": None,
        "stance": Stance.NEUTRAL,
        "told": None,
        "told_id": None,
        "content": (),
        "content_text": None,
        "quote": Quote.INDIRECT,
        "cites": None,
        "rule": "x",
    }
    return Finding(**known | told)


def span(words: str) -> Span:
    return Span(start=TEXT.index(words), end=TEXT.index(words) + len(words))


def test_the_whole_sentence_is_shown() -> None:
    one = finding(source=span("die Nordagentur"), cue=span("berichtet"))
    shown = statement(TEXT, one)
    assert "".join(piece.text for piece in shown) == (
        "Das berichtet die Nordagentur unter Berufung auf Beamte. "
    )
    assert [(piece.text, piece.roles) for piece in shown if piece.roles] == [
        ("berichtet", ("cue",)),
        ("die Nordagentur", ("source",)),
    ]


def test_content_of_the_sentence_before_comes_along() -> None:
    one = finding(cue=span("berichtet"), content=(span("Der Hafen ist zu."),))
    assert statement(TEXT, one)[0].text == "Der Hafen ist zu."


def test_spans_within_spans_are_cut_apart() -> None:
    outer = finding(1, content=(span("die Nordagentur unter Berufung auf Beamte"),))
    inner = finding(2, source=span("Beamte"))
    cut = pieces(TEXT, [outer, inner], Place.TEXT)
    assert "".join(piece.text for piece in cut) == TEXT
    assert [piece.within for piece in cut if piece.text == "Beamte"] == [
        ((1, "content"), (2, "source"))
    ]
    assert [piece.begins for piece in cut if piece.text == "Beamte"] == [((2, "source"),)]


def test_spans_of_other_places_are_not_marked() -> None:
    title = finding(place=Place.TITLE, source=Span(start=0, end=3))
    assert [piece.text for piece in pieces(TEXT, [title], Place.TEXT)] == [TEXT]


def test_a_long_statement_is_clipped() -> None:
    text = "Er sagte " + "viel und " * 200 + "nichts."
    one = finding(cue=Span(start=3, end=8), content=(Span(start=9, end=len(text)),))
    assert len("".join(piece.text for piece in statement(text, one))) == SHOWN + 1


def test_a_chain_is_told_from_its_beginning_and_ends_where_it_would_come_round() -> None:
    three = [finding(1, cites=2), finding(2, cites=3), finding(3, cites=1)]
    assert {one.number for one in chain(three[1], three)} == {1, 2, 3}
    line = [finding(1, cites=2), finding(2, cites=3), finding(3)]
    assert [one.number for one in chain(line[1], line)] == [1, 2, 3]


def test_only_addresses_of_the_web_are_linked() -> None:
    assert web("https://kurier.example/a?b=c") == "https://kurier.example/a?b=c"
    for bad in ("javascript:alert(1)", " JaVaScript:alert(1)", "data:text/html,x", "//x", None, ""):
        assert web(bad) is None
    assert web("http://[") is None
