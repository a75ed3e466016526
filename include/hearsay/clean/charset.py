"""Makes clean text of what pages hold: the charset found, scripts cut out, mojibake mended."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

from resiliparse.parse.encoding import detect_encoding

# Past this an article has been told many times over, and a parser's tree takes ten times the bytes.
MAX_MARKUP = 3 << 20
# A tag that is longer holds a picture or a script's data. It loses its attributes: reading them
# takes the parser a time that grows with the square of their number.
_LONG_TAG = re.compile(rb"<([a-z][a-z0-9]{0,15})\s[^<>]{16384,}>", re.I)
# Where a page may declare its charset (the standard says 1,024 bytes; many are late).
_HEAD = 4096
# With more broken sequences than this share of the whole ones, a text is not UTF-8 at all.
_BROKEN = 0.2

_OPENING = re.compile(rb"<(script|style|svg|!--)", re.I)
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_CONTROLS = bytes(n for n in range(32) if n not in b"\t\n\r")
# Soft hyphens and zero-width marks that carry no meaning; the joiners of Persian and emoji stay.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")
# "FÃ¼nf", "â€žJaâ€œ", "Ð\x9fÑ€Ð¸Ð²ÐµÑ‚": UTF-8 that was once read as Windows-1252.
_MOJIBAKE = re.compile(r"[ÃÂÐÑ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]|â€")
_SIGNS = 2  # a single one may be meant
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read Latin-1 as Windows-1252, which differs only where Latin-1 has control characters.
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def markup(raw: bytes, declared: str | None) -> tuple[bytes, list[bytes]]:
    """`raw` as UTF-8 without scripts, styles and drawings, and the JSON-LD of its scripts.

    `declared` is the charset of the HTTP header. Bytes that are no character become U+FFFD.
    """
    for bom, charset in _BOMS:
        if raw.startswith(bom):
            raw = raw[len(bom) :].decode(charset, "replace").encode()
            declared = "utf-8"
    kept, data = _without_scripts(raw)
    kept = _LONG_TAG.sub(rb"<\1>", kept)
    return _utf8(kept, declared), [_utf8(piece, declared) for piece in data]


def _without_scripts(raw: bytes) -> tuple[bytes, list[bytes]]:
    kept: list[bytes] = []
    data: list[bytes] = []
    at = size = 0
    while size < MAX_MARKUP and (opening := _OPENING.search(raw, at)):
        start, name = opening.start(), opening[1].lower()
        kept.append(raw[at:start])
        size += start - at
        # A tag is closed as it was opened: nobody writes <SCRIPT> ... </script>.
        end = raw.find(b"-->" if name == b"!--" else b"</" + opening[1], start)
        if end < 0:
            return b"".join(kept), data
        body = raw.find(b">", start) + 1
        if name == b"script" and b"ld+json" in raw[start:body]:
            data.append(raw[body:end])
        at = raw.find(b">", end) + 1 or len(raw)
    kept.append(raw[at : at + max(0, MAX_MARKUP - size)])
    return b"".join(kept), data


def _utf8(raw: bytes, declared: str | None) -> bytes:
    raw = raw.translate(None, _CONTROLS)
    try:
        raw.decode()
    except UnicodeDecodeError:
        return _recoded(raw, declared)
    return raw


def _charsets(raw: bytes, declared: str | None) -> Iterator[str | None]:
    """What the header says, what the page says, and what the bytes look like."""
    yield declared
    meta = _META_CHARSET.search(raw[:_HEAD])
    yield meta and meta[1].decode()
    yield detect_encoding(raw)


def _recoded(raw: bytes, declared: str | None) -> bytes:
    """Bytes that are not wholly UTF-8, as UTF-8."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken < _BROKEN * sum(not char.isascii() for char in text):
        return text.encode()  # one module of the page forgot to
    for name in _charsets(raw, declared):
        with suppress(LookupError, ValueError):  # no such charset, or none for text: "base64"
            known = codecs.lookup(name or "").name
            if known != "ascii" and not known.startswith("utf"):
                return raw.decode(_AS_BROWSERS_DO.get(known, known), "replace").encode()
    return raw.decode("cp1252", "replace").encode()


def tidy(text: str) -> str:
    """`text` without invisible marks, its special spaces made plain; dashes and quotes stay."""
    return text if text.isascii() else _SPACES.sub(" ", _INVISIBLE.sub("", text))


def mended(text: str) -> str:
    """`text` with mojibake repaired, where it shows signs of any."""
    if text.isascii() or len(_MOJIBAKE.findall(text)) < _SIGNS:
        return text
    from ftfy import fix_encoding  # slow to import, and few texts need it

    return fix_encoding(text)
