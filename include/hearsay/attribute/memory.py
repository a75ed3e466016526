"""What an article has told of its holders so far: nouns they went by, who was last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hearsay.attribute.abbreviation import introduced
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.phrase import Phrase
from hearsay.attribute.roster import Roster
from hearsay.attribute.words import Line
from hearsay.records import SourceType

UNKNOWN = "unknown"
MOST_OPENING = 8  # words at the start of a sentence in which its subject is sought
ROLE_REACH = 1000  # characters after a person's words in which "der Experte" still means them
MOST_NOUNS = 200  # nouns an anaphor can go back to, the latest ones
# How unnamed a source is; records.Finding explains the steps.
NAMED, ROLE, PLACED, DESCRIBED, BARE, NOBODY = range(6)


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
    entities: Mapping[str, SourceType] = field(default_factory=dict)  # names a model has found
    last: Holder | None = None
    by_type: dict[SourceType, Holder] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    nouns: dict[str, Holder] = field(default_factory=dict)
    roster: Roster = field(init=False)  # who is named anywhere in the text
    introduced: dict[str, str] = field(default_factory=dict)
    line: Line | None = None  # the sentence whose sources are being resolved
    heard: Line | None = None  # the sentence where anybody was the source last
    spoken: Line | None = None  # the sentence where a person was the source last
    genders: dict[str, str] = field(default_factory=dict)  # person -> f or m, where a role tells

    def __post_init__(self) -> None:
        self.introduced |= introduced(self.text, self.lexicon)
        self.roster = Roster(self.text, self.lexicon)

    def keep(self, holder: Holder, phrase: Phrase, passing: bool = False) -> Holder:
        """Remember a holder as the latest of its type, and the nouns it went by."""
        if passing:
            return holder
        if holder is not NOBODY_KNOWN:
            self.last = holder
            self.by_type[holder.type] = holder
        if holder.type is SourceType.PERSON:
            self.surnames.setdefault(holder.name.split()[-1].lower(), holder.name)
            for noun in phrase.heads:
                self._tell_gender(noun, holder)
        if holder.type is not SourceType.ANONYMOUS:
            for noun in phrase.heads:
                stem = self.lexicon.stem(noun)
                self.nouns.pop(stem, None)
                self.nouns[stem] = holder
            while len(self.nouns) > MOST_NOUNS:
                del self.nouns[next(iter(self.nouns))]
        return holder

    def meet(self, name: str) -> Holder:
        """Take a person whom the text is about for the one spoken of last."""
        holder = Holder(name, SourceType.PERSON, found=True)
        self.last = self.by_type[SourceType.PERSON] = holder
        self.surnames.setdefault(name.split()[-1].lower(), name)
        return holder

    def fits(self, holder: Holder, pronoun: str) -> bool:
        """Whether a pronoun can stand for a person, as far as roles told: no "sie" for a man."""
        pronouns = self.lexicon.pack.get("gendered_pronouns", {})
        known = self.genders.get(holder.name)
        return known is None or pronouns.get(pronoun, known) == known

    def known(self, noun: str) -> Holder | None:
        """The holder that went by a noun before, or by a longer compound of it."""
        stem = self.lexicon.stem(noun)
        if (holder := self.nouns.get(stem)) is not None:
            return holder
        for other, holder in reversed(self.nouns.items()):
            if len(other) > 5 and len(stem) > 5 and (other.endswith(stem) or stem.endswith(other)):
                return holder
        return None

    def compound_of(self, noun: str) -> Holder | None:
        """The latest body that went by a longer word with this end: "Gesundheitsamt", "Amt"."""
        stem = self.lexicon.stem(noun)
        for other, holder in reversed(self.nouns.items()):
            if other.endswith(stem) and holder.type is SourceType.INSTITUTION:
                return holder
        return None

    def person_at_hand(self) -> Holder | None:
        """Whom "die Ministerin" can mean: a person who spoke in a sentence not far before."""
        if self.line is None or self.spoken is None or self.spoken is self.line:
            return None
        near = self.line.sentence.start - self.spoken.sentence.end < ROLE_REACH
        return self.by_type.get(SourceType.PERSON) if near else None

    def _tell_gender(self, noun: str, holder: Holder) -> None:
        """ "Ministerin Beispiel": her role tells which pronoun she goes by."""
        kind = self.lexicon.kind(noun)
        if kind is None or kind[0] is not SourceType.ANONYMOUS:
            return
        for gender, shape in self.lexicon.pack.get("genders", {}).items():
            if re.search(shape, noun):
                self.genders.setdefault(holder.name, gender)
                return

    def opening_person(self, sentence: str) -> str | None:
        """The person whose name opens a sentence, perhaps behind an article or a role."""
        name = ""
        for word in sentence.split(maxsplit=MOST_OPENING)[:MOST_OPENING]:
            bare = word.strip(',.;:“”„"»«()')
            if not name and (self.lexicon.function_word(bare) or self.lexicon.kind(bare)):
                continue
            if not bare[:1].isupper():
                break
            name = bare
            if bare != word:
                break
        return (self.roster.full_name(name) or self.surnames.get(name.lower())) if name else None
