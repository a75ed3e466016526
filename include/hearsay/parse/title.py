"""Decides which of a page's headlines is the title of its article."""

import re
from collections.abc import Sequence

# "Harbour reopens | The Morning Courier", "Harbour reopens - Region - courier.example"
_SITE = re.compile(r"\s*[|ㅣ]\s*|\s+(?:[–—•·›»*]|-|::|//)\s+")
_MARK = re.compile(r"\s*[|ㅣ：]|\s+[–—•·›»*/-]|-(?=\w)")
# "Region : Harbour reopens": two elements that the theme runs together.
_SPACED_COLON = re.compile(r"(?<=\w) :(?= )")
_LETTERS = re.compile(r"[^\W_]+")
MAX_TITLE = 1000  # characters: what is longer is a page that lost its tags, no headline


def title_of(titles: Sequence[str], publisher: str | None) -> str | None:
    """The first of `titles`, in order of trust, that can be one, without what the site adds to it.

    Another witness that gives the headline alone shows what was added: `Harbour reopens - Region`
    beside `Harbour reopens`.
    """
    told = (" ".join(title.split()) for title in titles)
    found = [_without_site(title, publisher) for title in told if len(title) <= MAX_TITLE]
    found = [title for title in found if title]
    if not found:
        return None
    head = _head(found[0], found)
    alike = (title for title in found if _key(title) == _key(head))
    return next((title for title in alike if not _SPACED_COLON.search(title)), head)


def _without_site(title: str, publisher: str | None) -> str:
    """`title` without a last part that is the name of the site."""
    parts = _SITE.split(title)
    if len(parts) < 2 or not publisher:
        return title
    site, last = _key(publisher.split(".")[0]), _key(parts[-1])
    if last and (site in last or last in _key(publisher)) and len(last) < 2 * len(site) + 8:
        return title[: title.rindex(parts[-1])].rstrip(" |–—•·›»:-/")
    return title


def _head(title: str, others: Sequence[str]) -> str:
    """The shortest beginning of `title`, up to a mark, that is a witness by itself."""
    known = {_key(other) for other in others}
    heads = (title[: mark.start()] for mark in _MARK.finditer(title))
    return next((head for head in heads if _key(head) in known), title)


def _key(title: str) -> str:
    return "".join(_LETTERS.findall(title.casefold()))
