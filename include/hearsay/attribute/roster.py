"""Reads the names of an article: surnames with first names, roles before them, outlets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from hearsay.attribute.abbreviation import ACRONYM, UPPER
from hearsay.attribute.catalogue import Entry, outlet
from hearsay.attribute.lexicon import LONGEST_NOUN, Lexicon
from hearsay.attribute.phrase import ROLE_NOUN

PERSON_REACH = 600  # characters before a pronoun in which its person is sought
# Names have at most 40 letters a word: a row without blanks must not be read again and again.
_WORD = rf"[{UPPER}][\w-]{{0,40}}(?:['’][^\W\d_]{{2,20}})?"


@cache
def _rows(particles: tuple[str, ...]) -> re.Pattern[str]:
    """Rows of capitalised words, with the small words that names have between: "von", "al"."""
    small = "|".join(particles)
    between = rf"(?:(?:{small}) )?" if small else ""
    return re.compile(rf"(?<![\w-]){_WORD}(?: {between}(?:{_WORD}|[A-Z]\.)){{1,4}}")


@dataclass
class Roster:
    """The people and outlets that a text names."""

    text: str
    lexicon: Lexicon
    rows: re.Pattern[str] = field(init=False)  # of words that can be a name
    titled: dict[str, str] = field(default_factory=dict)  # role -> the person it stands before
    roles: set[str] = field(default_factory=set)  # the same roles as they are written
    looked_up: dict[str, str | None] = field(default_factory=dict)  # role -> whom it means
    recurring: dict[str, bool] = field(default_factory=dict)  # surname -> stands there twice

    def __post_init__(self) -> None:
        self.rows = _rows(tuple(sorted(self.lexicon.listed("name_particles"))))

    def full_name(self, surname: str) -> str | None:
        """A surname with the first names that stand before it where the article first has it so."""
        first = self._first_names.get(surname)
        return " ".join([*first, surname]) if first else None

    def sole_role(self, noun: str) -> bool:
        """Whether a role is written as before a name, and therefore no plural."""
        return bool(self._first_names) and any(role.endswith(noun.lower()) for role in self.roles)

    def by_role(self, noun: str) -> str | None:
        """The person that the article names right after a role: "Präsidentin Anna Beispiel"."""
        low = self.lexicon.stem(noun)
        if self._first_names and low not in self.looked_up:
            fits = (
                name
                for role, name in self.titled.items()
                if role == low or low.endswith(role) or role.endswith(low)
            )
            self.looked_up[low] = next(fits, None)
        return self.looked_up.get(low)

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
            if titled or self._recurs(last):
                return " ".join(words[-3:])
        return None

    @cached_property
    def outlet(self) -> Entry | None:
        """The first outlet that the article names: what "the paper" means before it has spoken."""
        named = (outlet(tuple(row.group().split()), self.lexicon) for row in self._rows())
        return next((paper for paper in named if paper is not None), None)

    def _rows(self) -> Iterator[re.Match[str]]:
        return self.rows.finditer(self.text)

    @cached_property
    def _first_names(self) -> dict[str, tuple[str, ...]]:
        """Surname -> first names, from every row of capitalised words; the roles on the way."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._rows():
            words = self._name_words(row)
            for at in range(1, len(words)):
                first = self._first(words[:at]) if not ACRONYM.fullmatch(words[at]) else ()
                if not first or words[at] in found or self._noun(words[at]):
                    continue
                found[words[at]] = first
                if first != tuple(words[:at]) and at == len(words) - 1:
                    self._title(words[at - len(first) - 1], " ".join([*first, words[at]]))
        return found

    def _title(self, role: str, name: str) -> None:
        self.roles.add(role.lower())
        self.titled.setdefault(self.lexicon.stem(role), name)

    def _recurs(self, surname: str) -> bool:
        if surname not in self.recurring:
            self.recurring[surname] = self.text.count(surname) > 1
        return self.recurring[surname]

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

    def _noun(self, word: str) -> bool:
        leading = self.lexicon.leading
        return bool(
            self.lexicon.kind(word)
            or self.lexicon.function_word(word)
            or (leading and leading.search(word.lower()))
        )

    def _role_before(self, offset: int) -> bool:
        """Whether the word before an offset is a role: "la ministre Ida Beispiel"."""
        word = self.text[max(0, offset - LONGEST_NOUN) : offset].split()[-1:]
        return bool(word) and self.lexicon.kind(word[0]) == ROLE_NOUN
