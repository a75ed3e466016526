"""Knows the phrases by which a theme's own lines are told from an article's, in every language."""

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick

from hearsay import lang

# Longer lines are sentences of the article even where they begin like a theme's.
MARKED_WORDS = 30
MARKED_LENGTH = 400  # characters, for lines that hide their words
# A site that speaks of itself does so at any length, but twice within so many words.
SITE_WORDS = 20
SITE_LENGTH = 1_000

# Agencies as they stand under pictures, in pages of any language.
_PICTURE_AGENCY = (
    r"\bap photo\b|\bgetty images\b|\bpicture alliance\b|\bshutterstock\b|\bistock\b"
    r"|/(?:afp|reuters|getty|dpa|ap|imago|epa)\s*[)\]]?$"
)
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
BEGINNING = 60  # characters; no phrase at the start of a line is longer

_EDGE = " \t.,:;!?…-–—|·•*#+>»«“”„\"'()[]/\\→›‹©®"


def _phrases(*kinds: str) -> list[str]:
    """The packs' phrases of these kinds, in lower case."""
    return [phrase.casefold() for kind in kinds for phrase in lang.phrases("residue", kind)]


def _any(*kinds: str) -> str:
    return "|".join(map(re.escape, _phrases(*kinds)))


@cache
def _finder(kind: str) -> ahocorasick.Automaton:
    """Finds all phrases of a kind in one pass, however many the packs list."""
    finder = ahocorasick.Automaton()
    for phrase in _phrases(kind):
        joined = bool(_JOINED.search(phrase))
        parted = (not joined and phrase[0].isalnum(), not joined and phrase[-1].isalnum())
        finder.add_word(phrase, (phrase, *parted))
    finder.make_automaton()
    return finder


def _found(kind: str, told: str, *, grown: bool = False) -> Iterator[tuple[int, str]]:
    """Where the phrases of a kind begin in `told`, as whole words or, `grown`, with endings."""
    for last, (phrase, parted_before, parted_after) in _finder(kind).iter(told):
        start, end = last + 1 - len(phrase), last + 1
        if parted_before and start and told[start - 1].isalnum():
            continue
        if grown or not (parted_after and told[end : end + 1].isalnum()):
            yield start, phrase


@cache
def _credited() -> re.Pattern[str]:
    """A picture's credit: `(Image: Getty)`, `[Foto: dpa]`, `(AP Photo/Somebody)`."""
    bracketed = rf"[(\[](?:{_any('pictures', 'bracketed')})s?\s*[:/.]"
    return re.compile(rf"{bracketed}|\b(?:{_any('pictures')})s?: [^.!?]{{2,40}}$|{_PICTURE_AGENCY}")


@cache
def _credited_at_end() -> re.Pattern[str]:
    """The same closing a caption of any length: `... on Monday. (Photo: Jane Doe)`."""
    return re.compile(rf"[(\[](?:{_any('pictures', 'bracketed')})s?\s*[:/.][^()]{{2,60}}[)\]]\W*$")


@cache
def _whole(kind: str) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in lang.phrases("residue", kind))


def bare(line: str) -> str:
    """`line` casefolded and without the marks at its edges: `» Share this:` -> `share this`."""
    return line.casefold().strip(_EDGE)


def is_marker(line: str, count: int) -> bool:
    """Whether a line of `count` words is one that themes set: `Advertisement`, `Read more: ...`."""
    if len(line) > SITE_LENGTH:
        return False
    told = bare(line)
    if told in _whole("lines") or told in _whole("ends") or told in _whole("replies"):
        return True
    if _credited_at_end().search(line.casefold()) or _speaks_of_site(line, count):
        return True
    if count > MARKED_WORDS or len(line) > MARKED_LENGTH:
        return False
    return bool(
        _is_moment(told, count)
        or _FORM.match(line)
        or _credited().search(told)
        or _begins(line.casefold())
        or any(_found("holds", told))
        or any(_found("captions", line.casefold()))
    )


def _is_moment(told: str, count: int) -> bool:
    """Whether a line says when: `Published 12 May 2025 14:05`, `Today, 12:37`."""
    if count <= MOMENT_WORDS:
        return bool(_CLOCK.search(told) or _DATE.search(told))
    return count <= DATED_WORDS and bool(_CLOCK.search(told) and _DAY.search(told))


def _speaks_of_site(line: str, count: int) -> bool:
    hits = of_the_site(line)
    return hits > 1 and count <= SITE_WORDS * hits


def _begins(line: str) -> bool:
    """Whether `line` begins with a phrase, marks before it apart: `» Read more: ...`."""
    head = line[:BEGINNING]
    return any(not _LETTER.search(head, 0, start) for start, _ in _found("starts", head))


def of_the_site(line: str) -> int:
    """How often a line that quotes nobody names a site's own things: `cookie`, `your account`."""
    told = line.casefold()
    hits = {start for start, _ in _found("site", told, grown=True)}
    return 0 if hits and _QUOTED.search(told) else len(hits)


def is_reply(line: str) -> bool:
    """Whether `line` is the button under a reader's comment."""
    return bare(line) in _whole("replies")


def is_end(line: str) -> bool:
    """Whether `line` is the headline of what a theme sets behind an article."""
    return bare(line) in _whole("ends")
