"""Cuts a text into paragraphs, quotations and sentences, in linear time."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from hearsay.attribute.lexicon import Lexicon

# A sentence longer than this is cut: no grammar holds over it, and tokenising stays bounded.
LONGEST_SENTENCE = 1200
SPEAKER = 60  # characters behind a quotation in which its speaker and his verb stand
LONGEST_TITLE = 5  # letters of "Mr." and "Gov.", which end no sentence
TITLE_WORD, TITLE_WORDS = 4, 3  # letters of a word with a capital in every title; words of one
LONGEST_HEADING = 200  # a longer line without a full stop is a paragraph

# Sentence end, closing marks, space, and what may begin the next sentence.
_STOP = re.compile(
    r"[.!?…]+(?:[ \xa0\u202f][»›])?[\"'”“’»«›‹)\]]*\s+(?=[^\Wa-zß-ÿ_]|[\"'„“”‚‘»«›‹(\[–])|\x00"
)
_LAST_WORD = re.compile(r"([^\s(\"„“»«]+)$")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SPACE = " \t\xa0\u202f\u200b"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks: `start:end` with them, `inner:inner_end` without."""

    start: int
    end: int
    inner: int
    inner_end: int
    continues: bool = False  # opened again by the next paragraph, not closed before


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the number of its paragraph, and whether the paragraph is a heading."""

    start: int
    end: int
    paragraph: int
    heading: bool
    quotations: tuple[Quotation, ...]


@cache
def marks(pairs: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for every quotation mark, and which marks close each opening one."""
    closers: dict[str, str] = {}
    for pair in pairs:
        closers[pair[0]] = closers.get(pair[0], "") + pair[1:]
    every = "".join(sorted({mark for pair in pairs for mark in pair}))
    return re.compile(f"''|``|[{re.escape(every)}]"), closers


def quotations(text: str, start: int, end: int, lexicon: Lexicon) -> list[Quotation]:
    """The outermost quotations of a paragraph; one left open runs to the paragraph's end."""
    pattern, closers = marks(tuple(lexicon.pack["quotation_marks"]))
    spaced = lexicon.listed("spaced_marks")  # « Oui », with a blank inside
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in pattern.finditer(text, start, end):
        sign = '"' if mark.end() - mark.start() == 2 else mark.group()
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        if opened is None:
            if sign in closers and (
                _opens(sign, before, after) or (sign in spaced and after in _SPACE)
            ):
                opened = mark
        else:
            first = '"' if opened.end() - opened.start() == 2 else opened.group()
            # “It is unusual,“ he said: the wrong mark closes as well
            wrong = sign == first and before in ",.!?" and not after.isalnum()
            if wrong or (
                sign in closers[first]
                and not (sign in "’'‘" and (before.isspace() or after.isalnum()))
            ):
                found.append(
                    _quotation(text, opened.start(), mark.end(), opened.end(), mark.start())
                )
                opened = None
    if opened is not None and opened.group() not in "‘'‚":
        found.append(_quotation(text, opened.start(), end, opened.end(), end, True))
    return found


def _quotation(
    text: str, start: int, end: int, inner: int, inner_end: int, continues: bool = False
) -> Quotation:
    """A quotation without the blanks within its marks."""
    while inner < inner_end and text[inner] in _SPACE:
        inner += 1
    while inner_end > inner and text[inner_end - 1] in _SPACE:
        inner_end -= 1
    return Quotation(start, end, inner, inner_end, continues)


def _opens(sign: str, before: str, after: str) -> bool:
    # 90’s, rock 'n' roll, 5": a mark inside or after a word opens nothing
    if after.isspace():
        return False
    return not (sign in "\"'‘’”“" and before.isalnum())


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text that hold anything, without the space around them."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        while start < end and text[start] in _SPACE:
            start += 1
        while end > start and text[end - 1] in _SPACE:
            end -= 1
        if start < end:
            yield start, end


def sentences(text: str, start: int, end: int, number: int, lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences of a stretch of text, in order; none ends inside a quotation."""
    quotes = quotations(text, start, end, lexicon)
    short = end - start < LONGEST_HEADING
    heading = short and text[end - 1] not in ".!?…:;,\"”“»«'’"
    if short and not heading and lexicon.pack.get("title_case"):
        heading = title_cased(text[start:end])
    at = 0
    for left, right in _cuts(text, start, end, quotes, lexicon):
        upto = at
        while upto < len(quotes) and quotes[upto].start < right:
            upto += 1
        yield Sentence(left, right, number, heading, tuple(quotes[at:upto]))
        at = upto


def title_cased(line: str) -> bool:
    """ "Mayor Says Dock Will Reopen Soon": nearly every longer word begins with a capital."""
    words = [word for word in line.split() if len(word) >= TITLE_WORD and word[-1].isalpha()]
    small = sum(word[0].islower() for word in words)
    return len(words) >= TITLE_WORDS and small * 8 <= len(words)


def _cuts(
    text: str, start: int, end: int, quotes: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[tuple[int, int]]:
    starts = [quote.start for quote in quotes]
    left = start
    for stop in _STOP.finditer(text, start, end):
        near = bisect_left(starts, stop.start()) - 1
        inside = near >= 0 and stop.start() < quotes[near].end - 1
        if inside and stop.end() < quotes[near].end:
            continue
        if inside and not quotes[near].inner_end - 1 <= stop.end() - 2:
            closing = stop.group().rstrip()
            if stop.start() + len(closing) < quotes[near].end:
                continue
        if text[stop.start()] == "." and _abbreviated(text, left, stop.start(), lexicon):
            continue
        if _spoken(text, stop, lexicon):
            continue
        yield from _pieces(left, stop.end())
        left = stop.end()
    if left < end:
        yield from _pieces(left, end)


def _spoken(text: str, stop: re.Match[str], lexicon: Lexicon) -> bool:
    """ "Why not?" Beispiel asked: whose words they are stands behind a question's last mark."""
    if lexicon.verb_second or stop.group()[0] not in "?!" or len(stop.group().rstrip()) < 2:
        return False
    for at, word in enumerate(text[stop.end() : stop.end() + SPEAKER].split()):
        senses = lexicon.senses.get(word.rstrip(",.:;"), ())
        if at and any(sense.spoken and sense.form == "finite" for sense in senses):
            return True
        if word[-1] in ",:;" or (word[-1] == "." and len(word) > LONGEST_TITLE):
            return False
    return False


def _pieces(left: int, right: int) -> Iterator[tuple[int, int]]:
    for at in range(left, right, LONGEST_SENTENCE):
        yield at, min(right, at + LONGEST_SENTENCE)


def _abbreviated(text: str, left: int, stop: int, lexicon: Lexicon) -> bool:
    word = _LAST_WORD.search(text, max(left, stop - 20), stop)
    if word is None:
        return False
    last = word.group().lower()
    if len(last) == 1 and last.isalpha():
        return True
    if last.isdigit():  # "am 4. Mai", but not: in Halle 4. „Wir bauen“, sagte ...
        quoted = text[stop + 1 : stop + 3].lstrip()[:1] in ("„", "“", "»", "«", '"')
        return bool(lexicon.pack.get("ordinals")) and len(last) < 3 and not quoted
    return last in lexicon.listed("abbreviations") or (last.count(".") > 0 and len(last) < 6)
