"""Finds what a cue attributes: the clause, quotation or object that it reports."""

import re
from collections.abc import Iterable

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.rest import past_address, refers_back, rest_of
from hearsay.attribute.source import clause_end, noun_phrase
from hearsay.attribute.subject import Subject
from hearsay.attribute.tail import Range, contrasts, coordinated, cut, reports_before, tail_of
from hearsay.attribute.verb import Verb
from hearsay.attribute.words import Line

EDGE = ",;:-.~"  # tags that no content begins or ends with


def trimmed(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of words start:end without marks at the edges; of a lone quotation, its inside."""
    tags = line.tags
    while start < end and tags[start] in EDGE:
        start += 1
    while end > start and tags[end - 1] in EDGE:
        end -= 1
    if start >= end:
        return None
    if end - start == 1 and start in line.quotes:
        quote = line.quotes[start]
        return (quote.inner, quote.inner_end) if quote.inner < quote.inner_end else None
    return line.starts[start], line.ends[end - 1]


def offsets(line: Line, ranges: Iterable[Range]) -> list[tuple[int, int]]:
    """Offsets of word ranges, empty ones left out; a range of only quotations gives each inside."""
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        if start < end and set(line.tags[start:end]) <= set("Q,.-;:c~"):
            parts = [trimmed(line, at, at + 1) for at in range(start, end) if line.tags[at] == "Q"]
        else:
            parts = [trimmed(line, start, end)]
        found += [part for part in parts if part is not None]
    return sorted(set(found))


def of_verb(line: Line, verb: Verb, subject: Subject, lexicon: Lexicon) -> list[Range] | None:
    """Word ranges that a verb reports; [] when it refers back, None when it reports nothing."""
    tags = line.tags
    own = max(verb.cue, verb.finite, verb.particle or 0)
    if subject.side == "right" and subject.words:
        own = max(own, subject.words[1] - 1)
    own_end = end = coordinated(line, own, clause_end(tags, own))
    chain = end + (tags[end : end + 2] == ",H")
    if tags[chain : chain + 1] == "H" and (cited := noun_phrase(line, chain + 1, lexicon)):
        end = cited[1]  # "berichtet unter Berufung auf Insider, dass ..."
    if tags[subject.clause] == "w" and (outside := _wrapped(line, subject, end)):
        named = verb.sense.frame and not _framed(line, verb, (subject.clause + 1, own), lexicon)
        return None if named else [outside]  # "wie sich die Bande nennt" reports nothing
    tail = tail_of(line, end, subject, lexicon)
    rest = past_address(line, verb, rest_of(line, verb, subject, own_end, lexicon), lexicon)
    lead = _lead(line, verb, subject, rest, lexicon)
    if lead and set(tags[lead[0] : lead[1]]) <= set("bc,~") and end < len(tags):
        return [(end + 1, cut(line, end + 1, lexicon))]
    if lead:
        clause = "" if lexicon.verb_second else "S"  # "Elle ne signera, dit-elle, que si ..."
        goes_on = tail and (tags[tail[0]] in "QKAMBVv" + clause or tags[end] == ":")
        return [lead, tail] if tail and goes_on else [lead]
    if tail and tags[end : end + 1] == "Q" and rest[0] < rest[1] and tags[rest[0]] not in "dpr":
        return [(rest[0], tail[1])]  # "nannte die Tat „heimtückisch“"
    if not tail and refers_back(line, rest, lexicon) and not _framed(line, verb, rest, lexicon):
        return [] if verb.sense.alone else None
    if tail:
        keep = _keeps_rest(line, rest, tail, end, lexicon)
        return [(rest[0], tail[1])] if keep else [tail]
    if subject.back:
        return [] if verb.sense.alone else None
    if not verb.sense.alone and not _framed(line, verb, rest, lexicon):
        return [] if tags[end:] == ":" else None  # "She continued:"
    if subject.side == "relative" and re.match(",[VAB]", tags[rest[1] :]):
        return [rest]  # "Ida Beispiel, who saw the letter, says"
    return [(rest[0], _stretch(line, rest, lexicon))] if rest[0] < rest[1] else []


def _wrapped(line: Line, subject: Subject, end: int) -> Range | None:
    """ "..., wie die Behörde mitteilte": what stands before the clause, else what comes after."""
    if subject.clause > 1:
        return 0, subject.clause
    return (end + 1, len(line.tags)) if end + 1 < len(line.tags) else None


def _lead(line: Line, verb: Verb, subject: Subject, rest: Range, lexicon: Lexicon) -> Range | None:
    """What stands before a cue that follows its content: "..., sagte X"."""
    tags, clause = line.tags, subject.clause
    if clause == 0 or tags[clause - 1] not in ",Q-.":
        return None
    if not lexicon.verb_second and tags[clause] == "R":
        return None  # "a rule that bans nets, which he called “too hard”"
    if not lexicon.verb_second:
        filled = [tag for tag in tags[rest[0] : rest[1]] if tag not in "brn~"]
        adjunct = lexicon.grammar["adjunct"].fullmatch(tags[rest[0] : rest[1]])
        opening = "" if rest[0] == rest[1] else line.words[rest[0]].lower()
        if (filled and not adjunct) or opening in lexicon.listed("complementizers"):
            return None
        if subject.side not in (("right",) if _inverts(lexicon) else ("left", "right")):
            return None
    elif subject.side not in ("right", "none") or set(tags[clause : verb.finite]) - set("bc"):
        return None
    as_quoted = tags[1:clause] in ("Q", "dQ", "DQ", "EQ")  # "Als „Geschenk“ bezeichnet sie ..."
    complement = line.words[0].lower() in lexicon.listed("complementizers")
    if tags[0] == "S" and not (complement or as_quoted):
        return None  # "Während die Abgeordneten zustimmten, warnte der Richter ..."
    announced = tags.rfind(":Q", 0, clause)  # "Besorgt äußerte sich X: „Schlimm“, sagte er"
    return announced + 1, clause


def _inverts(lexicon: Lexicon) -> bool:
    """Whether in an aside the verb always stands before its source: ", dit-il"."""
    return bool(lexicon.pack.get("asides_invert"))


def _keeps_rest(line: Line, rest: Range, tail: Range, end: int, lexicon: Lexicon) -> bool:
    """Whether the object before the tail belongs to the content: "warnte vor X, die ..."."""
    if not lexicon.verb_second:
        return False
    return (
        line.tags[end] == ","
        and bool(re.search("p[DEdg]?a*N", line.tags[rest[0] : rest[1]]))
        and (line.tags[tail[0]] in "pO")
    )


def _framed(line: Line, verb: Verb, rest: Range, lexicon: Lexicon) -> bool:
    """Whether an object alone is reported: "nannte X einen „Y“", "sieht X als Y"."""
    words = {word.lower() for word in line.words[rest[0] : rest[1]]}
    tags = line.tags[rest[0] : rest[1]]
    first = line.words[rest[0]].lower() if rest[0] < rest[1] else ""
    if "Q" in tags or first in lexicon.listed("complementizers"):
        return True
    if not lexicon.verb_second and re.match("[DNLPm#].*[ABMVv]", tags):
        return True
    return bool(verb.sense.frame) and bool(words & set(verb.sense.frame.split("|")))


def _stretch(line: Line, rest: Range, lexicon: Lexicon) -> int:
    """End of an object: with the relative and dependent clauses that hang on it."""
    first = rest[1] + 1
    if line.tags[rest[1] : first] == "," and (
        reports_before(line, first, lexicon) or contrasts(line, first, lexicon)
    ):
        return rest[1]
    if rest[1] < len(line.tags) and line.tags[rest[1]] in ",Q-":
        return cut(line, rest[1], lexicon)
    return rest[1]
