"""Finds the subject of a verb that stands after it: "the aides, led by Reed, told reporters"."""

import re
from itertools import pairwise

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import BOUNDARY, FARTHEST, after, clause_start, is_time, noun_phrase
from hearsay.attribute.subject import Subject
from hearsay.attribute.words import Line

# What may hang on a noun: "officials in Bonn", "research done for us", "men who knew him".
HANGING = re.compile(r"[pO][^VvABMRSc,]*(?:c[pO][^VvABMRSc,]*)?|[xJU][^VvABM]*|f[^VvABM]*")
RELATIVE = re.compile(r"p?R.*[VvABMx].*|S[AMBVv].*")
LONGEST_ASIDE = 60  # words between a subject and a verb that its asides set off


def subject_before(line: Line, finite: int, lexicon: Lexicon) -> Subject:
    """Subject where it stands before the verb, as a rule right before it."""
    tags, start = line.tags, clause_start(line.tags, finite)
    end = finite
    while end > start and tags[end - 1] in "bAMBKnv~r":
        end -= 1
    if end > start and tags[end - 1] == "R":
        return Subject((end - 1, end), end - 1, "relative")
    that = end - 1 > start and line.words[end - 1].lower() in lexicon.listed("relatives")
    if that and (found := lexicon.grammar["subject"].search(tags, start, end - 1)):
        return Subject((found.start(), end - 1), end - 1, "left")  # "a sign that read"
    first = start
    while first < end and tags[first] in "ScbwR":
        first += 1
    opened = end > 0 and (first == end or tags[end - 1] == "S")
    if opened and (turned := _turned(line, end - 1, finite, lexicon)):
        return turned
    if first == end:
        if "c" in tags[start:end]:
            return Subject(None, start, "shared")
        return _set_off(line, start, finite, lexicon)
    return _left(line, first, end, start, lexicon)


def _left(line: Line, first: int, end: int, start: int, lexicon: Lexicon) -> Subject:
    """The subject among the words first:end before a verb: the phrase that ends there."""
    tags = line.tags
    inner = tags.rfind("S", first, end) + 1 or first  # "told reporters that he would appeal"
    if end - 3 > inner and tags[end - 2] in "Da" and is_time(line, (end - 1, end), lexicon):
        end -= 2  # "the court this month rejected"
    found = lexicon.grammar["subject"].search(tags, inner, end)
    begin = found.start() if found else end
    pronoun = tags[begin:end] == "P"
    for at in () if pronoun else (first, *({inner} - {first, end})):
        if lead := _modified(line, at, end, begin, lexicon):
            return Subject(lead, start, "left")
    with_him = line.words[begin - 1].lower() in lexicon.listed("accompanying") if begin else False
    if begin > inner and tags[begin - 1] in "pO" and not with_him:  # "At the meeting Reed said"
        begin = len(tags[:end].rstrip("N"))
        begin = end if tags[begin - 1] in "pODG" else begin
    if begin < end and (line.sentence.heading or not _bare_singular(line, begin, end, lexicon)):
        return Subject((begin, end), inner if inner > first else start, "left")
    return Subject(None, start, "shared" if tags[end - 1] == "c" else "none")


def _modified(
    line: Line, first: int, end: int, begin: int, lexicon: Lexicon
) -> tuple[int, int] | None:
    """ "officials who know him": the phrase at `first`, where all up to the verb hangs on it."""
    tags = line.tags
    lead = noun_phrase(line, first, lexicon)
    if lead is None or lead[1] >= end or is_time(line, lead, lexicon):
        return None
    rest = tags[lead[1] : end]
    if RELATIVE.fullmatch(rest):
        return lead
    forms = {sense.form for sense in line.senses.get(lead[1], ())}
    if begin < end and "participle" in forms and is_time(line, (begin, end), lexicon):
        return lead  # "a poll published this week found"
    if begin == end or (begin > first and tags[begin - 1] in "pOxJU"):
        return lead if HANGING.fullmatch(rest) else None
    return None


def _set_off(line: Line, start: int, finite: int, lexicon: Lexicon) -> Subject:
    """The subject of a verb that opens its clause: before an aside, or after the verb."""
    mark = line.tags[start - 1] if start else ""
    if mark in (",", "-", ")"):
        reach = _dashed if mark == "-" else _aside
        if lead := reach(line, start - 1, lexicon):
            return Subject(lead, lead[0], "left")
    inverts = line.words[finite].lower() not in lexicon.listed("never_inverted")
    spoken = all(sense.spoken for sense in line.senses.get(finite, ()))
    marks = ",-Q" if spoken else "Q"  # "Ida Beispiel, who is sixty, supports the strike"
    if inverts and mark and mark in marks and (found := _behind(line, finite, lexicon)):
        return Subject(found, start, "right")
    return Subject(None, start, "none")


def _turned(line: Line, opener: int, finite: int, lexicon: Lexicon) -> Subject | None:
    """ "comme l'a dit le maire", "ce que rapporte le journal": the opening word draws the verb."""
    before = line.low(opener - 1)
    back = line.tags[opener] == "S" and before in lexicon.listed("back_references")
    if not back and line.tags[opener] != "w":
        return None
    found = _behind(line, finite, lexicon)
    return Subject(found, opener, "right", back=back) if found else None


def _behind(line: Line, finite: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject right of a verb, with the participle between: "a-t-il dit", "a dit le maire"."""
    if found := noun_phrase(line, finite + 1, lexicon):
        return found
    if line.tags[finite] in "AB" and (compound := re.match("[bnr]*[UV]", line.tags[finite + 1 :])):
        return after(line, finite + 1 + compound.end(), lexicon)
    found = after(line, finite + 1, lexicon)
    if found is None or is_time(line, found, lexicon):
        return None
    return found if line.tags[found[1] : found[1] + 1] in ("", *BOUNDARY) else None


def _aside(line: Line, comma: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "Reed, a nurse who knows him,": the phrase that all up to the verb explains."""
    tags = line.tags
    begin = comma
    while begin > 0 and comma - begin < LONGEST_ASIDE and tags[begin - 1] not in ":;.Q":
        begin -= 1
    commas = [at for at in range(begin, comma) if tags[at] == ","]
    for start in (begin, *(at + 1 for at in commas)):
        first = start
        while first < comma and tags[first] in "bcSw":
            first += 1
        lead = noun_phrase(line, first, lexicon)
        if lead is None or lead[1] > comma or is_time(line, lead, lexicon):
            continue
        if lead[1] == comma and "," in tags[first:comma]:
            return lead  # "L'avocate du club, Ida Beispiel,"
        ends = [at for at in (*commas, comma) if at >= lead[1]]
        rest = tags[lead[1] : ends[0]]
        if rest and not (HANGING.fullmatch(rest) or RELATIVE.fullmatch(rest)):
            continue
        asides = [tags[a + 1 : b] for a, b in pairwise(ends)]
        if asides and all(_explains(aside) for aside in asides):
            told = set("".join(asides))
            plain = not rest and not told & set("VvABMRSQxJPHY") and told != {"r"}
            return (first, comma) if plain else lead
    return None


def _explains(aside: str) -> bool:
    """ "who knows him", "a nurse", "led by Reed", but not "he hoped"."""
    return bool(aside) and not set("VvABM") & set(re.sub("[RS].*|^b?[vxU][pO]", "", aside))


def _bare_singular(line: Line, first: int, end: int, lexicon: Lexicon) -> bool:
    """ "intense", "speaking": a common noun in the singular has a determiner when it speaks."""
    last = line.words[end - 1].lower()
    plural = last.endswith("s") or last in lexicon.listed("plurals")
    return set(line.tags[first:end]) <= set("max") and not plural


def _dashed(line: Line, dash: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "Reed — who is a nurse — told ..."."""
    opened = line.tags.rfind("-", max(0, dash - FARTHEST), dash)
    if opened < 1:
        return None
    first = clause_start(line.tags, opened)
    while first < opened and line.tags[first] in "bcS":
        first += 1
    found = noun_phrase(line, first, lexicon)
    return found if found and found[1] == opened else None
