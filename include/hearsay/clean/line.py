"""Says what a line of plain text can look like and what can become of it."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """What a line looks like by itself."""

    PROSE = "prose"
    SENTENCE = "short sentence"
    LONG = "long, without a mark at its end"
    HEADLINE = "headline"
    LABEL = "label"  # a word or two
    CUT = "breaks off"
    SITE = "names things of the site"
    MARKER = "theme's own words"
    REPEATED = "repeated on the page"
    ELSEWHERE = "repeated on other pages"
    END = "headline of what follows an article"
    COMMENT = "comment of a reader"
    CREDIT = "credit"
    BYLINE = "byline"


class Place(StrEnum):
    """Where a line stands; the first three are the article's body."""

    BODY = "in the article"
    STANDFIRST = "under the headline"
    APART = "apart from the article, of the same matter"
    TITLE = "headline of the article"
    ROW = "in a row of headlines"
    ASIDE = "in the article, but not of it"
    AGAIN = "says what another line says"
    OUTSIDE = "outside the article"


_KEPT = frozenset({Place.BODY, Place.STANDFIRST, Place.APART})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page's text: what it looks like, and where it stands."""

    text: str
    words: int
    look: Look
    place: Place = Place.OUTSIDE
    pages: int = 1  # of the publisher, on which it stands

    @property
    def kept(self) -> bool:
        """Whether the line belongs to the body of the article."""
        return self.place in _KEPT

    @property
    def why(self) -> str:
        """What it looks like and where it stands, in words."""
        pages = f" ({self.pages} in all)" if self.look is Look.ELSEWHERE else ""
        return f"{self.look}{pages}; {self.place}"
