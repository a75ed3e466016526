"""Knows lines that say where a text comes from: agency credits, and who wrote it."""

import re
from functools import cache

from hearsay import lang
from hearsay.lang.words import count

CREDIT_WORDS = 14  # "Reporting by A in B and C in D; Editing by E" and no whole sentence
CREDIT_LENGTH = 200  # characters
BYLINE_WORDS = 9  # "Von Anna Beispiel und Bert Muster, Berlin"

_INITIALS = r"[a-zäöü]{2,4}"


@cache
def _agencies() -> str:
    names = {
        name
        for outlet in lang.outlets()
        if outlet.kind == "agency"
        for name in (outlet.name, *outlet.aliases, *outlet.ambiguous)
    }
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _credit_pattern() -> re.Pattern[str]:
    # "sak/Reuters", "(dpa)", "dpa und AFP", "ino/dpa": initials and agencies, one agency at least
    part = rf"(?:{_agencies()}|{_INITIALS})"
    words = "|".join(map(re.escape, lang.phrases("page", "joining")))
    joined = rf"\s*(?:/|,|&|\||-|–|\b(?:{words})\b)\s*"
    return re.compile(
        rf"^[(\[]?(?=.*\b(?:{_agencies()})\b){part}(?:{joined}{part}){{0,4}}[)\]]?\.?$"
    )


@cache
def _openings(kind: str) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, lang.phrases("page", kind)))
    return re.compile(rf"^[(\[]?(?:{phrases})(?!\w)")


def is_credit(line: str) -> bool:
    """Whether `line` names the agency a text was taken from: `dpa/AFP`, `Reporting by ...`."""
    if len(line) > CREDIT_LENGTH or count(line) > CREDIT_WORDS:
        return False
    return bool(_openings("credit").match(line) or _credit_pattern().match(line))


def is_byline(line: str) -> bool:
    """Whether `line` says who wrote the text: `By Jane Doe`, `Von Max Muster, Wien`."""
    if len(line) > CREDIT_LENGTH:
        return False
    opening = _openings("byline").match(line)
    if not opening or count(line) > BYLINE_WORDS or line.endswith((".", "!", "?")):
        return False
    return line[opening.end() :].lstrip()[:1].isupper()
