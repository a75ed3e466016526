"""Decides which of a page's headlines is the title of its article."""

import re
from collections import Counter
from collections.abc import Sequence

# "Harbour reopens | The Morning Courier", "Harbour reopens - Region - courier.example"
_SITE = re.compile(r"\s*[|ㅣ]\s*|\s+(?:[–—•·›»*]|-|::|//)\s+")
_MARK = re.compile(r"\s*[|ㅣ：]|\s+[–—•·›»*/-]|-(?=\w)")
# "Region : Harbour reopens": two elements that the theme runs together.
_SPACED_COLON = re.compile(r"(?<=\w) :(?= )")
_LETTERS = re.compile(r"[^\W_]+")
MAX_TITLE = 1000  # characters: what is longer is a page that lost its tags, no headline
# Witnesses who say the same word for word outweigh the first, which newsrooms write for sharing:
# three are the page's own headline, its data and a third; two may both repeat the other headline.
AGREEING = 3


def title_of(titles: Sequence[str], publisher: str | None) -> str | None:
    """The headline that `titles`, one from each witness in order of trust, tell: the first one's
    unless AGREEING others are of one mind. What the site adds to it is left out.

    Another witness that gives the headline alone shows what was added: `Harbour reopens - Region`
    beside `Harbour reopens`.
    """
    told = (" ".join(title.split()) for title in titles)
    raw = [title for title in told if len(title) <= MAX_TITLE and _key(title)]
    found = [_without_site(title, publisher) for title in _by_trust(raw)]
    found = [title for title in found if title]
    if not found:
        return None
    head = _head(found[0], found)
    alike = (title for title in found if _key(title) == _key(head))
    return next((title for title in alike if not _SPACED_COLON.search(title)), head)


def _by_trust(titles: Sequence[str]) -> Sequence[str]:
    """`titles`, the one that most witnesses agree on first where they outvote the first."""
    keys = [_key(title) for title in titles]
    votes = Counter(keys)
    for title, key in zip(titles, keys, strict=True):
        # "Interview: Harbour reopens" beside "Harbour reopens": a kicker is no part of a headline.
        kicker = key.endswith(keys[0])
        if votes[key] >= AGREEING and votes[key] > votes[keys[0]] and not kicker:
            return [title, *titles]
    return titles


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
