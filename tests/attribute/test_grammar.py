"""No grammar of a pack may try the same row of words again and again."""

import re
import signal
from collections.abc import Callable
from itertools import product
from types import FrameType

import pytest

from hearsay.attribute.lexicon import TAGS, lexicon

# What the engine asks of a grammar; of the others, whether it begins at a word.
ASKED: dict[str, tuple[str, ...]] = {
    "adjunct": ("fullmatch",),
    "subject": ("search", "fullmatch"),
    "inserted": ("fullmatch",),
    "apposed": ("fullmatch",),
}
ROW = 40  # tags; twice as many ways with each more would take years
PATIENCE = 2  # seconds, for what takes a few milliseconds
LETTERS = "".join(TAGS.values()) + "NLQUVIJ,:-()"


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError


@pytest.mark.parametrize("language", ["de", "en", "fr"])
def test_a_grammar_gives_up_soon(language: str) -> None:
    known = lexicon(language)
    assert known is not None
    before = signal.signal(signal.SIGALRM, _give_up)
    try:
        for name, grammar in known.grammar.items():
            letters = [letter for letter in LETTERS if letter in grammar.pattern]
            for unit in map("".join, product(letters, repeat=2)):
                for ask, first in product(ASKED.get(name, ("match",)), ("", "D")):
                    row = first + unit * (ROW // 2) + "!"
                    _ask(getattr(grammar, ask), row, f"{name}: {unit}")
    finally:
        signal.signal(signal.SIGALRM, before)


def _ask(asked: Callable[[str], re.Match[str] | None], row: str, what: str) -> None:
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        asked(row)
    except TimeoutError:
        pytest.fail(f"it tries again and again: {what}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
