"""Finds the subject of a reporting verb, as the order of words in a language has it."""

import re
from dataclasses import dataclass

from hearsay.attribute.inserted import FOLDED
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import (
    BOUNDARY,
    FARTHEST,
    after,
    after_and,
    clause_start,
    is_time,
    noun_phrase,
)
from hearsay.attribute.words import Line


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a verb's subject stands: words of it, and first word of the verb's clause."""

    words: tuple[int, int] | None
    clause: int
    side: str  # left, right, relative, shared, none
    back: bool = False  # the clause opens with "das", "darüber": it speaks of what was said before


def verb_second(line: Line, finite: int, lexicon: Lexicon) -> Subject:
    """Subject where the finite verb stands second (or last, in a dependent clause)."""
    tags, start = line.tags, clause_start(line.tags, finite)
    first = start = after_and(tags, start, finite, lexicon)
    while first < finite and tags[first] in "bc~ni":
        first += 1
    if first == finite:
        return _bare(line, start, finite, lexicon)
    if tags[finite - 1] == "c" or (tags[finite - 1] == "b" and tags[finite - 2] == "c"):
        return _bare(line, start, finite, lexicon)
    head = tags[first]
    last = _last(tags, finite)
    if head == "S" and line.words[first].lower() in lexicon.listed("than") and not last:
        return Subject(after(line, finite + 1, lexicon), start, "right")  # "Als Ziel nannte er"
    if head in "Sw" or (head in "DEdg" and start and tags[start - 1] == "," and last):
        return _dependent(line, first, finite, lexicon)
    if head == "O" or head in "pdtre":
        passive = head == "e"
        found = after(line, finite + 1, lexicon)
        return Subject(found, start, "right" if found else "none", back=head == "t" or passive)
    if head in "DE" and first + 1 == finite:
        if line.words[first].lower() in lexicon.listed("quantifiers"):
            return Subject((first, finite), start, "left")
        found = after(line, finite + 1, lexicon)
        if found is None and line.words[first].lower() in lexicon.pack["pronouns"]:
            return Subject((first, finite), start, "left")  # "Dieser sagte, ..."
        return Subject(found, start, "right", back=True)
    return _noun_first(line, first, start, finite, lexicon)


def _noun_first(line: Line, first: int, start: int, finite: int, lexicon: Lexicon) -> Subject:
    """The subject where a noun phrase opens the clause: mostly that phrase, else what follows."""
    tags = line.tags
    found = noun_phrase(line, first, lexicon)
    if found is None and tags[first] == "a" and first + 1 == finite:
        found = first, finite  # "Jugendliche haben ...": no noun follows, so it is one
    more = noun_phrase(line, found[1] + 1, lexicon) if found and tags[found[1]] == "c" else None
    if found and more and FOLDED in tags[more[0] : more[1]]:
        found = found[0], more[1]  # "Leiter für Forschung und Lehre, Otto Kunze"
    if found is None or is_time(line, found, lexicon):
        return Subject(after(line, finite + 1, lexicon), start, "right")
    if _object_first(line, found, finite, lexicon):
        return Subject(after(line, finite + 1, lexicon), start, "right", back=True)
    name = re.match(r"[bc]*(N{2,4}),", tags)
    if name and name.end() == start:  # "Anna Beispiel, Leiterin der Schule sagte"
        return Subject((name.start(1), found[1]), start, "left")
    return Subject(found, start, "left")


def _last(tags: str, verb: int) -> bool:
    """Whether a verb closes its clause."""
    return verb + 1 >= len(tags) or tags[verb + 1] in BOUNDARY + "cAMBK"


def _object_first(line: Line, found: tuple[int, int], finite: int, lexicon: Lexicon) -> bool:
    # "Die Gäste bat er": the pronoun can be nothing but the subject
    if line.words[finite + 1 : finite + 2] and line.words[finite + 1] in lexicon.listed(
        "subject_pronouns"
    ):
        return True
    # "Diese Zahl nannte der Minister": both could be the subject; the second is.
    if line.words[found[0]].lower() not in lexicon.listed("fronted"):
        return False
    return bool(re.match(r"[DEP]", line.tags[finite + 1 : finite + 2]))


def _bare(line: Line, start: int, finite: int, lexicon: Lexicon) -> Subject:
    """A verb with nothing before it in its clause: content or an apposition went before."""
    tags = line.tags
    if start and tags[start - 1] == "," and (lead := _apposed(line, start - 1, lexicon)):
        wrapping = tags[lead[0] - 1 : lead[0]] == "w"  # "Wie der Richter, Otto Beispiel, sagte"
        return Subject(lead, lead[0] - wrapping, "left")
    if "c" in tags[max(start, finite - 2) : finite]:
        right = after(line, finite + 1, lexicon)
        if right and line.tags[right[0]] in "PN":
            return Subject(right, start, "right")
        return Subject(None, start, "shared")
    contrast = line.words[finite + 1 : finite + 2]
    if start and tags[start - 1] == "," and not lexicon.listed("contrasting").isdisjoint(contrast):
        return Subject(None, start, "shared")  # "lobte den Plan, bemängelte aber die Kosten"
    found = after(line, finite + 1, lexicon)
    return Subject(found, start, "right" if found else "none")


def _apposed(line: Line, comma: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "Der Leiter der Klinik, Ahmed Yilmaz," before a verb."""
    tags = line.tags
    at = comma
    while at > 0 and comma - at < FARTHEST and tags[at - 1] not in ":;.Q":
        at -= 1
    while at < comma and tags[at] in "bcSw":
        at += 1
    lead = noun_phrase(line, at, lexicon)
    if lead and lead[1] == comma and "," in tags[at:comma]:
        return lead  # "L'avocate du club, Ida Beispiel,"
    while lead and tags[lead[1]] == "c" and (more := noun_phrase(line, lead[1] + 1, lexicon)):
        lead = at, more[1]
    while lead and (place := lexicon.grammar["modifier"].match(tags, lead[1])):
        lead = at, place.end()  # "nurses in the north, for instance,"
    if lead is None or lead[1] >= comma or tags[lead[1]] != ",":
        return None
    found = lexicon.grammar["apposition"].match(tags, lead[1])
    if found and found.end() >= comma:
        return at, comma
    inner = tags[lead[1] + 1 : comma]
    if inner and not set("VAMBKvRSQ") & set(inner) and inner[0] not in "DEdg":
        return at, comma
    if inner and inner[0] == "R" and not lexicon.verb_second:
        return lead
    if inner and inner[0] in "DEdgRp" and "," not in inner and re.search("[VUAMBKvmx]$", inner):
        return lead  # a relative clause lies between
    return None


def _dependent(line: Line, first: int, finite: int, lexicon: Lexicon) -> Subject:
    tags = line.tags
    if tags[first] in "Sw":
        found = after(line, first + 1, lexicon)
        if found and found[0] < finite:
            return Subject(found, first, "left")
        if found and found[0] > finite:
            return Subject(found, first, "right")
        return Subject(None, first, "none")
    found = noun_phrase(line, first + 1, lexicon)
    if (
        found
        and found[1] <= finite
        and tags[found[0]] in "DEP"
        and line.words[found[0]].lower() in lexicon.listed("nominative")
        and line.words[first].lower() not in lexicon.listed("relative_subject")
    ):
        return Subject(found, first, "left")
    if tags[first] in "dg":
        found = after(line, first + 1, lexicon)
        return Subject(found if found and found[0] < finite else None, first, "left")
    return Subject((first, first + 1), first, "relative")
