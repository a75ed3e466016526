"""Finds whose a verb's words are: its subject's, or those of the agent of a passive."""

from dataclasses import replace

from hearsay.attribute.addressee import unaddressed
from hearsay.attribute.catalogue import outlet
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.order import subject
from hearsay.attribute.source import clause_end, clause_start, noun_phrase
from hearsay.attribute.subject import Subject
from hearsay.attribute.verb import Verb
from hearsay.attribute.words import Line


def held_by(line: Line, verb: Verb, lexicon: Lexicon) -> Subject | None:
    """Who holds what a verb reports: its subject, or the agent of a passive."""
    if line.words[verb.cue].lower() in lexicon.listed("learning"):
        held = _told_by(line, verb, lexicon)
    elif verb.passive:
        held = _agent(line, verb, lexicon)
    else:
        held = subject(line, verb.finite, lexicon)
    if held is not None and held.words is None and line.tags[held.clause] == "w":
        held = _agent(line, verb, lexicon)  # "wie vom Sender zitiert"
    if held is None:
        return None
    if verb.form == "gerund" and (held.side == "right" or _sent(line, held, lexicon)):
        held = Subject(None, held.clause, "shared")  # ", saying it would ..."
    if line.words[verb.cue].lower() in lexicon.listed("quoting"):
        held = _quoting(line, held, lexicon)
    if held.side == "right" and held.words:
        held = replace(held, words=unaddressed(line, held.words, lexicon))
    return held


def _sent(line: Line, held: Subject, lexicon: Lexicon) -> bool:
    """ "Holm sent a letter asking ...": it is not the letter who asks."""
    last = line.words[held.words[1] - 1].lower() if held.words else ""
    return last in lexicon.listed("missives")


def _quoting(line: Line, held: Subject, lexicon: Lexicon) -> Subject:
    """ "zitiert der Ostblick Lotsin Ida Beispiel": the outlet quotes, the rest is quoted."""
    if held.words is None or held.side != "right":
        return held
    first, last = held.words
    first += line.tags[first] in "DEdg"
    for end in range(first + 1, last):
        if outlet(tuple(line.words[first:end]), lexicon, beside=True):
            return replace(held, words=(held.words[0], end))
    return held


def _agent(line: Line, verb: Verb, lexicon: Lexicon) -> Subject | None:
    """ "wie vom Sender zitiert", "was reported by Bloomberg"; without an agent only "es wird"."""
    start = clause_start(line.tags, verb.finite)
    for at in range(start, min(len(line.tags), verb.cue + 3)):
        if line.words[at].lower() in lexicon.listed("agent_prepositions"):
            found = noun_phrase(line, at + 1, lexicon)
            owned = start < at < verb.finite and line.tags[at - 1] in "NL"  # "Teile von Husum"
            if found and not owned and (found[0] > verb.cue or found[1] <= verb.cue):
                quoting = line.words[verb.cue].lower() in lexicon.listed("quoting")
                right = at > (verb.finite if quoting else verb.cue)  # "..., wird X von Y zitiert"
                return Subject(found, start, "right" if right else "left", back=True)
    held = subject(line, verb.finite, lexicon)
    cue = line.words[verb.cue].lower()
    if cue in lexicon.listed("quoting") and held.words:
        return held  # "wird Kunze zitiert"
    words = {word.lower() for word in line.words[start : verb.cue]}
    becomes = line.words[verb.finite].lower() in lexicon.listed("becoming")
    acts = becomes and cue in lexicon.listed("agentless")
    if acts or words & lexicon.listed("words", "expletive"):
        return Subject(None, held.clause, "none")
    return None


def _told_by(line: Line, verb: Verb, lexicon: Lexicon) -> Subject | None:
    """ "a-t-on appris auprès du parquet": who learned it is not who said it."""
    for at in range(verb.cue + 1, clause_end(line.tags, verb.cue)):
        if line.words[at].lower() in lexicon.listed("learned_from"):
            first = at + 1 + (line.tags[at + 1 : at + 2] == "O")
            found = noun_phrase(line, first, lexicon)
            return Subject(found, clause_start(line.tags, verb.finite), "right") if found else None
    return None
