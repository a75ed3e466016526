"""A small night for tests: its text, and what readers see of it."""

from datetime import date

from hearsay import ledger, query
from hearsay.lake import Place

NIGHT = date(2026, 11, 20)
TEXT = """Stadtrat vertagt den Brückenbau

Der Stadtrat von Lindenau hat den Bau der neuen Brücke auf das Frühjahr verschoben. Das \
berichtete der Morgenkurier unter Berufung auf Kreise der Verwaltung.

„Wir brauchen erst ein neues Gutachten“, sagte die Baudezernentin Karla Wiesner am Dienstag. \
Die Kosten seien um ein Drittel gestiegen.

Laut Wiesner soll der Rat im März erneut beraten. Die Anwohner warten seit sechs Jahren auf die \
Verbindung über den Fluss, die den Weg zum Bahnhof um die Hälfte verkürzen würde.
"""


def contents(lake: Place) -> dict[str, bytes]:
    """Every byte that readers see: the ledger and the files that it names."""
    named = [path for paths in ledger.published_files(lake).values() for path in paths]
    named += ["ledger.json", *ledger.head(lake).entries.values()]
    return {path: (lake / path).read_bytes() for path in named}


def count(lake: Place, sql: str) -> int:
    with query.connect(lake) as con:
        (found,) = con.sql(sql).fetchall()
        return int(found[0])
