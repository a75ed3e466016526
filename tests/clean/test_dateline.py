"""Which lines around an article are asked for its date, and in which order."""

import pytest

from hearsay.clean.dateline import date_lines

BODY = [
    "Die Fähre bleibt bis Montag im Hafen, wie die Reederei am Freitag in Skerra mitteilte."
] * 3


@pytest.mark.parametrize(
    ("above", "below", "behind", "found"),
    [
        (["20.11.2026"], [], [], ["20.11.2026"]),
        ([], ["Von Ute Kranz", "20.11.26, 12:05 Uhr"], [], ["20.11.26, 12:05 Uhr"]),
        # what says that it is the date goes before what is nearer
        (
            ["Publié le 19 nov. 2026", "Mole 7", "20.11.2026"],
            [],
            [],
            ["Publié le 19 nov. 2026", "20.11.2026"],
        ),
        # an update comes last, except where the line tells both
        (["Stand: 21.11.2026", "20.11.2026"], [], [], ["20.11.2026", "Stand: 21.11.2026"]),
        (["20.11.2026 Aktualisiert 21.11.2026"], [], [], ["20.11.2026 Aktualisiert 21.11.2026"]),
        # a caption after a line with a time
        (
            ["20.11.2026 | 12:05"],
            ["Ein Kutter verlässt am frühen Morgen die Mole von Skerra, 3. Mai 2025"],
            [],
            [
                "20.11.2026 | 12:05",
                "Ein Kutter verlässt am frühen Morgen die Mole von Skerra, 3. Mai 2025",
            ],
        ),
        (["vor 3 Stunden"], [], [], ["vor 3 Stunden"]),
        (
            ["3 timer siden"],
            ["Publiceret 20. maj 2026"],
            [],
            ["Publiceret 20. maj 2026", "3 timer siden"],
        ),
        # behind an article stand the dates of others
        ([], [], ["Hafenfest abgesagt 17.11.2026", "Datum 20.11.2026"], ["Datum 20.11.2026"]),
        (["© 2026 Hafenbote", "Mole 7"], [], [], []),
    ],
)
def test_date_lines(
    above: list[str], below: list[str], behind: list[str], found: list[str]
) -> None:
    lines = [*above, BODY[0], *below, *BODY, *["Mehr"] * 9, *behind]
    last = len(above) + len(below) + len(BODY)
    assert date_lines(lines, len(above), last) == found


def test_a_line_far_above_is_not_asked() -> None:
    assert date_lines(["20.11.2026", *["Menü"] * 60, *BODY], 61, 63) == []
