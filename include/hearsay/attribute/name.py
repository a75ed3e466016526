"""Says whom a full phrase names: person, outlet, body, document, or people without a name."""

import re

from hearsay.attribute.abbreviation import ACRONYM
from hearsay.attribute.anaphor import body, text
from hearsay.attribute.anonymous import people
from hearsay.attribute.catalogue import outlet
from hearsay.attribute.memory import DESCRIBED, ROLE, Holder, Memory
from hearsay.attribute.phrase import ROLE_NOUN, Phrase, parts, person
from hearsay.records import SourceType

ANONYMOUS, PERSON = SourceType.ANONYMOUS, SourceType.PERSON
SPOKEN_FOR = (ANONYMOUS, "spokesperson")
INSTITUTION, MEDIA = SourceType.INSTITUTION, SourceType.MEDIA

OFFICE = (INSTITUTION, "office")  # the noun names a body, or who sits in it
OPENING = frozenset('"„“”»«‚‘›‹')  # marks that open the name of an outlet


def named(phrase: Phrase, memory: Memory, citing: bool = False) -> Holder:
    """The holder that a full phrase names; `citing` where its cue is one that cites outlets."""
    if (holder := _entity(phrase, memory)) is not None:
        return holder
    if (owner := _owner(phrase, memory)) is not None:
        return owner
    several = parts(phrase)
    explained = len(several) > 1 and _is_body(several[1], memory)
    for part in () if explained else several:
        if (holder := _person(part, memory)) is not None:
            return holder
    part = several[0]
    kinds = [found for word in part.heads if (found := memory.lexicon.kind(word))]
    head = kinds[-1] if kinds else None
    if head is None or head[0] is not ANONYMOUS:
        bracket = part.tags.find("(") if "(" in part.tags else len(part.words)  # "Beispiel (SZ)"
        paper = outlet(part.words[:bracket], memory.lexicon, citing or _told(part, phrase, memory))
    else:
        paper = None
    if paper is not None:
        entry, written = paper
        return Holder(written, MEDIA, source_id=entry.id)
    if (whole := _compound(part, memory)) is not None:
        return whole
    if head is None and explained:
        return Holder(part.plain(memory.lexicon), INSTITUTION, sure=True)
    if head is None and citing and phrase.text[:1] in OPENING:
        return Holder(part.plain(memory.lexicon), MEDIA, sure=True)  # "der „Küstenbote“ schreibt"
    if head is None:
        return _unknown(part, memory)
    if head[0] is INSTITUTION:
        return body(part, memory)
    rest = part.rest()
    held = named(rest, memory, head[0] is not ANONYMOUS) if rest and rest.heads else None
    if head[0] is ANONYMOUS:
        return people(part, head[1], held, memory)
    return text(part, head, held, memory)


def _told(part: Phrase, phrase: Phrase, memory: Memory) -> bool:
    """Whether a phrase says that it names an outlet: "die Zeitung Ostblick", "der „Ostblick“"."""
    kinds = (memory.lexicon.kind(word) for word in part.heads[:-1])
    return phrase.text[:1] in OPENING or any(found and found[0] is MEDIA for found in kinds)


def _is_body(apposition: Phrase, memory: Memory) -> bool:
    """ "Open Shore, a campaign group": the apposition calls it a body."""
    kinds = [found for word in apposition.heads if (found := memory.lexicon.kind(word))]
    return bool(kinds) and kinds[-1][0] is INSTITUTION and not person(apposition, memory.lexicon)


def _entity(phrase: Phrase, memory: Memory) -> Holder | None:
    """The name in a phrase that a spaCy model has read as a person or body."""
    for size in range(len(phrase.words) if memory.entities else 0, 0, -1):
        for at in range(len(phrase.words) - size + 1):
            words = phrase.words[at : at + size]
            of = memory.entities.get(" ".join(words))
            if of and outlet(words, memory.lexicon) is None:
                full = memory.surnames.get(words[-1].lower()) if of is PERSON else None
                return Holder(full or " ".join(words), of, found=True)
    return None


def _person(phrase: Phrase, memory: Memory) -> Holder | None:
    """A person by name: with a role before it, or a surname that stands elsewhere in full."""
    lexicon = memory.lexicon
    name = person(phrase, lexicon)
    if not name and (name := _behind(phrase, memory)):
        return Holder(" ".join(name), PERSON, found=True)
    if not name or outlet(name, lexicon) or not lexicon.listed("places").isdisjoint(name):
        return None
    kinds = {lexicon.kind(word) for word in phrase.heads} - {None}
    office = len(name) > 1 and lexicon.kind(phrase.heads[0]) == OFFICE  # "Stadtrat Max Beispiel"
    role = office or (ANONYMOUS, "role") in kinds or (ANONYMOUS, "spokesperson") in kinds
    if kinds and not office and not any(found and found[0] is ANONYMOUS for found in kinds):
        return None
    surname = name[-1]
    for form in (surname, surname.rstrip("'’"), surname.removesuffix("s")):
        full = memory.surnames.get(form.lower()) or memory.roster.full_name(form)
        if full and (len(name) == 1 or full.endswith(" ".join(name))):
            if len(name) == 1 and phrase.article and not role:
                return None
            return Holder(full, PERSON, found=True)
    after = phrase.words[phrase.words.index(surname) + 1 :][:1]
    if after and _speaks_for(after[0], memory):
        return None  # "a Nordlicht spokeswoman"
    if len(name) == 1:
        return Holder(surname, PERSON, found=True) if role else None
    if any(ACRONYM.fullmatch(word) and "." not in word for word in name):
        return None
    if len(name) > 2 and re.search(lexicon.pack["role_noun"], name[0]):
        return Holder(" ".join(name[1:]), PERSON, found=True)
    if phrase.article and not kinds:
        if len(name) == 2 and not re.search(lexicon.pack["people_noun"], name[0]):
            return None
        name = name[1:]
    return Holder(" ".join(name), PERSON, found=bool(kinds))


def _behind(phrase: Phrase, memory: Memory) -> tuple[str, ...] | None:
    """The name behind a role and what it is of: "ministre de la Défense Ida Beispiel"."""
    kinds = [memory.lexicon.kind(word) for word in phrase.heads]
    if not kinds or kinds[-1] not in (ROLE_NOUN, SPOKEN_FOR):
        return None
    first = len(phrase.words)
    while first > phrase.core and phrase.tags[first - 1] == "N":
        first -= 1
    if first == len(phrase.words):
        return None
    first += phrase.tags[first - 1] not in "ma"  # "de la Défense": the first is what it is of
    owner, name = memory.lexicon.kind(phrase.words[first - 1]), phrase.words[first:]
    known = any(memory.lexicon.kind(word) or memory.lexicon.function_word(word) for word in name)
    if (owner and owner[0] is ANONYMOUS) or len(name) not in (2, 3) or known:
        return None
    return None if outlet(name, memory.lexicon) else name


def _owner(phrase: Phrase, memory: Memory) -> Holder | None:
    """ "Beispiels Antwort": what is said is that of the person before it."""
    heads, abstract = phrase.heads, memory.lexicon.pack.get("abstract_noun")
    if len(heads) != 2 or abstract is None or not heads[0].endswith("s"):
        return None
    what = memory.lexicon.kind(heads[1])
    if not re.search(abstract, heads[1]) and (what is None or what[0] is not SourceType.DOCUMENT):
        return None
    full = memory.surnames.get(heads[0][:-1].lower()) or memory.roster.full_name(heads[0][:-1])
    return Holder(full, PERSON, found=True) if full else None


def _speaks_for(noun: str, memory: Memory) -> bool:
    return memory.lexicon.kind(noun) == SPOKEN_FOR


def _compound(phrase: Phrase, memory: Memory) -> Holder | None:
    """ "Feuerwehrsprecher", "Polizeiangaben": the body stands in the word itself."""
    if not phrase.heads:
        return None
    found = re.search(memory.lexicon.pack["compound_holder"], phrase.heads[-1], re.IGNORECASE)
    if found is None:
        return None
    stem = found.group(1).removesuffix("-")
    what = memory.lexicon.kind(stem)
    if (paper := outlet((stem,), memory.lexicon)) is not None:
        return Holder(stem, MEDIA, ROLE, paper[0].id)
    if stem in memory.introduced:
        return Holder(memory.introduced[stem], INSTITUTION, ROLE)
    hyphen = phrase.heads[-1][len(stem) : len(stem) + 1] == "-" and not memory.roster.full_name(
        stem
    )
    known = (what is None and hyphen) or (what is not None and what[0] is INSTITUTION)
    if known or ACRONYM.fullmatch(stem) or stem in memory.lexicon.listed("places"):
        return Holder(stem, INSTITUTION, ROLE, sure=True)
    return None


def _unknown(phrase: Phrase, memory: Memory) -> Holder:
    heads = phrase.heads
    if not heads:
        return Holder(phrase.text.lower(), ANONYMOUS, DESCRIBED)
    last = heads[-1]
    if last in memory.introduced:
        return Holder(memory.introduced[last], INSTITUTION, sure=True)
    places = memory.lexicon.listed("places")
    if last in places or last.removesuffix("s") in places or ACRONYM.fullmatch(last):
        return Holder(phrase.plain(memory.lexicon), INSTITUTION, sure=True)
    if (before := memory.known(last)) is not None:
        return before
    if phrase.article and (full := memory.roster.by_role(last)):
        return Holder(full, PERSON, found=True)
    people = re.search(memory.lexicon.pack["people_noun"], last)
    single = len(phrase.words) == 1 and not phrase.article
    one = memory.lexicon.pack["singular_people"].get(phrase.article)
    one_person = people and one is not None and re.search(one, last)
    if one_person and (before := memory.person_at_hand()) is not None:
        return before  # "der Seemann", who spoke before
    if last[:1].islower() or (people and not single):
        return Holder(phrase.text.lower(), ANONYMOUS, DESCRIBED)
    if single and "-" not in last:
        return Holder(last, PERSON)
    return Holder(phrase.plain(memory.lexicon), INSTITUTION)
