"""Knows the phrases by which a theme's own lines are told from an article's, in every language."""

import re
from functools import cache

from hearsay import lang

# Longer lines are sentences of the article even where they begin like a theme's.
MARKED_WORDS = 30
MARKED_LENGTH = 400  # characters, for lines that hide their words

# Agencies as they stand under pictures, in pages of any language.
_PICTURE_AGENCY = (
    r"\bap photo\b|\bgetty images\b|\bpicture alliance\b|\bshutterstock\b|\bistock\b"
    r"|/(?:afp|reuters|getty|dpa|ap|imago|epa)\s*[)\]]?$"
)
# "Published 12 May 2025 14:05", "2 hours ago", "14.05.2025 | 10:12 Uhr"
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b(?! ?%)")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2}月\d{1,2}日")
DATED_WORDS = 12  # a longer line with a date in it says something about the date

_EDGE = " \t.,:;!?…-–—|·•*#+>»«“”„\"'()[]/\\→›‹©®"


def _any(*kinds: str) -> str:
    """A pattern for any of the packs' phrases of these kinds, in lower case."""
    phrases = (phrase for kind in kinds for phrase in lang.phrases("residue", kind))
    return "|".join(re.escape(phrase.casefold()) for phrase in phrases)


@cache
def _pattern(kind: str, before: str, after: str) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{_any(kind)}){after}")


@cache
def _credited() -> re.Pattern[str]:
    """A picture's credit: `(Image: Getty)`, `[Foto: dpa]`, `(AP Photo/Somebody)`."""
    bracketed = rf"[(\[](?:{_any('pictures', 'bracketed')})s?\s*[:/.]"
    return re.compile(rf"{bracketed}|\b(?:{_any('pictures')})s?: [^.!?]{{2,40}}$|{_PICTURE_AGENCY}")


@cache
def _whole(kind: str) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in lang.phrases("residue", kind))


def bare(line: str) -> str:
    """`line` casefolded and without the marks at its edges: `» Share this:` -> `share this`."""
    return line.casefold().strip(_EDGE)


def is_marker(line: str, count: int) -> bool:
    """Whether a line of `count` words is one that themes set: `Advertisement`, `Read more: ...`."""
    if len(line) > MARKED_LENGTH:
        return False
    told = bare(line)
    if told in _whole("lines") or told in _whole("ends"):
        return True
    if count > MARKED_WORDS:
        return False
    if count <= DATED_WORDS and _CLOCK.search(told) and _DAY.search(told):
        return True
    return bool(
        _credited().search(told)
        or _pattern("starts", r"^\W*", r"(?!\w)").match(line.casefold())
        or _pattern("holds", r"(?<!\w)", r"(?!\w)").search(told)
    )


def is_end(line: str) -> bool:
    """Whether `line` is the headline of what a theme sets behind an article."""
    return bare(line) in _whole("ends")
