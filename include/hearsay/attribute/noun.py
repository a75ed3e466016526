"""Tells nouns from the verbs that are written alike: "an early tweet", "security questions"."""

import re

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import clause_start
from hearsay.attribute.words import Line

SUBJECT = "NLm)fr%"  # tags that a noun phrase before its verb ends with
OBJECT = "DPSRQNLr#:e"  # tags that follow a verb, and seldom a noun
LOOSE = "pOmba-"  # tags that follow either


def settle(line: Line, lexicon: Lexicon) -> None:
    """Take the cue away from every word of a line that is a noun where it stands."""
    nounish = lexicon.listed("nounish")
    for at in sorted(line.senses) if nounish else ():
        if line.words[at].lower() in nounish and _noun(line, at, lexicon):
            line.tags = line.tags[:at] + "m" + line.tags[at + 1 :]
            del line.senses[at]


def _noun(line: Line, at: int, lexicon: Lexicon) -> bool:
    """Whether a form that is a noun as often is one here: by what stands before and after it."""
    tags, before = line.tags, at - 1
    while before >= 0 and tags[before] in "bn":
        before -= 1
    tag = tags[before] if before >= 0 else ","
    object_follows = tags[at + 1 : at + 2] in tuple(OBJECT)
    if tag in "PRM" or line.words[before].lower() in lexicon.listed("infinitive_marks"):
        return False
    if tag == "D":
        return not (object_follows and line.words[before].lower() in lexicon.listed("quantifiers"))
    if tag in SUBJECT:
        return not (lexicon.pack.get("head_first") or _agrees(line, before, at, lexicon))
    if tag == "c":
        return not (object_follows and set("vABMV") & set(tags[:before]))
    return not (object_follows and tag in "S,:Q-")


def _agrees(line: Line, head: int, at: int, lexicon: Lexicon) -> bool:
    """Whether a noun before a verb is its subject: "the report states", "critics question"."""
    start = clause_start(line.tags, head)
    found = lexicon.grammar["subject"].search(line.tags, start, head + 1)
    first = found.start() if found else head
    inner = re.search("[NLm](?=[pO])", line.tags[first:head])  # "polls in Kent", "a row of polls"
    heads = {head, first + inner.start()} if inner else {head}
    if not any(_fits(line, noun, at, lexicon) for noun in heads):
        return False
    if any(
        line.words[i].lower() in lexicon.listed("plural_determiners") or line.tags[i] == "#"
        for i in range(first, head)
    ):
        return line.words[head].lower().endswith("s")  # "several difficult questions"
    return _governs(line, first, head, at, lexicon)


def _fits(line: Line, noun: int, at: int, lexicon: Lexicon) -> bool:
    """Whether noun and verb are both singular or both plural; a name may be either."""
    word, verb = line.words[noun].lower(), line.words[at].lower()
    plural = word.endswith("s") or word in lexicon.listed("plurals")
    either = plural and line.tags[noun] in "NL"  # "Sanders says"
    return either or plural != verb.endswith("s") or line.tags[noun] == "f"


def _governs(line: Line, first: int, head: int, at: int, lexicon: Lexicon) -> bool:
    """Whether the subject first:head opens its clause and what follows fits a verb."""
    following = line.tags[at + 1 : at + 2]
    if at + 1 in line.senses and line.words[at + 1].lower() in lexicon.listed("nounish"):
        following = "m"  # "demands answers"
    opens = first == 0 or line.tags[first - 1] in ",:;QcSb-(/"
    if following in tuple(OBJECT):
        return opens or line.tags[head] == "N" or following in "PS"
    plural = line.words[head].endswith("s")
    determined = plural or bool(set("DGNL") & set(line.tags[first : head + 1]))
    if following in tuple(LOOSE):
        return opens and determined
    return determined and first > 0 and line.tags[first - 1] in ",QS"  # "...", the sign reads.
