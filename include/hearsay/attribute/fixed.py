"""Finds sources named by a preposition or fixed phrase: "laut", "so", "citing"."""

import re
from collections.abc import Callable, Iterator, Mapping

from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.source import clause_start, is_time, noun_phrase
from hearsay.attribute.words import Line


def phrases(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """Drafts of the fixed cue phrases of a line, in order."""
    for at in sorted(line.phrases):
        kind = line.phrases[at]
        draft = KINDS[kind](line, at, lexicon) if kind in KINDS else None
        if draft is not None:
            yield draft


def around(line: Line, left: int, right: int) -> list[tuple[int, int]]:
    """Offsets of the sentence around a bracket of words left:right that names the source."""
    tags = line.tags
    clause = clause_start(tags, left)
    start = 0
    if (
        clause
        and tags[clause - 1] == ","
        and re.match(r"[SDEdgRw]|p[DEdg](?!a*[Nm])", tags[clause:])
    ):
        start = clause
    if clause and tags[clause - 1] in ":;":
        start = clause
    if tags[right : right + 2] == ",R" and left:
        return content.offsets(
            line, [(start, left)]
        )  # "..., according to Beispiel, who lives here"
    for at in range(right, len(tags) - 1):
        if tags[at : at + 2] == ",w" and any(sense > at for sense in line.senses):
            return content.offsets(line, [(start, left), (right, at)])  # "..., wie X berichtete"
    lead = (start, left) if set(tags[start:left]) - set("bc,.~") else (left, left)
    return content.offsets(line, [lead, (right, len(tags))])


def _before(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "laut Experten", "according to officials"."""
    held = _governed(line, at, lexicon)
    if held is None:
        return None
    end = held[1]
    if line.phrases.get(end) == "cited" and (relaying := _governed(line, end, lexicon)):
        end = relaying[1]
    spans = around(line, at, end)
    return Draft(line, "preposition", line.span(at, at + 1), held, spans)


def _governed(line: Line, at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """What a preposition governs: "selon lui", "sur la foi de témoins"."""
    if line.tags[at + 1 : at + 2] == "r":
        return at + 1, at + 2
    return noun_phrase(line, at + 1 + (line.tags[at + 1 : at + 2] == "O"), lexicon)


def _view(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "Pour le maire, c'est trop tard": whose opinion a sentence tells, set off by a comma."""
    held = _governed(line, at, lexicon)
    if held is None or line.tags[held[1] : held[1] + 1] != "," or line.tags[:at].strip("bc,"):
        return None
    spans = content.offsets(line, [(held[1], len(line.tags))])
    if not set("VABMv") & set(line.tags[held[1] :]):
        return None
    return Draft(line, "view", line.span(at, at + 1), held, spans, firm=False)


def _cited(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "selon un témoin cité par le journal": the journal relies on the witness before it."""
    held = _governed(line, at, lexicon)
    if held is None or line.tags[:at].rstrip(",")[-1:] not in tuple("NLma)"):
        return None
    return Draft(line, "cited-by", line.span(at, at + 1), held, [], relays=True)


def _after(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "den Experten zufolge"."""
    for first in range(clause_start(line.tags, at), at):
        held = noun_phrase(line, first, lexicon)
        if held is not None and held[1] == at:
            spans = around(line, first, at + 1)
            return Draft(line, "postposition", line.span(at, at + 1), held, spans)
    return None


def _so(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "..., so der Minister."."""
    tags = line.tags
    if at == 0 or tags[at - 1] not in ",Q-":
        return None
    held = noun_phrase(line, at + 1, lexicon)
    if held is None or tags[held[1] : held[1] + 1] not in ("", *".,:-;pbQ"):
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
    tags = line.tags
    holders = lexicon.listed("impersonal_holders")
    held = None
    if at + 1 < len(tags) and line.words[at + 1] in holders:
        held = noun_phrase(line, at + 2, lexicon)
    if held is not None and is_time(line, held, lexicon):
        held = None
    if at + 1 < len(tags) and line.words[at + 1] in lexicon.listed("therein"):
        held = at + 1, at + 2  # "heißt es darin"
    end = held[1] if held else at + 1
    first = clause_start(tags, at)
    if held is None and line.words[first].lower() in holders:
        held = noun_phrase(line, first + 1, lexicon)  # "In dem Bericht heißt es"
    lead = (0, at) if tags[at - 1 : at] in (",", "Q", "-") else (0, 0)
    rest = (0, 0) if lead[1] and tags[end : end + 1] not in (",", "Q", ":") else (end, len(tags))
    spans = content.offsets(line, [lead, rest])
    if not spans:
        return None
    return Draft(line, "impersonal", line.span(at, at + 1), held, spans)


def _chain(line: Line, at: int, lexicon: Lexicon) -> Draft | None:
    """ "unter Berufung auf Insider"."""
    held = _governed(line, at, lexicon)
    if held is None:
        return None
    return Draft(line, "chain", line.span(at, at + 1), held, [], chain=True)


def _alone(line: Line, at: int, _lexicon: Lexicon) -> Draft | None:
    """ "demnach", "Berichten zufolge", "reportedly": the holder is left out."""
    spans = around(line, at, at + 1)
    if not spans or (at and line.tags[at - 1] == ","):
        return None
    return Draft(line, "elided-holder", line.span(at, at + 1), None, spans)


KINDS: Mapping[str, Callable[[Line, int, Lexicon], Draft | None]] = {
    "before": _before,
    "after": _after,
    "so": _so,
    "impersonal": _impersonal,
    "chain": _chain,
    "alone": _alone,
    "view": _view,
    "cited": _cited,
}
