"""Finds what is left of a verb's own clause: "sagte [am Montag] das Gegenteil"."""

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import noun_phrase
from hearsay.attribute.subject import Subject
from hearsay.attribute.tail import Range
from hearsay.attribute.verb import Verb
from hearsay.attribute.words import Line


def rest_of(line: Line, verb: Verb, subject: Subject, end: int, lexicon: Lexicon) -> Range:
    """What is left of the verb's own clause when verb, subject and adverbs are taken away."""
    tags = line.tags
    start = verb.finite + 1
    if verb.particle is None and not lexicon.verb_second:
        start = verb.cue + 1
    if subject.words and subject.words[0] >= start:
        start = subject.words[1]
    if verb.finite > verb.cue or (
        lexicon.verb_second
        and verb.finite == verb.cue
        and subject.words
        and _final(line, verb, subject)
    ):
        left = (
            subject.words[1] if subject.words and subject.words[1] <= verb.cue else subject.clause
        )
        return left, verb.cue
    stop = end
    if verb.particle is not None and lexicon.pack.get("joined_particles"):
        stop = verb.particle
    elif verb.particle is not None:
        start = max(start, verb.particle + 1)
    elif verb.cue > verb.finite and lexicon.verb_second:
        stop = verb.cue
    skipped = "brn~i" if lexicon.verb_second else "br~i"  # "assure ne rien savoir"
    while start < stop and tags[start] in skipped:
        start += 1
    if subject.side == "right" and tags[start : start + 1] == "R":
        start = stop  # "said an official who was not named"
    return start, max(start, stop)


def _final(line: Line, verb: Verb, subject: Subject) -> bool:
    return (
        subject.words is not None
        and subject.words[1] < verb.cue
        and subject.side in ("relative", "left")
        and line.tags[subject.clause] in "SwDEdg"
        and subject.clause > 0
    )


def past_address(line: Line, verb: Verb, rest: Range, lexicon: Lexicon) -> Range:
    """ "told reporters on Monday that ...": the content begins after whom and when it was told."""
    if line.words[verb.cue].lower() in lexicon.listed("quoting"):
        said = line.tags.find("J", rest[0], rest[1])  # "quoted a diver as saying"
        rest = (said + 1, rest[1]) if said >= 0 else rest
    addressed = line.words[verb.cue].lower() in lexicon.listed("addressed")
    for at in range(rest[0], rest[1]):
        if line.words[at].lower() in lexicon.listed("complementizers") and line.tags[at] == "S":
            before = line.tags[rest[0] : at]
            fits = lexicon.grammar.get("adjunct")
            plain = fits is not None and fits.fullmatch(before)
            return (at, rest[1]) if plain or addressed else rest
    if addressed:
        spoken_to = noun_phrase(line, rest[0], lexicon)
        if spoken_to and spoken_to[1] <= rest[1]:
            return spoken_to[1], rest[1]
    return rest


def refers_back(line: Line, rest: Range, lexicon: Lexicon) -> bool:
    """ "sagte das in Husum": the object is a word for what was said before."""
    if rest[0] >= rest[1] or line.words[rest[0]].lower() not in lexicon.listed("back_references"):
        return False
    after = line.tags[rest[0] + 1 : rest[1]]
    found = lexicon.grammar["modifier"].match(after)
    return not after.strip("bn") or (found is not None and found.end() == len(after))
