"""Takes the marks out of a marked text: "<s1>Die Werft</s1> <c1>sagt</c1>, <t1>...</t1>"."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hearsay.contract import Span
from hearsay.score.quoted import quotations

ROLES: Mapping[str, str] = {"s": "source", "c": "cue", "t": "content", "v": "told"}
MARK = re.compile(r"<(/?)([sctv])([1-9]\d{0,5})>")
ODD = re.compile(r"</?\w[^<>\n]{0,20}>?")  # what is left and looks like a mark: "<s 3>", "<x3>"

Roles = Mapping[str, Sequence[Span]]  # role -> spans


class GoldError(ValueError):
    """A marked article that cannot be read; the message names the file and the mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmarked:
    """A text without its marks, what they marked by number of the record, and its quotations."""

    text: str
    roles: Mapping[int, Roles]
    quoted: tuple[Span, ...]


def unmarked(marked: str) -> Unmarked:
    """Take the marks out; they may nest and cross.

    Raises GoldError for a mark that is not closed, not opened, empty or misspelt.
    """
    found = defaultdict[int, defaultdict[str, list[Span]]](lambda: defaultdict(list))
    opened, removed = dict[str, int](), 0
    for mark in MARK.finditer(marked):
        (closing, role, number), at = mark.groups(), mark.start() - removed
        removed += len(mark[0])
        if not closing and role + number in opened:
            raise GoldError(f"{mark[0]} is opened again before it is closed")
        if closing and role + number not in opened:
            raise GoldError(f"{mark[0]} closes a mark that is not open")
        if not closing:
            opened[role + number] = at
        elif (start := opened.pop(role + number)) == at:
            raise GoldError(f"<{role}{number}> holds nothing")
        else:
            found[int(number)][ROLES[role]].append(Span(start=start, end=at))
    if opened:
        raise GoldError(f"<{min(opened)}> is never closed")
    text = MARK.sub("", marked)
    if odd := ODD.search(text):
        raise GoldError(f"{odd[0]!r} looks like a mark and is none")
    return Unmarked(text=text, roles=found, quoted=tuple(quotations(text)))
