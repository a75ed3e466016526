"""Quotations and their first prints, on sentences of our own."""

from datetime import date, timedelta

import pytest

from hearsay.records.lists import Print
from hearsay.stories import Printed, first_prints

NIGHT = date(2026, 11, 22)
FIRST = (
    "Wir geben kein Schiff ohne seine Mannschaft ab, und wer das Gegenteil behauptet, der kennt "
    "weder die Insel noch die Leute, die dort seit Jahren auf die Fähre warten"
)


def printed(text: str, article: int = 1, night: date = NIGHT, **more: object) -> Printed:
    told = {"who": "Merle Ohlsen", "language": "de", "direct": True} | more
    return Printed(
        night=night,
        day=night,
        published=f"{night}T0{article}:00:00Z",
        article=f"{article:016x}",
        number=int(str(told.get("number", 1))),
        publisher="lindhafen.example",
        language=str(told["language"]),
        who=str(told["who"]),
        name=str(told["who"]),
        text=text,
        direct=bool(told["direct"]),
    )


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (FIRST, Print.SAME),
        (f"„{FIRST.replace(',', ' –')}!“", Print.SAME),
        (FIRST.upper().replace("Ä", "A\u0308"), Print.SAME),
        (FIRST.replace("kein Schiff", "keines der Schiffe"), Print.VARIANT),
        (FIRST.replace("die Leute", "[die Menschen]"), Print.VARIANT),
        ("Wir geben kein Schiff ohne seine Mannschaft ab", Print.CUT),
        ("Wir geben kein Schiff … ab … wer das Gegenteil behauptet, kennt die Insel", None),
        ("Wir geben kein Schiff ohne seine Mannschaft ab … der kennt weder die Insel", Print.CUT),
        (f"Das ist einfach: {FIRST}. Mehr habe ich dazu heute nicht zu sagen", Print.FULLER),
        ("Wir geben kein Geld ohne eine Gegenleistung aus, das wissen die Leute dort", None),
    ],
)
def test_a_later_print_stands_to_the_first_one(text: str, how: Print | None) -> None:
    first, later = first_prints([printed(FIRST), printed(text, 2)], [])
    assert first.how == Print.FIRST
    assert (first.first_article, first.first_number) == (first.article, first.number)
    assert later.how == (how or Print.FIRST)
    assert later.first_article == (first.article if how else later.article)


def test_few_words_are_said_by_anybody() -> None:
    assert first_prints([printed("Das sehen wir dann"), printed("這是真的嗎", 2)], []) == []
    short = "Das wird man erst noch sehen müssen"
    found = first_prints([printed(short), printed(short, 2, who="Anders Vik")], [])
    assert [one.how for one in found] == [Print.FIRST, Print.FIRST]
    found = first_prints([printed(FIRST), printed(FIRST, 2, who="Anders Vik")], [])
    assert [one.how for one in found] == [Print.FIRST, Print.SAME]


def test_of_mixed_words_only_those_in_quotation_marks_count() -> None:
    text = f"die Reederei habe ihr gesagt, „{FIRST}“, so steht es im Brief, und „mehr nicht“"
    (found,) = first_prints([printed(text, direct=False)], [])
    assert found.text == f"{FIRST} … mehr nicht"


def test_a_print_older_than_the_window_is_known_by_a_later_one() -> None:
    days = [NIGHT + timedelta(days=number) for number in range(3)]
    (first,) = first_prints([printed(FIRST, 1, days[0])], [])
    (cut,) = first_prints([printed(FIRST[:80], 2, days[1])], [first])
    assert (cut.first_article, cut.how) == (first.article, Print.CUT)
    (again,) = first_prints([printed(FIRST[:80], 3, days[2])], [cut])
    assert (again.first_article, again.how) == (first.article, Print.CUT)


def test_neither_the_order_of_rows_nor_a_rerun_changes_anything() -> None:
    rows = [printed(FIRST, 3), printed(FIRST, 1), printed(FIRST[:90], 2), printed(FIRST[20:], 4)]
    found = first_prints(rows, [])
    assert first_prints(rows[::-1], []) == found == first_prints(rows, [])
    assert {one.first_article for one in found} == {f"{1:016x}"}
    night = NIGHT + timedelta(days=1)
    later = [printed(FIRST, 5, night)]
    assert first_prints(later, found[::-1]) == first_prints(later, found)
