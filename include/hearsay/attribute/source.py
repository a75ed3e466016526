"""Finds noun phrases: the words that name a source, and where clauses begin and end."""

import re

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.words import FINITE, Line

BOUNDARY = ",:;.Q(-/H"  # tags at which a clause ends
FARTHEST = 40  # words between a verb and the first word of its clause


def noun_phrase(line: Line, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The noun phrase that begins with word `at`, without a leading article."""
    tags = line.tags
    if at >= len(tags):
        return None
    if tags[at] == "P":
        return at, at + 1
    word, following = line.words[at].lower(), tags[at + 1 : at + 2]
    if (
        tags[at] == "D"
        and word in lexicon.listed("quantifiers")
        and following not in tuple("Na#mO")
    ):
        return at, at + 1  # "viele bezweifeln"
    if word in lexicon.listed("pronominal") and following not in tuple("Na#m"):
        return at, at + 1  # "so meldet diese"
    if word in lexicon.listed("partitives") and following in tuple("EgO"):
        whole = noun_phrase(line, at + 1 + (following == "O"), lexicon)  # "einer der Männer"
        return (at, whole[1]) if whole else None
    found = lexicon.grammar["noun_phrase"].match(tags, at)
    if found is None or found.end() == at:
        return None
    return at, found.end()


def clause_start(tags: str, verb: int) -> int:
    """First word of the clause that holds word `verb`."""
    at = verb
    while at > 0 and verb - at < FARTHEST and tags[at - 1] not in BOUNDARY:
        opened = tags.rfind("(", 0, at) if tags[at - 1] == ")" else -1
        at = opened if opened >= 0 else at - 1
    return at


def after_and(tags: str, start: int, finite: int, lexicon: Lexicon) -> int:
    """ "Der Rat tagte und das Amt sagte": the clause of the second verb begins behind "und"."""
    joint = tags.rfind("c", start, finite)
    if joint < 0 or not FINITE & set(tags[start:joint]):
        return start
    own = lexicon.grammar["noun_phrase"].match(tags, joint + 1)
    alone = own is not None and own.end() > joint + 1 and not tags[own.end() : finite].strip("bi")
    return joint + 1 if alone or tags[joint + 1 : finite] == "P" else start


def clause_end(tags: str, verb: int) -> int:
    """Word after the last one of the clause that holds word `verb`."""
    at = verb + 1
    while at < len(tags) and tags[at] not in ",:;.Q-H":
        at += 1
    return at


def after(line: Line, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject right of a verb: adverbs, pronouns and adjuncts before it are skipped."""
    tags = line.tags
    limit, than = min(len(tags), at + FARTHEST), lexicon.listed("than")
    while at < limit:
        if tags[at] in "brne~ti" or (tags[at] == "S" and line.words[at].lower() in than):
            at += 1
        elif (skip := lexicon.grammar["modifier"].match(tags, at)) and tags[at] not in "DE":
            at = skip.end()
        else:
            break
    found = noun_phrase(line, at, lexicon)
    if found and (named := re.match(r",N{2,4}(?=[,.:;Q-]|$)", tags[found[1] :])):
        return found[0], found[1] + named.end()  # "die Sprecherin, Maria Kunze"
    return found


def is_time(line: Line, words: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether a phrase ends in a time: "last week", "on Monday"."""
    return line.low(words[1] - 1) in lexicon.listed("time_nouns")


def can_speak(line: Line, words: tuple[int, int]) -> bool:
    """Whether a phrase holds a noun, a name or a pronoun that can be somebody."""
    tags = line.tags[words[0] : words[1]]
    return bool(set("PNLDEdgRm#aG") & set(tags)) and tags != "e"
