"""What an article has told about holders: full names, roles, abbreviations, whom it spoke of last."""

import re
from dataclasses import dataclass, field

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.phrase import Phrase
from hearsay.records import SourceType

UNKNOWN = "unknown"
# How unnamed a source is; records.Finding explains the steps.
NAMED, ROLE, PLACED, DESCRIBED, BARE, NOBODY = range(6)

# Capital letters of the Latin, Greek and Cyrillic scripts; Python has no class for them.
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁЄІЇҐ"
ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-z]{0,5}[A-ZÄÖÜ0-9&]s?|[A-ZÄÖÜ]\.[A-Z]\.")
# "European Center for Human Rights (ECHR)"
_INTRODUCED = re.compile(rf"((?:[{UPPER}][\w-]+ (?:[a-z]{{2,5}} ){{0,2}}){{1,9}})\(([{UPPER}][\w-]{{1,9}})\)")
_CAPITALISED = re.compile(rf"[{UPPER}][\w'’-]*(?: (?:von |van |de |al-)?[{UPPER}](?:[\w'’-]+|\.)){{1,3}}")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a statement."""

    name: str
    type: SourceType
    anonymity: int = NAMED
    source_id: str | None = None
    found: bool = False  # the full name stands in the article
    sure: bool = False  # its noun is known to name such a holder


NOBODY_KNOWN = Holder(UNKNOWN, SourceType.ANONYMOUS, NOBODY)


@dataclass(slots=True)
class Memory:
    """The holders of an article so far, and its text to look names up in."""

    text: str
    lexicon: Lexicon
    last: Holder | None = None
    by_type: dict[SourceType, Holder] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, Holder] = field(default_factory=dict)
    looked_up: dict[str, str | None] = field(default_factory=dict)
    introduced: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for found in _INTRODUCED.finditer(self.text):
            words = found.group(1).split()
            while words and self.lexicon.function_word(words[0]):
                words.pop(0)
            if words and words[0][:1].lower() == found.group(2)[:1].lower():
                self.introduced.setdefault(found.group(2), " ".join(words))

    def keep(self, holder: Holder, phrase: Phrase, passing: bool = False) -> Holder:
        """Remember a holder as the latest of its type, and the nouns it went by."""
        if passing:
            return holder
        if holder is not NOBODY_KNOWN:
            self.last = holder
            self.by_type[holder.type] = holder
        if holder.type is SourceType.PERSON:
            self.surnames.setdefault(holder.name.split()[-1].lower(), holder.name)
        if holder.type is not SourceType.ANONYMOUS:
            for noun in phrase.heads:
                self.nouns[self.stem(noun)] = holder
        return holder

    def stem(self, word: str) -> str:
        """A noun in lower case without its inflection."""
        low = word.lower()
        for ending in self.lexicon.pack["endings"].split():
            if low.endswith(ending) and len(low) - len(ending) > 3:
                return low.removesuffix(ending)
        return low

    def known(self, noun: str) -> Holder | None:
        """The holder that went by a noun before, or by a longer compound of it."""
        stem = self.stem(noun)
        if (holder := self.nouns.get(stem)) is not None:
            return holder
        for other, holder in reversed(self.nouns.items()):
            if len(other) > 5 and len(stem) > 5 and (other.endswith(stem) or stem.endswith(other)):
                return holder
        return None

    def full_name(self, surname: str) -> str | None:
        """A surname with the first name that stands before it somewhere in the article."""
        if surname not in self.looked_up:
            self.looked_up[surname] = self._full_name(surname)
        return self.looked_up[surname]

    def _full_name(self, surname: str) -> str | None:
        at = self.text.find(" " + surname)
        while at >= 0:
            end = at + 1 + len(surname)
            if not self.text[end : end + 1].isalpha() and (first := self._before(at)):
                return " ".join([*first, surname])
            at = self.text.find(" " + surname, end)
        return None

    def _before(self, at: int) -> list[str]:
        """The first names that end at an offset, at most two."""
        first: list[str] = []
        for word in reversed(self.text[max(0, at - 40) : at].rsplit("\n")[-1].split()):
            small = word in self.lexicon.set("name_particles") and bool(first or at)
            if not small and not re.fullmatch(rf"[{UPPER}][\w'’-]+|[A-Z]\.(?:[A-Z]\.)?", word):
                break
            if not small and (
                self.lexicon.kind(word)
                or self.lexicon.function_word(word)
                or self.lexicon.leading and self.lexicon.leading.search(word.lower())
                or len(first) == 2
            ):
                break
            first.insert(0, word)
        while first and first[0] in self.lexicon.set("name_particles") and len(first) > 1:
            first.pop(0)
        return first

    def by_role(self, noun: str) -> str | None:
        """The person that the article names right after a role: "Präsidentin Anna Beispiel"."""
        low = noun.lower()
        for found in _CAPITALISED.finditer(self.text):
            first, *rest = found.group().split()
            if len(rest) < 2:
                continue
            other = first.lower()
            if (other == low or low.endswith(other) or other.endswith(low)) and not any(
                self.lexicon.kind(word) for word in rest
            ):
                return " ".join(rest)
        return None

    def person_before(self, offset: int) -> str | None:
        """The last person named before an offset whose surname the article uses again."""
        for found in reversed(list(_CAPITALISED.finditer(self.text, max(0, offset - 600), offset))):
            words = [w for w in found.group().split() if not self.lexicon.kind(w)]
            while words and self.lexicon.function_word(words[0]):
                words.pop(0)
            if len(words) < 2 or ACRONYM.fullmatch(words[-1]) or words[-1] in self.lexicon.set("places"):
                continue
            if self.text.count(words[-1]) > 1 and len(found.group().split()) - len(words) < 3:
                return " ".join(words[-3:])
        return None
