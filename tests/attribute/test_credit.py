"""Whom a credit and a line of origin name, and that they are no statements of the text."""

import pytest

from hearsay.attribute import attributions
from hearsay.records import Finding, Place, SourceType

TEXT = "„Die Mole ist fertig“, sagte Hafenmeisterin Ida Brodersen."


def told(found: list[Finding]) -> list[tuple[str, str | None, str | None]]:
    return [(one.place.value, one.source_text, one.source_id) for one in found]


@pytest.mark.parametrize(
    ("credit", "named"),
    [
        ("dpa", [("dpa", "dpa")]),
        ("(Quelle: ino/dpa, AFP)", [("dpa", "dpa"), ("AFP", "afp")]),
        ("KIEW (AP)", [("AP", "ap")]),
        ("Quelle: ntv.de", [("ntv.de", "ntv-de")]),
        ("Reporting by Andy Stern in Paris; Editing by Max Bild", []),
        ("dpa\nMit Material der dpa", [("dpa", "dpa")]),  # an outlet counts once
        ("The Associated Press contributed to this report.", [("The Associated Press", "ap")]),
        (None, []),
    ],
)
def test_outlets_of_a_credit(credit: str | None, named: list[tuple[str, str]]) -> None:
    found = attributions("", "de", credit=credit)
    assert told(found) == [("credit", text, id) for text, id in named]


def test_a_line_of_origin_may_name_an_outlet_that_is_an_everyday_word() -> None:
    (found,) = attributions("", "de", origin="Dieser Artikel erschien zuerst in der Zeit.")
    assert (found.place, found.name, found.rule) == (Place.ORIGIN, "Die Zeit", "origin-line")
    assert (found.type, found.content, found.cue) == (SourceType.MEDIA, (), None)


def test_an_outlet_is_found_inflected() -> None:
    (found,) = attributions("", "de", origin="Zuerst erschienen in der „Süddeutschen Zeitung“.")
    assert (found.source_text, found.name) == ("Süddeutschen Zeitung", "Süddeutsche Zeitung")


def test_credits_come_behind_the_statements_in_any_language() -> None:
    found = attributions(TEXT, "de", credit="dpa/AFP")
    assert [(one.number, one.place.value) for one in found] == [
        (1, "text"),
        (2, "credit"),
        (3, "credit"),
    ]
    assert told(attributions("Гавань закрито.", "uk", credit="AFP")) == [("credit", "AFP", "afp")]
    assert found[:1] == attributions(TEXT, "de")
