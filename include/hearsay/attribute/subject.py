"""Finds the subject of a reporting verb, as the order of words in a language has it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import BOUNDARY, FARTHEST, after, clause_start, noun_phrase
from hearsay.attribute.words import Line


@dataclass(frozen=True, slots=True)
class Subject:
    """Where a verb's subject stands: words of it, and first word of the verb's clause."""

    words: tuple[int, int] | None
    clause: int
    side: str  # left, right, relative, shared, none
    back: bool = False  # the clause opens with "das", "darüber": it speaks of what was said before


def _verb_second(line: Line, finite: int, lexicon: Lexicon) -> Subject:
    """Subject where the finite verb stands second (or last, in a dependent clause)."""
    tags, start = line.tags, clause_start(line.tags, finite)
    first = start
    while first < finite and tags[first] in "bc~n":
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
        return Subject(after(line, finite + 1, lexicon), start, "right", back=True)
    return _noun_first(line, first, start, finite, lexicon)


def _noun_first(line: Line, first: int, start: int, finite: int, lexicon: Lexicon) -> Subject:
    """The subject where a noun phrase opens the clause: mostly that phrase, else what follows."""
    tags = line.tags
    found = noun_phrase(line, first, lexicon)
    if found is None or line.words[found[1] - 1].lower() in lexicon.listed("time_nouns"):
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


def _subject_before(line: Line, finite: int, lexicon: Lexicon) -> Subject:
    """Subject where it stands before the verb, as a rule right before it."""
    tags, start = line.tags, clause_start(line.tags, finite)
    end = finite
    while end > start and tags[end - 1] in "bAMBKnv~r":
        end -= 1
    if end > start and tags[end - 1] == "R":
        return Subject((end - 1, end), end - 1, "relative")
    first = start
    while first < end and tags[first] in "ScbwR":
        first += 1
    if (inner := tags.rfind("S", first, end)) >= 0:
        start = first = inner + 1  # "told reporters that he would appeal"
    if first < end:
        return _left(line, first, end, start, lexicon)
    if first and (turned := _turned(line, first - 1, finite, lexicon)):
        return turned
    if "c" in tags[start:end]:
        return Subject(None, start, "shared")
    return _set_off(line, start, finite, lexicon)


def _left(line: Line, first: int, end: int, start: int, lexicon: Lexicon) -> Subject:
    """The subject among the words first:end before a verb: the phrase that ends there."""
    tags = line.tags
    found = lexicon.grammar["subject"].search(tags[first:end])
    begin = first + found.start() if found else end
    if begin > first and tags[begin - 1] in "pO":  # "At the meeting Beispiel said"
        begin = len(tags[:end].rstrip("N"))
        begin = end if tags[begin - 1] in "pODG" else begin
    if begin < end and not _bare_singular(line, begin, end, lexicon):
        return Subject((begin, end), start, "left")
    if tags[end - 1] == "c":
        return Subject(None, start, "shared")
    lead = noun_phrase(line, first, lexicon)
    if lead and tags[lead[1]] == "R":  # "the man who wrote the speech says"
        return Subject(lead, start, "left")
    return Subject(None, start, "none")


def _set_off(line: Line, start: int, finite: int, lexicon: Lexicon) -> Subject:
    """The subject of a verb that opens its clause: before an aside, or after the verb."""
    mark = line.tags[start - 1] if start else ""
    if mark in (",", "-"):
        reach = _apposed if mark == "," else _dashed
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
    before = line.words[opener - 1].lower() if opener else ""
    back = line.tags[opener] == "S" and before in lexicon.listed("back_references")
    if not back and line.tags[opener] != "w":
        return None
    found = _behind(line, finite, lexicon)
    return Subject(found, opener, "right", back=back) if found else None


def _behind(line: Line, finite: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject right of a verb, with the participle between: "a-t-il dit", "a dit le maire"."""
    if found := noun_phrase(line, finite + 1, lexicon):
        return found
    if line.tags[finite] in "AB" and (compound := re.match("[bnr]*U", line.tags[finite + 1 :])):
        return after(line, finite + 1 + compound.end(), lexicon)
    found = after(line, finite + 1, lexicon)
    if found is None or line.words[found[1] - 1].lower() in lexicon.listed("time_nouns"):
        return None
    return found if line.tags[found[1] : found[1] + 1] in ("", *BOUNDARY) else None


def _bare_singular(line: Line, first: int, end: int, lexicon: Lexicon) -> bool:
    """ "intense", "speaking": a common noun in the singular has a determiner when it speaks."""
    last = line.words[end - 1].lower()
    plural = last.endswith("s") or last in lexicon.listed("plurals")
    return set(line.tags[first:end]) <= set("max") and not plural


def _dashed(line: Line, dash: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """ "Reed — who is a nurse — told ..."."""
    opened = line.tags.rfind("-", 0, dash)
    if opened < 1:
        return None
    first = clause_start(line.tags, opened)
    while first < opened and line.tags[first] in "bcS":
        first += 1
    found = noun_phrase(line, first, lexicon)
    return found if found and found[1] == opened else None


ORDERS: Mapping[str, Callable[[Line, int, Lexicon], Subject]] = {
    "v2": _verb_second,
    "svo": _subject_before,
}


def subject(line: Line, finite: int, lexicon: Lexicon) -> Subject:
    """The subject of a finite verb, sought as the language orders its sentences."""
    return ORDERS[lexicon.pack["order"]](line, finite, lexicon)
