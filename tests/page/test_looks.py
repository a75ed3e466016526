"""How the pages behave for different readers: widths, themes, languages, keyboard, contrast."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.page.conftest import Site, filled
from tests.page.test_views import VIEWS

pytestmark = pytest.mark.page
# Google's mark for a page that holds still; what is filled later has its height from the beginning.
STILL = 0.1
Reader = Callable[..., Any]


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("path", VIEWS)
def test_nothing_jumps_or_sticks_out(reader: Reader, site: Site, path: str, width: int) -> None:
    page = reader(width)
    page.goto(f"/hearsay{path}")
    filled(page)
    page.wait_for_timeout(200)  # a shift is told after the frame that it happens in
    assert page.evaluate("window.shifts") < STILL
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", VIEWS)
def test_screen_readers_and_weak_eyes(reader: Reader, site: Site, path: str, dark: bool) -> None:
    page = reader(400 if dark else 1280, dark=dark)
    page.goto(f"/hearsay{path}")
    filled(page)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_the_theme_is_that_of_airflow(reader: Reader, site: Site) -> None:
    page = reader(dark=False)
    page.goto("/hearsay/")
    filled(page)
    light = background(page)
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    filled(page)
    assert sum(background(page)) < 100 < sum(light)
    page.evaluate("localStorage.removeItem('theme')")
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert sum(background(page)) < 100


def background(page: Any) -> list[int]:
    told = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return [int(number) for number in re.findall(r"\d+", told)]


def test_the_keyboard_is_enough(reader: Reader, site: Site) -> None:
    page = reader()
    page.goto("/hearsay/")
    filled(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    assert skip.evaluate("link => link === document.activeElement && link.offsetLeft >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "since"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    count = page.locator(".panel.sources td[data-column=attributions] a").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if count.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/evidence"))


def test_german_is_spoken_to_whoever_wants_it(reader: Reader, site: Site) -> None:
    page = reader(language="de-AT")
    page.goto("/hearsay/?language=de")
    filled(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Wer zitiert wen"
    assert page.evaluate("document.documentElement.lang") == "de"
    page.get_by_role("link", name="en", exact=True).click()
    filled(page)
    assert page.get_by_role("heading", level=1).inner_text() == "Who cites whom"
    assert "language=de" in page.url
    page.goto("/hearsay/stories")
    assert page.get_by_role("heading", level=1).inner_text() == "Stories"
