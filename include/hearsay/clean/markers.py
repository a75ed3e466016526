"""Knows the phrases by which a theme's own lines are told from an article's, in every language."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import ahocorasick

from hearsay import lang

# Longer lines are sentences of the article even where they begin like a theme's.
MARKED_WORDS = 30
MARKED_LENGTH = 400  # characters, for lines that hide their words
# A site that speaks of itself does so at any length, but twice within so many words.
SITE_WORDS = 20
SITE_LENGTH = 1_000

# Agencies as they stand under pictures, in pages of any language.
PICTURE_AGENCIES = ("ap photo", "getty images", "picture alliance", "shutterstock", "istock")
_PICTURED = re.compile(r"/(?:afp|reuters|getty|dpa|ap|imago|epa)\s*[)\]]?$")
# "Published 12 May 2025 14:05", "2 hours ago", "14.05.2025 | 10:12 Uhr"
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b(?! ?%)")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2}月\d{1,2}日")
# "May 6, 2025", "21. Mai 2026"
_DATE = re.compile(
    r"\b\d{1,2}\b.*\b(?:19|20)\d\d$|^(?:19|20)\d\d\b.*\d{1,2}$|\d年\d{1,2}月\d{1,2}日$"
)
DATED_WORDS = 12  # a longer line with a date in it says something about the date

# "https://...", "— Jane Doe (@jane) May 6, 2025", "3 Min."
_FORM = re.compile(
    r"https?://\S+$|[—–-] .{2,60}\(@\w+\)|(?:\d+|.{0,24}\D\d+) ?min\b\W*(?:\w+\W*){0,2}$"
)
MOMENT_WORDS = 5  # "Today, 12:37", "21 May 2026"; a headline with a date in it is longer
# Letters that stand without spaces between words, or with endings grown to them.
_JOINED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_QUOTED = re.compile("[“”„«»「」『』]")
_LETTER = re.compile(r"\w")
CREDIT_REACH = 90  # characters at the end of a caption in which its credit stands

# Kinds of phrases that are sought within lines; those that tell wherever they stand.
_SOUGHT = ("starts", "holds", "captions", "agencies", "site")
_ANYWHERE = frozenset({"holds", "captions", "agencies"})

_CREDITING = frozenset("([:")  # without any of these a line credits no picture

_EDGE = " \t.,:;!?…-–—|·•*#+>»«“”„\"'()[]/\\→›‹©®"


class _Hit(NamedTuple):
    """A phrase of the packs in a line."""

    start: int
    kinds: frozenset[str]
    whole: bool  # whether it ends where a word does


@cache
def _finder(*, ascii_only: bool) -> ahocorasick.Automaton:
    """Finds all phrases of all kinds in one pass, however many the packs list.

    A pass slows down with the number of letters that phrases begin with, and half of all lines have
    none but ASCII's.
    """
    kinds: dict[str, set[str]] = {}
    for kind in _SOUGHT:
        for phrase in _whole(kind) if kind != "agencies" else PICTURE_AGENCIES:
            if phrase.isascii() or not ascii_only:
                kinds.setdefault(phrase, set()).add(kind)
    finder = ahocorasick.Automaton()
    for phrase, told in kinds.items():
        joined = bool(_JOINED.search(phrase))
        parted = (not joined and phrase[0].isalnum(), not joined and phrase[-1].isalnum())
        finder.add_word(phrase, (len(phrase), frozenset(told), *parted))
    finder.make_automaton()
    return finder


def _hits(low: str) -> Iterator[_Hit]:
    """The phrases that begin where a word of `low` does."""
    for last, (length, kinds, parted_before, parted_after) in _finder(
        ascii_only=low.isascii()
    ).iter(low):
        end = last + 1
        start = end - length
        if not (parted_before and start and low[start - 1].isalnum()):
            yield _Hit(start, kinds, not (parted_after and low[end : end + 1].isalnum()))


@cache
def _credited() -> re.Pattern[str]:
    """A picture's credit: `(Image: Getty)`, `[Foto: dpa]`, `Photos: Jane Doe`."""
    pictures = lang.any_of("residue", "pictures")
    bracketed = lang.any_of("residue", "pictures", "bracketed")
    return re.compile(rf"[(\[](?:{bracketed})s?\s*[:/.]|\b(?:{pictures})s?: [^.!?]{{2,40}}$")


@cache
def _credited_at_end() -> re.Pattern[str]:
    """The same closing a caption of any length: `... on Monday. (Photo: Jane Doe)`."""
    bracketed = lang.any_of("residue", "pictures", "bracketed")
    return re.compile(rf"[(\[](?:{bracketed})s?\s*[:/.][^()]{{2,60}}[)\]]\W*$")


@cache
def _whole(kind: str) -> frozenset[str]:
    """The packs' phrases of a kind, in lower case."""
    return frozenset(phrase.casefold() for phrase in lang.phrases("residue", kind))


def bare(line: str) -> str:
    """`line` casefolded and without the marks at its edges: `» Share this:` -> `share this`."""
    return line.casefold().strip(_EDGE)


def is_marker(line: str, count: int, *, about: bool = False) -> bool:
    """Whether a line of `count` words is one that themes set: `Advertisement`, `Read more: ...`.

    `about` where the article itself is about what sites name: a ruling on cookies.
    """
    if len(line) > SITE_LENGTH:
        return False
    low = line.casefold()
    told = low.strip(_EDGE)
    if told in _whole("lines") or told in _whole("ends") or told in _whole("replies"):
        return True
    if _credited_at_end().search(low, max(0, len(low) - CREDIT_REACH)):
        return True
    hits = list(_hits(low))
    names = _site_names(low, hits) if hits else 0
    if not about and names > 1 and count <= SITE_WORDS * names:
        return True
    if count > MARKED_WORDS or len(line) > MARKED_LENGTH:
        return False
    return (
        _is_moment(told, count)
        or any(_is_telling(low, hit) for hit in hits)
        or bool(_FORM.match(line) or _PICTURED.search(told))
        or (not _CREDITING.isdisjoint(told) and bool(_credited().search(told)))
    )


def _is_telling(low: str, hit: _Hit) -> bool:
    """Whether a phrase where it stands makes the line `low` one of the theme's."""
    if not hit.whole:
        return False
    if not hit.kinds.isdisjoint(_ANYWHERE):
        return True
    # Marks may stand before it: "» Read more: ..."
    return "starts" in hit.kinds and not _LETTER.search(low, 0, hit.start)


def _is_moment(told: str, count: int) -> bool:
    """Whether a line says when: `Published 12 May 2025 14:05`, `Today, 12:37`."""
    if count <= MOMENT_WORDS:
        return bool(_CLOCK.search(told) or _DATE.search(told))
    return count <= DATED_WORDS and bool(_CLOCK.search(told) and _DAY.search(told))


def of_the_site(line: str) -> int:
    """How often a line that quotes nobody names a site's own things: `cookie`, `your account`."""
    low = line.casefold()
    return _site_names(low, _hits(low))


def _site_names(low: str, hits: Iterable[_Hit]) -> int:
    names = {hit.start for hit in hits if "site" in hit.kinds}
    return 0 if names and _QUOTED.search(low) else len(names)


def is_reply(line: str) -> bool:
    """Whether `line` is the button under a reader's comment."""
    return bare(line) in _whole("replies")


def is_end(line: str) -> bool:
    """Whether `line` is the headline of what a theme sets behind an article."""
    return bare(line) in _whole("ends")
