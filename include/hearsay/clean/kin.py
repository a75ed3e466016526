"""Measures how much of a line's matter the paragraphs of an article speak of too."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from statistics import median

# Long words carry the matter: names, things, places. Where a script hides its words, pairs of
# ideographs, katakana and hangul do, and Thai letters in fours.
_WORD = re.compile(
    r"([^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{5,})"
    r"|(?=([\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}))|(?=([\u0e00-\u0e7f]{4}))"
)
# A line of few words is believed to share as many more as the usual paragraph does.
_DOUBT = 3
# From so many words that the usual paragraph would share on, to share none means something: where
# it would share two, one in seven shares none by chance; where three, one in twenty.
_EXPECTED = 3
# A title of one shared word is less akin than one of five.
_FEW = 2
MOST_PARAGRAPHS = 400  # no article has more; a list or a book is no matter of one
MATTER_LENGTH = 2_000  # characters of a line that are looked at


@lru_cache(maxsize=1 << 11)
def _matter(text: str) -> frozenset[str]:
    return frozenset(a or b or c for a, b, c in _WORD.findall(text[:MATTER_LENGTH].casefold()))


class Kin:
    """What the paragraphs of an article speak of."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        heard = islice(paragraphs, MOST_PARAGRAPHS)
        matters = [matter for text in heard if (matter := _matter(text))]
        self._said = Counter(word for matter in matters for word in matter)
        shares = [self._hits(matter, own=True) / len(matter) for matter in matters]
        self._usual = median(shares) if shares else 0.0

    def _hits(self, matter: frozenset[str], *, own: bool) -> int:
        return sum(self._said[word] > own for word in matter)

    def nearness(self, text: str, *, unsure: float, own: bool = False) -> float:
        """Share of the matter of `text` that the paragraphs speak of, 1 for the usual paragraph.

        `unsure` where too little matter is there to judge by; `own` where `text` is one of the
        paragraphs itself.
        """
        matter = _matter(text)
        if len(matter) * self._usual < _EXPECTED:
            return unsure
        believed = self._hits(matter, own=own) + _DOUBT * self._usual
        return believed / (len(matter) + _DOUBT) / self._usual

    def share(self, text: str) -> float:
        """Share of the matter of a headline that the paragraphs speak of, 0 to 1."""
        matter = _matter(text)
        return self._hits(matter, own=False) / (len(matter) + _FEW)
