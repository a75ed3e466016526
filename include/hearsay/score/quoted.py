"""Tells from the quotation marks of a text how the words of a record are given."""

from collections.abc import Iterator, Sequence

from hearsay.contract import Span
from hearsay.records import Quote

CLOSING = {"„": '“”"', "“": '”"', "»": "«", "«": "»", '"': '"', "‚": "‘’", "‘": "’", "‹": "›"}
SINGLE = "‚‘’'"  # also apostrophes: "Wiesner’s"
LEAST_WORDS = 2  # of a partial quotation: one word in quotation marks is named, not quoted


def quote_of(text: str, content: Sequence[Span], quoted: Sequence[Span]) -> Quote:
    """Direct where all the content stands within quotation marks, mixed where some of it does.

    `quoted` are the quotations of the text. Marks around names and titles ("Nordwind", "Die Lange
    Nacht") do not count.
    """
    inside = [any(_within(span, one) for one in quoted) for span in content]
    if inside and all(inside):
        return Quote.DIRECT
    told = [one for one in quoted if _speaks(one.of(text))]
    touched = any(_within(one, span) for one in told for span in content)
    return Quote.MIXED if any(inside) or touched else Quote.INDIRECT


def quotations(text: str) -> Iterator[Span]:
    """What stands between quotation marks; one that is not closed runs to its paragraph's end."""
    opened, closing = 0, ""
    for at, letter in enumerate(text + "\n"):
        if closing and (letter == "\n" or (letter in closing and not _inner(text, at))):
            yield Span(start=opened, end=at)
            closing = ""
        elif not closing and letter in CLOSING and not _inner(text, at):
            opened, closing = at + 1, CLOSING[letter]


def _inner(text: str, at: int) -> bool:
    """Whether a single mark is an apostrophe: letters stand on both sides of it."""
    return text[at] in SINGLE and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _speaks(quoted: str) -> bool:
    """Whether quoted words are somebody's words: no name, in which every word has a capital."""
    words = quoted.split()
    return len(words) >= LEAST_WORDS and not all(word[:1].isupper() for word in words)
