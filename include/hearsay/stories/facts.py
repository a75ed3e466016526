"""What a text is about in any language: names, numbers, dates."""

from collections.abc import Iterator
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from hearsay import lang
from hearsay.stories.letters import DIGIT, LETTER, STEP, Longs, alphabet
from hearsay.stories.words import Places, Words, hashes, opening, spelled, words

FACT = np.dtype([("key", "<u4"), ("times", "u1"), ("paragraph", "u1")])
# The two lowest bits of a key say what it is.
NAME, NUMBER, DATE, OUTLET = range(4)
KINDS = np.uint64(~3 & 0xFFFFFFFF)

MOST = 160  # facts kept of a text, the first ones: what comes later is seldom what it is about
SOUNDS = 5  # of a name that count: what follows is mostly an ending
ENOUGH = 3  # sounds that tell a name; shorter ones are compared letter by letter
ENDINGS = "smv"  # of names in one language or other: Bidens, Bidenem, Bidenov
LETTERS = 2  # a name has
THOUSANDS, DECIMALS = ".,'’\u00a0\u202f\u2009", ".,"
DAYS = 31
MONTH_BITS = 16  # of a word, by which most words are known to be no month


def facts(found: Words, texts: int) -> Iterator[NDArray[np.void]]:
    """For each text its facts in the order of their first occurrence, as rows of FACT."""
    name_at, names = _names(found)
    number_at, numbers = _numbers(found)
    date_at, dates = _dates(found)
    at = np.concatenate((name_at, number_at, date_at))
    keys = np.concatenate((tagged(names, NAME), tagged(numbers, NUMBER), tagged(dates, DATE)))
    order = np.argsort(at, kind="stable")
    at, keys = at[order], keys[order]
    owned = (found.text[at].astype(np.uint64) << np.uint64(32)) | keys
    first, times = _firsts(owned)
    rows = np.empty(len(first), FACT)
    rows["key"] = keys[first]
    rows["times"] = np.minimum(times, 255)
    rows["paragraph"] = np.minimum(found.paragraph[at[first]], 255)
    ends = np.searchsorted(found.text[at[first]], np.arange(texts), "right")
    begin = 0
    for end in ends.tolist():
        yield rows[begin : min(end, begin + MOST)]
        begin = end


def _firsts(values: Longs) -> tuple[Places, Places]:
    """Where each different value stands first, ascending, and how often it occurs."""
    order = np.argsort(values, kind="stable")
    held = values[order]
    opens = np.ones(len(held), np.bool_)
    opens[1:] = held[1:] != held[:-1]
    begin = np.flatnonzero(opens)
    first, times = order[begin], np.diff(np.concatenate((begin, [len(held)])))
    by_place = np.argsort(first)
    return first[by_place], times[by_place]


def tagged(values: Longs, kind: int) -> Longs:
    """Keys of 32 bits, the lowest two for the kind."""
    return ((values >> np.uint64(32)) & KINDS) | np.uint64(kind)


def outlet_key(outlet: str) -> int:
    """The key of a cited outlet."""
    return (crc32(outlet.encode()) & ~3) | OUTLET


def _names(found: Words) -> tuple[Places, Longs]:
    """Words with a capital that their place does not ask for."""
    table = alphabet()
    capital = table.capital[found.signs[found.start]] & (found.kind == LETTER)
    long = found.end - found.start >= LETTERS
    which = np.flatnonzero(capital & long & (found.paragraph > 0) & ~opening(found))
    if not len(which):
        return which, np.zeros(0, np.uint64)
    letters, lengths = spelled(found, which)
    heard, sounds = _sounding(letters, lengths)
    keys = found.hash[which].copy()
    enough = heard >= ENOUGH
    keys[enough] = sounds[enough]
    return which, keys


def _sounding(letters: NDArray[np.uint32], lengths: Places) -> tuple[Places, Longs]:
    """How many sounds each word has without its ending, and their hash."""
    table = alphabet()
    owner = np.repeat(np.arange(len(lengths)), lengths)
    first = np.cumsum(lengths) - lengths
    sound = table.sound[letters].copy()
    opens = np.zeros(len(letters), np.bool_)
    opens[first] = True
    # An initial vowel counts: Ukraine, Iran, Erdogan.
    sound[opens & table.vowel[letters]] = ord("a")
    sound[_ending(letters, lengths, first)] = 0
    kept = np.flatnonzero(sound)
    sound, owner = sound[kept], owner[kept]
    same = owner[1:] == owner[:-1]
    double = np.concatenate(([False], same & (sound[1:] == sound[:-1])))
    # "Tschernobyl", "Zelenskyj" and "Celenskij": a t before a hiss is a part of it.
    hiss = np.concatenate((same & (sound[:-1] == ord("t")) & (sound[1:] == ord("s")), [False]))
    keep = ~double & ~hiss
    sound, owner = sound[keep], owner[keep]
    place = np.arange(len(owner)) - np.searchsorted(owner, owner)
    sound, owner = sound[place < SOUNDS], owner[place < SOUNDS]
    counts = np.bincount(owner, minlength=len(lengths))
    keys = np.zeros(len(lengths), np.uint64)
    keys[counts > 0] = hashes(sound.astype(np.uint64) * STEP, counts[counts > 0])
    return counts, keys


def _ending(letters: NDArray[np.uint32], lengths: Places, first: Places) -> Places:
    """Places of last letters that are rather an ending: those of longer words."""
    table = alphabet()
    last = first + lengths - 1
    endings = np.frombuffer(ENDINGS.encode(), np.uint8)
    return last[(lengths > ENOUGH + 1) & np.isin(table.sound[letters[last]], endings)]


def _numbers(found: Words) -> tuple[Places, Longs]:
    """Numbers in digits: 1.200 and 1,200 and 1 200 are one, as are 3,5 and 3.5."""
    digits = np.flatnonzero(found.kind == DIGIT)
    if not len(digits):
        return digits, np.zeros(0, np.uint64)
    start, end = found.start[digits], found.end[digits]
    marks = np.frombuffer(THOUSANDS.encode("utf-32-le"), "<u4")
    goes_on = (start[1:] == end[:-1] + 1) & np.isin(found.signs[end[:-1]], marks)
    heads = np.flatnonzero(np.concatenate(([True], ~goes_on)))
    tails = np.concatenate((heads[1:] - 1, [len(digits) - 1]))
    spans = zip(start[heads].tolist(), end[tails].tolist(), strict=True)
    text = found.signs.tobytes().decode("utf-32-le", "surrogatepass")
    values = [_value(text[a:b]) for a, b in spans]
    kept = np.array([value > 0 for value in values], np.bool_)
    return digits[heads][kept], np.array(values, np.uint64)[kept]


@cache
def _value(written: str) -> int:
    """A number's hash; 0 for what is none, such as 24.12.2026."""
    parts = written.translate(dict.fromkeys(map(ord, THOUSANDS[2:]), ",")).replace(".", ",")
    whole, *rest = parts.split(",")
    if rest and all(len(part) == 3 for part in rest):
        whole, rest = whole + "".join(rest), []
    elif rest and all(len(part) == 3 for part in rest[:-1]):
        whole, rest = whole + "".join(rest[:-1]), rest[-1:]
    elif rest:
        return 0
    fraction = str(int(rest[0]))[::-1].lstrip("0") if rest else ""
    told = f"{int(whole)}.{rest[0].rstrip('0') if fraction else ''}"
    return (crc32(told.encode()) << 32) | 1


def _dates(found: Words) -> tuple[Places, Longs]:
    """Days of a month: a number up to 31 before or after the month's name."""
    month = _months_of(found.hash)
    at = np.flatnonzero(month)
    keys = np.zeros(len(at), np.uint64)
    for step in (-1, 1, -2):  # 20. Januar, January 20, 20 de enero
        beside = np.clip(at + step, 0, len(month) - 1)
        day = _day(found, beside)
        fits = (keys == 0) & (day > 0) & (found.text[beside] == found.text[at])
        keys[fits] = (month[at] * np.uint64(32) + day)[fits]
    return at[keys > 0], keys[keys > 0] * STEP


def _day(found: Words, which: Places) -> Longs:
    small = (found.kind[which] == DIGIT) & (found.end[which] - found.start[which] <= 2)
    days = np.zeros(len(which), np.uint64)
    days[small] = np.array(
        [
            int("".join(map(chr, found.signs[found.start[one] : found.end[one]])))
            for one in which[small]
        ],
        np.uint64,
    )
    return np.where(days <= DAYS, days, np.uint64(0))


def _months_of(keys: Longs) -> Longs:
    names, numbers = _month_hashes()
    there = np.zeros(1 << MONTH_BITS, np.bool_)
    there[names >> np.uint64(64 - MONTH_BITS)] = True
    likely = np.flatnonzero(there[keys >> np.uint64(64 - MONTH_BITS)])
    at = np.minimum(np.searchsorted(names, keys[likely]), len(names) - 1)
    found = np.zeros(len(keys), np.uint64)
    found[likely] = np.where(names[at] == keys[likely], numbers[at], np.uint64(0))
    return found


@cache
def _month_hashes() -> tuple[Longs, Longs]:
    told = lang.months()
    keys = [int(found.hash[0]) for name in told if len((found := words([name])).hash) == 1]
    numbers = [number for name, number in told.items() if len(words([name]).hash) == 1]
    order = np.argsort(np.array(keys, np.uint64), kind="stable")
    return np.array(keys, np.uint64)[order], np.array(numbers, np.uint64)[order]
