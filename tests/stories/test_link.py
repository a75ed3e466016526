"""Copies, editions and stories on articles of our own."""

import random
import tomllib
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from hearsay.records.marts import Link
from hearsay.stories import Told, link

SAMPLES = Path(__file__).parents[2] / "include" / "samples" / "articles"
NIGHT = date(2026, 11, 22)

FERRY_DE = """Die Reederei Nordwelle verkauft ihre drei Fähren an den norwegischen Konzern Skagen \
Lines. Das berichtete Bloomberg am Montag unter Berufung auf zwei Personen aus dem Aufsichtsrat.
Der Preis liege bei 412 Millionen Euro, hieß es. Im Jahr 2019 hatte Nordwelle für dieselben \
Schiffe noch 530 Millionen Euro bezahlt.
„Wir geben kein Schiff ohne seine Mannschaft ab“, sagte Betriebsratschefin Merle Ohlsen dem Sender \
NDR. Betroffen sind 1.240 Beschäftigte in Lindhafen und auf der Insel Torsay.
Konzernsprecher Anders Vik wollte sich nicht äußern. Das Kartellamt in Oslo hat bis zum \
14. Dezember Zeit."""
FERRY_EN = """The shipping line Nordwelle is selling its three ferries to the Norwegian group \
Skagen Lines. Bloomberg reported this on Monday, citing two people on the supervisory board.
The price is 412 million euros, they said. In 2019 Nordwelle had paid 530 million euros for the \
same ships.
"We do not hand over a ship without its crew," the head of the works council, Merle Ohlsen, told \
the broadcaster NDR. It affects 1,240 employees in Lindhafen and on the island of Torsay.
The group's spokesman Anders Vik declined to comment. The cartel office in Oslo has until \
December 14."""
FERRY_OWN = """Nach dem Verkauf der Fähren an Skagen Lines fürchtet die Insel Torsay um ihre \
Verbindung zum Festland. Bürgermeister Hauke Brandis kündigte Widerstand an.
Die Reederei Nordwelle hatte die Schiffe für 412 Millionen Euro abgegeben. Betriebsratschefin \
Merle Ohlsen rief zu einer Kundgebung in Lindhafen auf, zu der sie 500 Menschen erwartet."""
OTHER_SALE = """Die Brauerei Hopfengrund verkauft ihre drei Werke an den dänischen Konzern Aarby. \
Das berichtete Reuters am Montag unter Berufung auf zwei Personen aus dem Aufsichtsrat.
Der Preis liege bei 87 Millionen Euro, hieß es. Im Jahr 2011 hatte Hopfengrund für dieselben Werke \
64 Millionen Euro bezahlt.
„Ohne Zusagen stimmen wir nicht zu“, sagte Betriebsratschef Götz Rainer dem Sender SWR. Betroffen \
sind 310 Beschäftigte in Weilbach und Kleinrode.
Konzernsprecherin Lene Holm wollte sich nicht äußern. Das Kartellamt in Kopenhagen hat bis zum \
3. Februar Zeit."""
WEATHER = """Am {day} ist es in {place} meist heiter bei Höchstwerten um {top} Grad. In der Nacht \
kühlt es auf {low} Grad ab. Der Wind weht schwach bis mäßig aus {wind} mit Böen bis {gust} \
Stundenkilometern. Die Regenwahrscheinlichkeit liegt bei {rain} Prozent. Auch in den kommenden \
Tagen bleibt es für die Jahreszeit zu mild, teilte der Wetterdienst mit."""


def article(
    name: str,
    text: str,
    language: str = "de",
    night: date = NIGHT,
    at: str | None = None,
    outlets: str = "",
    title: str | None = None,
) -> Told:
    return Told(
        night=night,
        article=sha256(name.encode()).hexdigest()[:16],
        day=night,
        language=language,
        title=title,
        text=text,
        published=at,
        outlets=tuple(outlets.split()),
    )


def ferries() -> list[Told]:
    return [
        article("de", FERRY_DE, at="2026-11-22T08:00+01:00", outlets="bloomberg ndr"),
        article("en", FERRY_EN, "en", at="2026-11-22T09:00+01:00", outlets="bloomberg ndr"),
        article("own", FERRY_OWN, at="2026-11-22T12:00+01:00"),
        article("beer", OTHER_SALE, at="2026-11-22T12:00+01:00", outlets="reuters swr"),
    ]


def others() -> list[Told]:
    """The sample dumps' articles as the rest of a night."""
    paths = sorted(SAMPLES.glob("*.toml"))
    read = ((path.stem, tomllib.loads(path.read_text("utf-8")).get("text")) for path in paths)
    return [article(path, text, path[:2]) for path, text in read if text]


def by_id(links: list[Link]) -> dict[str, Link]:
    return {one.article: one for one in links}


def test_an_edition_in_another_language_is_found_and_told_from_a_story_of_its_own() -> None:
    de, en, own, beer = (one.article for one in ferries())
    found = by_id(link([*ferries(), *others()], [])[0])
    told = {name: found[name].story for name in (de, en, own, beer)}
    assert told == {de: de, en: de, own: de, beer: beer}
    assert [found[name].twin_of for name in (de, en, own, beer)] == [None, de, None, None]
    assert not [one for one in found.values() if one.copy_of]


def test_a_copy_is_known_by_its_text_whatever_was_done_to_it() -> None:
    lines = FERRY_DE.split("\n")
    copies = {
        "same": FERRY_DE,
        "cut": "\n".join(lines[:3]),
        "own-lead": "\n".join(["In Lindhafen herrscht Unruhe.", *lines, "Mehr dazu am Abend."]),
    }
    told = [article("de", FERRY_DE, at="2026-11-22T01:00:00Z")]
    told += [article(name, text, title="Anders überschrieben") for name, text in copies.items()]
    links = link(told, [])[0]
    assert [one.copy_of for one in links] == [None] + [told[0].article] * 3
    assert {one.story for one in links} == {told[0].article}


def test_a_form_filled_in_anew_is_no_copy() -> None:
    draw = random.Random(7)
    told = [
        article(
            f"weather {number}",
            WEATHER.format(
                day=draw.choice(["Montag", "Dienstag", "Mittwoch"]),
                place=draw.choice(["Lindhafen", "Weilbach", "Torsay", "Kleinrode"]),
                wind=draw.choice(["Nord", "West", "Ost"]),
                top=10 + number,
                low=-number,
                gust=30 + 3 * number,
                rain=41 + number,
            ),
        )
        for number in range(6)
    ]
    assert not [one for one in link(told, [])[0] if one.copy_of]


def test_a_story_goes_on_the_next_night_and_is_not_changed_by_it() -> None:
    de, _, _, beer = ferries()
    links, marks = link([de, beer], [])
    night = NIGHT + timedelta(days=1)
    later = [
        article("en later", FERRY_EN, "en", night, outlets="bloomberg ndr"),
        article("again", FERRY_DE, "de", night, outlets="bloomberg ndr"),
    ]
    next_links, next_marks = link(later, marks)
    found = by_id(next_links)
    assert found[later[0].article].twin_of == de.article
    assert found[later[1].article].copy_of == de.article
    assert {one.story for one in next_links} == {de.article}
    assert {mark.night for mark in next_marks} == {night}
    assert link([beer, de], []) == (links, marks)
    assert link(later[::-1], marks[::-1]) == (next_links, next_marks)


def test_a_night_without_articles_has_no_links() -> None:
    assert link([], []) == ([], [])


def test_texts_too_short_to_compare_are_stories_of_their_own() -> None:
    told = [article("a", "Ja."), article("b", "Ja.", "und"), article("c", "。")]
    links = link(told, [])[0]
    assert {one.story for one in links} == {one.article for one in told}
