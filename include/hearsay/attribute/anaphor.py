"""Says what a common noun stands for: "die Zeitung", "der Bericht", "das Gericht"."""

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
        if of is MEDIA and (paper := memory.outlet_in_text()) is not None:
            return paper
        if (
            of is DOCUMENT
            and memory.last is not None
            and memory.last.type is not SourceType.ANONYMOUS
        ):
            return memory.last
    if nuance == "many":
        return Holder(phrase.text.lower(), of, PLACED, sure=True)
    return Holder(phrase.plain(memory.lexicon), of, sure=True)


def body(phrase: Phrase, memory: Memory) -> Holder:
    """Bodies: by their noun, or the one that went by it before."""
    noun = phrase.heads[-1]
    if noun in memory.introduced:
        return Holder(memory.introduced[noun], SourceType.INSTITUTION, sure=True)
    before = memory.nouns.get(memory.stem(noun))
    if before is not None and before.type is SourceType.INSTITUTION and len(phrase.words) == 1:
        return before
    return Holder(phrase.plain(memory.lexicon), SourceType.INSTITUTION, sure=True)
