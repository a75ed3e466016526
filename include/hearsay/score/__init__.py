"""Tells how good the engine is on articles whose attributions somebody has marked."""

from hearsay.score.accuracy import accuracy
from hearsay.score.errors import Error, errors
from hearsay.score.figures import FIGURES, Rate, Shown, by_phenomenon, figures, of_type
from hearsay.score.floors import floors, held
from hearsay.score.gold import Expected, Marked, expected, read, read_folder
from hearsay.score.marks import GoldError
from hearsay.score.match import Compared, compare, same_name
from hearsay.score.tables import ALL, Table, by_language, by_shown, by_type, cell

__all__ = [
    "ALL",
    "FIGURES",
    "Compared",
    "Error",
    "Expected",
    "GoldError",
    "Marked",
    "Rate",
    "Shown",
    "Table",
    "accuracy",
    "by_language",
    "by_phenomenon",
    "by_shown",
    "by_type",
    "cell",
    "compare",
    "errors",
    "expected",
    "figures",
    "floors",
    "held",
    "of_type",
    "read",
    "read_folder",
    "same_name",
]
