"""Every code point in numbers: what kind of sign it is, which letter, which sound."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hearsay import lang

Bytes = NDArray[np.uint8]
Longs = NDArray[np.uint64]

LAST = 0xFFFF  # signs beyond are taken for this one, which is no letter
APART, LETTER, DIGIT, SOLO, SILENT = range(5)
# Scripts that set no space between words: every sign counts as a word.
SPACELESS = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Kana
    (0x3400, 0x9FFF),  # Chinese
    (0xF900, 0xFAFF),
)
# Soft hyphens and joiners stand within words and are no letters.
WITHIN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
STEP = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / the golden ratio, an odd number without a pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Alphabet:
    """Tables over the code points 0 .. LAST."""

    kind: Bytes  # APART LETTER DIGIT SOLO SILENT
    capital: NDArray[np.bool_]
    value: Longs  # random number of the letter: one for all its cases and accents
    vowel: NDArray[np.bool_]
    sound: Bytes  # class of the sound, 0 for none


@cache
def alphabet() -> Alphabet:
    """The tables, made of Unicode's own and of lang/letters.tsv."""
    told = lang.letters()
    kind, sound = (np.zeros(LAST + 1, np.uint8) for _ in range(2))
    plain = np.arange(LAST + 1, dtype=np.uint64)
    capital, vowel = (np.zeros(LAST + 1, np.bool_) for _ in range(2))
    for code in range(LAST):
        sign = chr(code)
        kind[code] = _kind(sign, unicodedata.category(sign))
        if kind[code] in (LETTER, SOLO):
            low = unicodedata.normalize("NFKD", sign).lower()[:1]
            latin, heard = told.get(low, (low, ""))
            plain[code], capital[code] = ord(latin or low), sign != sign.lower()
            sound[code] = ord(heard) if heard else 0
            vowel[code] = bool(latin) and latin in "aeiouyj"
        elif kind[code] == DIGIT:
            plain[code] = ord("0") + unicodedata.digit(sign)
    return Alphabet(kind=kind, capital=capital, value=mixed(plain), vowel=vowel, sound=sound)


def mixed(values: Longs) -> Longs:
    """Numbers without any pattern left: the finisher of SplitMix64 (Steele et al. 2014)."""
    values = (values + np.uint64(1)) * STEP
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _kind(sign: str, category: str) -> int:
    if sign in WITHIN or (category[0] == "M" and unicodedata.combining(sign)):
        return SILENT
    if category == "Nd":
        return DIGIT
    if category[0] not in "LM":
        return APART
    return SOLO if any(low <= ord(sign) <= high for low, high in SPACELESS) else LETTER
