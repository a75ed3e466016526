"""Makes a draft of plain text: the headline above the body, date line, credit and byline."""

import re
from collections.abc import Sequence
from itertools import islice

from hearsay.clean.charset import tidy
from hearsay.clean.line import Line, Look, Place
from hearsay.clean.repeated import Known
from hearsay.clean.residue import judged
from hearsay.records import DateOrigin, Draft, Page

# No page that holds an article has more; the rest of such a text is not looked at.
MAX_LINES = 20_000
MAX_TEXT = 500_000  # characters, also for a text without line ends; a novel has as many
DATE_REACH = 30
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
DATE_WORDS = 12
BESIDE = 8  # lines before and behind a body where residue touches it


def draft_of(page: Page, text: str, known: Known) -> Draft:
    """The draft of a page of which only `text` is left; its body may be empty."""
    lines = judged(lines_of(text), known)
    places = [n for n, line in enumerate(lines) if line.kept] or [len(lines)]
    first = places[0]
    title = next((line.text for line in lines if line.place is Place.TITLE), None)
    return Draft(
        body="\n".join(line.text for line in lines if line.kept),
        titles=tuple(filter(None, (page.title, title))),
        dates=tuple((DateOrigin.LINE, line) for line in _date_lines(lines, first)),
        credit=_first(lines, Look.CREDIT, first),
        byline=_first(lines, Look.BYLINE, max(0, first - DATE_REACH)),
        lines=tuple(line.text for line in lines[max(0, first - BESIDE) : places[-1] + BESIDE]),
    )


def lines_of(text: str) -> list[str]:
    """The first MAX_LINES lines of the first MAX_TEXT characters that are not blank, tidied."""
    lines = (line for raw in text[:MAX_TEXT].splitlines() if (line := tidy(raw).strip()))
    return list(islice(lines, MAX_LINES))


def _date_lines(lines: Sequence[Line], first: int) -> list[str]:
    """The lines with a year in them around the line `first`, the nearest above it first."""
    near = [*reversed(lines[max(0, first - DATE_REACH) : first]), *lines[first : first + 2]]
    return [x.text for x in near if x.words <= DATE_WORDS and _DATED.search(x.text)]


def _first(lines: Sequence[Line], look: Look, start: int) -> str | None:
    return next((line.text for line in lines[start:] if line.look is look), None)
