"""Knows lines that say where a text comes from: agency credits, who wrote it, who had it first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from hearsay import lang
from hearsay.lang.words import count

CREDIT_WORDS = 14  # "Reporting by A in B and C in D; Editing by E" and no whole sentence
CREDIT_LENGTH = 200  # characters
BYLINE_WORDS = 9  # "Von Anna Beispiel und Bert Muster, Berlin"
NOTICE_WORDS = 60  # "This article was first published in ... and is republished under ..."
NOTICE_LENGTH = 500
LINES = 3  # of credit; a page that has more shows those of other articles
GAP = "…"  # in a phrase of a pack: up to GAP_LENGTH characters of the same line
GAP_LENGTH = 120

BEGINNING = 3  # letters
_BEFORE = " ([*"  # marks
_MARKS = " .)]*"
_WORD = re.compile(r"[^\W_]+")
_INITIALS = r"[a-zäöü]{2,4}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What lines say of where a text comes from, each as it stands there."""

    credit: str | None  # one credit per line
    byline: str | None
    translated: str | None
    origin: str | None


def provenance(lines: Sequence[str], body: str, byline: str | None = None) -> Provenance:
    """What the lines of an article and those beside it say, and the edges of its `body`.

    `byline` is what the page's data says; it goes before a line, and may name an agency too.
    """
    byline = byline or next(filter(is_byline, lines), None)
    found = [*filter(_credits, lines), *_edges(body)]
    if byline and _parts_credited(_unopened(byline)):
        found.append(byline)
    credits = [line for n, line in enumerate(found) if line not in found[:n]][:LINES]
    return Provenance(
        credit="\n".join(credits) or None,
        byline=byline,
        translated=next((line for line in lines if _notifies(line, "translated")), None),
        origin=next((line for line in lines if _notifies(line, "origin")), None),
    )


def is_credit(line: str) -> bool:
    """Whether `line` only says where a text comes from: `dpa/AFP`, `Reporting by ...`,
    `This article was translated by a machine`, `First published in ...`.
    """
    return _credits(line) or _notifies(line, "translated") or _notifies(line, "origin")


def is_byline(line: str) -> bool:
    """Whether `line` says who wrote the text: `By Jane Doe`, `Von Max Muster, Wien`."""
    if len(line) > CREDIT_LENGTH:
        return False
    opening = _opening(line, "byline")
    if not opening or count(line) > BYLINE_WORDS or line.endswith((".", "!", "?")):
        return False
    return line[opening.end() :].lstrip()[:1].isupper()


def _credits(line: str) -> bool:
    if len(line) > CREDIT_LENGTH:
        return False
    told = (
        _opening(line, "credit")
        or line.rstrip(_MARKS).endswith(lang.phrases("page", "contributing"))
        or _parts_credited(line)
    )
    return bool(told) and count(line) <= CREDIT_WORDS


def _parts_credited(line: str) -> bool:
    """Whether `line` is agencies and initials: "ino/dpa"."""
    if len(line) > CREDIT_LENGTH or line.count(" ") > CREDIT_WORDS:
        return False
    return _names_agency(line) and bool(_credit_pattern().match(line))


def _notifies(line: str, kind: str) -> bool:
    return len(line) <= NOTICE_LENGTH and bool(_opening(line, kind)) and count(line) <= NOTICE_WORDS


def _edges(body: str) -> Iterator[str]:
    """The dateline before a body, "KIEW (dpa) -", and the agency behind it, "... said. (AFP)"."""
    first, last = body.partition("\n")[0][:CREDIT_LENGTH], body[-CREDIT_LENGTH:]
    if _names_agency(first) and (match := _dateline().match(first)):
        yield match[1]
    if _names_agency(last) and (match := _behind().search(last)):
        yield match[1].strip()


def _names_agency(text: str) -> bool:
    """Whether `text` may name one: most do not, and are told at once."""
    return not _agency_words().isdisjoint(_WORD.findall(text))


def _unopened(byline: str) -> str:
    """ "By Associated Press" without its first word."""
    match = _opening(byline, "byline")
    return byline[match.end() :].strip() if match else byline


def _opening(line: str, kind: str) -> re.Match[str] | None:
    """How a line begins, where it begins with a phrase of the packs."""
    if line.lstrip(_BEFORE)[:BEGINNING] not in _beginnings(kind):
        return None
    return _openings(kind).match(line)


@cache
def _beginnings(kind: str) -> frozenset[str]:
    """The first letters of the phrases: most lines begin otherwise, and are told at once."""
    told = lang.phrases("page", kind)
    return frozenset((one + mark)[:BEGINNING] for one in told for mark in " :")


@cache
def _agency_names() -> frozenset[str]:
    return frozenset(
        name
        for outlet in lang.outlets()
        if outlet.kind == "agency"
        for name in (outlet.name, *outlet.aliases, *outlet.ambiguous)
    )


@cache
def _agency_words() -> frozenset[str]:
    # Of "The Associated Press" the word "Associated": lines begin with "The" all the time.
    return frozenset(max(_WORD.findall(name), key=len) for name in _agency_names())


@cache
def _agencies() -> str:
    return "|".join(sorted(map(re.escape, _agency_names()), key=len, reverse=True))


@cache
def _parties() -> str:
    # "sak/Reuters", "dpa und AFP", "ino/dpa": initials and agencies, one agency at least
    part = rf"(?:the |The )?(?:{_agencies()}|{_INITIALS})"
    words = "|".join(map(re.escape, lang.phrases("page", "joining")))
    joined = rf"\s*(?:/|,|&|\||-|–|\b(?:{words})\b)\s*"
    return rf"(?=[^()]*\b(?:{_agencies()})\b){part}(?:{joined}{part}){{0,4}}"


@cache
def _credit_pattern() -> re.Pattern[str]:
    # "(dpa)", "[dpa/AFP]", "© 2026 AFP"
    return re.compile(rf"^(?:©|\(c\)|Copyright)?\s*(?:\d{{4}}\s)?[(\[]?{_parties()}[)\]]?\.?$")


@cache
def _dateline() -> re.Pattern[str]:
    # "LONDON (AP) —", "BERLIN, Nov 20 (Reuters) -", "(AFP) –", "Kiew (dpa/tmn) -", "Skerra (epd)."
    return re.compile(rf"^((?:[^\W\d_][^()\n]{{1,50}}\s)?\({_parties()}\))\s*[-–—:.]")


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[.!?…\"“”»]\s*(\({_parties()}\)|[a-z]{{2,4}}/{_agencies()})\.?\s*$")


@cache
def _openings(kind: str) -> re.Pattern[str]:
    gap = f".{{0,{GAP_LENGTH}}}?"
    told = (gap.join(map(re.escape, one.split(GAP))) for one in lang.phrases("page", kind))
    return re.compile(rf"^[{re.escape(_BEFORE)}]*(?:{'|'.join(told)})(?!\w)")
