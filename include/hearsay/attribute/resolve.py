"""Resolves every draft to its holder: named, by pronoun, by relative clause, or left out."""

from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.memory import DESCRIBED, NAMED, NOBODY_KNOWN, Holder, Memory
from hearsay.attribute.name import named
from hearsay.attribute.phrase import person, phrase_of
from hearsay.attribute.pronoun import pronoun
from hearsay.attribute.source import clause_start, noun_phrase
from hearsay.attribute.words import Line
from hearsay.records import SourceType, Stance


def resolve(draft: Draft, memory: Memory) -> Holder:
    """The holder of a draft; drafts must come in the order of the article."""
    memory.line = draft.line
    holder = _resolved(draft, memory)
    if not draft.chain:
        memory.heard = draft.line
        memory.spoken = draft.line if holder.type is SourceType.PERSON else memory.spoken
    return holder


def _resolved(draft: Draft, memory: Memory) -> Holder:
    if draft.source is None or draft.hint is not None:
        return _elided(draft, memory)
    line, words = draft.line, draft.source
    if (owner := _owner(line, words, memory)) is not None:
        return owner
    if draft.relative:
        before = _antecedent(line, words[0], memory.lexicon)
        if before is None:
            return memory.last or NOBODY_KNOWN
        words = before
    if draft.rule == "impersonal" and _own_text(draft, memory):
        return memory.last or NOBODY_KNOWN
    return _holder(line, words, draft, memory)


def _holder(line: Line, words: tuple[int, int], draft: Draft, memory: Memory) -> Holder:
    alone = words[1] - words[0] == 1
    if alone and (word := line.words[words[0]].lower()) in memory.lexicon.listed("quantifiers"):
        return Holder(word, SourceType.ANONYMOUS, DESCRIBED, sure=True)  # "viele bezweifeln"
    therein = word in memory.lexicon.listed("therein") if alone else False
    if alone and (line.tags[words[0]] in "PreGRDEgd" or therein):
        return pronoun(line, words[0], memory)
    phrase = phrase_of(line, words, memory.lexicon)
    holder = named(phrase, memory, draft.firm and draft.stance is Stance.NEUTRAL)
    passing = draft.chain or draft.rule.startswith("headline")
    doubtful = not (draft.firm or holder.sure or holder.found or holder.source_id)
    return memory.keep(holder, phrase, passing or doubtful)


def _owner(line: Line, words: tuple[int, int], memory: Memory) -> Holder | None:
    """ "ihren Angaben": hers; "den Angaben": those of whoever was spoken of last."""
    at, noun = words[0], words[1] - 1
    if noun - at != 1 or line.words[noun] not in memory.lexicon.listed("told_nouns"):
        return None
    word = line.words[at].lower()
    if word in memory.lexicon.pack["pronouns"]:
        return pronoun(line, at, memory)
    named = memory.last is not None and memory.last.anonymity == NAMED
    return memory.last if named and word in memory.lexicon.listed("definite") else None


def _own_text(draft: Draft, memory: Memory) -> bool:
    """ "heißt es in einer Erklärung": the text of whoever was spoken of last."""
    if draft.source is None:
        return False
    phrase = phrase_of(draft.line, draft.source, memory.lexicon)
    one = len(phrase.words) == 1 and memory.last is not None
    found = memory.lexicon.kind(phrase.words[0])
    return one and found is not None and found[0] is SourceType.DOCUMENT


def _elided(draft: Draft, memory: Memory) -> Holder:
    """Without a source phrase: whom the sentence before is about, else the one spoken of last."""
    if draft.hint is not None:
        return _holder(*draft.hint, draft, memory)
    return memory.last or NOBODY_KNOWN


def _antecedent(line: Line, relative: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase before ", der": the longest one that ends at the comma."""
    end = relative
    while end and line.tags[end - 1] in ",p":
        end -= 1
    for first in range(clause_start(line.tags, end), end):
        found = noun_phrase(line, first, lexicon)
        if found is not None and found[1] == end:
            return _apposed(line, found, lexicon)
    return None


def _apposed(line: Line, found: tuple[int, int], lexicon: Lexicon) -> tuple[int, int]:
    """ "Ida Beispiel, director of the zoo, who": with the name that the role explains."""
    comma = found[0] - 1
    for first in range(clause_start(line.tags, comma), comma) if line.tags[comma] == "," else ():
        before = noun_phrase(line, first, lexicon)
        if before is not None and before[1] == comma:
            name = person(phrase_of(line, before, lexicon), lexicon)
            return (before[0], found[1]) if name and len(name) > 1 else found
    return found
