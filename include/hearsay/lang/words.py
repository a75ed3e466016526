"""Splits text into words; where a script sets no spaces between words, into characters."""

import re

# Chinese, Japanese and Thai letters: one token each.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:['’-][^\W_{_UNSPACED}]+)*")
_CHARACTER = re.compile(rf"[{_UNSPACED}]")

_PER_WORD = 3  # characters of an unspaced script that make about one word


def tokens(text: str) -> list[str]:
    """The words of `text`, casefolded; in scripts without spaces, its characters."""
    return _WORD.findall(text.casefold())


def count(text: str) -> int:
    """About how many words `text` has, as spaces part them; three characters of an unspaced script
    make one."""
    if text.isascii() or not _CHARACTER.search(text):
        return len(text.split())
    return len(_WORD.findall(_CHARACTER.sub("", text))) + len(_CHARACTER.findall(text)) // _PER_WORD
