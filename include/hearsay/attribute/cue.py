"""Finds cues and what they govern: reporting verbs, prepositions, fixed phrases, bare marks."""

from collections.abc import Iterator
from dataclasses import replace

from hearsay.attribute import content
from hearsay.attribute.addressee import unaddressed
from hearsay.attribute.attitude import embedded, predicates
from hearsay.attribute.catalogue import outlet
from hearsay.attribute.draft import Draft
from hearsay.attribute.fixed import phrases
from hearsay.attribute.frame import frames
from hearsay.attribute.holding import holders
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.mark import colon, dash
from hearsay.attribute.nominal import nominal
from hearsay.attribute.noun import settle
from hearsay.attribute.order import subject
from hearsay.attribute.owner import owner
from hearsay.attribute.relying import relying
from hearsay.attribute.source import can_speak, clause_end, clause_start, noun_phrase
from hearsay.attribute.subject import Subject
from hearsay.attribute.tail import infinitive
from hearsay.attribute.verb import Verb, verbs
from hearsay.attribute.words import Line

# No sentence has more reporting verbs than this; a list of words has.
MOST_VERBS = 25


def drafts(line: Line, lexicon: Lexicon) -> list[Draft]:
    """Every attribution with a cue in a line, in order of the cues."""
    if len(line.senses) <= MOST_VERBS:
        settle(line, lexicon)
    found = [*phrases(line, lexicon), *holders(line, lexicon), *_verbs(line, lexicon)]
    found += predicates(line, lexicon)
    if not found or line.titled:
        found += [*colon(line, lexicon), *dash(line, lexicon)]
    found += [*frames(line, found, lexicon), *relying(line, lexicon)]
    found += nominal(line, found, lexicon)
    found.sort(key=lambda draft: draft.cue)
    return found


def _verbs(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    last: Draft | None = None
    if len(line.senses) > MOST_VERBS:
        return
    for seen, verb in verbs(line, lexicon):
        held = _held(seen, verb, lexicon)
        draft = _of_verb(seen, verb, held, last, lexicon) if held is not None else None
        if held is None or draft is None:
            continue
        last = draft
        for found in (draft, _quoted(draft, verb, held, lexicon)):
            if found is not None:
                found.line = line
                yield found


def _held(line: Line, verb: Verb, lexicon: Lexicon) -> Subject | None:
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


def _of_verb(
    line: Line, verb: Verb, held: Subject, last: Draft | None, lexicon: Lexicon
) -> Draft | None:
    shared = held.side == "shared" or (verb.form == "gerund" and held.words is None)
    words = held.words
    if shared:
        words = owner(line, verb.cue, last, lexicon)
    if words is None and held.side != "none":
        return None
    if words is not None and (_nobody(line, words, lexicon) or not can_speak(line, words)):
        return None
    if not verb.sense.spoken and words is not None and embedded(line, words, lexicon):
        return None
    if not verb.sense.alone and _denied(line, verb, held, lexicon):
        return None
    ranges = content.of_verb(line, verb, held, lexicon)
    if ranges is None:
        return None
    if words is None and not (verb.passive and _reported(line, ranges, lexicon)):
        return None
    wrapping = line.tags[held.clause] == "w"
    back = held.back if ranges or not verb.passive else _points_back(line, verb, lexicon)
    sentence = back or wrapping or _sentence(line, ranges, lexicon)
    return Draft(
        line=line,
        rule=_rule(line, verb, held, shared),
        cue=(line.starts[verb.cue], line.ends[verb.cue]),
        source=words,
        content=content.offsets(line, ranges),
        stance=verb.sense.stance,
        relative=held.side == "relative",
        shared=shared,
        firm=verb.sense.alone and sentence,
        weak=not verb.sense.alone,
        spoken=verb.sense.spoken,
        act=lexicon.verb_second and verb.form == "participle" and not (verb.passive or sentence),
        wrapping=wrapping,
    )


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


def _quoted(draft: Draft, verb: Verb, held: Subject, lexicon: Lexicon) -> Draft | None:
    """ "the paper quoted a diver as saying": whom the source relies on, with the same words."""
    line = draft.line
    if line.words[verb.cue].lower() not in lexicon.listed("quoting"):
        return None
    at = held.words[1] if held.side == "right" and held.words else verb.cue + 1
    if verb.passive:  # "wird ein Unterhändler von der Agentur zitiert"
        cited = _before_agent(subject(line, verb.finite, lexicon).words, held)
    else:
        cited = noun_phrase(line, at, lexicon)
    if cited is None or line.tags[cited[0]] == "R":
        return None
    return Draft(line, "quoted", draft.cue, cited, list(draft.content), chain=True)


def _before_agent(words: tuple[int, int] | None, agent: Subject) -> tuple[int, int] | None:
    """ "ein Lotse von der Agentur (zitiert)": the phrase ends before the preposition."""
    if words is None or agent.words is None or words[0] >= agent.words[0] - 1:
        return None
    return words[0], min(words[1], agent.words[0] - 1)


def _sentence(line: Line, ranges: list[tuple[int, int]], lexicon: Lexicon) -> bool:
    """Whether a content is a quotation, a clause with its verb, or an infinitive."""
    tags = "".join(line.tags[start:end] for start, end in ranges)
    words = [word for start, end in ranges for word in line.words[start:end]]
    clause = any(line.tags[start] == "S" for start, end in ranges if start < end)
    return clause or infinitive(words, lexicon) or bool(set("QKABMVv") & set(tags))


def _reported(line: Line, ranges: list[tuple[int, int]], lexicon: Lexicon) -> bool:
    """Whether a content reads as reported even where nobody is named who reports it."""
    words = [word for start, end in ranges for word in line.words[start:end]]
    tags = "".join(line.tags[start:end] for start, end in ranges)
    return infinitive(words, lexicon) or tags[:1] == "S" or bool(set("QK") & set(tags))


def _denied(line: Line, verb: Verb, held: Subject, lexicon: Lexicon) -> bool:
    """ "hat keinen Weg gezeigt, ...": a weak verb under a negation reports nothing."""
    words = line.words[held.clause : max(verb.cue, verb.finite) + 1]
    return any(word.lower() in lexicon.listed("negating") for word in words)


def _rule(line: Line, verb: Verb, held: Subject, shared: bool) -> str:
    if verb.passive:
        return "verb-passive"
    if verb.form == "gerund":
        return "verb-participle"
    if shared:
        return "verb-coordinated"
    if held.side == "relative":
        return "verb-relative"
    if held.words and line.tags[held.clause] == "R" and held.words[0] > held.clause:
        return "relative-object"  # "a rule that bans nets, which he called “too hard”"
    return "verb-inverted" if held.side == "right" else "verb-after-source"


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


def _points_back(line: Line, verb: Verb, lexicon: Lexicon) -> bool:
    """ "This was reported by ...", "wurde das vom Amt bestätigt"."""
    words = enumerate(line.words[: verb.cue])
    marks = [at for at, word in words if word.lower() in lexicon.listed("back_references")]
    return any(line.tags[at + 1] not in "aNLm#" for at in marks)


def _nobody(line: Line, words: tuple[int, int], lexicon: Lexicon) -> bool:
    """ "man", "we", the polite "Sie": who speaks here is nobody's source."""
    first = words[0]
    if first and line.words[first] == lexicon.pack["polite"] and line.tags[first - 1] not in ":.Q":
        return True
    return " ".join(line.words[words[0] : words[1]]).lower() in lexicon.listed("nobody")
