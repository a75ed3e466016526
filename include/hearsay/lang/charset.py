"""Tells in which charset a text is that does not say so, by its bytes."""

import re
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding

SAMPLE = 2**16  # bytes that tell
# What detection by letter frequency gets right on a few sentences. Others of its answers, such as
# iso8859-3 or cp1258, are cp1252 on short western texts.
DETECTED = {
    **{name: name for name in ("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256")},
    **{name: name for name in ("cp1257", "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7")},
    **{name: name for name in ("cp866", "gb18030", "gbk", "big5", "shift_jis", "euc_jp")},
    "iso8859-11": "cp874",  # the same Thai letters, and quotation marks
    "koi8-r": "koi8-u",  # the same letters and the Ukrainian ones
    "koi8-u": "koi8-u",
}
_HANGUL = re.compile("[\uac00-\ud7a3]")
# Of the letters beyond ASCII. Chinese in GB 2312 that is read as Korean has some half.
KOREAN = 0.9
# A Japanese mail or page of old: "ESC $ B" begins two-byte letters, all of them in 7 bits.
_JAPANESE = re.compile(rb"\x1b\$[@B]")
# Share of the characters of UTF-16 that are of some alphabet: of any other bytes a third is not.
ALPHABETIC = 0.9
# Above this share of ASCII bytes are no UTF-16; of Japanese ones in it four fifths are.
PLAIN = 0.9
_ASCII = bytes(range(32, 127)) + b"\t\n\r"
_LETTERS = re.compile(r"[\w\s!-~\u00a0-\u00bf\u0900-\u0eff\u2010-\u203a\u3000-\u301f\uff00-\uff0f]")


def charset_of(raw: bytes) -> str | None:
    """Python's name for the charset of bytes that are no UTF-8; None where they do not tell."""
    sample = raw[:SAMPLE]
    return "cp949" if _is_korean(sample) else DETECTED.get(detect_encoding(sample) or "")


def escaped_charset_of(raw: bytes) -> str | None:
    """The same for charsets whose bytes look like control characters: UTF-16 without its mark,
    ISO-2022-JP.
    """
    if _JAPANESE.search(raw, 0, SAMPLE):
        return "iso2022_jp"
    sample = raw[:SAMPLE]
    if len(sample) - len(sample.translate(None, _ASCII)) > PLAIN * len(sample):
        return None
    told = {share: name for name, share in _alphabetic(sample) if share >= ALPHABETIC}
    return told[max(told)] if told else None


def _alphabetic(sample: bytes) -> Iterator[tuple[str, float]]:
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        yield name, len(_LETTERS.findall(text)) / max(1, len(text))


def _is_korean(raw: bytes) -> bool:
    text = raw.decode("euc_kr", "replace")  # cp949, its superset, finds Korean in anything
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return bool(beyond) and len(_HANGUL.findall(text)) >= KOREAN * beyond
