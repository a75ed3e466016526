"""Finds the article on a page: HTML to main text, and residue out of plain text."""

from typing import NamedTuple

from hearsay.clean import html, text
from hearsay.clean.body import Why
from hearsay.clean.charset import mended
from hearsay.clean.repeated import Known, Memory, Standing, unknown
from hearsay.clean.residue import judged
from hearsay.lang.words import count
from hearsay.records import Draft, DropReason, Page, Reject

__all__ = ["Known", "Memory", "Standing", "Told", "draft", "explain", "lines"]

# Shorter than the shortest agency flash; what is left of a page that has no article.
MIN_WORDS = 15


def draft(page: Page, known: Known = unknown) -> Draft | Reject:
    """The body of a page's article and every witness about it, or why there is none.

    `known` tells of a line where else its publisher sets it, see `Memory.of`.
    """
    if page.html is not None:
        if not page.html or page.html.isspace():
            return _reject(page, DropReason.EMPTY, "no byte of HTML")
        if page.html.startswith(b"%PDF"):
            return _reject(page, DropReason.BINARY, "a PDF that calls itself HTML")
        found = html.draft_of(page, page.html, known)
    elif page.text and page.text.strip():
        found = text.draft_of(page, _mended(page.text), known)
    else:
        return _reject(page, DropReason.EMPTY, "no text")
    if found is None or not found.body:
        return _reject(page, DropReason.NO_ARTICLE, "no run of paragraphs that could be an article")
    if (words := count(found.body)) < MIN_WORDS:
        return _reject(page, DropReason.TOO_SHORT, f"{words} words, fewer than {MIN_WORDS}")
    return found


def lines(page: Page) -> list[str]:
    """The lines of a page of plain text, as cleaning sees them; of HTML none."""
    return text.lines_of(_mended(page.text or ""))


class Told(NamedTuple):
    """A line of a page, whether it is kept as body, and why."""

    text: str
    kept: bool
    why: str


def explain(page: Page, known: Known = unknown) -> list[Told]:
    """Every line of a page, in its order, and why it is kept or goes."""
    if page.html is not None:
        told = html.explained(page.html, page.charset, known)
        return [Told(line, why is Why.KEPT, why) for line, why in told]
    return [Told(line.text, line.kept, line.why) for line in judged(lines(page), known)]


def _mended(told: str) -> str:
    """As much of a text as is looked at; a letter that is mojibake has two characters and more."""
    return mended(told[: 2 * text.MAX_TEXT])


def _reject(page: Page, reason: DropReason, detail: str) -> Reject:
    return Reject(dump=page.dump, record=page.record, url=page.url, reason=reason, detail=detail)
