"""Makes a draft of plain text: the headline above the body, date line, credit and byline."""

from collections.abc import Sequence
from itertools import islice

from hearsay.clean.charset import tidy
from hearsay.clean.credit import provenance
from hearsay.clean.dateline import date_lines
from hearsay.clean.repeated import Known
from hearsay.clean.residue import Line, Look, judged
from hearsay.records import DateOrigin, Draft, Page

# No page that holds an article has more; the rest of such a text is not looked at.
MAX_LINES = 20_000
MAX_TEXT = 500_000  # characters, also for a text without line ends; a novel has as many
TITLE_WORDS = range(3, 31)
# Between a headline and the body stand a date, a byline, share buttons, a standfirst.
TITLE_REACH = 14
BESIDE = 8  # lines before and behind a body where residue touches it


def draft_of(page: Page, text: str, known: Known) -> Draft:
    """The draft of a page of which only `text` is left; its body may be empty."""
    lines = judged(lines_of(text), known)
    places = [n for n, line in enumerate(lines) if line.kept] or [len(lines)]
    first = places[0]
    title = _title(lines, first)
    kept = [line.text for n, line in enumerate(lines) if line.kept and n != title]
    titles = (page.title, lines[title].text if title is not None else None)
    texts, body = [line.text for line in lines], "\n".join(kept)
    told = provenance(texts[max(0, first - TITLE_REACH) : places[-1] + BESIDE], body)
    return Draft(
        body=body,
        titles=tuple(filter(None, titles)),
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


def _title(lines: Sequence[Line], first: int) -> int | None:
    """Number of the line that is the headline of the body beginning at `first`."""
    if first < len(lines) and lines[first].look is Look.HEADLINE:
        return first
    above = range(first - 1, max(-1, first - 1 - TITLE_REACH), -1)
    fits = [
        n
        for n in above
        if lines[n].words in TITLE_WORDS
        and lines[n].look in (Look.HEADLINE, Look.REPEATED, Look.ELSEWHERE, Look.SENTENCE)
    ]
    return fits[0] if fits else None
