"""What an article tells about holders: full names, roles, abbreviations, who was last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from hearsay.attribute.abbreviation import UPPER, introduced
from hearsay.attribute.catalogue import outlet
from hearsay.attribute.lexicon import LONGEST_NOUN, Lexicon
from hearsay.attribute.phrase import ROLE_NOUN, Phrase
from hearsay.attribute.words import Line
from hearsay.records import SourceType

UNKNOWN = "unknown"
PERSON_REACH = 600  # characters before a pronoun in which its person is sought
MOST_OPENING = 8  # words at the start of a sentence in which its subject is sought
ROLE_REACH = 1000  # characters after a person's words in which "der Experte" still means them
MOST_NOUNS = 200  # nouns an anaphor can go back to, the latest ones
# How unnamed a source is; records.Finding explains the steps.
NAMED, ROLE, PLACED, DESCRIBED, BARE, NOBODY = range(6)

ACRONYM = re.compile(r"[A-ZÄÖÜ][A-Za-z]{0,5}[A-ZÄÖÜ0-9&]s?|[A-ZÄÖÜ]\.[A-Z]\.")
# Names have at most 40 letters a word: a row without blanks must not be read again and again.
_WORD = rf"[{UPPER}][\w-]{{0,40}}(?:['’][^\W\d_]{{2,20}})?"


@cache
def _rows(particles: tuple[str, ...]) -> re.Pattern[str]:
    """Rows of capitalised words, with the small words that names have between: "von", "al"."""
    small = "|".join(particles)
    between = rf"(?:(?:{small}) )?" if small else ""
    return re.compile(rf"(?<![\w-]){_WORD}(?: {between}(?:{_WORD}|[A-Z]\.)){{1,4}}")


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
    looked_up: dict[str, str | None] = field(default_factory=dict)
    first_names: dict[str, tuple[str, ...]] | None = None
    titled: dict[str, str] = field(default_factory=dict)  # role -> the person it stands before
    roles: set[str] = field(default_factory=set)  # the same roles as they are written
    introduced: dict[str, str] = field(default_factory=dict)
    line: Line | None = None  # the sentence whose sources are being resolved
    heard: Line | None = None  # the sentence where anybody was the source last
    spoken: Line | None = None  # the sentence where a person was the source last
    rows: re.Pattern[str] = field(init=False)  # of words that can be a name
    genders: dict[str, str] = field(default_factory=dict)  # person -> f or m, where a role tells

    def __post_init__(self) -> None:
        self.introduced |= introduced(self.text, self.lexicon)
        self.rows = _rows(tuple(sorted(self.lexicon.listed("name_particles"))))

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
                self.nouns.pop(self.stem(noun), None)
                self.nouns[self.stem(noun)] = holder
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

    def compound_of(self, noun: str) -> Holder | None:
        """The latest body that went by a longer word with this end: "Gesundheitsamt", "Amt"."""
        stem = self.stem(noun)
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

    def full_name(self, surname: str) -> str | None:
        """A surname with the first names that stand before it where the article first has it so."""
        first = self._names().get(surname)
        return " ".join([*first, surname]) if first else None

    def sole_role(self, noun: str) -> bool:
        """Whether a role is written as before a name, and therefore no plural."""
        self._names()
        return any(role.endswith(noun.lower()) for role in self.roles)

    def by_role(self, noun: str) -> str | None:
        """The person that the article names right after a role: "Präsidentin Anna Beispiel"."""
        self._names()
        low = self.stem(noun)
        if low not in self.looked_up:
            fits = (
                name
                for role, name in self.titled.items()
                if role == low or low.endswith(role) or role.endswith(low)
            )
            self.looked_up[low] = next(fits, None)
        return self.looked_up[low]

    def _names(self) -> dict[str, tuple[str, ...]]:
        """Surname -> first names, from every row of capitalised words; read once, when asked."""
        if self.first_names is not None:
            return self.first_names
        self.first_names = {}
        for row in self.rows.finditer(self.text):
            words = self._name_words(row)
            for at in range(1, len(words)):
                first = self._first(words[:at]) if not ACRONYM.fullmatch(words[at]) else ()
                if first and words[at] not in self.first_names and not self._noun(words[at]):
                    self.first_names[words[at]] = first
                    if first != tuple(words[:at]) and at == len(words) - 1:
                        role = self.stem(words[at - len(first) - 1])
                        self.roles.add(words[at - len(first) - 1].lower())
                        self.titled.setdefault(role, " ".join([*first, words[at]]))
        return self.first_names

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
        run: list[str] = []
        for word in sentence.split(maxsplit=MOST_OPENING)[:MOST_OPENING]:
            bare = word.strip(',.;:“”„"»«()')
            if not run and (self.lexicon.function_word(bare) or self.lexicon.kind(bare)):
                continue
            if not bare[:1].isupper():
                break
            run.append(bare)
            if bare != word:
                break
        if not run:
            return None
        return self.full_name(run[-1]) or (self.surnames.get(run[-1].lower()))

    def _role_before(self, offset: int) -> bool:
        """Whether the word before an offset is a role: "la ministre Ida Beispiel"."""
        word = self.text[max(0, offset - LONGEST_NOUN) : offset].split()[-1:]
        return bool(word) and self.lexicon.kind(word[0]) == ROLE_NOUN

    def _name_words(self, row: re.Match[str]) -> list[str]:
        """A row of capitalised words without what belongs to the words before: "de la Défense
        Ida Beispiel", "L'avocate Ida Beispiel".
        """
        words, lexicon = row.group().split(), self.lexicon
        if lexicon.joints is None:
            return words
        words[:1] = lexicon.joints.sub(r"\1 ", words[0]).split()
        before = self.text[max(0, row.start() - LONGEST_NOUN) : row.start()]
        article = before.replace("’", "'").replace("'", "' ").split()[-1:]
        owned = len(words) > 2 and not lexicon.listed("articles").isdisjoint(article)
        return words[1:] if owned else words

    def outlet_in_text(self) -> Holder | None:
        """The first outlet that the article names: what "the paper" means before it has spoken."""
        for row in self.rows.finditer(self.text):
            if (paper := outlet(tuple(row.group().split()), self.lexicon)) is not None:
                return Holder(paper[1], SourceType.MEDIA, source_id=paper[0].id)
        return None

    def _noun(self, word: str) -> bool:
        leading = self.lexicon.leading
        return bool(
            self.lexicon.kind(word)
            or self.lexicon.function_word(word)
            or (leading and leading.search(word.lower()))
        )

    def _first(self, words: list[str]) -> tuple[str, ...]:
        """The first names at the end of a row of words, at most two."""
        first: list[str] = []
        particles = self.lexicon.listed("name_particles")
        for word in reversed(words):
            role = first and re.search(self.lexicon.pack["role_noun"], word)
            if word not in particles and (role or self._noun(word) or len(first) == 2):
                break
            first.insert(0, word)
        while first and first[0] in particles:
            first.pop(0)
        abstract = self.lexicon.pack.get("abstract_noun")
        if abstract and first and first[-1] in particles and re.search(abstract, first[0]):
            return ()  # "Meinung von Beispiel"
        if abstract and any(re.search(abstract, word) for word in first):
            return ()  # "Sicht Beispiels"
        return tuple(first)

    def person_before(self, offset: int) -> str | None:
        """The last person named before an offset whose surname the article uses again."""
        rows = list(self.rows.finditer(self.text, max(0, offset - PERSON_REACH), offset))
        for found in reversed(rows):
            words = [w for w in self._name_words(found) if not self.lexicon.kind(w)]
            while words and self.lexicon.function_word(words[0]):
                words.pop(0)
            last = words[-1] if len(words) > 1 else ""
            if not last or ACRONYM.fullmatch(last) or last in self.lexicon.listed("places"):
                continue
            titled = len(found.group().split()) > len(words) or self._role_before(found.start())
            if titled or self.text.count(last) > 1:
                return " ".join(words[-3:])
        return None
