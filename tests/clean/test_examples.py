"""Each example stands beside a TOML file that says what must be left of it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay import clean
from hearsay.records import Draft, Page, Reject

HERE = Path(__file__).parent
EXAMPLES = sorted([*HERE.glob("pages/*.html"), *HERE.glob("texts/*.txt")])


def page_of(path: Path) -> Page:
    if path.suffix == ".html":
        return Page(dump="examples", record=path.name, html=path.read_bytes())
    return Page(dump="examples", record=path.name, text=path.read_text("utf-8"))


def told(draft: Draft) -> dict[str, Any]:
    """What a TOML file may say about a draft."""
    first_date = next(iter(draft.dates), None)
    return {
        "body": draft.body.split("\n"),
        "title": next(iter(draft.titles), None),
        "date": list(first_date) if first_date else None,
        "credit": draft.credit,
        "byline": draft.byline,
        "url": draft.url,
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example(path: Path) -> None:
    expected = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    found = clean.draft(page_of(path))
    if isinstance(found, Reject):
        assert {"reason": found.reason} == expected
    else:
        assert found.body.split("\n") == expected["body"]
        assert told(found) == dict.fromkeys(told(found)) | expected


def test_explain_names_a_reason_for_every_line() -> None:
    path = HERE / "texts" / "inset-de.txt"
    lines = clean.explain(page_of(path))
    assert [line.text for line in lines] == path.read_text("utf-8").split("\n")[:-1]
    by_text = {line.text: line for line in lines}
    assert not by_text["Aktuell beobachtet"].kept
    assert by_text["Aktuell beobachtet"].why.startswith("theme's own words; ")


def test_explain_names_the_place_of_every_line() -> None:
    lines = clean.explain(page_of(HERE / "texts" / "apart-de.txt"))
    by_text = {line.text: line.why.partition("; ")[2] for line in lines}
    assert by_text["Moorbahn fährt nur noch bis Ende Oktober"] == "headline of the article"
    assert by_text["Wie das Moor entstand"] == "outside the article"
    standfirst, *body, apart = [by_text[line.text] for line in lines if line.kept]
    assert standfirst == "under the headline"
    assert set(body) == {"in the article"}
    assert apart == "apart from the article, of the same matter"


def test_explain_tells_of_a_page_of_html_too() -> None:
    lines = clean.explain(page_of(HERE / "pages" / "boxes.html"))
    found = clean.draft(page_of(HERE / "pages" / "boxes.html"))
    assert isinstance(found, Draft)
    assert [line.text for line in lines if line.kept] == found.body.split("\n")
    assert {line.why for line in lines if not line.kept} == {
        "in a box: its element or class says so",
        "outside the article's container",
        "credit",
    }
