"""Resolves a pronoun to the person or body that the sentences before were about."""

import re
from collections.abc import Iterator

from hearsay.attribute.memory import NOBODY_KNOWN, Holder, Memory
from hearsay.attribute.name import named
from hearsay.attribute.phrase import phrase_of
from hearsay.attribute.source import clause_start, noun_phrase
from hearsay.attribute.words import FINITE, Line
from hearsay.records import SourceType

PERSON = SourceType.PERSON
LONGEST_BEFORE = 400  # characters of the sentence before a pronoun that are looked at
_STOP = re.compile(r"[.!?…][\"“”»«]*\s+")


def pronoun(line: Line, at: int, memory: Memory) -> Holder:
    """Whom word `at` of a line stands for."""
    kinds = _kinds(line, at, memory)
    turned = at > 0 and line.tags[at - 1] in "VA"  # "Das Tor hält, sagte er": he is not the gate
    near = _opening(line, at, memory) if clause_start(line.tags, at) > 0 and not turned else None
    if near is not None and near.type in kinds:
        return near
    word = line.words[at].lower()
    for holder in _before(line, kinds, memory):
        if holder.type in kinds and memory.fits(holder, word):
            return holder
    if PERSON in kinds:
        shift = memory.text.find(line.text) if len(line.text) < len(memory.text) else 0
        if found := memory.roster.person_before(max(shift, 0) + line.starts[at]):
            return memory.meet(found)
    return memory.last or NOBODY_KNOWN


def _kinds(line: Line, at: int, memory: Memory) -> list[SourceType]:
    """What a pronoun can stand for; beside a verb in the plural it is no one person."""
    pack = memory.lexicon.pack
    word = line.words[at].lower()
    kinds = [SourceType(kind) for kind in pack["pronouns"].get(word, "").split()]
    several = pack.get("plural_verb")
    if several is None or word not in memory.lexicon.listed("plural_pronouns"):
        return kinds
    beside = [i for i in (at - 1, at + 1) if 0 <= i < len(line.tags) and line.tags[i] in FINITE]
    if any(re.search(several, line.words[i]) for i in beside):
        return [kind for kind in kinds if kind is not PERSON] + [SourceType.ANONYMOUS]
    return kinds


def _before(line: Line, kinds: list[SourceType], memory: Memory) -> Iterator[Holder]:
    """The holders a pronoun can go back to, the likeliest first."""
    if PERSON in kinds and (subject := _subject_before(line, memory)) is not None:
        yield memory.meet(subject)
    if memory.last is not None:
        yield memory.last
    for kind in kinds:
        if kind in memory.by_type:
            yield memory.by_type[kind]


def _subject_before(line: Line, memory: Memory) -> str | None:
    """The person whose name opens the sentence before, which names no source of its own."""
    start = line.sentence.start
    left = max(start - LONGEST_BEFORE, line.text.rfind("\n", 0, start) + 1)
    stops = [stop.end() for stop in _STOP.finditer(line.text, left, start) if stop.end() < start]
    first = stops[-1] if stops else left
    heard = memory.heard
    if first == start or (
        heard is not None and heard.text is line.text and heard.sentence.start >= first
    ):
        return None
    return memory.opening_person(line.text[first:start])


def _opening(line: Line, at: int, memory: Memory) -> Holder | None:
    """Whom the phrase names that opens a sentence: what a later pronoun in it is likely about."""
    first = 0
    while first < at and line.tags[first] in "bc":
        first += 1
    found = noun_phrase(line, first, memory.lexicon)
    if found is None or found[1] > at or line.tags[first] == "P":
        return None
    holder = named(phrase_of(line, found, memory.lexicon), memory)
    return holder if holder.sure or holder.found else None
