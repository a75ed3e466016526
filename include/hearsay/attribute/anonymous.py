"""Says who speaks where a phrase gives no name: a role, a spokesperson, or nobody's."""

import re

from hearsay.attribute.catalogue import outlet
from hearsay.attribute.memory import BARE, DESCRIBED, PLACED, ROLE, Holder, Memory
from hearsay.attribute.phrase import Phrase, person
from hearsay.records import SourceType

ANONYMOUS, PERSON = SourceType.ANONYMOUS, SourceType.PERSON
INSTITUTION, MEDIA = SourceType.INSTITUTION, SourceType.MEDIA


def people(phrase: Phrase, nuance: str, held: Holder | None, memory: Memory) -> Holder:
    """Unnamed people: a role that was named before, spokespersons of a body, or nobody's.

    `held` is whom the words name that hang on the noun: "Sprecher der Polizei".
    """
    if nuance == "spokesperson" and held is not None and held.type in (INSTITUTION, MEDIA):
        return Holder(held.name, held.type, ROLE, held.source_id, sure=True)
    body = person(phrase, memory.lexicon) if nuance == "spokesperson" else None
    if body and phrase.words[: len(body)] == body:
        paper = outlet(body, memory.lexicon, beside=True)
        kind, entry = (MEDIA, paper[0].id) if paper else (INSTITUTION, None)
        return Holder(" ".join(body), kind, ROLE, entry, sure=True)  # "a Nordlicht spokeswoman"
    if (before := _one(phrase, nuance, held, memory)) is not None:
        return before
    return Holder(phrase.text.lower(), ANONYMOUS, _level(phrase, nuance, held, memory), sure=True)


def _one(phrase: Phrase, nuance: str, held: Holder | None, memory: Memory) -> Holder | None:
    """One person who is named before or elsewhere: "die Ministerin", "der 50-Jährige"."""
    noun = phrase.heads[-1] if phrase.heads else ""
    singular = memory.lexicon.pack["singular_people"].get(phrase.article)
    definite = singular is not None and bool(re.search(singular, noun))
    bare = nuance == "role" and not phrase.article and len(phrase.words) == 1
    if not (definite or bare):
        return None
    if nuance in ("role", "spokesperson"):
        if (before := memory.known(noun)) is not None:
            return before
        if (definite or memory.roster.sole_role(noun)) and (full := memory.roster.by_role(noun)):
            return Holder(full, PERSON, found=True)
    return memory.person_at_hand() if definite and held is None and nuance != "bare" else None


def _level(phrase: Phrase, nuance: str, held: Holder | None, memory: Memory) -> int:
    """Steps of namelessness: "Sprecher" 1, "Quellen im Pentagon" 2, "Experten" 3, "Quellen" 4."""
    if nuance in ("spokesperson", "role"):
        return ROLE
    words = phrase.text.split()
    kinds = [memory.lexicon.kind(word) for word in words]
    places = memory.lexicon.listed("places")
    body = any(found and found[0] is INSTITUTION for found in kinds) or not places.isdisjoint(words)
    if body or (held is not None and held.type is not ANONYMOUS):
        return PLACED
    return BARE if len(words) == 1 and nuance == "bare" else DESCRIBED
