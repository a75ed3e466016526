"""What publishers repeat, as the dumps at hand tell it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from hearsay import clean, read
from hearsay.night.progress import telling
from hearsay.parse.publisher import publisher_of
from hearsay.records import Draft, Format, Page, Repeated

# Reading these twice costs little beside cleaning them; parsing HTML twice would double its cost.
TEXTS = frozenset({Format.TXT, Format.ARCHIVE, Format.JSONL, Format.PARQUET, Format.WET})


class Repeats:
    """What the publishers of some dumps repeat; texts without an address count as one publisher.

    `source` is the name these go by.
    """

    def __init__(self, source: str, memory: clean.Memory | None = None) -> None:
        self._elsewhere = f"({source})"
        self._memory = memory or clean.Memory()

    def learn(self, path: Path, dump: str) -> None:
        """Take in the lines of a dump of texts.

        What cannot be read, or not be cleaned, the second pass meets again, and tells.
        """
        with suppress(OSError):
            if read.format_of(path) not in TEXTS:
                return
            meter = read.Meter.of([path])
            pages = read.pages(path, dump, meter=meter)
            for page in telling(f"{dump}, first pass", pages, share=meter.after):
                if isinstance(page, Page) and page.text:
                    with suppress(Exception):
                        self._memory.learn(self._publisher(page), _address(page), clean.lines(page))

    def known(self, page: Page) -> clean.Known:
        """Where else the publisher of a page sets a line."""
        return self._memory.of(self._publisher(page))

    def note(self, page: Page, draft: Draft) -> None:
        """Take in what stands in and beside the article of a page."""
        self._memory.note(self._publisher(page), _address(page), draft.lines)

    def rows(self, night: date) -> Iterator[Repeated]:
        """What was noted more than once, for the table."""
        return self._memory.rows(night)

    def _publisher(self, page: Page) -> str:
        return publisher_of(page.url) or self._elsewhere


def _address(page: Page) -> str:
    """What tells a page from others: the same address crawled twice is one page."""
    return page.url or f"{page.dump}\n{page.record}"
