"""Finds the abbreviations that an article introduces: "Nordic Board for Sea Safety (NBSS)"."""

import re

from hearsay.attribute.lexicon import Lexicon

# Capital letters of the Latin, Greek and Cyrillic scripts; Python has no class for them.
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁЄІЇҐ"
ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-z]{0,5}[A-ZÄÖÜ0-9&]s?|[A-ZÄÖÜ]\.[A-Z]\.")
_BRACKET = re.compile(rf"\(([{UPPER}][\w-]{{1,9}})\)")
LONGEST = 120  # characters before a bracket in which the name stands that it abbreviates
MOST_WORDS = 10


def introduced(text: str, lexicon: Lexicon) -> dict[str, str]:
    """Abbreviation -> the name before it in full, where its letters follow each other in it."""
    found: dict[str, str] = {}
    for bracket in _BRACKET.finditer(text):
        short, at = bracket.group(1), bracket.start()
        before = re.split(r"[,.:;()\n]", text[max(0, at - LONGEST) : at])[-1].split()[-MOST_WORDS:]
        if (name := _name(before, short, lexicon)) is not None:
            found.setdefault(short, name)
    return found


def _name(before: list[str], short: str, lexicon: Lexicon) -> str | None:
    """The shortest row of words at the end that begins with the first letter and holds all."""
    for first in range(len(before) - 1, -1, -1):
        word = before[first]
        if not lexicon.function_word(word) and abbreviates(short, " ".join(before[first:])):
            if first and before[first - 1].lower() in lexicon.listed("genitive_articles"):
                word = re.sub(lexicon.pack["genitive_ending"], "", word)
            return " ".join([word, *before[first + 1 :]])
    return None


def abbreviates(short: str, name: str) -> bool:
    """Whether a name begins with the first letter and holds the others in their order."""
    at, low = 0, name.lower()
    if name[:1] != short[:1]:
        return False
    for letter in short.lower():
        at = low.find(letter, at) + 1
        if at == 0:
            return False
    return True
