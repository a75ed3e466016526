"""A language's attribution words, compiled once from its pack."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import ahocorasick

from hearsay import lang
from hearsay.attribute.inflection import Sense, senses_of
from hearsay.records import SourceType

NEVER = r"(?!)"  # a pattern that nothing matches

# One letter per class of word, so that grammar is a regular expression over a string of tags.
TAGS: Mapping[str, str] = MappingProxyType(
    {
        "article": "D",
        "article_er": "E",
        "genitive": "g",
        "oblique": "d",
        "pronoun": "P",
        "expletive": "e",
        "reflexive": "r",
        "relative": "R",
        "demonstrative": "t",
        "preposition": "p",
        "inner_preposition": "O",
        "conjunction": "c",
        "subordinator": "S",
        "comparison": "w",
        "adverb": "b",
        "negation": "n",
        "auxiliary": "A",
        "copula": "B",
        "modal": "M",
        "subjunctive": "K",
        "verb": "v",
        "adjective": "a",
        "participle": "x",
        "noun": "m",
        "possessive": "G",
        "number": "#",
        "attributive": "f",
    }
)


# What a pack need not say: a language without it.
LEFT_OUT: Mapping[str, Any] = MappingProxyType(
    {
        "compound_holder": NEVER,
        "endings": "",
        "infinitive": NEVER,
        "infinitive_marks": "",
        "outlet_endings": "",
        "people_noun": NEVER,
        "polite": "",
        "pronouns": {},
        "role_noun": NEVER,
        "shapes": {},
        "singular_people": {},
    }
)


LONGEST_NOUN = 60  # longer words are no nouns, and slow to match
MOST_KINDS = 100_000  # nouns whose kind is kept before the table starts anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the engine asks about a language."""

    language: str
    pack: Mapping[str, Any]
    verb_second: bool  # "Gestern sagte er"; else the subject stands before its verb
    capital_nouns: bool  # a word in small letters is no noun
    words: Mapping[str, str]  # word -> tag
    shapes: tuple[tuple[re.Pattern[str], str], ...]  # for words that stand in no list
    senses: Mapping[str, tuple[Sense, ...]]  # form -> its readings as a cue
    phrases: Mapping[str, str]  # fixed cue phrase -> kind
    triggers: ahocorasick.Automaton
    joints: re.Pattern[str] | None  # where one word ends within another: "l'eau", "dit-il"
    openers: re.Pattern[str] | None  # cues that are everyday words but where a sentence begins
    leads_away: re.Pattern[str] | None  # "Read also: ...": what such a line says is not told here
    leading: re.Pattern[str] | None  # an adjective, though a sentence begins with it
    grammar: Mapping[str, re.Pattern[str]]
    heads: tuple[tuple[re.Pattern[str], SourceType, str], ...]  # noun -> what it names
    kinds: dict[str, tuple[SourceType, str] | None]  # the same, for nouns that were asked about

    def kind(self, word: str) -> tuple[SourceType, str] | None:
        """What a noun names, and its nuance (role, spokesperson, ...); None for unknown nouns."""
        if len(word) > LONGEST_NOUN:
            return None
        if word not in self.kinds:
            if len(self.kinds) > MOST_KINDS:
                self.kinds.clear()
            self.kinds[word] = next(
                ((named, nuance) for rule, named, nuance in self.heads if rule.fullmatch(word)),
                None,
            )
        return self.kinds[word]

    def phrase(self, word: str) -> str | None:
        """The kind of a fixed cue phrase, however its apostrophes are written."""
        return self.phrases.get(word.lower().replace("’", "'"))

    def stem(self, word: str) -> str:
        """A noun in lower case without its inflection."""
        low = word.lower()
        for ending in self.pack["endings"].split():
            if low.endswith(ending) and len(low) - len(ending) > 3:
                return low.removesuffix(ending)
        return low

    def function_word(self, word: str) -> bool:
        """Whether a word, however written, belongs to grammar and not to a name."""
        low = word.lower()
        return low in self.words or low in self.phrases

    def listed(self, *path: str) -> frozenset[str]:
        """A blank-separated word list of the pack as a set; empty where it is missing."""
        return _words_at(self.language, path)


@cache
def _words_at(language: str, path: tuple[str, ...]) -> frozenset[str]:
    table: Any = lang.section(language, "attribution")
    for key in path:
        table = table.get(key, {})
    return frozenset(table.split() if isinstance(table, str) else table)


@cache
def lexicon(language: str) -> Lexicon | None:
    """The compiled pack, None for a language whose pack has no `attribution` table."""
    told = lang.section(language, "attribution")
    if not told:
        return None
    pack = {**LEFT_OUT, **told}
    senses = senses_of(pack)
    phrases = {phrase.lower(): kind for kind, cues in pack["cues"].items() for phrase in cues}
    rare = [phrase for phrase, kind in phrases.items() if kind != "view"]
    views = [re.escape(cue) for cue in pack["cues"].get("view", ())]
    words = {
        word: TAGS[name] for name, row in pack["words"].items() for word in row.lower().split()
    }
    return Lexicon(
        language=language,
        pack=pack,
        verb_second=pack["order"] == "v2",
        capital_nouns=pack.get("capital_nouns", False),
        words=MappingProxyType(words),
        shapes=tuple((re.compile(shape), TAGS[name]) for name, shape in pack["shapes"].items()),
        senses=MappingProxyType(senses),
        phrases=MappingProxyType(phrases),
        triggers=_automaton([*senses, *rare, *pack.get("triggers", "").split()]),
        openers=re.compile(rf"\b(?:{'|'.join(views)})\b") if views else None,
        joints=re.compile(pack["joints"]) if "joints" in pack else None,
        leads_away=_begins(lang.section(language, "residue").get("starts", ())),
        leading=re.compile(pack["leading_adjective"]) if "leading_adjective" in pack else None,
        grammar={name: re.compile(rule) for name, rule in pack["grammar"].items()},
        heads=tuple(_heads(pack["heads"])),
        kinds={},
    )


def _begins(phrases: Iterable[str]) -> re.Pattern[str] | None:
    told = "|".join(map(re.escape, phrases))
    return re.compile(told) if told else None


def _automaton(forms: Iterable[str]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for form in forms:
        automaton.add_word(form, len(form))
    automaton.make_automaton()
    return automaton


def _heads(table: Mapping[str, Any]) -> Iterable[tuple[re.Pattern[str], SourceType, str]]:
    for name, rows in table.items():
        kind, _, nuance = name.partition("_")
        yield re.compile(rf"(?:{'|'.join(rows)})"), SourceType(kind), nuance
