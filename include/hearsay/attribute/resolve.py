"""Resolves a source phrase to the name, type and anonymity of its holder within the article."""

import re
from dataclasses import dataclass, field

from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.phrase import Phrase, kind, outlet, person, phrase_of
from hearsay.attribute.source import clause_start, noun_phrase
from hearsay.attribute.words import Line
from hearsay.records import SourceType

UNKNOWN = "unknown"
# How unnamed a source is; records.Finding explains the steps.
NAMED, ROLE, PLACED, DESCRIBED, BARE, NOBODY = range(6)
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9&-]{1,7}s?")


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a statement."""

    name: str
    type: SourceType
    anonymity: int
    source_id: str | None = None
    found: bool = False  # the full name stands in the article
    sure: bool = False  # its noun is known to name such a holder


NOBODY_KNOWN = Holder(UNKNOWN, SourceType.ANONYMOUS, NOBODY)


@dataclass(slots=True)
class Memory:
    """What an article has told about its holders so far."""

    text: str
    lexicon: Lexicon
    last: Holder | None = None
    by_type: dict[SourceType, Holder] = field(default_factory=dict)
    surnames: dict[str, str] = field(default_factory=dict)
    roles: dict[str, Holder] = field(default_factory=dict)

    def keep(self, holder: Holder, phrase: Phrase | None = None) -> Holder:
        """Remember a holder as the latest of its type, and the nouns it went by."""
        if holder.type is not SourceType.ANONYMOUS or phrase is not None:
            self.last = holder
            self.by_type[holder.type] = holder
        if holder.type is SourceType.PERSON:
            self.surnames[holder.name.split()[-1].lower()] = holder.name
        if phrase is not None and holder.anonymity <= ROLE:
            for noun in phrase.heads:
                self.roles[noun.lower()] = holder
        return holder


def resolve(draft: Draft, memory: Memory) -> Holder:
    """The holder of a draft; drafts must come in the order of the article."""
    if draft.source is None:
        return _elided(draft, memory)
    line, words = draft.line, draft.source
    if draft.relative:
        before = _antecedent(line, words[0], memory.lexicon)
        if before is None:
            return memory.last or NOBODY_KNOWN
        words = before
    if words[1] - words[0] == 1 and line.tags[words[0]] in "PreGR":
        return _pronoun(line.words[words[0]].lower(), memory)
    phrase = phrase_of(line, words)
    return memory.keep(named(phrase, memory), phrase)


def _elided(draft: Draft, memory: Memory) -> Holder:
    if draft.hint is not None:
        line, words = draft.hint
        if words[1] - words[0] == 1 and line.tags[words[0]] == "P":
            return _pronoun(line.words[words[0]].lower(), memory)
        phrase = phrase_of(line, words)
        return memory.keep(named(phrase, memory), phrase)
    if draft.rule == "quotation" or draft.rule.startswith(("holder", "elided", "verb")):
        return memory.last or NOBODY_KNOWN
    if draft.rule == "impersonal" and memory.last is not None:
        return memory.last
    return NOBODY_KNOWN


def _antecedent(line: Line, relative: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase before ", der": the longest one that ends at the comma."""
    end = relative
    while end and line.tags[end - 1] in ",p":
        end -= 1
    for first in range(clause_start(line.tags, end), end):
        found = noun_phrase(line, first, lexicon)
        if found is not None and found[1] == end:
            return found
    return None


def _pronoun(word: str, memory: Memory) -> Holder:
    kinds = memory.lexicon.pack["pronouns"].get(word, "")
    for name in kinds.split():
        holder = memory.by_type.get(SourceType(name))
        if holder is not None:
            if len(kinds.split()) > 1 and memory.last and memory.last.type in kinds.split():
                return memory.last
            return holder
    if "person" in kinds and (found := _person_before(memory)):
        return memory.keep(Holder(found, SourceType.PERSON, NAMED))
    return memory.last or NOBODY_KNOWN


def _person_before(memory: Memory) -> str | None:
    return None


def named(phrase: Phrase, memory: Memory) -> Holder:
    """The holder that a full phrase names."""
    lexicon = memory.lexicon
    kinds = [kind(word, lexicon) for word in phrase.heads]
    known = [found for found in kinds if found is not None]
    head = known[-1] if known else None
    name = person(phrase, lexicon)
    role = any(found == (SourceType.ANONYMOUS, "role") for found in known)
    paper = outlet(phrase.words)
    if name and (role or head is None) and (holder := _person(phrase, name, role, memory)):
        return holder
    if paper is not None and (head is None or head[0] is not SourceType.ANONYMOUS):
        return Holder(paper.name, SourceType.MEDIA, NAMED, paper.id)
    if head is None:
        return _unknown(phrase, memory)
    return _by_head(phrase, head, memory)


def _person(phrase: Phrase, name: tuple[str, ...], role: bool, memory: Memory) -> Holder | None:
    surname = name[-1]
    single = len(name) == 1
    for form in (
        surname,
        surname.rstrip("'’"),
        surname.removesuffix("'s"),
        surname.removesuffix("s"),
    ):
        if form.lower() in memory.surnames and (
            single or memory.surnames[form.lower()].endswith(" ".join(name))
        ):
            return Holder(memory.surnames[form.lower()], SourceType.PERSON, NAMED, found=True)
    if outlet(name) is not None:
        return None
    if single and not role:
        if phrase.article or _ACRONYM.fullmatch(surname) or "-" in surname:
            return None
        full = _full_name(surname, memory)
        return Holder(full, SourceType.PERSON, NAMED, found=True) if full else None
    if single:
        full = _full_name(surname, memory)
        return Holder(full or surname, SourceType.PERSON, NAMED, found=True)
    if any(_ACRONYM.fullmatch(word) for word in name) or (phrase.article and not role):
        return None
    return Holder(" ".join(name), SourceType.PERSON, NAMED, found=role)


def _full_name(surname: str, memory: Memory) -> str | None:
    """The first place in the article where the surname stands with a first name."""
    pattern = re.compile(r"((?:[^\W\d_a-z][\w.'’-]+ ){1,3})" + re.escape(surname) + r"\b")
    for found in pattern.finditer(memory.text):
        first: list[str] = []
        for word in reversed(found.group(1).split()):
            if kind(word, memory.lexicon) or word.lower() in memory.lexicon.words:
                break
            first.insert(0, word)
        if first:
            return " ".join([*first[-2:], surname])
    return None


def _unknown(phrase: Phrase, memory: Memory) -> Holder:
    heads = phrase.heads
    if not heads:
        return Holder(phrase.text.lower(), SourceType.ANONYMOUS, DESCRIBED)
    if (before := memory.roles.get(heads[-1].lower())) is not None:
        return before
    last = heads[-1]
    if last[:1].islower() or (
        memory.lexicon.pack["people_noun"] and re.search(memory.lexicon.pack["people_noun"], last)
    ):
        return Holder(phrase.text.lower(), SourceType.ANONYMOUS, DESCRIBED)
    if (
        len(heads) == 1
        and not phrase.article
        and len(phrase.words) == 1
        and not _ACRONYM.fullmatch(last)
        and "-" not in last
    ):
        return Holder(last, SourceType.PERSON, NAMED)
    return Holder(phrase.text, SourceType.INSTITUTION, NAMED)


def _by_head(phrase: Phrase, head: tuple[SourceType, str], memory: Memory) -> Holder:
    of, nuance = head
    rest = phrase.rest()
    if of is SourceType.ANONYMOUS:
        return _people(phrase, nuance, rest, memory)
    if of in (SourceType.DOCUMENT, SourceType.MEDIA):
        return _text(phrase, of, nuance, rest, memory)
    longer = memory.roles.get(phrase.heads[-1].lower())
    if longer is not None and longer.type is of and len(phrase.words) == 1:
        return longer
    return Holder(phrase.text, of, NAMED, sure=True)


def _people(phrase: Phrase, nuance: str, rest: Phrase | None, memory: Memory) -> Holder:
    """Unnamed people: a role that was named before, spokespersons of somebody, or nobody's."""
    before = memory.roles.get(phrase.heads[-1].lower()) if phrase.heads else None
    if nuance == "role" and before is not None:
        return before
    if nuance == "role" and (full := _by_role(phrase, memory)):
        return Holder(full, SourceType.PERSON, NAMED)
    held = named(rest, memory) if rest is not None and rest.heads else None
    if (
        nuance in ("spokesperson", "member")
        and held is not None
        and held.type
        in (
            SourceType.INSTITUTION,
            SourceType.MEDIA,
        )
    ):
        return Holder(held.name, held.type, ROLE, held.source_id)
    placed = held is not None and held.type is not SourceType.ANONYMOUS
    level = ROLE if nuance == "spokesperson" else PLACED if placed else DESCRIBED
    if level == DESCRIBED and len(phrase.words) == 1 and nuance == "bare":
        level = BARE
    return Holder(phrase.text.lower(), SourceType.ANONYMOUS, level, sure=True)


def _by_role(phrase: Phrase, memory: Memory) -> str | None:
    """ "die Synodalpräsidentin" where the text has "Präsidentin Annekathrin Preidel"."""
    pattern = re.compile(re.escape(phrase.heads[-1]) + r" ((?:[^\W\d_a-z][\w.'’-]+ ?){2,3})")
    for found in pattern.finditer(memory.text):
        words = found.group(1).split()
        if not any(kind(word, memory.lexicon) for word in words):
            return " ".join(words)
    return None


def _text(
    phrase: Phrase, of: SourceType, nuance: str, rest: Phrase | None, memory: Memory
) -> Holder:
    """Reports and papers: whose they are, or which was meant before."""
    if rest is not None and rest.heads:
        held = named(rest, memory)
        if (
            held.type in (SourceType.MEDIA, SourceType.INSTITUTION, SourceType.PERSON)
            and nuance != "own"
        ):
            return held
    definite = phrase.article in memory.lexicon.set("definite")
    if nuance == "anaphor" and definite and len(phrase.words) == 1:
        media = memory.by_type.get(SourceType.MEDIA)
        before = memory.roles.get(phrase.heads[-1].lower())
        if found := before or media:
            return found
        if of is SourceType.DOCUMENT and memory.last:
            return memory.last
    if of is SourceType.DOCUMENT:
        return Holder(phrase.text, of, NAMED)
    if nuance == "many":
        return Holder(phrase.text.lower(), of, PLACED)
    return Holder(phrase.text, of, NAMED)
