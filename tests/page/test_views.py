"""Each view of the pages in a real browser: it shows what was published, and leads to evidence."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.page.conftest import NIGHT, Site, filled

pytestmark = pytest.mark.page
VIEWS = (
    "/",
    "/evidence?type=anonymous",
    "/stories",
    "/questions",
    "/questions/cites",
    "/console",
    "/nights",
    f"/nights/{NIGHT}",
)
Reader = Callable[..., Any]


def field(page: Any, name: str) -> Any:
    """A field of the filters by its label."""
    return page.get_by_label(name, exact=True)


def open_page(reader: Reader, site: Site, path: str, **how: Any) -> Any:
    page = reader(**how)
    page.goto(f"/hearsay{path}")
    filled(page)
    return page


def numbers(page: Any, panel: str, column: str) -> list[float]:
    told = page.locator(f".{panel} td[data-column={column}]").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.value))"
    )
    return [float(number) for number in told]


def test_the_page_is_in_airflows_navigation_and_its_address_in_airflows(
    reader: Reader, site: Site
) -> None:
    page = reader()
    page.goto("/")
    page.get_by_role("link", name="Sources", exact=True).click()
    frame = page.frame_locator("iframe[title=Sources]")
    field(frame, "Language").fill("de")
    frame.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(r"/plugin/sources/hearsay/\?.*language=de"))
    page.reload()
    assert field(frame, "Language").input_value() == "de"


def test_the_overview_shows_the_period(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/")
    assert page.get_by_label("To", exact=True).input_value() == NIGHT
    for panel in ("sources", "anonymity", "cites", "chains"):
        assert page.locator(f".panel.{panel} tbody tr").count() > 3, panel
    assert max(numbers(page, "panel.sources", "attributions")) > 3


def test_charts_are_drawn_of_what_their_table_says(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/")
    for panel in page.locator(".panel:has(.chart)").all():
        panel.locator("canvas").wait_for()
        painted = panel.locator("canvas").evaluate(
            "canvas => new Set(canvas.getContext('2d')"
            ".getImageData(0, 0, canvas.width, canvas.height).data).size"
        )
        assert painted > 20
        assert panel.locator("table[data-chart] tbody tr").count() > 1
        assert panel.get_by_role("img").get_attribute("aria-label")


def test_filters_narrow_the_answers_and_stand_in_the_address(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/")
    all_of_them = page.locator(".panel.chains tbody tr").count()
    field(page, "Publisher").fill("elbblick.example")
    field(page, "Language").fill("de")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("publisher=elbblick.example"))
    filled(page)
    chains = page.locator(".panel.chains td[data-column=chain]").all_inner_texts()
    assert 0 < len(chains) < all_of_them
    assert all("elbblick.example" in chain for chain in chains)
    page.reload()
    filled(page)
    assert field(page, "Publisher").input_value() == "elbblick.example"
    page.get_by_role("link", name="Reset").click()
    filled(page)
    assert page.locator(".panel.chains tbody tr").count() == all_of_them


def test_a_period_without_articles_says_so(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/?since=1999-01-01&until=1999-01-31")
    states = page.locator(".panel .state").all_inner_texts()
    assert states
    assert all("Nothing was found" in state for state in states)


def test_a_number_leads_to_its_statements_and_on_to_the_article(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/?type=media")
    row = page.locator(".panel.sources tbody tr").first
    name = row.locator("td[data-column=source]").inner_text()
    row.locator("td[data-column=attributions] a").click()
    filled(page)
    first = page.locator(".statement").first
    assert field(page, "Source").input_value() == name
    assert page.get_by_label("To", exact=True).input_value() == NIGHT
    assert first.locator("mark.source").count() >= 1
    assert first.locator("mark.cue").count() >= 1
    assert " -> " in first.locator(".chain").inner_text()
    first.locator(".where a").first.click()
    filled(page)
    assert page.locator("article mark.source").count() >= 1
    number = page.url.partition("#a")[2]
    assert page.locator(f"#a{number}").is_visible()
    assert page.locator("table.attributions tbody tr").count() >= int(number)


def test_spans_can_be_told_without_colour(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/evidence?source=bloomberg")
    styles = {
        role: page.locator(f".legend mark.{role}").evaluate(
            "mark => getComputedStyle(mark).textDecorationStyle"
        )
        for role in ("source", "cue", "told", "content")
    }
    assert len(set(styles.values())) == 4
    letters = page.locator(".legend sup").all_inner_texts()
    assert len(set(letters)) == 4


def test_a_chain_leads_to_its_article(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/")
    link = page.locator(".panel.chains td[data-column=chain] a").first
    publisher = link.inner_text().split(" -> ")[0]
    link.click()
    filled(page)
    assert publisher in page.locator("article .where").inner_text()


def test_every_question_is_a_page(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/questions")
    paths = page.locator(".questions dt a").evaluate_all("links => links.map(link => link.href)")
    assert len(paths) > 10
    for path in paths:
        page.goto(path)
        filled(page)
        assert page.locator(".error").count() == 0, path
        assert page.locator("table tbody tr, .state").count() > 0, path


def test_a_questions_form_and_files(reader: Reader, site: Site, tmp_path: Path) -> None:
    page = open_page(reader, site, "/questions/anonymity")
    field(page, "Language").fill("fr")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url(re.compile("language=fr"))
    filled(page)
    shown = page.locator("main table tbody tr").count()
    assert shown > 0
    with page.expect_download() as csv:
        page.get_by_role("link", name="CSV").click()
    lines = csv.value.path().read_text("utf-8").splitlines()
    assert "publisher,language" in lines[0]
    assert len(lines) == shown + 1
    with page.expect_download() as parquet:
        page.get_by_role("link", name="PARQUET").click()
    assert parquet.value.path().read_bytes()[:4] == b"PAR1"
    assert parquet.value.suggested_filename == "hearsay-anonymity.parquet"


def test_a_value_that_is_none_is_refused_in_words(reader: Reader, site: Site) -> None:
    page = reader()
    page.goto("/hearsay/?since=yesterday")
    assert "is no day such as 2026-01-31" in page.get_by_role("alert").inner_text()
    assert len(page.complaints) == 1  # the browser tells of the status 400
    page.complaints.clear()


def test_the_quality_of_nights(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/nights")
    assert page.locator("td[data-column=records]").count() >= 3
    page.get_by_role("link", name="Data Docs").first.click()
    page.wait_for_url(re.compile(f"/docs/{NIGHT}/index.html"))
    assert "Great Expectations" in page.content()
    page.complaints.clear()  # its pages ask the internet for scripts, which the policy refuses


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/dags/nightly_ingest/runs/{run}", "Quality report"),
        ("/dags/nightly_ingest/runs/{run}/tasks/publish", "Quality report"),
        ("/dags/nightly_ingest/tasks/publish", "Quality report"),
    ],
)
def test_each_run_and_task_leads_to_the_report_of_its_night(
    reader: Reader, site: Site, path: str, tab: str
) -> None:
    page = reader()
    page.goto(path.format(run=site.run))
    page.get_by_role("link", name=tab).click()
    frame = page.frame_locator(f"iframe[title='{tab}']")
    frame.get_by_role("heading", name=f"Quality report of {NIGHT}").wait_for()
    frame.locator("td[data-column=records]").first.wait_for()
    page.complaints.clear()  # Airflow's own


def test_nothing_of_an_article_becomes_more_than_text(reader: Reader, site: Site) -> None:
    page = open_page(reader, site, "/evidence?source=Karla%20Wiesner")
    assert "<script>window.pwned = 1</script>" in page.locator("main").inner_text()
    addresses = page.locator("a.outside").evaluate_all("links => links.map(link => link.href)")
    assert addresses
    assert all(re.match("https?://", address) for address in addresses)
    for link in page.locator(".statement .where > a:not(.outside)").evaluate_all(
        "links => links.map(link => link.href)"
    ):
        page.goto(link)
        filled(page)
        assert "{{ 7 * 7 }} ${7*7} </mark></blockquote></script>" in page.inner_text("main")
        assert page.evaluate("window.pwned") is None
    page.goto("/hearsay/")
    filled(page)
    assert page.evaluate("window.pwned") is None
