"""Finds sources named by a mark alone: "Beispiel: ...", "... – Bloomberg"."""

from collections.abc import Iterator

from hearsay.attribute import content
from hearsay.attribute.draft import Draft
from hearsay.attribute.frame import reporting
from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.phrase import speaker
from hearsay.attribute.source import noun_phrase
from hearsay.attribute.words import Line

# "– Bloomberg", "– The New York Times": the longest source after a dash, in words.
LONGEST_DASHED = 5


def colon(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Beispiel: Wir bauen weiter" in a headline; anywhere before a quotation."""
    at = line.tags.find(":")
    if at < 1 or at + 1 >= len(line.tags):
        return
    quoted = line.tags[at + 1] == "Q"
    if not (line.sentence.heading or quoted):
        return
    spans = content.offsets(line, [(at + 1, len(line.tags))])
    held = noun_phrase(line, 0, lexicon)
    named = held is not None and held[1] == at and set("NLP") & set(line.tags[: held[1]])
    if quoted and not named:
        held = speaker(line, 0, at, lexicon)
    if held is None or not spans or not (named or quoted):
        return
    held, cue = _announced(line, held, at, lexicon) if quoted else (held, at)
    rule = "headline-colon" if named and cue == at else "colon-quotation"
    yield Draft(line, rule, line.span(cue, cue + 1), held, spans)


def _announced(
    line: Line, held: tuple[int, int], at: int, lexicon: Lexicon
) -> tuple[tuple[int, int], int]:
    """A source before a colon, and the verb behind it: "Beispiel wept: "She was my friend.""; the
    colon where there is none."""
    first, last = held
    if line.tags[first:last].endswith("Nm") and lexicon.kind(line.words[last - 1]) is None:
        return (first, last - 1), last - 1
    verb = reporting(line, last, lexicon)
    return held, at if verb is None or verb > at else verb


def dash(line: Line, lexicon: Lexicon) -> Iterator[Draft]:
    """ "Werft bekommt neuen Eigner – Bloomberg"."""
    at = line.tags.rfind("-")
    if not line.sentence.heading or at < 3 or at + 1 >= len(line.tags):
        return
    held = noun_phrase(line, at + 1, lexicon)
    if held is None or held[1] != len(line.tags) or held[1] - at > LONGEST_DASHED:
        return
    spans = content.offsets(line, [(0, at)])
    yield Draft(line, "headline-dash", line.span(at, at + 1), held, spans)
