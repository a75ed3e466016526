"""Spans in a sentence: cut where they begin and end, each sentence whole, chains in order."""

from typing import Any

from hearsay_pages.marking import SHOWN, chain, pieces, spans, statement
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


def row(sentence: str, **told: Any) -> dict[str, Any]:
    """A row of the question `evidence`."""
    none: dict[str, Any] = {"source": None, "cue": None, "told": None, "content": []}
    return none | told | {"sentence": sentence, "number": 4}


def test_spans_of_a_sentence_are_marked() -> None:
    shown = statement(
        row(
            "Das berichtet die Nordagentur.",
            cue={"start": 4, "end": 13},
            source={"start": 14, "end": 29},
        )
    )
    assert [(piece.text, piece.roles) for piece in shown] == [
        ("Das ", ()),
        ("berichtet", ("cue",)),
        (" ", ()),
        ("die Nordagentur", ("source",)),
        (".", ()),
    ]


def test_offsets_beyond_a_sentence_mark_nothing() -> None:
    shown = statement(row("Kurz.", content=[{"start": -3, "end": 2}, {"start": 4, "end": 4}]))
    assert [(piece.text, piece.roles) for piece in shown] == [("Kurz.", ())]
    assert statement(row("")) == []


def test_spans_within_spans_are_cut_apart() -> None:
    outer = finding(1, content=(span("die Nordagentur unter Berufung auf Beamte"),))
    inner = finding(2, source=span("Beamte"))
    cut = pieces(TEXT, spans([outer, inner], Place.TEXT))
    assert "".join(piece.text for piece in cut) == TEXT
    assert [piece.within for piece in cut if piece.text == "Beamte"] == [
        ((1, "content"), (2, "source"))
    ]
    assert [piece.begins for piece in cut if piece.text == "Beamte"] == [((2, "source"),)]


def test_spans_of_other_places_are_not_marked() -> None:
    title = finding(place=Place.TITLE, source=Span(start=0, end=3))
    assert [piece.text for piece in pieces(TEXT, spans([title], Place.TEXT))] == [TEXT]


def test_a_long_statement_is_clipped() -> None:
    text = "Er sagte " + "viel und " * 200 + "nichts."
    shown = statement(row(text, content=[{"start": 9, "end": len(text)}]))
    assert len("".join(piece.text for piece in shown)) == SHOWN + 1
    assert shown[1].roles == ("content",)


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
