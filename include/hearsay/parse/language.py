"""Decides the language of a text: what it reads like, and what the page declares."""

import re
from collections.abc import Sequence

from resiliparse.parse.lang import detect_fast

UNKNOWN = "und"
# Detectors are sure after some lines; menus and quotations in other languages stand further down.
SAMPLE = 1200
# How far a sample may lie from the fast detector's notion of its language to be believed alone:
# of news, right ones of 1200 characters lie below 340 and nine tenths of those of 600 below 380,
# wrong ones of either length above 430; a shorter text lies farther off.
SURE = 350
ENOUGH = 600  # characters
# Two codes of one language, as pages declare them.
_SAME = {"nb": "no", "nn": "no", "in": "id", "iw": "he", "ua": "uk", "cz": "cs", "gr": "el"}
_CODE = re.compile(r"^\s*([a-z]{2,3})(?:[-_][a-z0-9-_.]*)?\s*$", re.I)


def language_of(text: str, declared: Sequence[str]) -> str:
    """ISO 639-1 code of `text`, `und` where neither text nor page says.

    A fast detector that agrees with a declaration is believed, and on enough of a text one that is
    sure; otherwise a slower one decides. Without a letter there is only what is declared.
    """
    sample = text[:SAMPLE]
    codes = [code for told in declared if (code := _code(told))]
    if not any(map(str.isalpha, sample)):
        return next(iter(codes), UNKNOWN)
    told, distance = detect_fast(sample)
    fast = _code(told)
    if fast and (fast in codes or (len(sample) >= ENOUGH and distance < SURE)):
        return fast
    from py3langid.langid import classify  # slow to import

    slow = _code(classify(sample)[0])
    return slow or fast or next(iter(codes), UNKNOWN)


def _code(told: str) -> str | None:
    match = _CODE.match(told)
    code = match[1].lower() if match else None
    return _SAME.get(code, code) if code else None
