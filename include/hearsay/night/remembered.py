"""What publishers repeat, as the nights before tell it."""

from datetime import date
from pathlib import Path

from hearsay import clean, ledger, write
from hearsay.night.repeats import Repeats

# Published nights that are remembered: themes change their words every few months, and two weeks
# hold every column that comes once a week.
NIGHTS = 14


def remembered(source: str, lake: Path, night: date) -> Repeats:
    """What the nights before `night` published; nothing that came later, so that it stays so.

    Where several nights saw a line, the one counts that saw it on most pages: the same page may
    come again night after night.
    """
    earlier: dict[int, clean.Standing] = {}
    for before in [one for one in ledger.nights(lake) if one < night][-NIGHTS:]:
        entry = ledger.entry(lake, before)
        for path in entry.files.get("repeated", ()) if entry else ():
            for one, *standing in write.read_columns(
                lake / path, "mark", "pages", "publisher_pages"
            ):
                seen = clean.Standing(*standing)
                mark = int(one, 16)
                earlier[mark] = max(seen, earlier.get(mark, seen))
    return Repeats(source, clean.Memory(earlier=earlier))
