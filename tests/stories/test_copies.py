"""Copies planted among the sample articles, held to the floor that bench/stories.py measures."""

from events import samples
from hearsay.stories import link
from planted import planted

FLOOR = 0.98


def test_planted_copies_are_found_and_forms_filled_in_anew_are_not() -> None:
    truth = planted(samples(), forms=25)
    found = {one.article: one.copy_of for one in link(truth.told, [])[0] if one.copy_of}
    right = sum(truth.copy_of.get(article) == first for article, first in found.items())
    assert right >= FLOOR * len(found)
    assert right >= FLOOR * len(truth.copy_of)
