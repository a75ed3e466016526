"""Learns what a publisher repeats across its pages, and tells what of a page is such residue."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from statistics import median_low
from typing import NamedTuple

from hearsay.clean.line import Look
from hearsay.clean.markers import bare
from hearsay.records import Repeated

# A line of the table: enough to recognise it by.
TOLD_LENGTH = 120
# Lines that a tally holds at once, in some 100 MB. Above it, those on the fewest pages go.
MOST_LINES = 1_000_000
# A line of the body that stands on as many pages as the body does is a copy of the article; a
# theme's line stands on more.
CLEARLY = 2
# Newsrooms reuse a paragraph of background in article after article, but not in every fourth.
PROSE_SHARE = 0.25
# On so many pages, and on half of all, stands no article, even where it covers most of a page; but
# an article crawled under many addresses may, where hardly a paragraph of a page is new.
EVERYWHERE_PAGES = 12
EVERYWHERE_SHARE = 0.5
NEW_SHARE = 0.25
# So many menu lines and labels tell how many pages have the theme of a page: as many as have the
# middle one of them. In a folder of texts from many papers these are the pages of one paper.
THEME_LINES = 5
THEME_AT_MOST = 1.25  # what stands on more pages than the theme is shared with other papers
# On so many pages of a publisher a line must stand to be residue for that. A paragraph may be the
# background to a story, or an agency's text in several papers; a headline may be teased on another.
LEAST_PAGES = {Look.PROSE: 6, Look.LONG: 6, Look.SENTENCE: 3, Look.HEADLINE: 3, Look.LABEL: 2}


class Standing(NamedTuple):
    """On how many pages of its publisher a line stands, and of how many that were seen."""

    pages: int
    of: int


Known = Callable[[str], Standing]  # of the lines of one publisher


def unknown(_line: str) -> Standing:
    """What is known of any line where nothing was learned: it stands on this page."""
    return Standing(1, 1)


def mark(publisher: str, line: str) -> int:
    """64 bits that stand for a line of a publisher, whatever its case and the marks around it."""
    told = f"{publisher}\n{bare(line)}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest())


@dataclass(slots=True)
class Tally:
    """On how many pages of its publisher each line stands; a page counts once, by its address."""

    pages: Counter[str] = field(default_factory=Counter)  # by publisher
    told: dict[int, tuple[str, str]] = field(default_factory=dict)  # publisher, line
    _times: dict[int, int] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)

    def add(self, publisher: str, address: str, lines: Iterable[str]) -> None:
        """Count the lines of a page, each once."""
        if (page := mark(publisher, address)) in self._seen:
            return
        self._seen.add(page)
        self.pages[publisher] += 1
        for one, line in {mark(publisher, line): line for line in lines}.items():
            times = self._times[one] = self._times.get(one, 0) + 1
            if times == 2:
                self.told[one] = (publisher, line[:TOLD_LENGTH])
        if len(self._times) > MOST_LINES:
            self._prune()

    def standing(self, publisher: str, one: int) -> Standing:
        """Where the line with the mark `one` stands."""
        return Standing(self._times.get(one, 1), self.pages[publisher] or 1)

    def _prune(self) -> None:
        least = 1
        while len(self._times) > MOST_LINES // 2:
            least += 1
            self._times = {one: times for one, times in self._times.items() if times >= least}
        self.told = {one: told for one, told in self.told.items() if one in self._times}


@dataclass(slots=True)
class Memory:
    """What publishers repeat: as earlier nights told, in the whole texts, in and beside articles.

    `earlier` maps marks of lines to where they stood on the night they stood on most pages. Of
    texts all lines are learned before the first is cleaned; of HTML, which is slow to parse, the
    articles' lines while it goes on, so that what comes late in a dump is known better. The same
    dumps in the same order and the same earlier nights give the same knowledge.
    """

    earlier: Mapping[int, Standing] = field(default_factory=dict)
    _whole: Tally = field(default_factory=Tally)
    _beside: Tally = field(default_factory=Tally)

    def learn(self, publisher: str, address: str, lines: Iterable[str]) -> None:
        """Take in all the lines of a page of plain text."""
        self._whole.add(publisher, address, lines)

    def note(self, publisher: str, address: str, lines: Iterable[str]) -> None:
        """Take in the lines in and beside an article; those that repeat go into the table."""
        self._beside.add(publisher, address, lines)

    def of(self, publisher: str) -> Known:
        """What is known of a publisher's lines now."""

        def standing(line: str) -> Standing:
            one = mark(publisher, line)
            known = [tally.standing(publisher, one) for tally in (self._whole, self._beside)]
            return max(*known, self.earlier.get(one, known[0]))

        return standing

    def rows(self, night: date) -> Iterator[Repeated]:
        """What was noted on two pages or more, for the table."""
        for one, (publisher, line) in self._beside.told.items():
            standing = self._beside.standing(publisher, one)
            yield Repeated(
                night=night,
                publisher=publisher,
                mark=f"{one:016x}",
                line=line,
                pages=standing.pages,
                publisher_pages=standing.of,
            )


def residue(
    standings: Sequence[Standing],
    least: Mapping[int, int],
    prose: Collection[int],
    run: Sequence[int],
) -> set[int]:
    """The numbers of the lines that are residue, since they stand on other pages as well.

    `least` says of the lines that may be residue on how many pages they must stand; `prose` are
    the paragraphs, `run` the lines that look like the body. The body may be on several pages
    itself, as the agency's text that five papers print is: a line must stand on clearly more.
    """
    told = frozenset(prose)
    level = median_low([standings[n].pages for n in run if n in told] or [1])
    paper = _of_paper(standings, told)
    everywhere = {n for n in least if _everywhere(paper[n])}
    new = sum(n not in everywhere for n in told) >= max(1, NEW_SHARE * len(told))
    found = everywhere if new else set()
    for n, pages in least.items():
        enough = paper[n].pages >= max(pages, CLEARLY * level)
        if enough and (n not in told or paper[n].pages >= PROSE_SHARE * paper[n].of):
            found.add(n)
    return found


def _of_paper(standings: Sequence[Standing], prose: frozenset[int]) -> list[Standing]:
    """The standings among the pages with the same theme, where it can be told."""
    theme = [x.pages for n, x in enumerate(standings) if x.pages > 1 and n not in prose]
    pages = median_low(theme) if len(theme) >= THEME_LINES else 0
    return [x._replace(of=pages) if x.pages <= THEME_AT_MOST * pages else x for x in standings]


def _everywhere(standing: Standing) -> bool:
    return standing.pages >= max(EVERYWHERE_PAGES, EVERYWHERE_SHARE * standing.of)
