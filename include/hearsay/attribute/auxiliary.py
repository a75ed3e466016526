"""Finds the auxiliary of a participle or infinitive: "hat gesagt", "will sagen"."""

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import BOUNDARY, after_and, clause_start
from hearsay.attribute.words import Line

# Words between a separable verb and its particle; longer brackets are read past the clause.
LONGEST_BRACKET = 45


def auxiliary(line: Line, at: int, lexicon: Lexicon) -> int | None:
    """The auxiliary of a participle or infinitive, before it in its clause or right after it."""
    tags = line.tags
    if not lexicon.verb_second:
        before = at - 1
        while before >= 0 and tags[before] in "bnP":
            before -= 1
        if before > 0 and tags[before] == "c":  # "a salué l'accord et annoncé"
            earlier = max((i for i in line.senses if i < before and tags[i] in "Uv"), default=None)
            return auxiliary(line, earlier, lexicon) if earlier is not None else None
        return before if before >= 0 and tags[before] in "ABM" else None
    if at + 1 < len(tags) and tags[at + 1] in "ABMK":
        return at + 1 if tags[at + 1] != "K" or _perfect(line, at + 1, lexicon) else None
    if at + 1 < len(tags) and tags[at + 1] not in BOUNDARY + "cU~r)":
        return None
    start = clause_start(tags, at)
    joint = after_and(tags, start, at, lexicon)
    if joint > start and tags[joint - 2] not in "xUV":
        start = joint  # "Die Mole ist alt und das Amt befürchtet, ..."
    for before in range(at - 1, start - 1, -1):
        if tags[before] in "ABM" or (tags[before] == "K" and _perfect(line, before, lexicon)):
            return before
    # "hatte Kunze, die ..., angekündigt"
    lead = tags.rfind("A", max(0, at - LONGEST_BRACKET), start)
    return lead if lead >= 0 and not set("VUK") & set(tags[lead:at]) else None


def _perfect(line: Line, at: int, lexicon: Lexicon) -> bool:
    return line.words[at].lower() in lexicon.listed("perfect") or (
        line.words[at].lower() in lexicon.listed("words", "modal")
    )


def reports_with(line: Line, helper: int, lexicon: Lexicon) -> bool:
    """ "will sagen" reports only where the words stand; "habe gesagt" always does."""
    modals = lexicon.listed("words", "modal")
    if line.words[helper].lower() not in modals or not lexicon.verb_second:
        return True
    return "Q" in line.tags
