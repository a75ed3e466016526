"""Seeks the subject of a verb as its language orders sentences."""

from collections.abc import Callable, Mapping

from hearsay.attribute.lexicon import Lexicon
from hearsay.attribute.subject import Subject, verb_second
from hearsay.attribute.svo import subject_before
from hearsay.attribute.words import Line

ORDERS: Mapping[str, Callable[[Line, int, Lexicon], Subject]] = {
    "v2": verb_second,
    "svo": subject_before,
}


def subject(line: Line, finite: int, lexicon: Lexicon) -> Subject:
    """The subject of a finite verb."""
    return ORDERS[lexicon.pack["order"]](line, finite, lexicon)
