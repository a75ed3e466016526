"""Finds why sources stay unnamed, where the text says so: "because the talks are private"."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from hearsay import lang
from hearsay.attribute.draft import Draft, Pair, near
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.memory import NAMED
from hearsay.records import Place, SourceType

# A reason is a clause; what is longer has no end that we can see.
LONGEST_REASON = 300
FARTHEST_PLEA = 1000  # characters from the sentence of a source to the plea for its anonymity
LONGEST_PLEA = 60  # characters from its verb: "spoke to Example on the condition of anonymity"


def reasons(pairs: Sequence[Pair], lexicon: Lexicon) -> dict[int, str]:
    """Index of a pair -> why its source stays unnamed, in the words of the text.

    A plea for anonymity belongs to the unnamed source of its sentence, else to the last one
    before it in the paragraph.
    """
    here = [
        at
        for at, (draft, holder) in enumerate(pairs)
        if draft.line.place is Place.TEXT
        and holder.type is SourceType.ANONYMOUS
        and holder.anonymity > NAMED
    ]
    plea = _plea(lexicon.language)
    if plea is None or not here:
        return {}
    text, found = pairs[here[0]][0].line.text, dict[int, str]()
    starts = [pairs[at][0].line.sentence.start for at in here]
    for match in plea.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or match.start() - starts[before] > FARTHEST_PLEA:
            continue
        if "\n" not in text[starts[before] : match.start()]:
            found.setdefault(here[before], _reason(match, near(pairs, here[before])))
    return found


def pleads(draft: Draft, lexicon: Lexicon) -> bool:
    """ "asking not to be named": what a source asks for itself is no statement."""
    asked, end = _asked(lexicon.language), draft.cue[1]
    return asked is not None and bool(asked.match(draft.line.text, end, end + LONGEST_PLEA))


@cache
def _asked(language: str) -> re.Pattern[str] | None:
    told = lang.section(language, "attribution").get("unnamed")
    return None if told is None else re.compile(rf"[^\w,]*(?:\w+[^\w,]+){{0,3}}?(?:{told['plea']})")


def _reason(plea: re.Match[str], pairs: Sequence[Pair]) -> str:
    """The clause behind a plea, up to where the sentence goes on with what the source says."""
    start, end = plea.span("reason") if plea["reason"] else plea.span("plain")
    edges = [edge for draft, _ in pairs for edge in _edges(draft) if start < edge < end]
    return plea.string[start : min(edges, default=end)].rstrip(" ,–—-\"“”'")


def _edges(draft: Draft) -> list[int]:
    if draft.line.place is not Place.TEXT:
        return []
    return [draft.cue[0], *(start for start, _ in draft.content)]


@cache
def _plea(language: str) -> re.Pattern[str] | None:
    told = lang.section(language, "attribution").get("unnamed")
    if told is None:
        return None
    clause = rf"(?:[^.;!?\n\"“”„»«]|[.](?=\w)){{3,{LONGEST_REASON}}}"
    return re.compile(
        rf"(?:{told['plea']})\W+(?:\w+\W+){{0,2}}?"
        rf"(?:(?:{told['because']})\s+|(?=(?:{told['purpose']})\b))(?P<reason>{clause})"
        rf"|(?P<plain>(?:{told['plain']})\b{clause})"
    )
