"""Takes a source phrase apart: head, names, what hangs on it; and says what it names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hearsay.attribute.catalogue import outlet
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import noun_phrase
from hearsay.attribute.words import Line
from hearsay.records import SourceType

ROLE_NOUN = (SourceType.ANONYMOUS, "role")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase as words: `core` holds the head, `rest` what hangs on it."""

    text: str
    words: tuple[str, ...]
    tags: str
    core: int  # words before the modifiers
    article: str  # the article left out, in lower case
    start: int  # offset of the phrase in its text
    head_first: bool = False  # "président russe": the noun leads, not the last word

    @property
    def heads(self) -> list[str]:
        """The nouns and names of the core, the head last."""
        told = [w for w, t in zip(self.words[: self.core], self.tags, strict=False) if t in "NLm"]
        return told[::-1] if self.head_first else told

    def plain(self, lexicon: Lexicon) -> str:
        """The phrase as a name: "das Rote Kreuz" is "Rotes Kreuz", "des Amts" is "Amt"."""
        if "G" in self.tags:
            return self.text
        at = next((i for i, tag in enumerate(self.tags) if tag in "NLa#m"), 0)
        end = self.tags.find("(") if "(" in self.tags else len(self.words)
        words = list(self.words[at:end])
        if self.article in lexicon.listed("genitive_articles") and at < self.core <= end:
            head = self.core - at - 1
            words[head] = re.sub(lexicon.pack["genitive_ending"], "", words[head])
        strong = lexicon.pack.get("strong_endings", {}).get(self.article)
        for before in range(self.core - at - 1 if strong else 0):
            words[before] = re.sub(lexicon.pack["weak_ending"], strong, words[before])
        return spelled(words)

    def named(self, lexicon: Lexicon) -> str:
        """The name behind the noun: "Beispiel" of "Netzbetreiber Beispiel"."""
        words = list(zip(self.words[: self.core], self.tags, strict=False))
        first = next((at for at, (word, _) in enumerate(words) if lexicon.kind(word)), len(words))
        name = words[first + 1 :]
        known = any(lexicon.kind(word) for word, _ in name)
        places = lexicon.listed("places")
        if known or any(tag not in "NL" or word in places for word, tag in name):
            return ""
        return " ".join(word for word, _ in name)

    def rest(self) -> "Phrase | None":
        """The phrase that hangs on the head: "der Polizei" of "Sprecher der Polizei"."""
        at = self.core
        while at < len(self.words) and self.tags[at] in "DEdgOp,(G":
            at += 1
        if at >= len(self.words):
            return None
        words = self.words[at:]
        made = _make(words, self.tags[at:], self.words[at - 1].lower(), self.start)
        return replace(made, head_first=self.head_first)


def _make(words: tuple[str, ...], tags: str, article: str, start: int) -> Phrase:
    text = _joined(words, tags)
    words, tags = _head_first(words, tags)
    core = len(words)
    noun = False
    for at, tag in enumerate(tags):
        noun = noun or tag in "NLm"
        if noun and tag in "DEdgOp,(G":
            core = at
            break
    return Phrase(text, words, tags, core, article, start)


def spelled(words: Iterable[str]) -> str:
    """Words with blanks between them, but for "l'" and the like."""
    return re.sub(r"(?<=\w') ", "", " ".join(words))


def _joined(words: tuple[str, ...], tags: str) -> str:
    """The words as they stand in a text: no blank before a possessive mark."""
    return "".join(
        f"{'' if at == 0 or tag == 'G' or _elided(words[at - 1], tags[at - 1]) else ' '}{word}"
        for at, (word, tag) in enumerate(zip(words, tags, strict=True))
    )


def _elided(word: str, tag: str) -> bool:
    """Whether a word is written as one with the next: "l'eau"."""
    return tag != "G" and len(word) > 1 and word[-1] == "'"


def _head_first(words: tuple[str, ...], tags: str) -> tuple[tuple[str, ...], str]:
    """ "the ministry's spokesman": the owner moves behind what it owns."""
    end = next((at for at, tag in enumerate(tags) if tag in "Op,("), len(tags))
    mark = tags.rfind("G", 0, end)
    if mark < 1 or not set("NLm") & set(tags[mark + 1 : end]):
        return words, tags
    return (
        words[mark + 1 : end] + words[mark : mark + 1] + words[:mark] + words[end:],
        tags[mark + 1 : end] + "G" + tags[:mark] + tags[end:],
    )


def phrase_of(line: Line, words: tuple[int, int], lexicon: Lexicon) -> Phrase:
    """The phrase made of words of a line; an attribute before the noun counts only as text."""
    first, last = words
    begin, article = first, ""
    attribute = lexicon.grammar.get("attribute")
    inner = attribute.match(line.tags, first, last) if attribute else None
    if inner is None and first < last - 1 and line.tags[first] in "DEdgr":
        article = line.words[first].lower()
        begin = first = first + 1
        inner = attribute.match(line.tags, first, last) if attribute else None
    if inner is not None:
        first = inner.end()
    while first < last - 1 and line.tags[first] in "DEdgr":
        first += 1
    spoken = list(line.words[first:last])
    if lexicon.kind(spoken[0]) is None and line.tags[first + 1 : first + 2] not in tuple("NL"):
        small = spoken[0].lower()  # "Officials said": the capital is the sentence's
        spoken[0] = small if lexicon.kind(small) else spoken[0]
    made = _make(tuple(spoken), line.tags[first:last], article, line.starts[begin])
    whole = line.text[line.starts[begin] : line.ends[last - 1]]
    first_head = bool(lexicon.pack.get("head_first"))
    return Phrase(whole, made.words, made.tags, made.core, article, made.start, first_head)


def parts(phrase: Phrase) -> list[Phrase]:
    """A phrase and its appositions: "Leiter der Klinik, Ahmed Yilmaz" is two."""
    if "," not in phrase.tags:
        return [phrase]
    found, first = [], 0
    for at, tag in enumerate(phrase.tags + ","):
        if tag == "," and at > first:
            words, tags = phrase.words[first:at], phrase.tags[first:at]
            article = phrase.article if first == 0 else ""
            while len(words) > 1 and tags[0] in "DEdg":
                article, words, tags = words[0].lower(), words[1:], tags[1:]
            made = _make(words, tags, article, phrase.start)
            found.append(replace(made, head_first=phrase.head_first))
        if tag == ",":
            first = at + 1
    return found or [phrase]


_NAME = re.compile(r"^[^\W\d_][\w.'’-]*$")


def person(phrase: Phrase, lexicon: Lexicon) -> tuple[str, ...] | None:
    """The words of a person's name in the core: what stands there and is no noun that we know."""
    best: list[str] = []
    run: list[str] = []
    particles = lexicon.listed("name_particles")
    for word, tag in _names(phrase):
        if (tag == "N" and _NAME.match(word) and lexicon.kind(word) is None) or (
            word in particles and run
        ):
            run.append(word)
        else:
            run = []
        if len(run) >= len(best) and run and run[-1] not in particles:
            best = list(run)
    return tuple(best) or None


def speaker(line: Line, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The first phrase of words start:end that names a person; else the first pronoun."""
    pronoun = None
    at = start
    while at < end:
        found = noun_phrase(line, at, lexicon)
        if found is None:
            at += 1
        elif line.tags[at] in "dg" and line.tags[at - 1 : at] != "O":
            at = found[1]
        elif line.tags[at] == "P":
            pronoun, at = pronoun or found, found[1]
        else:
            phrase = phrase_of(line, found, lexicon)
            name = person(phrase, lexicon)
            role = any(lexicon.kind(word) == ROLE_NOUN for word in phrase.heads)
            if name and (role or len(name) > 1) and outlet(name, lexicon) is None:
                return found
            at = found[1]
    return pronoun


def _names(phrase: Phrase) -> Iterator[tuple[str, str]]:
    yield from zip(phrase.words[: phrase.core], phrase.tags, strict=False)
