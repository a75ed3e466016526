"""What publishers repeat, as the nights before tell it."""

from datetime import date

from hearsay import clean, ledger, write
from hearsay.lake import Place
from hearsay.night.repeats import Repeats

# Published nights that are remembered: themes change their words every few months, and two weeks
# hold every column that comes once a week.
NIGHTS = 14


def remembered(source: str, lake: Place, night: date) -> Repeats:
    """What the nights before `night` published; nothing that came later, so that it stays so.

    Where several nights saw a line, the one counts that saw it on most pages: the same page may
    come again night after night.
    """
    earlier: dict[int, clean.Standing] = {}
    head = ledger.head(lake)
    for before in [one for one in sorted(head.entries) if one < night][-NIGHTS:]:
        entry = ledger.read_entry(lake, head.entries[before])
        for file in entry.files["repeated"]:
            for one, *standing in write.read_columns(
                lake / file.path, "mark", "pages", "publisher_pages"
            ):
                seen = clean.Standing(*standing)
                mark = int(one, 16)
                earlier[mark] = max(seen, earlier.get(mark, seen))
    return Repeats(source, clean.Memory(earlier=earlier))
