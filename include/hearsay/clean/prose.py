"""Tells prose from other lines by how they end, and what a text says twice."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from hearsay.lang.words import count

PROSE_LENGTH = 24  # characters, in a script without spaces; eight words of any other have more
PROSE_WORDS = 8  # a shorter line with a full stop may as well be a button or a caption
QUOTE_WORDS = 16  # from here on what ends in a quotation mark is rather a sentence than a headline
UNMARKED_WORDS = 30  # about ninety letters; Thai headlines are shorter
QUOTED = 40  # letters; a shorter line may stand twice by chance
MOST_LINES = 2_000  # of an article; to search more within each other would take minutes

# "… said.", "… said.“ (dpa)", "… sagte er. dpa/AFP": a mark, then what may follow it.
_SENTENCE_END = re.compile(
    r"[.!?…:;。！？।۔؟։።][\s\"'”“„»«’‘›‹)\]』」〉》*¹²³]*"
    r"(?:\([^()]{1,60}\)[\s.]*)?(?:[/–—-]+\s*[\w/]{1,12}|[A-Z]{2,4})?$"
)
# A quotation or a bracket may close a headline or a caption too, so that it takes more words.
_QUOTE_END = re.compile(r"[\"”“»«’›‹』」)]\s*\]?$")
# Thai and Lao set no mark at the end of a sentence.
_UNMARKED = re.compile(r"[\u0e00-\u0eff]$")
_MARKS = bytes(n for n in range(128) if not chr(n).isalnum())
TYPOGRAPHIC = "„“”‚‘’«»‹›–—…·•\u00a0。、，：；！？「」『』"
_TRUNCATED = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*$")


def ends_sentence(text: str) -> bool:
    """Whether the last mark of `text` closes a sentence, or a quotation of some length.

    A long text of a script without such marks ends as it does.
    """
    if _SENTENCE_END.search(text[-80:]):
        return True
    if _UNMARKED.search(text[-1:]):
        return count(text) >= UNMARKED_WORDS
    return bool(_QUOTE_END.search(text[-4:])) and count(text) >= QUOTE_WORDS


def truncated(text: str) -> bool:
    """Whether `text` breaks off: `The harbour master said that between...`."""
    return bool(_TRUNCATED.search(text[-8:]))


def is_prose(text: str) -> bool:
    """Whether `text` reads like a paragraph: enough words, and a sentence that ends."""
    return (
        len(text) >= PROSE_LENGTH
        and ends_sentence(text)
        and not truncated(text)
        and count(text) >= PROSE_WORDS
    )


@lru_cache(maxsize=256)  # a page's lines are asked for again and again while it is cleaned
def key(text: str) -> str:
    """The letters of `text`, by which two lines that say the same are found equal."""
    low = text.casefold()
    if not low.isascii():
        for mark in TYPOGRAPHIC:
            low = low.replace(mark, "")
    return (
        low.encode("utf-8", "surrogatepass")
        .translate(None, _MARKS)
        .decode("utf-8", "surrogatepass")
    )


def once(texts: Sequence[str]) -> list[bool]:
    """Which of `texts` say something that no earlier and no longer one says.

    A second edition for print or a pull quote would count a citation twice.
    """
    keys = [key(text) for text in texts]
    times = Counter(keys)
    whole = "\n".join(keys) if len(keys) <= MOST_LINES else ""
    seen: set[str] = set()
    news = []
    for one in keys:
        within = len(one) >= QUOTED and whole.count(one) > times[one]
        news.append(not within and one not in seen)
        seen.add(one)
    return news
