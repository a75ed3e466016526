"""What is learned from other pages of a publisher: residue goes, no line of a body is lost."""

import time
import tomllib
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from hearsay import clean
from hearsay.clean import repeated
from hearsay.records import Draft, Page, Repeated

PARTS = tomllib.loads((Path(__file__).parent / "repeated.toml").read_text("utf-8"))
TOWNS = ("Skerra", "Lindenau", "Ahrsund", "Norderhafen", "Velm", "Ostrum")
NAMES = ("Amsel", "Meise", "Zeisig", "Wiesner", "Brodersen")
MANY = 24  # pages of a publisher
PAPER = "hafenbote.example"


def told(part: str, number: int = 0) -> list[str]:
    """The lines of a part of a page, the towns and names those of page `number`."""
    town, name = list(product(TOWNS, NAMES))[number]
    return str(PARTS[part].format(town=town, name=name)).strip().split("\n")


def bodies(pages: list[list[str]]) -> list[list[str]]:
    """What is left of the pages of one publisher, each cleaned when all are learned."""
    memory = clean.Memory()
    for number, lines in enumerate(pages):
        memory.learn(PAPER, f"/{number}", lines)
    found = [clean.draft(page(lines), memory.of(PAPER)) for lines in pages]
    return [one.body.split("\n") if isinstance(one, Draft) else [] for one in found]


def page(lines: list[str]) -> Page:
    return Page(dump="press", record="1", text="\n".join(lines))


def test_insets_and_teasers_that_other_pages_have_go() -> None:
    articles = [told("article", number) for number in range(3)]
    pages = [[*one[:3], PARTS["inset"], *one[3:], *PARTS["behind"]] for one in articles]
    alone = bodies(pages[:1])[0]
    assert PARTS["inset"] in alone
    assert bodies(pages) == [one[1:] for one in articles]


def test_a_text_that_every_page_has_goes_however_much_longer_it_is() -> None:
    articles = [told("article", number) for number in range(MANY)]
    pages = [[*told("appeal"), *one] for one in articles]
    assert told("appeal")[1] in bodies(pages[:1])[0]
    assert bodies(pages) == [one[1:] for one in articles]


@pytest.mark.parametrize("place", [2, 3, 4])
def test_an_appeal_in_and_behind_a_body_goes(place: int) -> None:
    appeal = told("appeal")[2]
    articles = [told("article", number) for number in range(8)]
    pages = [[*one[:place], appeal, *one[place:]] for one in articles]
    assert bodies(pages) == [one[1:] for one in articles]


def test_among_texts_of_many_papers_the_pages_of_one_tell_what_is_its_appeal() -> None:
    articles = [told("article", number) for number in range(30)]
    pages = []
    for number, one in enumerate(articles):
        paper = NAMES[number % 5]
        menu = [f"{paper} {part}" for part in ("Politik", "Sport", "Kultur", "Wetter", "Leute")]
        appeal = told("appeal")[2].replace("die Gemeinde", f"Familie {paper}")
        pages.append([*menu, *one[:3], appeal, *one[3:]])
    assert bodies(pages) == [one[1:] for one in articles]


@pytest.mark.parametrize("captures", [2, 3, 8, MANY])
def test_captures_of_one_article_do_not_erase_its_body(captures: int) -> None:
    article = [*told("article"), *told("agency"), *told("background")]
    others = [told("article", number) for number in range(1, 6)]
    assert bodies([article] * captures)[:1] == [article[1:]]
    assert bodies([article] * captures + others)[0] == article[1:]
    updated = [*article, "Am Abend teilte die Reederei mit, auch die Fähre nach Velm falle aus."]
    assert bodies([article] * captures + [updated] + others)[captures] == updated[1:]


@pytest.mark.parametrize("papers", [2, 5, 8])
def test_an_agency_text_in_several_papers_stays(papers: int) -> None:
    pages = [[*told("opening", number), *told("agency")] for number in range(papers)]
    assert bodies(pages) == [one[1:] for one in pages]


def test_background_that_follow_ups_reuse_stays() -> None:
    stories = [[*told("article", n), *told("background")] for n in range(5)]
    others = [told("article", number) for number in range(5, MANY)]
    assert bodies(stories + others)[:5] == [one[1:] for one in stories]
    assert bodies(stories)[:5] == [one[1:] for one in stories]


def test_what_earlier_nights_told_is_known_at_the_first_page() -> None:
    one = told("article")
    mark = repeated.mark(PAPER, PARTS["inset"])
    known = clean.Memory(earlier={mark: clean.Standing(9, 12)}).of(PAPER)
    draft = clean.draft(page([*one[:3], f"» {PARTS['inset']} «", *one[3:]]), known)
    assert isinstance(draft, Draft)
    assert draft.body.split("\n") == one[1:]


def test_the_line_says_on_how_many_pages_it_stands() -> None:
    memory = clean.Memory()
    for number in range(3):
        memory.learn(PAPER, f"/{number}", [PARTS["inset"]])
    one = told("article")
    lines = clean.explain(page([*one[:3], PARTS["inset"], *one[3:]]), memory.of(PAPER))
    assert lines[3].why.startswith("repeated on other pages (3 in all); ")
    assert [line.text for line in lines if not line.kept][-1] == PARTS["inset"]


def test_many_lines_that_all_repeat_take_no_time() -> None:
    numbers = range(20_000)
    standings = [repeated.Standing(7 + number % 2, 9) for number in numbers]
    begun = time.process_time()
    found = repeated.residue(standings, dict.fromkeys(numbers, 6), list(numbers), range(0))
    assert time.process_time() - begun < 0.5
    assert found == set(numbers)


def test_the_table_has_what_stood_beside_articles_on_two_pages_or_more() -> None:
    memory = clean.Memory()
    for number in (0, 1, 1, 2):  # the second page was crawled twice
        memory.note(PAPER, f"/{number}", [*told("article", number), PARTS["inset"]])
    memory.note("other.example", "/", [PARTS["inset"]])
    night = date(2026, 11, 20)
    assert list(memory.rows(night)) == [
        Repeated(
            night=night,
            publisher=PAPER,
            mark=f"{repeated.mark(PAPER, PARTS['inset']):016x}",
            line=PARTS["inset"],
            pages=3,
            publisher_pages=3,
        )
    ]


def test_a_tally_that_is_full_forgets_what_stood_on_few_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(repeated, "MOST_LINES", 100)
    tally = repeated.Tally()
    for number in range(200):
        tally.add(PAPER, f"/{number}", ["Alles zur Fähre", f"Zeile {number}"])
    assert tally.standing(PAPER, repeated.mark(PAPER, "Alles zur Fähre")) == (200, 200)
    assert tally.standing(PAPER, repeated.mark(PAPER, "Zeile 0")).pages == 1
    assert tally.told.keys() == {repeated.mark(PAPER, "Alles zur Fähre")}
