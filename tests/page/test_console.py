"""The SQL console in a real browser."""

import csv
from collections.abc import Callable
from typing import Any

import pytest
from tests.page.conftest import Site, filled

pytestmark = pytest.mark.page
Reader = Callable[..., Any]


@pytest.fixture
def console(reader: Reader, site: Site) -> Any:
    page = reader()
    page.goto("/hearsay/console")
    return page


def run(page: Any, sql: str) -> str:
    """What the page answers, in words."""
    page.get_by_label("One SELECT").fill(sql)
    page.get_by_label("One SELECT").press("Control+Enter")
    filled(page)
    return str(page.locator("#answer").inner_text())


def test_every_example_has_an_answer(console: Any) -> None:
    examples = console.locator("#examples button")
    assert examples.count() >= 4
    for example in examples.all():
        example.click()
        console.get_by_role("button", name="Run").click()
        filled(console)
        assert console.locator("#answer .error").count() == 0, example.inner_text()
        assert "rows in" in console.locator("#answer").inner_text()


def test_what_cannot_be_answered_is_told(console: Any) -> None:
    assert "only one SELECT" in run(console, "COPY articles TO '/tmp/x'")
    assert "articels" in run(console, "SELECT * FROM articels")
    console.complaints.clear()  # the browser tells of the status 400


def test_an_answer_ends_where_its_limit_is(console: Any) -> None:
    assert "There are more than the 1,000 rows" in run(console, "SELECT * FROM range(5000)")
    assert console.locator("#answer tbody tr").count() == 1000


def test_values_are_only_text(console: Any) -> None:
    run(console, 'SELECT \'<img src=x onerror="window.pwned=6">\' AS "<b>x</b>"')
    assert console.locator("#answer td").inner_text() == '<img src=x onerror="window.pwned=6">'
    assert console.locator("#answer th").inner_text() == "<b>x</b>"
    assert console.evaluate("window.pwned") is None


def test_files(console: Any) -> None:
    console.get_by_label("One SELECT").fill("SELECT range AS x FROM range(5000)")
    with console.expect_download() as told:
        console.get_by_role("button", name="CSV").click()
    with told.value.path().open(newline="") as lines:
        assert [row[0] for row in csv.reader(lines)] == ["x", *map(str, range(5000))]
    with console.expect_download() as told:
        console.get_by_role("button", name="Parquet").click()
    assert told.value.path().read_bytes()[:4] == b"PAR1"


def test_statements_are_kept_for_their_reader_alone(console: Any) -> None:
    console.get_by_label("One SELECT").fill("SELECT 42 AS answer")
    console.get_by_placeholder("Name").fill("the answer")
    console.get_by_role("button", name="Save").click()
    console.reload()
    console.get_by_role("button", name="the answer", exact=True).click()
    assert console.get_by_label("One SELECT").input_value() == "SELECT 42 AS answer"
    keys = console.evaluate("Object.keys(localStorage).filter(key => key.startsWith('hearsay'))")
    user = console.locator(".console").get_attribute("data-user")
    assert keys == [f"hearsay.saved.{user}"]
    console.get_by_role("button", name="Remove the answer").click()
    assert console.locator("#saved").inner_text() == "Nothing saved yet."
