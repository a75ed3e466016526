"""The page that shows an article's attributions."""

import re
from dataclasses import replace
from html import unescape

from hearsay.attribute import attributions
from hearsay.attribute.page import page
from hearsay.records import Finding, Place

TITLE = "Werft <baut> weiter – Nordagentur"
TEXT = "„Wir bauen“, sagte Werftchefin Karla Wiesner. Laut Reuters stimmt das & mehr.\nEnde."


def _page(text: str, found: list[Finding], title: str = TITLE) -> str:
    texts = {Place.TITLE: title, Place.TEXT: text}
    return page(["kurier & co"], texts, found, ["number", "rule"], [[1, None], [2, "<x>"]])


def _words(html: str) -> str:
    """What a reader sees of a page, without the labels."""
    shown = re.sub(
        r"<style>.*?</style>|<b .*?</b>|</?(?:span|i|mark)\b[^>]*>", "", html, flags=re.S
    )
    return " ".join(unescape(re.sub(r"<[^>]+>", "\n", shown)).split())


def test_spans_are_labelled_with_number_and_role() -> None:
    found = [replace(one, told=one.source) for one in attributions(TEXT, "de", TITLE)]
    html = _page(TEXT, found)
    labels = re.findall(r'<b style="background:(#\w+);[^"]*">(\d+ \w+)</b>', html)
    told = {f"{one.number} {role}" for one in found for role, _ in one.spans()}
    assert {label for _, label in labels} == told
    assert {label.split()[1]: colour for colour, label in labels} == {
        "source": "#7fd4e8",
        "cue": "#ffd166",
        "told": "#e5b3e8",
        "content": "#b5e3a1",
    }


def test_texts_stand_there_word_for_word_and_nothing_of_them_is_markup() -> None:
    html = _page(TEXT, attributions(TEXT, "de", TITLE))
    assert f"{TITLE} {' '.join(TEXT.split())}" in _words(html)
    assert "<baut>" not in html
    assert "<td>&lt;x&gt;</td>" in html
    assert "kurier &amp; co" in html


def test_an_article_without_attributions_is_a_page_too() -> None:
    assert "Ende." in _words(_page("Ende.", []))
    assert "<b " not in _page("", [])


def test_a_long_paragraph_is_shown_in_blocks_and_a_span_goes_on_in_the_next() -> None:
    text = f"Laut Reuters {'kommt ' * 2000}sie."
    (found,) = attributions("Laut Reuters kommt sie.", "de")
    (span,) = found.content
    html = _page(text, [replace(found, content=(replace(span, end=len(text) - 1),))], "T")
    blocks = html.count('<div class="spans"')
    assert blocks > 10
    assert html.count(">1 content</b>") == blocks - 1
    assert " ".join(text.split()) in _words(html)


def test_a_page_grows_as_its_article_does() -> None:
    found = attributions(TEXT, "de")
    far = [replace(one, number=one.number + 2) for one in found]
    one, two = (len(_page(f"{TEXT}\n" * times, found, "T")) for times in (400, 800))
    assert two < 2 * one
    assert len(_page(TEXT, found + far, "T")) < 2 * len(_page(TEXT, found, "T"))
