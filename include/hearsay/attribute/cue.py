"""Finds cues and what they govern: reporting verbs, prepositions, fixed phrases, bare marks."""

import re
from collections.abc import Callable, Iterator, Mapping

from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.phrase import speaker
from hearsay.attribute.source import Subject, clause_start, noun_phrase, subject
from hearsay.attribute.verb import Verb, verbs
from hearsay.attribute.words import Line
from hearsay.records import Stance

# "nach den bisherigen Angaben": words between the preposition and its noun.
LONGEST_HOLDER = 5
# No sentence has more reporting verbs than this; a list of words has.
MOST_VERBS = 25


def drafts(line: Line, lexicon: Lexicon) -> list[Draft]:
    """Every attribution with a cue in a line, in order of the cues."""
    found = [*_phrases(line, lexicon), *_holders(line, lexicon), *_verbs(line, lexicon)]
    if not found:
        found = [*_predicates(line, lexicon), *_colon(line, lexicon), *_dash(line, lexicon)]
    found.sort(key=lambda draft: draft.cue)
    return found


def _verbs(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    last: Draft | None = None
    if len(line.senses) > MOST_VERBS:
        return
    for verb in verbs(line, lexicon):
        held = _agent(line, verb, lexicon) if verb.passive else subject(line, verb.finite, lexicon)
        if held is not None and held.words is None and line.tags[held.clause] == "w":
            held = _agent(line, verb, lexicon)  # "wie von TASS zitiert"
        if held is None or (verb.form == "gerund" and held.side not in ("left", "shared", "none")):
            continue
        draft = _of_verb(line, verb, held, last, lexicon)
        if draft is not None:
            last = draft
            yield draft


def _of_verb(
    line: Line, verb: Verb, held: Subject, last: Draft | None, lexicon: Lexicon
) -> Draft | None:
    shared = held.side == "shared" or (verb.form == "gerund" and held.words is None)
    words = held.words
    if shared:
        words = last.source if last is not None else _first_phrase(line, lexicon)
    if words is None and held.side != "none":
        return None
    if words is not None and (
        not _can_speak(line, words, lexicon)
        or " ".join(line.words[words[0] : words[1]]).lower() in lexicon.set("nobody")
    ):
        return None
    if not verb.sense.alone and _denied(line, verb, held, lexicon):
        return None
    ranges = content.of_verb(line, verb, held, lexicon)
    if ranges is None or (words is None and not (verb.passive and ranges)):
        return None
    tags = "".join(line.tags[start:end] for start, end in ranges)
    return Draft(
        firm=verb.sense.alone and (held.back or bool(set("QKABMVv") & set(tags))),
        line=line,
        rule=_rule(verb, held, shared),
        cue=(line.starts[verb.cue], line.ends[verb.cue]),
        source=words,
        content=content.offsets(line, ranges),
        stance=verb.sense.stance,
        relative=held.side == "relative",
        shared=shared,
        elided=words is None,
        wrapping=line.tags[held.clause] == "w",
    )


def _denied(line: Line, verb: Verb, held: Subject, lexicon: Lexicon) -> bool:
    """ "hat keine Bereitschaft gezeigt, ...": a weak verb under a negation reports nothing."""
    words = line.words[held.clause : max(verb.cue, verb.finite) + 1]
    return any(word.lower() in lexicon.set("negating") for word in words)


def _rule(verb: Verb, held: Subject, shared: bool) -> str:
    if verb.passive:
        return "verb-passive"
    if verb.form == "gerund":
        return "verb-participle"
    if shared:
        return "verb-coordinated"
    if held.side == "relative":
        return "verb-relative"
    return "verb-inverted" if held.side == "right" else "verb-after-source"


def _agent(line: Line, verb: Verb, lexicon: Lexicon) -> Subject | None:
    """ "wie von TASS zitiert", "was reported by Bloomberg"; without an agent only "es wird"."""
    start = clause_start(line.tags, verb.finite)
    for at in range(start, min(len(line.tags), verb.cue + 3)):
        if line.words[at].lower() in lexicon.set("agent_prepositions"):
            found = noun_phrase(line, at + 1, lexicon)
            if found and (found[0] > verb.cue or found[1] <= verb.cue):
                return Subject(found, start, "right" if at > verb.cue else "left", back=True)
    held = subject(line, verb.finite, lexicon)
    words = {word.lower() for word in line.words[start : verb.cue]}
    if words & lexicon.set("words", "expletive"):
        return Subject(None, held.clause, "none")
    return None


def _can_speak(line: Line, words: tuple[int, int], lexicon: Lexicon) -> bool:
    tags = line.tags[words[0] : words[1]]
    return bool(set("PNLDEdgRm#aG") & set(tags)) and tags != "e"


def _first_phrase(line: Line, lexicon: Lexicon) -> tuple[int, int] | None:
    """The subject of a sentence whose later verb has none of its own."""
    at = 0
    while at < len(line.tags) and line.tags[at] in "bc~":
        at += 1
    return noun_phrase(line, at, lexicon)


def _phrases(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    for at in sorted(line.phrases):
        kind = line.phrases[at]
        draft = KINDS[kind](line, at, lexicon)
        if draft is not None:
            yield draft


def _around(line: Line, cue: int, left: int, right: int) -> list[tuple[int, int]]:
    """Offsets of the sentence around a bracket of words left:right that names the source."""
    tags = line.tags
    clause = clause_start(tags, left)
    start = 0
    if clause and tags[clause - 1] == "," and re.match(r"[SDEdgRw]|p[DEdg](?!a*[Nm])", tags[clause:]):
        start = clause
    if clause and tags[clause - 1] in ":;":
        start = clause
    for at in range(right, len(tags) - 1):
        if tags[at : at + 2] == ",w" and any(sense > at for sense in line.senses):
            return content.offsets(line, [(start, left), (right, at)])  # "..., wie X berichtete"
    lead = (start, left) if set(tags[start:left]) - set("bc,.~") else (left, left)
    return content.offsets(line, [lead, (right, len(tags))])


def _before(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "laut Experten", "according to officials"."""
    held = noun_phrase(line, at + 1, lexicon)
    if held is None:
        return None
    spans = _around(line, at, at, held[1])
    return Draft(line, "preposition", line.span(at, at + 1), held, spans)


def _after(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "den Experten zufolge"."""
    for first in range(clause_start(line.tags, at), at):
        held = noun_phrase(line, first, lexicon)
        if held is not None and held[1] == at:
            spans = _around(line, at, first, at + 1)
            return Draft(line, "postposition", line.span(at, at + 1), held, spans)
    return None


def _so(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "..., so der Minister."."""
    tags = line.tags
    if at == 0 or tags[at - 1] not in ",Q-":
        return None
    held = noun_phrase(line, at + 1, lexicon)
    if held is None or tags[held[1] : held[1] + 1] not in (
        "",
        ".",
        ",",
        ":",
        "-",
        ";",
        "p",
        "b",
        "Q",
    ):
        return None
    tail = (held[1], len(tags)) if tags[held[1] : held[1] + 1] in (",", "Q", ":") else (0, 0)
    if (
        tail[1]
        and re.match(r",(?:[DEdg]|p[DEdg])", tags[held[1] :])
        and not re.search("[QKM]", tags[held[1] :])
    ):
        tail = (0, 0)
    spans = content.offsets(line, [(0, at), tail])
    return Draft(line, "so-source", line.span(at, at + 1), held, spans) if spans else None


def _impersonal(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "heißt es in dem Artikel"."""
    tags, held = line.tags, None
    if tags[at + 1 : at + 2] in ("p", "O"):
        held = noun_phrase(line, at + 2, lexicon)
    end = held[1] if held else at + 1
    lead = (0, at) if tags[at - 1 : at] in (",", "Q", "-") else (0, 0)
    rest = (0, 0) if lead[1] and tags[end : end + 1] not in (",", "Q", ":") else (end, len(tags))
    spans = content.offsets(line, [lead, rest])
    if not spans:
        return None
    return Draft(line, "impersonal", line.span(at, at + 1), held, spans, elided=held is None)


def _chain(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "unter Berufung auf Insider"."""
    held = noun_phrase(line, at + 1, lexicon)
    if held is None:
        return None
    return Draft(line, "chain", line.span(at, at + 1), held, [], chain=True)


def _alone(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "demnach", "Berichten zufolge", "reportedly": the holder is left out."""
    spans = _around(line, at, at, at + 1)
    if not spans or (at and line.tags[at - 1] == ","):
        return None
    return Draft(line, "elided-holder", line.span(at, at + 1), None, spans, elided=True)


KINDS: Mapping[str, Callable[[Line, int, Lexicon], Draft | None]] = {
    "before": _before,
    "after": _after,
    "so": _so,
    "impersonal": _impersonal,
    "chain": _chain,
    "alone": _alone,
}


def _holders(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "nach Angaben der Polizei", "nach palästinensischen Angaben", "nach Polizeiangaben"."""
    for table in lexicon.pack.get("holder_nouns", ()):
        nouns = frozenset(table["nouns"].split())
        compound = re.compile(table["compounds"]) if "compounds" in table else None
        for at, word in enumerate(line.words):
            if word.lower() != table["preposition"]:
                continue
            for noun in range(at + 1, min(len(line.words), at + 1 + LONGEST_HOLDER)):
                if line.tags[noun] not in "DEdgaN#mbG" and noun > at + 1:
                    break
                low = line.words[noun]
                if low in nouns or (compound and compound.search(low)):
                    draft = _holder(line, at, noun, low in nouns, lexicon)
                    if draft is not None:
                        yield draft
                    break


def _holder(line: Line, at: int, noun: int, plain: bool, lexicon: Lexicon) -> Draft | None:
    tags = line.tags
    before = [word.lower() for word in line.words[at + 1 : noun]]
    origin = lexicon.pack.get("origin")
    foreign = origin and any(re.search(origin, word) for word in line.words[at + 1 : noun])
    if not plain or foreign or (before and tags[noun + 1 : noun + 2] not in tuple("DEdgO")):
        own = set(before) & lexicon.set("possessives")
        named = [i for i in range(at + 1, noun) if tags[i] in "NL"]
        spans = _around(line, at, at, noun + 1)
        if own:
            return Draft(line, "holder-noun", line.span(at, noun + 1), None, spans, elided=True)
        if named and plain:
            held = (named[0], named[-1] + 1)
            return Draft(line, "holder-noun", line.span(noun, noun + 1), held, spans)
        return Draft(line, "holder-compound", line.span(at, at + 1), (at + 1, noun + 1), spans)
    first = noun + 2 if tags[noun + 1 : noun + 2] == "O" else noun + 1
    held = noun_phrase(line, first, lexicon)
    if held is None or (first == noun + 1 and tags[first] not in "DEdgNLa#"):
        return None
    spans = _around(line, at, at, held[1])
    return Draft(line, "holder-noun", line.span(at, noun + 1), held, spans)


def _predicates(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Blinken ist überzeugt, dass ..."."""
    told = lexicon.pack.get("predicates")
    if told is None:
        return
    adjectives, copulas = frozenset(told["adjectives"].split()), frozenset(told["verbs"].split())
    for at, word in enumerate(line.words):
        if word not in adjectives:
            continue
        start = clause_start(line.tags, at)
        finite = next((i for i in range(start, at) if line.words[i].lower() in copulas), None)
        if finite is None:
            continue
        held = subject(line, finite, lexicon)
        tail = content._tail(line, at + 1, held, lexicon)
        if held.words is None or tail is None or not _can_speak(line, held.words, lexicon):
            continue
        spans = content.offsets(line, [tail])
        yield Draft(
            line, "adjective", line.span(at, at + 1), held.words, spans, Stance(told["stance"])
        )


def _colon(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Habeck: Wir schaffen das" in a headline; anywhere before a quotation."""
    at = line.tags.find(":")
    if at < 1 or at + 1 >= len(line.tags):
        return
    quoted = line.tags[at + 1] == "Q"
    if not (line.sentence.heading or quoted):
        return
    spans = content.offsets(line, [(at + 1, len(line.tags))])
    held = noun_phrase(line, 0, lexicon)
    if held is not None and held[1] == at and set("NLP") & set(line.tags[: held[1]]) and spans:
        yield Draft(line, "headline-colon", line.span(at, at + 1), held, spans)
    elif quoted and spans and (held := speaker(line, 0, at, lexicon)):
        yield Draft(line, "colon-quotation", line.span(at, at + 1), held, spans)


def _dash(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Ukraine bekommt Raketen – Bloomberg"."""
    at = line.tags.rfind("-")
    if not line.sentence.heading or at < 3 or at + 1 >= len(line.tags):
        return
    held = noun_phrase(line, at + 1, lexicon)
    if held is None or held[1] != len(line.tags) or held[1] - at > 5:
        return
    spans = content.offsets(line, [(0, at)])
    yield Draft(line, "headline-dash", line.span(at, at + 1), held, spans)
