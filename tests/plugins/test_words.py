"""The words of the pages: the same keys in every language, and none that a page lacks."""

import re
from pathlib import Path

import pytest
from fastapi import Request
from hearsay_pages.words import COOKIE, LANGUAGES, chosen, words

PAGES = Path(__file__).parents[2] / "plugins" / "hearsay_pages"
OPEN = ("value.", "column.")  # what is not told stands there by its own name


def test_every_language_says_the_same() -> None:
    keys = [
        {key for key in words(language).told if not key.startswith(OPEN)} for language in LANGUAGES
    ]
    assert keys[0] == keys[1]


def test_the_words_of_templates_are_there() -> None:
    texts = [path.read_text("utf-8") for path in (PAGES / "templates").glob("*.html")]
    used = {key for text in texts for key in re.findall(r'\bt\("([^"]+)"[,)]', text)}
    assert len(used) > 50
    assert used <= words("en").told.keys()


def test_numbers_are_written_as_the_language_does() -> None:
    assert (words("en").number(12345.5), words("en").share(0.123)) == ("12,345.5", "12.3%")
    assert words("de").number(12345.5) == "12.345,5"
    assert words("de").share(0.123).replace("\xa0", " ") == "12,3 %"


@pytest.mark.parametrize(
    ("asked", "cookie", "expected"),
    [
        ("", "", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "", "de"),
        ("fr,en;q=0.3,de;q=0.7", "", "de"),
        ("de;q=x", "", "de"),
        ("de", "en", "en"),
        ("en", "../../etc", "en"),
    ],
)
def test_the_language_is_that_of_the_reader(asked: str, cookie: str, expected: str) -> None:
    headers = [(b"accept-language", asked.encode()), (b"cookie", f"{COOKIE}={cookie}".encode())]
    assert chosen(Request({"type": "http", "headers": headers})).language == expected
