"""What parse decides between the witnesses of a page."""

import subprocess
import sys
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay import parse
from hearsay.parse.language import language_of
from hearsay.parse.publisher import publisher_of
from hearsay.parse.title import title_of
from hearsay.records import Article, DateOrigin, DatePrecision, Draft, Page, Reject

SAMPLES = Path(__file__).parents[2] / "include" / "samples" / "articles"
NIGHT = date(2026, 11, 22)
SECONDS = 2.0
GERMAN = (
    "Der Hafen von Lindau bekommt zwei neue Molen. Das hat der Stadtrat am Montagabend "
    "beschlossen, wie eine Sprecherin der Stadt mitteilte."
)
PAGE = Page(
    dump="press/a.warc.gz",
    record="1024",
    url="https://www.seezeitung.example/2026/11/17/hafen",
    captured="2026-11-20T03:00:00Z",
)


def article(page: Page = PAGE, draft: Draft | None = None, night: date = NIGHT) -> Article:
    found = parse.article(page, draft or Draft(body=GERMAN), night)
    assert isinstance(found, Article)
    return found


def test_article() -> None:
    draft = Draft(body=GERMAN, titles=("Zwei neue Molen",), credit="dpa", byline="Ute Kranz")
    found = article(draft=draft)
    assert found.text == GERMAN
    assert (found.title, found.credit, found.byline) == ("Zwei neue Molen", "dpa", "Ute Kranz")
    assert (found.publisher, found.outlet) == ("seezeitung.example", None)
    assert (found.language, found.attributed) == ("de", True)
    assert (found.published, found.published_day) == ("2026-11-17", date(2026, 11, 17))
    assert found.published_origin == DateOrigin.URL
    assert found.words == 21
    assert (found.dump, found.record, found.night) == (PAGE.dump, PAGE.record, NIGHT)


def test_id_depends_on_dump_and_record_alone() -> None:
    other = Page(dump=PAGE.dump, record="2048")
    assert article(draft=Draft(body=GERMAN + " Mehr nicht.")).id == article().id
    assert article(other).id != article().id
    assert len(article().id) == 16


def test_fingerprint_is_of_the_words_alone() -> None:
    set_otherwise = GERMAN.replace(". ", ".\n").replace("Lindau", "LINDAU")
    assert article(draft=Draft(body=set_otherwise)).fingerprint == article().fingerprint
    assert article(draft=Draft(body=GERMAN + " Mehr nicht.")).fingerprint != article().fingerprint


def test_the_catalogue_knows_the_outlet() -> None:
    page = Page(dump="d", record="r", url="https://www.spiegel.de/politik/a.html")
    assert (article(page).publisher, article(page).outlet) == ("spiegel.de", "spiegel")


def test_the_canonical_address_serves_where_the_record_has_none() -> None:
    page = Page(dump="d", record="r.html")
    found = article(page, Draft(body=GERMAN, url="https://www.bbc.co.uk/news/1"))
    assert (found.url, found.publisher) == ("https://www.bbc.co.uk/news/1", "bbc.co.uk")


def test_a_body_without_words_is_no_article() -> None:
    assert isinstance(parse.article(PAGE, Draft(body="* * *"), NIGHT), Reject)


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("http://de.news.morning-courier.example:8080/x", "morning-courier.example"),
        ("https://Zeitung.DE/", "zeitung.de"),
        ("http://127.0.0.1/x", None),
        ("http://localhost/x", None),
        ("http://[not-an-address", None),
        ("no address at all", None),
        ("http://morning courier.example/", None),
        ("http://*.courier.example/", None),
        ("http://" + "a" * 10_000 + ".example/", None),
        ("http://समाचार.example/", "समाचार.example"),
        ("https://www.xn--kstenblatt-9db.de/amp/hafen", "küstenblatt.de"),
        ("https://www.küstenblatt.de/hafen", "küstenblatt.de"),
        ("https://m.kurier.example/", "kurier.example"),
        ("https://amp.kurier.co.uk:8443/", "kurier.co.uk"),
        ("https://www-bbc-co-uk.cdn.ampproject.org/c/s/www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://4f2a.cdn.ampproject.org/v/s/www.bbc.co.uk/news?amp_js_v=1", "bbc.co.uk"),
        ("https://www-lemonde-fr.translate.goog/article?_x_tr_sl=fr", "lemonde.fr"),
        ("https://my--paper-com.translate.goog/", "my-paper.com"),
        ("https://www.google.com/amp/s/www.kurier.example/hafen", "kurier.example"),
        ("https://translate.google.com/translate?sl=fr&u=https://www.lemonde.fr/a", "lemonde.fr"),
        ("https://webcache.googleusercontent.com/search?q=cache:x1:www.bbc.com/a", "bbc.com"),
        ("https://web.archive.org/web/20260101000000/https://www.spiegel.de/", "spiegel.de"),
        ("https://news.google.com/articles/x", "google.com"),
        ("", None),
        (None, None),
    ],
)
def test_publisher(url: str | None, publisher: str | None) -> None:
    assert publisher_of(url) == publisher


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (GERMAN, ["de-AT"], "de"),
        (GERMAN, ["en"], "de"),  # a theme that was never translated
        (GERMAN, [], "de"),
        ("1 : 0, 2 : 2, 7 : 3", [], "und"),
        ("1 : 0, 2 : 2, 7 : 3", ["it-IT"], "it"),
        (
            "Havnen er stengt til mandag, sier havnesjefen, og ingen vet hva som skjer.",
            ["nb"],
            "no",
        ),
        (
            "Гавань закрито до понеділка, повідомили в адміністрації порту у вівторок.",
            ["uk_UA"],
            "uk",
        ),
    ],
)
def test_language(text: str, declared: list[str], language: str) -> None:
    assert language_of(text, declared) == language


def test_a_long_text_waits_for_no_slow_detector() -> None:
    paths = (SAMPLES / "de-nordsund-bloomberg.toml", SAMPLES / "de-chor-epd.toml")
    text = "\n".join(tomllib.loads(path.read_text("utf-8"))["text"] for path in paths)
    code = (
        "import sys; from hearsay.parse.language import language_of as of;"
        f"print(of({text!r}, ()), 'py3langid' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["de", "False"]


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (["Ferry stays in port"], "Ferry stays in port"),
        (["Ferry stays in port | The Courier", "Ferry stays in port"], "Ferry stays in port"),
        (
            ["Ferry stays in port - Region - The Courier", "Ferry stays in port"],
            "Ferry stays in port",
        ),
        (["Ferry stays in port - courier.example"], "Ferry stays in port"),
        (["Courier | Ferry stays in port"], "Courier | Ferry stays in port"),
        (["Breakpoint : Ferry stays", "Breakpoint: Ferry stays"], "Breakpoint: Ferry stays"),
        (["Ferry - and no bread"], "Ferry - and no bread"),
        (["Fähre: “So geht es nicht”"], "Fähre: “So geht es nicht”"),
        # what newsrooms write for sharing, against what the page itself says three times
        (["You won't believe this ferry", *["Ferry stays in port"] * 3], "Ferry stays in port"),
        (["Ferry in trouble", *["Ferry stays in port"] * 2], "Ferry in trouble"),
        (["Ferry stays in port", *["Storm: Ferry stays in port"] * 3], "Ferry stays in port"),
        (["| Courier", "Ferry stays in port"], "Ferry stays in port"),
        ([], None),
        (["  "], None),
        (["Ferry stays " * 100, "Ferry stays in port"], "Ferry stays in port"),
    ],
)
def test_title(titles: list[str], title: str | None) -> None:
    assert title_of(titles, "courier.example") == title


D = DateOrigin
DATES = [
    # what the witnesses say, what is believed
    ([(D.JSON_LD, "2026-11-17T06:40:00+01:00")], "2026-11-17T06:40:00+01:00", D.JSON_LD),
    ([(D.JSON_LD, "2026-11-17T06:40:00Z")], "2026-11-17T06:40:00+00:00", D.JSON_LD),
    ([(D.META, "2026-11-17 06:40:11.123 +0200")], "2026-11-17T06:40:11+02:00", D.META),
    ([(D.META, "Tue, 17 Nov 2026 06:40:00 GMT")], "2026-11-17T06:40:00+00:00", D.META),
    ([(D.META, "20261117")], "2026-11-17", D.META),
    ([(D.FIELD, "1794897600")], "2026-11-17T06:40:00+00:00", D.FIELD),
    ([(D.LINE, "Dienstag, 17. November 2026, 12:05 Uhr")], "2026-11-17", D.LINE),
    ([(D.LINE, "17.11.2026 | 12:05")], "2026-11-17", D.LINE),
    ([(D.LINE, "Nov. 17, 2026")], "2026-11-17", D.LINE),
    ([(D.LINE, "17 de noviembre de 2026")], "2026-11-17", D.LINE),
    ([(D.LINE, "17 листопада 2026")], "2026-11-17", D.LINE),
    ([(D.LINE, "2026年11月17日 01時28分")], "2026-11-17", D.LINE),
    ([(D.LINE, "07/11/2026")], "2026-11-07", D.LINE),  # the text is German: the day comes first
    ([(D.LINE, "11/17/2026")], "2026-11-17", D.LINE),  # no other way to read it
    ([(D.LINE, "17.11.26, 12:05 Uhr")], "2026-11-17", D.LINE),
    ([(D.LINE, "17.11.202617. November 2026")], "2026-11-17", D.LINE),
    ([(D.LINE, "2 minute readNov 17, 20262:23 PM")], "2026-11-17", D.LINE),
    ([(D.LINE, "2026.11.17 20:01")], "2026-11-17", D.LINE),
    ([(D.LINE, "18 novembre 2026 - Mise à jour")], "2026-11-18", D.LINE),
    # how long ago, counted from the capture on the 20th at three in the morning
    ([(D.MARKUP, "vor 3 Stunden")], "2026-11-20", D.MARKUP),
    ([(D.LINE, "Il y a 4 heures")], "2026-11-19", D.LINE),
    ([(D.LINE, "2 days ago")], "2026-11-18", D.LINE),
    ([(D.LINE, "3日前")], "2026-11-17", D.LINE),
    ([(D.LINE, "Publiziert gestern um 12:19 Uhr")], "2026-11-19", D.LINE),
    # the most trustworthy witness is believed, whatever their order
    ([(D.MARKUP, "2026-11-10"), (D.JSON_LD, "2026-11-16")], "2026-11-16", D.JSON_LD),
    # impossible days, and days after the capture, are refused
    ([(D.JSON_LD, "2026-02-30"), (D.META, "2026-11-16")], "2026-11-16", D.META),
    ([(D.JSON_LD, "2031-01-01"), (D.META, "2026-11-16")], "2026-11-16", D.META),
    ([(D.JSON_LD, "1970-01-01T00:00:00Z"), (D.META, "2026-11-16")], "2026-11-16", D.META),
    ([(D.JSON_LD, "soon")], "2026-11-20T03:00:00+00:00", D.CAPTURE),
    ([], "2026-11-20T03:00:00+00:00", D.CAPTURE),
]


@pytest.mark.parametrize(("dates", "published", "origin"), DATES)
def test_date(dates: list[tuple[DateOrigin, str]], published: str, origin: DateOrigin) -> None:
    page = Page(dump="d", record="r", captured="2026-11-20T03:00:00Z")
    found = article(page, Draft(body=GERMAN, dates=tuple(dates)))
    assert (found.published, found.published_origin) == (published, origin)
    assert str(found.published_day) == published[:10]


def test_a_slash_date_in_english_text_has_the_month_first() -> None:
    body = "The ferry to the island did not leave the harbour on Wednesday, the company said."
    found = article(Page(dump="d", record="r"), Draft(body=body, dates=((D.LINE, "11/07/2026"),)))
    assert found.published == "2026-11-07"


def test_no_date_at_all() -> None:
    found = article(Page(dump="d", record="r"), Draft(body=GERMAN, dates=((D.LINE, "gestern"),)))
    assert (found.published, found.published_day, found.published_origin) == (None, None, None)


@pytest.mark.parametrize(
    ("dates", "precision"),
    [
        ([(D.JSON_LD, "2026-11-17T06:40:00+01:00")], DatePrecision.TIME),
        ([(D.META, "2026-11-17")], DatePrecision.DAY),
        ([], None),  # a capture says nothing of when it was published
    ],
)
def test_precision(dates: list[tuple[DateOrigin, str]], precision: DatePrecision | None) -> None:
    page = Page(dump="d", record="r", captured="2026-11-20T03:00:00Z")
    found = article(page, Draft(body=GERMAN, dates=tuple(dates)))
    assert found.published_precision == precision


def test_a_day_after_the_capture_is_read_the_other_way_round() -> None:
    body = "The ferry to the island did not leave the harbour on Wednesday, the company said."
    page = Page(dump="d", record="r", captured="2026-03-08T03:00:00Z")
    found = article(page, Draft(body=body, dates=((D.LINE, "06/03/2026"),)))
    assert found.published == "2026-03-06"


def test_provenance_is_handed_on() -> None:
    draft = Draft(body=GERMAN, translated="Maschinell übersetzt", origin="Zuerst erschienen in X")
    found = article(draft=draft)
    assert (found.translated, found.origin) == (draft.translated, draft.origin)


@pytest.mark.parametrize(
    "told", ["a" * 200_000, "a 1 " * 50_000, "1 de " * 50_000, "a | " * 50_000]
)
def test_fields_that_hold_far_more_than_a_field_take_no_time(told: str) -> None:
    page = Page(dump="d", record="r", published=told, captured=told, title=told)
    started = time.process_time()
    found = article(page, Draft(body=GERMAN, titles=(told,)))
    assert time.process_time() - started < SECONDS
    assert (found.published, found.title) == (None, None)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_witness(told: str, url: str, captured: str, language: str) -> None:
    page = Page(dump="d", record="r", url=url, published=told, captured=captured, language=language)
    draft = Draft(body=GERMAN, titles=(told,), dates=((D.JSON_LD, told),), languages=(language,))
    found = article(page, draft)
    assert found.published is None or found.published_day is not None
