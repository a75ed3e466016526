"""Cuts a text where the spans of its attributions begin and end, for a page to mark them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hearsay.records import Finding, Place

# `... sagte er.“ Der` : a mark that ends a sentence, what closes behind it, and a space.
SENTENCE = re.compile(r"[.!?…。！？][\"'”“’»«)\]]*\s+|\n")
SHOWN = 700  # characters of a statement in a list; the article shows all
CLIPPED = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text in the same spans: their (number, role), and those that begin with it."""

    text: str
    within: tuple[tuple[int, str], ...] = ()
    begins: tuple[tuple[int, str], ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """What it is, each once: `content`, `source`."""
        return tuple(sorted({role for _, role in self.within}))


def pieces(
    text: str, findings: Iterable[Finding], place: Place, start: int = 0, end: int | None = None
) -> list[Piece]:
    """The text between two offsets, cut at every edge of the findings' spans in that place."""
    end = len(text) if end is None else end
    spans = [
        (max(span.start, start), min(span.end, end), one.number, role)
        for one in findings
        if one.place is place
        for role, span in one.spans()
        if span.start < end and span.end > start
    ]
    edges = sorted({start, end, *(edge for first, last, *_ in spans for edge in (first, last))})
    return [
        Piece(
            text=text[first:last],
            within=tuple((number, role) for a, b, number, role in spans if a <= first < b),
            begins=tuple((number, role) for a, _, number, role in spans if a == first),
        )
        for first, last in pairwise(edges)
    ]


def statement(text: str, finding: Finding) -> list[Piece]:
    """The sentences that an attribution stands in, its spans marked; long ones are clipped."""
    spans = [span for _, span in finding.spans()]
    if not spans:
        return []
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = max((cut.end() for cut in SENTENCE.finditer(text, 0, first)), default=0)
    cut = SENTENCE.search(text, max(last - 1, 0))
    end = cut.end() if cut else len(text)
    shown = pieces(text, [finding], finding.place, start, min(end, start + SHOWN))
    return shown if end <= start + SHOWN else [*shown, Piece(text=CLIPPED)]


def chain(finding: Finding, all_of_them: Sequence[Finding]) -> list[Finding]:
    """The chain that a statement is part of, from the publisher's own source to the ultimate."""
    by_number = {one.number: one for one in all_of_them}
    citing = {one.cites: one for one in reversed(all_of_them) if one.cites}
    first, seen = finding, {finding.number}
    while (before := citing.get(first.number)) and before.number not in seen:
        seen.add(before.number)
        first = before
    found = [first]
    while (upstream := by_number.get(found[-1].cites or 0)) and upstream not in found:
        found.append(upstream)
    return found
