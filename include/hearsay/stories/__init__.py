"""Links the articles of a night: copies, editions in other languages, stories, quotations."""

from collections.abc import Sequence

from hearsay.records.marts import Link, StoryMark
from hearsay.stories.cluster import Cluster, marked
from hearsay.stories.kinship import Kinship
from hearsay.stories.mark import marks
from hearsay.stories.quotes import Printed, first_prints
from hearsay.stories.told import Told
from hearsay.stories.window import Window

__all__ = ["VERSION", "Printed", "Told", "first_prints", "link"]

VERSION = "1"  # another one, and all stories are made anew


def link(
    tonight: Sequence[Told], before: Sequence[StoryMark]
) -> tuple[list[Link], list[StoryMark]]:
    """Links and marks of tonight's articles, both in the order in which they were published.

    `before` are the marks of the nights before that count, all of nights before this one. An
    article joins the story of the nearest article before it, or founds one that bears its id;
    neither the order of `tonight` nor that of `before` matters, and nothing of `before` changes.
    Copies: shingles and sketches (Broder 1997). Stories: single-pass clustering by the cosine of
    rare features, as in topic detection and tracking (Allan, Papka & Lavrenko 1998).
    """
    past = sorted(before, key=lambda mark: (mark.night, mark.place))
    fresh = marks(sorted(tonight, key=Told.order))
    window = Window(marks=[*past, *fresh], past=len(past))
    links = Cluster(window=window, kinship=Kinship(window=window)).links()
    return links, [marked(mark, link) for mark, link in zip(fresh, links, strict=True)]
