"""Stories are the same whatever order rows and nights come in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from events import events
from hearsay.records.marts import Link, StoryMark
from hearsay.stories import Told, link
from planted import NIGHT, planted

NIGHTS = 3
Nights = tuple[tuple[Told, ...], ...]


@cache
def told() -> tuple[Told, ...]:
    """Events in several languages, a copy of each article, and some forms."""
    return planted(events()[0], forms=2).told


@st.composite
def nights(draw: st.DrawFn) -> Nights:
    """The articles dealt out to some nights, in any order."""
    rows = draw(st.permutations(range(len(told()))))
    split = draw(st.lists(st.integers(0, NIGHTS - 1), min_size=len(rows), max_size=len(rows)))
    return tuple(
        tuple(
            replace(told()[row], night=day, day=day)
            for row, night in zip(rows, split, strict=True)
            if night == number
        )
        for number in range(NIGHTS)
        for day in [NIGHT + timedelta(days=number)]
    )


def run(of: Nights, backwards: bool = False) -> list[tuple[list[Link], list[StoryMark]]]:
    """Night after night, each with the marks of those before."""
    done: list[tuple[list[Link], list[StoryMark]]] = []
    for tonight in of:
        before: Sequence[StoryMark] = [mark for _, marks in done for mark in marks]
        done.append(link(tonight[::-1], before[::-1]) if backwards else link(tonight, before))
    return done


@settings(max_examples=15, deadline=None)
@given(nights())
def test_no_order_of_rows_no_rerun_and_no_later_night_changes_a_link(of: Nights) -> None:
    done = run(of)
    assert run(of, backwards=True) == done
    assert run(of[:-1]) == done[:-1]


@settings(max_examples=15, deadline=None)
@given(nights())
def test_links_lead_to_what_came_before(of: Nights) -> None:
    story: dict[str, str] = {}
    for links, marks in run(of):
        assert [(one.article, one.story, one.copy_of) for one in links] == [
            (mark.article, mark.story, mark.copy_of) for mark in marks
        ]
        for one in links:
            assert one.story == one.article or one.story in story.values()
            for other in (one.copy_of, one.twin_of):
                assert other is None or other in story
            assert one.copy_of is None or one.story == story[one.copy_of]
            story[one.article] = one.story
