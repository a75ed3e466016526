"""Says what a common noun stands for: "die Zeitung", "der Bericht", "das Gericht"."""

import re

from hearsay.attribute.abbreviation import ACRONYM, abbreviates
from hearsay.attribute.memory import PLACED, Holder, Memory
from hearsay.attribute.phrase import Phrase
from hearsay.records import SourceType

MEDIA, DOCUMENT = SourceType.MEDIA, SourceType.DOCUMENT
# Who can have written a report.
HOLDERS = frozenset({SourceType.MEDIA, SourceType.INSTITUTION, SourceType.PERSON})


def text(
    phrase: Phrase, head: tuple[SourceType, str], held: Holder | None, memory: Memory
) -> Holder:
    """Reports and papers: those of whom `held` names, else which was meant before."""
    of, nuance = head
    if held is not None and held.type in HOLDERS and (held.sure or held.found or held.source_id):
        return held
    definite = phrase.article in memory.lexicon.listed("definite")
    if nuance == "anaphor" and definite and len(phrase.words) == 1:
        before = memory.known(phrase.heads[-1])
        if before is not None and before.type in (MEDIA, DOCUMENT):
            return before
        if MEDIA in memory.by_type:
            return memory.by_type[MEDIA]
        if of is MEDIA and (paper := memory.roster.outlet) is not None:
            return Holder(paper[1], MEDIA, source_id=paper[0].id)
        if (
            of is DOCUMENT
            and memory.last is not None
            and memory.last.type is not SourceType.ANONYMOUS
        ):
            return memory.last
    if of is MEDIA and (name := phrase.named(memory.lexicon)):
        return Holder(name, of, sure=True)  # "der Kanal „Klartext“"
    if nuance == "many":
        return Holder(phrase.text.lower(), of, PLACED, sure=True)
    return Holder(phrase.plain(memory.lexicon), of, sure=True)


def body(phrase: Phrase, memory: Memory) -> Holder:
    """Bodies: by their noun, or the one that went by it before."""
    noun = phrase.heads[-1]
    short = next((word for word in phrase.words if word in memory.introduced), None)
    if short is not None:
        return Holder(memory.introduced[short], SourceType.INSTITUTION, sure=True)
    if len(phrase.words) == 1 and (before := _body_before(phrase, noun, memory)) is not None:
        return before
    general, name = memory.lexicon.pack.get("naming_body"), phrase.named(memory.lexicon)
    if ACRONYM.fullmatch(name) and abbreviates(name, phrase.heads[0]):
        memory.introduced.setdefault(name, phrase.heads[0])
        return Holder(phrase.heads[0], SourceType.INSTITUTION, sure=True)
    if general and name and re.search(general, phrase.heads[0]):
        return Holder(name, SourceType.INSTITUTION, sure=True)  # "der Netzbetreiber Beispiel"
    name = phrase.plain(memory.lexicon)
    longer = (full for full in memory.introduced.values() if full.startswith(name + " "))
    return Holder(next(longer, name), SourceType.INSTITUTION, sure=True)


def _body_before(phrase: Phrase, noun: str, memory: Memory) -> Holder | None:
    """ "das Amt", "die Behörde": the body that went by the noun before, or the last one."""
    before = memory.nouns.get(memory.lexicon.stem(noun))
    if before is not None and before.type is SourceType.INSTITUTION:
        return before
    anaphoric = memory.lexicon.pack.get("anaphoric_body")
    definite = phrase.article in memory.lexicon.listed("definite")
    if not (definite and anaphoric and re.fullmatch(anaphoric, noun)):
        return None
    return memory.compound_of(noun) or memory.by_type.get(SourceType.INSTITUTION)
