"""Tells from the quotation marks of a text how the words of a record are given."""

from collections.abc import Iterator, Sequence

from hearsay.contract import Span
from hearsay.records import Quote

CLOSING = {
    **{"„": '“”"', "“": '”"', "”": "”", "»": "«", "«": "»", '"': '"'},
    **{"‚": "‘’", "‘": "’", "‹": "›", "›": "‹"},
}


def quote_of(text: str, cue: Span | None, content: Sequence[Span], quoted: Sequence[Span]) -> Quote:
    """Direct where all the content stands within quotation marks, mixed where some of it does.

    `quoted` are the quotations of the text. Marks around names and titles ("Nordwind", "Die Lange
    Nacht") do not count, nor does a quotation that holds the cue too: „Er sagte mir, er komme.“
    """
    spoken = [one for one in quoted if not (cue and _within(cue, one) and _closed(text, one))]
    inside = [any(_within(span, one) for one in spoken) for span in content]
    if inside and all(inside):
        return Quote.DIRECT
    told = [one for one in spoken if not all(word[:1].isupper() for word in one.of(text).split())]
    touched = any(_within(one, span) for one in told for span in content)
    return Quote.MIXED if any(inside) or touched else Quote.INDIRECT


def quotations(text: str) -> Iterator[Span]:
    """What stands between quotation marks; one that is not closed runs to its paragraph's end.

    Quotations within quotations are not told.
    """
    opened, closing = 0, ""
    for at, letter in enumerate(text + "\n"):
        if closing:
            if letter == "\n" or (letter in closing and not text[at + 1 : at + 2].isalnum()):
                yield Span(start=opened, end=at)
                closing = ""
        elif letter in CLOSING and _opens(text, at):
            opened, closing = at + 1, CLOSING[letter]


def _opens(text: str, at: int) -> bool:
    """A mark after a letter is an apostrophe or closes: "Wiesner’s", "5\\""."""
    return not text[max(0, at - 1) : at].isalnum() and text[at + 1 : at + 2].strip() != ""


def _closed(text: str, quotation: Span) -> bool:
    return text[quotation.end : quotation.end + 1].strip() != ""


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
