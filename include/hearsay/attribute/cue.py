"""Finds cues and what they govern: reporting verbs, prepositions, fixed phrases, bare marks."""

from collections.abc import Iterator

from hearsay.attribute import content
from hearsay.attribute.agent import held_by
from hearsay.attribute.attitude import embedded, predicates
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
from hearsay.attribute.source import can_speak, noun_phrase
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
        held = held_by(seen, verb, lexicon)
        draft = _of_verb(seen, verb, held, last, lexicon) if held is not None else None
        if held is None or draft is None:
            continue
        last = draft
        for found in (draft, _quoted(draft, verb, held, lexicon)):
            if found is not None:
                found.line = line
                yield found


def _of_verb(
    line: Line, verb: Verb, held: Subject, last: Draft | None, lexicon: Lexicon
) -> Draft | None:
    shared = held.side == "shared" or (verb.form == "gerund" and held.words is None)
    words = owner(line, verb.cue, last, lexicon) if shared else held.words
    if not _speaks(line, verb, held, words, lexicon):
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


def _speaks(
    line: Line, verb: Verb, held: Subject, words: tuple[int, int] | None, lexicon: Lexicon
) -> bool:
    """Whether a verb with a source can report here: somebody's verb, and not denied."""
    if words is None and held.side != "none":
        return False
    if words is not None and (_nobody(line, words, lexicon) or not can_speak(line, words)):
        return False
    if words is not None and not verb.sense.spoken and embedded(line, words, lexicon):
        return False
    return verb.sense.alone or not _denied(line, verb, held, lexicon)


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
