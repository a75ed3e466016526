"""Finds the clause or quotation that follows a cue, and where it ends."""

import re
from collections.abc import Iterable

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import clause_end
from hearsay.attribute.subject import Subject
from hearsay.attribute.words import Line

# Words of a clause like "wie die Nachrichtenagentur dpa am Dienstag berichtete".
WRAPPED_WORDS = 14
Range = tuple[int, int]
INVERTED = re.compile("r*(?:[VA][nbrP]*U?|AV)(?=P|[Dg]|[NLp])")
VERBS = frozenset("VABMKvR")
# A boundary and the subject of the next verb, for languages whose subject stands before it.
CLAUSE_OF_ITS_OWN = re.compile(r"(?:,[cS]?|c)(?:P|[DG]?[am]*[NLm]+)$")


def tail_of(line: Line, end: int, subject: Subject, lexicon: Lexicon) -> Range | None:
    """The clause or quotation after the verb's own clause."""
    end = _past_apposition(line, end, subject, lexicon)
    tags, first = line.tags, end + 1
    mark = tags[end:first]
    if mark == "Q":
        return end, cut(line, end, lexicon)
    if first >= len(tags) or mark not in (",", ":", "-"):
        return None
    if mark == "," and (inner := _past_insertion(line, first, lexicon)) is not None:
        return inner, cut(line, inner, lexicon)
    told = mark == ":" or tags[first] == "Q"
    if told or (mark == "," and _goes_on(line, first, subject, lexicon)):
        return first, cut(line, first, lexicon)
    return None


def _past_insertion(line: Line, first: int, lexicon: Lexicon) -> int | None:
    """ "admits, on condition of anonymity, that ...": where the clause begins behind it."""
    tags, end = line.tags, clause_end(line.tags, first)
    if tags[first] not in "pO" or tags[end : end + 2] != ",S":
        return None
    that = line.low(end + 1) in lexicon.listed("complementizers")
    return end + 1 if that and VERBS.isdisjoint(tags[first:end]) else None


def _goes_on(line: Line, first: int, subject: Subject, lexicon: Lexicon) -> bool:
    """Whether the words behind a comma are a clause that is reported."""
    tags, end = line.tags, clause_end(line.tags, first)
    if reports_before(line, first, lexicon):
        return False
    aside = tags[first] == "w" and any(first < at < end for at in line.senses)
    if line.low(first) in lexicon.listed("complementizers") and not aside:
        return True
    acts = infinitive(line.words[first:end], lexicon)
    if not acts and "K" not in tags[first:end] and _unfinished(line, subject, lexicon):
        return False
    if contrasts(line, first, lexicon) or tags[first] in "SRcwHJ":
        return False
    if subject.side == "relative" and tags[first] in "VAB":
        return False  # "the clerk, who saw the letter, says"
    if tags[first] in "DEdg":
        return acts or not _relative(line, first)
    alone = not lexicon.verb_second or tags[first + 1 : first + 2] in tuple("DEdg")
    adjunct = tags[first] in "pO" and alone
    return not adjunct or acts or bool(set("KABM") & set(tags[first:end]))


def _unfinished(line: Line, subject: Subject, lexicon: Lexicon) -> bool:
    """Whether the main clause is still to come: "Nachdem er das gesagt hatte, ging er",
    "Kunze, der das Amt leitete, ordnete an, ..."."""
    dependent = line.tags[subject.clause : subject.clause + 1] == "S"
    return dependent or (lexicon.verb_second and _before_verb(line, subject))


def reports_before(line: Line, first: int, lexicon: Lexicon) -> bool:
    """ ", the union said on Monday": it reports what stands before, where the subject leads."""
    spoken = lexicon.grammar.get("subject")
    if lexicon.verb_second or spoken is None:
        return False
    end = clause_end(line.tags, first)
    if lexicon.pack.get("asides_invert"):  # ", a dit le maire"
        turned = INVERTED.match(line.tags, first, end)
        return turned is not None and any(first <= at < turned.end() for at in line.senses)
    return any(
        first < at < end
        and spoken.fullmatch(line.tags, first, at)
        and lexicon.grammar["adjunct"].fullmatch(line.tags, at + 1, end)
        and line.tags[end : end + 1] != "Q"
        for at in line.senses
    )


def contrasts(line: Line, verb: int, lexicon: Lexicon) -> bool:
    """Whether a word is a verb that shares the subject before it: ", bemängelte aber ..."."""
    after = [word.lower() for word in line.words[verb + 1 : verb + 2]]
    return line.tags[verb : verb + 1] in ("V", "A") and not lexicon.listed(
        "contrasting"
    ).isdisjoint(after)


def infinitive(words: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether words hold an infinitive: "mehr zu zahlen", "zuzustimmen"."""
    pattern, marks = lexicon.pack.get("infinitive", "^$"), lexicon.listed("infinitive_marks")
    return any(word in marks or re.search(pattern, word) for word in words)


def _before_verb(line: Line, subject: Subject) -> bool:
    """Whether a clause is relative and nothing before it holds a verb: the main one is to come."""
    tags, clause = line.tags, subject.clause
    relative = clause > 0 and tags[clause - 1] == "," and tags[clause] in "DEdg"
    return (relative or subject.side == "relative") and VERBS.isdisjoint(tags[:clause])


def _relative(line: Line, first: int) -> bool:
    """Whether a clause after a comma is relative: its verb closes it."""
    tags = line.tags
    end = clause_end(tags, first)
    inner = tags[first + 1 : end]
    return (
        tags[first - 2 : first - 1] in ("N", ")", "L")
        and bool(re.search("[AMBVvxK]$", inner))
        and not (re.match("[a#]*N*[KABM]", inner) and not re.match("[a#]*[AMBK]$", inner))
    )


def _past_apposition(line: Line, end: int, subject: Subject, lexicon: Lexicon) -> int:
    # "sagte Kunze, Leiterin des Hafens, auf die Frage ..."
    if subject.side != "right" or subject.words is None or subject.words[1] != end:
        return end
    found = lexicon.grammar["apposition"].match(line.tags, end)
    if found and (found.end() >= len(line.tags) or line.tags[found.end() - 1] == ","):
        return found.end() - (line.tags[found.end() - 1] == ",")
    return end


def coordinated(line: Line, own: int, end: int) -> int:
    """ "lobte den Entwurf und sagte": the clause ends where the next cue begins."""
    for at in sorted(line.senses):
        if own < at - 1 < end and line.tags[at - 1] == "c":
            return at - 1
    return end


def cut(line: Line, start: int, lexicon: Lexicon) -> int:
    """End of a content that begins at `start`: the sentence's, or before a coordinated cue."""
    if line.tags[start : start + 2] == ",J":
        return start
    for at in sorted(line.senses):
        wrapped = line.tags.rfind(",w", start, at)
        if wrapped >= start and at - wrapped < WRAPPED_WORDS:
            return wrapped  # "..., wie die Agentur berichtete"
        begin = start if line.tags[start : start + 1] == "," else start + 2  # ", though he said"
        own = None if lexicon.verb_second else CLAUSE_OF_ITS_OWN.search(line.tags[:at], begin)
        if own and line.tags[at] == "V":
            return own.start()  # "..., but the union said"
        clause = at - (line.tags[at - 1] == "P")  # "..., und er sagte"
        if clause > start + 2 and line.tags[at] in "VAU" and line.tags[clause - 1] == "c":
            return clause - 1
    return len(line.tags)
