"""Which days a line tells, in the languages whose packs name months and times ago."""

from datetime import UTC, datetime

import pytest

from hearsay.parse.moments import moments

CAPTURED = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Publiceret 20. maj 2026", "2026-05-20"),
        ("Publicerad 3 oktober 2026", "2026-10-03"),
        ("Publisert 3. desember 2026", "2026-12-03"),
        ("Julkaistu 5. kesäkuuta 2026", "2026-06-05"),
        ("Publikováno 7. září 2026", "2026-09-07"),
        ("Publicat 14 noiembrie 2026", "2026-11-14"),
        ("Δημοσίευση 9 Μαΐου 2026", "2026-05-09"),
        ("Diterbitkan 17 Agustus 2026", "2026-08-17"),
        ("för 2 dagar sedan", "2026-11-18"),
        ("3 tuntia sitten", "2026-11-20"),
        ("před 4 dny", "2026-11-16"),
        ("πριν από 5 ημέρες", "2026-11-15"),
        ("3 hari yang lalu", "2026-11-17"),
        ("včera", "2026-11-19"),
    ],
)
def test_a_day_is_read(told: str, day: str) -> None:
    found = next(iter(moments(told, "dmy", CAPTURED)))
    assert found[0][:10] == day
