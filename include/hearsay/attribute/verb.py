"""Finds reporting verbs: their finite half, their particle, and whether they are passive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hearsay.attribute.auxiliary import LONGEST_BRACKET, auxiliary, reports_with
from hearsay.attribute.inflection import Sense
from hearsay.attribute.inserted import around, insertions
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import BOUNDARY, clause_end, clause_start, is_time
from hearsay.attribute.words import Line
from hearsay.records import SourceType


@dataclass(frozen=True, slots=True)
class Verb:
    """Words of a reporting verb: `cue` carries the meaning, `finite` stands where clauses turn."""

    cue: int
    finite: int
    particle: int | None
    sense: Sense
    form: str
    passive: bool = False


def verbs(line: Line, lexicon: Lexicon) -> Iterator[tuple[Line, Verb]]:
    """The reporting verbs of a line, in order, each with the line as its clause sees it."""
    folds = insertions(line, lexicon) if line.senses else []
    for at in sorted(line.senses):
        seen = around(line, at, folds)
        if (found := _verb(seen, at, lexicon)) is not None:
            yield seen, found


def _verb(line: Line, at: int, lexicon: Lexicon) -> Verb | None:
    if line.tags[at] in "DEdgpOS" or _attributive(line, at, lexicon) or _negated(line, at, lexicon):
        return None
    if not lexicon.verb_second and _reduced(line, at, lexicon):
        return None
    senses = line.senses[at]
    forms = {sense.form for sense in senses}
    helper = auxiliary(line, at, lexicon)
    if helper is not None and forms & {"participle", "infinitive", "gerund"}:
        return _periphrastic(line, at, helper, senses, lexicon)
    if (begun := _begun(line, at, lexicon)) is not None:
        chosen = _pick(line, at, [s for s in senses if s.form != "participle"], lexicon)
        return replace(chosen, finite=begun, form="finite") if chosen else None
    if "gerund" in forms and "finite" not in forms:
        if not _reports(line, at, lexicon):
            return None
        return _pick(line, at, [s for s in senses if s.form == "gerund"], lexicon)
    return _pick(line, at, [s for s in senses if s.form == "finite"], lexicon)


def _reports(line: Line, at: int, lexicon: Lexicon) -> bool:
    """ ", saying ..." but not "a speaking tour"; "for saying" only with the words said."""
    before = line.low(at - 1)
    after = line.low(at + 1)
    if after in lexicon.listed("complementizers") or "Q" in line.tags[at + 1 : at + 3]:
        return True
    opens = at == 0 or line.tags[at - 1] in ",-Qc" or before in lexicon.listed("gerund_openers")
    return opens or _accompanies(line, at, lexicon)


def _accompanies(line: Line, at: int, lexicon: Lexicon) -> bool:
    """ "with the mayor saying ...", "sent a letter asking ..."."""
    kind = lexicon.kind(line.words[at - 1])
    if kind is not None and kind[0] is SourceType.DOCUMENT:
        return True
    start = clause_start(line.tags, at)
    found = (
        lexicon.grammar["subject"].search(line.tags, start, at)
        if "subject" in lexicon.grammar
        else None
    )
    before = line.low(found.start() - 1) if found else ""
    return before in lexicon.listed("accompanying")


def _reduced(line: Line, at: int, lexicon: Lexicon) -> bool:
    """ "a poll published Friday found": a day and another verb behind it, so it is no verb."""
    return line.tags[at + 2 : at + 3] == "V" and is_time(line, (at + 1, at + 2), lexicon)


def _begun(line: Line, at: int, lexicon: Lexicon) -> int | None:
    """The verb that another begins: "went on to say", "began asking", "continues to insist"."""
    before = at - 1
    if before >= 0 and line.words[before].lower() in lexicon.listed("infinitive_marks"):
        before -= 1
    elif "gerund" not in {sense.form for sense in line.senses[at]}:
        return None
    while before > 0 and line.tags[before] in "bp":
        before -= 1
    known = before >= 0 and line.words[before].lower() in lexicon.listed("beginning")
    return before if known and lexicon.listed("beginning") else None


def _attributive(line: Line, at: int, lexicon: Lexicon) -> bool:
    """ "die berichtete Zahl", "the reports", "zu sagen": no verb of its own clause."""
    if at == 0 or line.tags[at - 1] == "Q":
        return line.words[at + 1 : at + 2] == [lexicon.pack["polite"]] and at == 0
    tag, word = line.tags[at - 1], line.words[at - 1].lower()
    if tag == "S" and word in lexicon.listed("than"):
        return True  # "weiter östlich als befürchtet"
    # "in einer gestern verbreiteten Mitteilung"
    inflected = lexicon.pack.get("adjective_ending")
    if (
        inflected
        and re.search("[DEdg]a*b+$", line.tags[:at])
        and re.match("a*N", line.tags[at + 1 :])
    ):
        return bool(re.search(inflected, line.words[at]))
    # "eine mit Spannung erwartete Rede"
    if re.search("[DEdg][pO][DEdg]?a*N$", line.tags[:at]) and line.tags[at + 1 : at + 2] == "N":
        return lexicon.verb_second
    if word in lexicon.listed("infinitive_marks"):
        return _begun(line, at, lexicon) is None
    noun_before = tag == "a" and lexicon.pack.get("head_first")  # "le parti français affirme"
    if tag in "DEdgGa#" and not (lexicon.verb_second or noun_before):
        several = word in lexicon.listed("quantifiers") and line.tags[at + 1 : at + 2] not in "mN"
        return tag != "#" and not several  # "some say", but "some pointed advice"
    if tag not in "DEdgO":
        return False
    return not (at == 1 or line.tags[at - 2] in BOUNDARY) or line.tags[at + 1 : at + 2] in (
        ("m", "a") if tag in "DE" else ("N", "m", "a")
    )


def _negated(line: Line, at: int, lexicon: Lexicon) -> bool:
    """ "äußerte sich nicht", "did not say": nothing was said; but "schloss nicht aus" was."""
    tags = line.tags
    if not lexicon.verb_second:
        before = tags[max(0, at - 2) : at]
        if before[-1:] == "n" and "A" in before:  # "n'a pas dit"
            return True
        return "n" in before and "finite" in {s.form for s in line.senses[at]}
    end = clause_end(tags, at)
    if "n" in tags[clause_start(tags, at) : at] and tags[end : end + 1] in ("", "."):
        return True
    near = tags.find("n", at, end)
    return near >= 0 and near - at <= 3 and tags[end : end + 1] in ("", ".", ";")


def _periphrastic(
    line: Line, at: int, helper: int, senses: tuple[Sense, ...], lexicon: Lexicon
) -> Verb | None:
    tag = line.tags[helper]
    want = {"A": ("participle",), "B": ("participle", "gerund"), "M": ("infinitive", "finite")}
    forms = want.get(tag, ("participle", "infinitive"))
    near = {None, *(word.lower() for word in line.words[max(0, at - 1) : at + 3])}
    fit = [s for s in senses if s.form in forms and s.particle in near and _framed(line, at, s)]
    fit.sort(key=lambda sense: sense.particle is None)
    if tag == "A" and helper == at + 1 and "M" in line.tags[clause_start(line.tags, at) : at]:
        return None  # "soll geschrieben haben"
    if not fit or (tag in "MK" and not reports_with(line, helper, lexicon)):
        return None
    sense = fit[0]
    passive = tag == "B" and sense.form == "participle" and line.tags[helper - 1 : helper] != "r"
    found = None if lexicon.verb_second else _particle(line, at, sense.particle, lexicon)
    return Verb(at, helper, found, sense, sense.form, passive)


def _pick(line: Line, at: int, senses: list[Sense], lexicon: Lexicon) -> Verb | None:
    for sense in senses:
        if sense.particle and (found := _particle(line, at, sense.particle, lexicon)) is not None:
            return Verb(at, at, found, sense, sense.form)
    for sense in senses:
        if sense.particle and at and line.words[at - 1].lower() == sense.particle:
            return Verb(at, at, at - 1, sense, sense.form)  # "der geltend machte, dass"
    for sense in senses:
        if sense.particle is None and _framed(line, at, sense):
            return Verb(at, at, None, sense, sense.form)
    return None


def _framed(line: Line, at: int, sense: Sense) -> bool:
    """ "kam zu dem Schluss": whether the words stand in the clause that a verb is bound to."""
    if not sense.bound:
        return True
    clause = line.words[clause_start(line.tags, at) : clause_end(line.tags, at)]
    return not {word.lower() for word in clause}.isdisjoint(sense.frame.split("|"))


def _particle(line: Line, at: int, particle: str | None, lexicon: Lexicon) -> int | None:
    tags = line.tags
    if not lexicon.pack.get("joined_particles", False):
        near = [word.lower() for word in line.words[at + 1 : at + 3]]
        return at + 1 + near.index(particle) if particle in near else None
    for later in range(at + 1, min(len(tags), at + LONGEST_BRACKET)):
        if tags[later] in ":;Q":
            return None
        if line.words[later].lower() == particle and (
            later + 1 == len(tags) or tags[later + 1] in ",:.;-)Qc"
        ):
            return later
    return None
