"""Makes a draft of plain text: the headline above the body, date line, credit and byline."""

from itertools import islice

from hearsay.clean.charset import tidy
from hearsay.clean.credit import provenance
from hearsay.clean.dateline import date_lines
from hearsay.clean.line import Place
from hearsay.clean.repeated import Known
from hearsay.clean.residue import judged
from hearsay.records import DateOrigin, Draft, Page

# No page that holds an article has more; the rest of such a text is not looked at.
MAX_LINES = 20_000
MAX_TEXT = 500_000  # characters, also for a text without line ends; a novel has as many
ABOVE = 14  # lines above a body among which its byline and its credit are sought
BESIDE = 8  # lines before and behind a body where residue touches it


def draft_of(page: Page, text: str, known: Known) -> Draft:
    """The draft of a page of which only `text` is left; its body may be empty."""
    lines = judged(lines_of(text), known)
    places = [n for n, line in enumerate(lines) if line.kept] or [len(lines)]
    first = places[0]
    title = next((line.text for line in lines if line.place is Place.TITLE), None)
    texts = [line.text for line in lines]
    body = "\n".join(line.text for line in lines if line.kept)
    told = provenance(texts[max(0, first - ABOVE) : places[-1] + BESIDE], body)
    return Draft(
        body=body,
        titles=tuple(filter(None, (page.title, title))),
        dates=tuple((DateOrigin.LINE, line) for line in date_lines(texts, first, places[-1])),
        credit=told.credit,
        byline=told.byline,
        translated=told.translated,
        origin=told.origin,
        lines=tuple(texts[max(0, first - BESIDE) : places[-1] + BESIDE]),
    )


def lines_of(text: str) -> list[str]:
    """The first MAX_LINES lines of the first MAX_TEXT characters that are not blank, tidied."""
    lines = (line for raw in text[:MAX_TEXT].splitlines() if (line := tidy(raw).strip()))
    return list(islice(lines, MAX_LINES))
