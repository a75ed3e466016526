"""Articles on events of our own: editions in several languages, and other events of the kind."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from hearsay.attribute import attributions
from hearsay.records.marts import Link
from hearsay.stories import Told
from planted import NIGHT, fresh

ROOT = Path(__file__).parents[1]
EVENTS = ROOT / "tests" / "stories" / "events"
SAMPLES = ROOT / "include" / "samples" / "articles"

EARLIER, LATER = f"{NIGHT}T01:00:00Z", f"{NIGHT}T12:00:00Z"

Pair = tuple[str, str]


def events() -> tuple[list[Told], dict[str, str], set[str]]:
    """The articles, the event of each, and those that are reports of their own, no editions."""
    told, event, own = [], {}, set()
    for path in sorted(EVENTS.glob("*.toml")):
        for number, row in enumerate(tomllib.loads(path.read_text("utf-8"))["article"]):
            hour = LATER if row.get("own") else EARLIER
            one = article(f"{path.stem} {number}", row["language"], row["text"].strip(), hour)
            told.append(one)
            event[one.article] = row["event"]
            own |= {one.article} if row.get("own") else set()
    return told, event, own


def samples() -> list[Told]:
    """The articles of the sample dumps, as the rest of a night."""
    read = ((path.stem, tomllib.loads(path.read_text("utf-8"))) for path in SAMPLES.glob("*.toml"))
    return [
        article(name, name[:2], row["text"].strip()) for name, row in sorted(read) if "text" in row
    ]


def article(name: str, language: str, text: str, at: str = EARLIER) -> Told:
    """An article with the outlets that it cites."""
    found = attributions(text, language)
    outlets = tuple(one.source_id for one in found if one.source_id)
    one = fresh(name, language, None, text)
    return replace(one, outlets=outlets, published=at)


def pairs(links: Sequence[Link], among: set[str]) -> set[Pair]:
    """Pairs of articles that were given one story."""
    told = sorted((one.article, one.story) for one in links if one.article in among)
    return {(one[0], other[0]) for one, other in combinations(told, 2) if one[1] == other[1]}


def wanted(event: dict[str, str]) -> set[Pair]:
    """Pairs of articles on one event."""
    return {pair for pair in combinations(sorted(event), 2) if event[pair[0]] == event[pair[1]]}
