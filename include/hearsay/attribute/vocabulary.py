"""Cuts text into words with spaCy's tokenizer and says what each can be, once for every form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import spacy
from spacy.lang.punctuation import TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from hearsay.attribute.catalogue import lowercase_outlets, plain_names
from hearsay.attribute.inflection import Sense
from hearsay.attribute.lexicon import Lexicon, lexicon

INFIXES = (r"\.\.+", r"…", r"[–—!?/\"„“”»«()\[\]=]", r"(?<=\D)[,;:](?=\D)", r"--+")
# Forms that are kept, with the strings that spaCy keeps of them, before both start anew.
MOST_FORMS = 200_000
LONGEST_FORM = 60  # longer ones are addresses and noise, and seldom come twice

_FORM = re.compile(r"\S+")
# What spaCy cuts no further than before its last mark: "Hafen", "Hafen,", "sagte."
_PLAIN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(?:[,:;?!]|(?<=[a-zß-öø-ÿ]{2})\.)?")
# Phrases with a tag of their own: a chain ends a clause; "so" may be any adverb.
PHRASE = {"chain": "H", "so": "b", "alone": "b", "pronoun": "P", "view": "p"}
_PUNCTUATION = {
    **dict.fromkeys(".!?…", "."), ",": ",", ":": ":", ";": ";",
    **dict.fromkeys("-–—―", "-"), "--": "-", "(": "(", ")": ")", "[": "(", "]": ")", "/": "/",
}  # fmt: skip
_MARK = re.compile(r"^\W+$")
# al-Dschasira, t-online.de
_SMALL_NAME = re.compile(r"[a-z]{1,3}-?[A-ZÄÖÜ]\w|[a-z][\w-]*\.[a-z]{2,4}$")
UNITS = frozenset("%‰€$£°")  # part of a number
_CUES = {"finite": "V", "participle": "U", "infinitive": "I", "gerund": "J"}


@dataclass(frozen=True, slots=True)
class Row:
    """Words that are one: an outlet of several words, or a cue phrase and its kind."""

    words: tuple[str, ...]
    phrase: str | None  # of a cue, whose words are in lower case; None for an outlet


@dataclass(frozen=True, slots=True)
class Word:
    """A form and what it can be; the tags are those of `words.Line`."""

    text: str
    low: str
    tag: str
    opening: str  # its tag where a clause opens, and a capital tells nothing
    senses: tuple[Sense, ...]
    noun: bool  # as often a noun as a cue: "the report"
    phrase: str | None  # the kind of cue phrase that it is by itself
    rows: Mapping[str, list[Row]]  # that begin with it, by their second word


Piece = tuple[int, Word]  # offset, word


@dataclass(slots=True)
class Vocabulary:
    """The words of a language, as they come."""

    lexicon: Lexicon
    tokenizer: Any
    rows: dict[str, list[Row]] = field(default_factory=dict)  # by their first word
    forms: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cues = ((phrase, kind) for phrase, kind in self.lexicon.phrases.items() if " " in phrase)
        outlets = ((name, None) for name in plain_names() if " " in name)
        for text, phrase in (*cues, *outlets):
            words = tuple(word for _, word in self._cut(text))
            self.rows.setdefault(words[0], []).append(Row(words, phrase))

    def pieces(self, text: str, start: int, end: int) -> list[Piece]:
        """The words of a stretch of text with their offsets, in order."""
        found: list[Piece] = []
        for match in _FORM.finditer(text, start, end):
            form, at = match.group(), match.start()
            known = self.forms.get(form) or self._learned(form)
            for shift, word in known:
                found.append((at + shift, word))
        return found

    def _learned(self, form: str) -> tuple[Piece, ...]:
        plain = _PLAIN.fullmatch(form)
        if plain and self.lexicon.joints is not None and "-" in form:
            plain = None
        if plain and plain[1] not in self.tokenizer.rules and form not in self.tokenizer.rules:
            cut = [(0, plain[1]), (plain.end(1), form[plain.end(1) :])]
        else:
            cut = self._cut(form)
        made = tuple((at, self.word(text)) for at, text in cut if text)
        if len(form) <= LONGEST_FORM:
            self.forms[form] = made
        return made

    def _cut(self, text: str) -> list[tuple[int, str]]:
        """The words of a text, also those that are written as one: "l'eau", "explique-t-elle"."""
        tokens = [(token.idx, token.text) for token in self.tokenizer(text)]
        if self.lexicon.joints is None:
            return tokens
        return [part for at, token in tokens for part in self._parts(at, token)]

    def _parts(self, at: int, token: str) -> list[tuple[int, str]]:
        joints, found, left = self.lexicon.joints, [], 0
        known = self.lexicon.phrase(token) is not None or token in plain_names()
        for joint in () if known or joints is None else joints.finditer(token):
            found.append((at + left, token[left : joint.start()] + ("'" if joint[1] else "")))
            left = joint.end()
        return [part for part in (*found, (at + left, token[left:])) if part[1]]

    def word(self, text: str) -> Word:
        """What a word can be."""
        return self.words.get(text) or self._made(text)

    def _made(self, text: str) -> Word:
        low, known = text.lower().replace("’", "'"), self.lexicon
        senses: tuple[Sense, ...] = ()
        kind = None
        if (mark := _PUNCTUATION.get(text)) is not None:
            tag = opening = mark
        elif (kind := known.phrases.get(low)) is not None:
            tag = opening = PHRASE.get(kind, "Y")
        else:
            tag = opening = _tag(text, low, known, False)
            if text[0].isupper():
                opening = _tag(text, low, known, True)
            if text[0].islower() and tag != "L" and low not in known.listed("no_cues"):
                senses = known.senses.get(low, ())
            if senses and low not in known.words:
                tag = opening = _CUES[senses[0].form]
        noun = low in known.listed("nounish")
        made = Word(text, low, tag, opening, senses, noun, kind, self._rows(text, low))
        if len(text) <= LONGEST_FORM:
            self.words[text] = made
        return made

    def _rows(self, text: str, low: str) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        if text not in self.rows and low not in self.rows:
            return found
        for row in dict.fromkeys([*self.rows.get(text, ()), *self.rows.get(low, ())]):
            if row.phrase or row.words[0] == text:
                found.setdefault(row.words[1], []).append(row)
        return found


def _tag(word: str, low: str, lexicon: Lexicon, opening: bool) -> str:
    capital = word[0].isupper()
    if capital and (word[-1] == "-" or (opening and _leads(word, low, lexicon))):
        return "a"
    if word in lowercase_outlets() or _SMALL_NAME.match(word):
        return "L"
    if (tag := lexicon.words.get(low)) is not None and (not capital or opening or len(low) < 2):
        return tag
    return "N" if capital else _shape(word, low, lexicon)


def _leads(word: str, low: str, lexicon: Lexicon) -> bool:
    """ "Örtliche Händler": an adjective, with a capital because the sentence begins."""
    if lexicon.leading is None or not lexicon.leading.search(low):
        return False
    return lexicon.kind(word) is None and not lexicon.function_word(word)


def _shape(word: str, low: str, lexicon: Lexicon) -> str:
    if word[0].isdigit() or word in UNITS:
        return "#"
    if _MARK.match(word):
        return "~"
    for shape, tag in lexicon.shapes:
        if shape.search(low):
            return "m" if not lexicon.capital_nouns and lexicon.kind(word) else tag
    return "m"


@cache
def _vocabulary(language: str) -> Vocabulary:
    known = lexicon(language)
    if known is None:
        raise ValueError(f"the pack of {language!r} has no attribution table")
    tokenizer: Any = spacy.blank(language).tokenizer
    tokenizer.infix_finditer = compile_infix_regex(INFIXES).finditer
    tokenizer.url_match = None
    if known.joints is not None:  # the pack says where "l'eau" ends, not spaCy
        tokenizer.prefix_search = compile_prefix_regex(TOKENIZER_PREFIXES).search
        tokenizer.suffix_search = compile_suffix_regex(TOKENIZER_SUFFIXES).search
    return Vocabulary(known, tokenizer)


def vocabulary(language: str) -> Vocabulary:
    """The words of a language whose pack has an `attribution` table."""
    if len(_vocabulary(language).forms) > MOST_FORMS:
        _vocabulary.cache_clear()
    return _vocabulary(language)
