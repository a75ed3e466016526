"""Cuts a text where the spans of its attributions begin and end, for a page to mark them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hearsay.records import Finding, Place

SHOWN = 900  # characters of a statement in a list; the article shows all
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


def pieces(text: str, spans: Iterable[tuple[int, int, int, str]]) -> list[Piece]:
    """A text, cut at every edge of its spans: (start, end, number, role)."""
    inside = [one for one in spans if 0 <= one[0] < one[1] <= len(text)]
    edges = sorted({0, len(text), *(edge for first, last, *_ in inside for edge in (first, last))})
    return [
        Piece(
            text=text[first:last],
            within=tuple((number, role) for a, b, number, role in inside if a <= first < b),
            begins=tuple((number, role) for a, _, number, role in inside if a == first),
        )
        for first, last in pairwise(edges)
    ]


def spans(findings: Iterable[Finding], place: Place) -> list[tuple[int, int, int, str]]:
    """Those of some findings in one place of an article."""
    return [
        (span.start, span.end, one.number, role)
        for one in findings
        if one.place is place
        for role, span in one.spans()
    ]


def statement(row: Mapping[str, Any]) -> list[Piece]:
    """The sentence of a row of the question `evidence`, its spans marked; a long one is clipped."""
    told = [(role, row[role]) for role in ("source", "cue", "told") if row[role]]
    told += [("content", span) for span in row["content"] or ()]
    sentence = str(row["sentence"] or "")
    shown = sentence[:SHOWN]
    found = [
        (span["start"], min(span["end"], len(shown)), int(row["number"]), role)
        for role, span in told
    ]
    clipped = [Piece(text=CLIPPED)] if len(shown) < len(sentence) else []
    return [*pieces(shown, found), *clipped]


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
