"""Makes clean text of what pages hold: the charset found, scripts cut out, mojibake mended."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape

from hearsay.lang.charset import charset_of

# Past this an article has been told many times over.
MAX_MARKUP = 3 << 19
# No page of an article has as many tags, and each takes some hundred bytes while it is read.
MAX_TAGS = 100_000
# Where a page may declare its charset (the standard says 1,024 bytes; many are late).
_HEAD = 4096
# With more broken sequences than this share of the whole ones, a text is not UTF-8 at all.
_BROKEN = 0.2

_MENUS = frozenset({b"nav", b"NAV"})  # a third of a page's tags
_OPENING = re.compile(rb"<([sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE]|[vV][gG])|!--|nav|NAV)")
_PARAGRAPH = re.compile(rb"<[pP][\s>]")  # a menu that holds one may be the article
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
# Control characters, soft hyphens and zero-width marks carry no meaning; the joiners of Persian
# and emoji stay.
_INVISIBLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1d\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2060\ufeff]"
)
_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")
# "FÃ¼nf", "â€žJaâ€œ", "Ð\x9fÑ€Ð¸Ð²ÐµÑ‚": UTF-8 that was once read as Windows-1252.
_MOJIBAKE = re.compile(r"[ÃÂÐÑ][\u0080-\u00bf\u0152-\u0192\u2013-\u2122]|â€")
_SIGNS = 2  # a single one may be meant
_SIGN_LETTERS = ("Ã", "Â", "Ð", "Ñ", "â€")
# What Windows-1252 has for the bytes that Latin-1 has control characters for.
_BYTES = {ord(bytes([n]).decode("cp1252", "replace")): n for n in range(0x80, 0xA0)}
del _BYTES[0xFFFD]
MAX_MENDED = 100_000  # characters; ftfy takes a second for a hundred thousand bad ones
_ENDLESS = re.compile(r"&#\d{1000,};?")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read Latin-1 as Windows-1252, which differs only where Latin-1 has control characters.
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}


def markup(raw: bytes, declared: str | None) -> tuple[str, list[bytes]]:
    """The page `raw` without scripts, styles and drawings, and the JSON-LD of its scripts.

    `declared` is the charset of the HTTP header. Bytes that are no character become U+FFFD.
    """
    for bom, charset in _BOMS:
        if raw.startswith(bom):
            raw = raw[len(bom) :].decode(charset, "replace").encode()
            declared = "utf-8"
    kept, data = _without_scripts(raw)
    if kept.count(b"<") > MAX_TAGS:
        kept = b"<".join(kept.split(b"<", MAX_TAGS)[:MAX_TAGS])
    return (
        _reread(_decoded(kept, declared), "<"),
        [_reread(_decoded(piece, declared), '"').encode() for piece in data],
    )


def _without_scripts(raw: bytes) -> tuple[bytes, list[bytes]]:
    """`raw` without what nobody reads, as far as MAX_MARKUP bytes of the rest, and its JSON-LD."""
    kept: list[bytes] = []
    data: list[bytes] = []
    at = size = 0
    for start, end in _unread(raw):
        kept.append(raw[at:start])
        size += start - at
        at = end
        body = raw.find(b">", start) + 1
        if b"ld+json" in raw[start:body]:
            data.append(raw[body : raw.rfind(b"</", start, end)])
        if size >= MAX_MARKUP:
            break
    kept.append(raw[at : at + max(0, MAX_MARKUP - size)])
    return b"".join(kept), data


def _unread(raw: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each script, style, drawing, comment and menu."""
    at = menus = 0  # behind `menus` a menu is no article
    while found := _OPENING.search(raw, at):
        start, name = found.start(), found[1]
        at = found.end()
        if name in _MENUS and start < menus:
            continue
        # A tag is closed as it was opened: nobody writes <SCRIPT> ... </script>.
        end = raw.find(b"-->" if name == b"!--" else b"</" + name, start)
        if name in _MENUS and (end < 0 or _PARAGRAPH.search(raw, start, end)):
            menus = end if end >= 0 else len(raw)
            continue
        at = (raw.find(b">", end) + 1 if end >= 0 else 0) or len(raw)
        yield start, at


def _decoded(raw: bytes, declared: str | None) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _recoded(raw, declared)


def _charsets(raw: bytes, declared: str | None) -> Iterator[str | None]:
    """What the header says, what the page says, and what the bytes look like."""
    yield declared
    meta = _META_CHARSET.search(raw[:_HEAD])
    yield meta and meta[1].decode()
    yield charset_of(raw)


def _recoded(raw: bytes, declared: str | None) -> str:
    """The text of bytes that are not wholly UTF-8."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken < _BROKEN * sum(not char.isascii() for char in text):
        return text  # one module of the page forgot to
    for name in _charsets(raw, declared):
        with suppress(LookupError, ValueError):  # no such charset, or none for text: "base64"
            known = codecs.lookup(name or "").name
            if known != "ascii" and not known.startswith("utf"):
                return raw.decode(_AS_BROWSERS_DO.get(known, known), "replace")
    return raw.decode("cp1252", "replace")


def tidy(text: str) -> str:
    """`text` without invisible marks, its special spaces made plain; dashes and quotes stay."""
    return text if text.isprintable() else _SPACES.sub(" ", _INVISIBLE.sub("", text))


def unescaped(text: str) -> str:
    """`text` with its entities made letters."""
    try:
        return unescape(text)
    except ValueError:  # "&#999...": Python reads no number of thousands of figures
        return unescape(_ENDLESS.sub("\ufffd", text))


def mended(text: str) -> str:
    """`text` with mojibake repaired, where it shows signs of any."""
    text = _reread(text, "\n")
    if not _is_mojibake(text):
        return text
    from ftfy import fix_encoding  # slow to import, and few texts need it

    lines, room = text.split("\n"), MAX_MENDED
    for n, line in enumerate(lines):
        if len(line) <= room and _MOJIBAKE.search(line):
            lines[n] = fix_encoding(line)
            room -= len(line)
    return "\n".join(lines)


def _is_mojibake(text: str) -> bool:
    if text.isascii() or not any(map(text.__contains__, _SIGN_LETTERS)):
        return False
    return len(_MOJIBAKE.findall(text)) >= _SIGNS


def _reread(text: str, mark: str) -> str:
    """`text` with its parts between `mark`s put right that are UTF-8 once read as Windows-1252.

    It goes before all that takes control characters out: of "Ð\\x9f" they are half a letter.
    """
    if not _is_mojibake(text):
        return text
    parts = text.split(mark)
    for n, part in enumerate(parts):
        if _MOJIBAKE.search(part):
            with suppress(UnicodeError):
                parts[n] = part.translate(_BYTES).encode("latin-1").decode()
    return mark.join(parts)
