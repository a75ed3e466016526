"""Finds the publisher of an address: its registered domain."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# Labels of any script: no white space, and no ASCII marks but `-` and `_`.
_LABEL = r"[^\s!-,./:-@\[-^`{-~]{1,63}"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
MAX_FIELDS = 50  # of a query


# The public suffix list as tldextract bundles it, up to the suffixes that companies own. The
# package itself is not imported: `requests` comes with it, and no list is ever fetched.
_LIST, _PRIVATE = ".tld_set_snapshot", "// ===BEGIN PRIVATE DOMAINS==="

# Hosts that serve other publishers' pages, and write their name into one label:
# "www-bbc-co-uk.cdn.ampproject.org", "www-lemonde-fr.translate.goog"
_LABELLED = re.compile(r"(.+)\.(?:cdn\.ampproject\.org|translate\.goog|bing-amp\.com)")
# ... or write it into the path: "google.com/amp/s/www.bbc.co.uk", "web.archive.org/web/2026/..."
_IN_PATH = re.compile(r"^/(?:amp|[cv]|web/\d+[a-z_]*)/(?:s/|https?:/+)?([^/:]+)")
_PATH_HOSTS = re.compile(r"(?:www\.)?google\.[a-z.]+|web\.archive\.org|.*\.cdn\.ampproject\.org")
# ... or into the query: "translate.google.com/translate?u=https://www.lemonde.fr/"
_IN_QUERY = re.compile(r"translate\.google\.[a-z.]+|webcache\.googleusercontent\.com")
_CACHED = re.compile(r"^(?:cache:[^:]*:)?(?:https?://)?([^/:]+)")


def publisher_of(url: str | None) -> str | None:
    """The registered domain of `url` (`https://www.bbc.co.uk/news` -> `bbc.co.uk`), if any; behind
    a cache, an archive or a translating host, the domain of the page that it shows.
    """
    host = _shown(url) if url else None
    if not host or not _HOST.fullmatch(host):
        return None
    labels = host.lower().split(".")
    if 0 < (suffix := _suffix(labels)) < len(labels):
        return ".".join(labels[-suffix - 1 :])
    # A suffix of nobody, such as .example: the last two labels are the domain.
    return ".".join(labels[-2:]) if labels[-1].isalpha() else None


def _suffix(labels: Sequence[str]) -> int:
    """How many labels at the end belong to nobody (`co.uk`: 2); 0 where the list has none.

    The algorithm of publicsuffix.org: the longest rule holds, but for the exceptions to `*.ck`.
    """
    for n in range(len(labels)):
        end, rest = ".".join(labels[n:]), ".".join(labels[n + 1 :])
        if f"!{end}" in _suffixes():
            return len(labels) - n - 1
        if end in _suffixes() or f"*.{rest}" in _suffixes():
            return len(labels) - n
    return 0


@cache
def _suffixes() -> frozenset[str]:
    package = find_spec("tldextract")
    assert package
    assert package.origin
    told = (Path(package.origin).parent / _LIST).read_text("utf-8")
    return frozenset(told.partition(_PRIVATE)[0].splitlines())


def _shown(url: str) -> str | None:
    """The host whose page stands at `url`, in letters of its own script."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if _PATH_HOSTS.fullmatch(host) and (match := _IN_PATH.match(parts.path)):
            host = match[1]
        elif _IN_QUERY.fullmatch(host):
            told = parse_qs(parts.query, max_num_fields=MAX_FIELDS)
            original = next(iter(told.get("u", []) or told.get("q", [])), "")
            host = match[1] if (match := _CACHED.match(original)) else host
        elif match := _LABELLED.fullmatch(host):
            host = _unlabelled(match[1])
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except (ValueError, UnicodeError):  # "http://[not an address"
        return None


def _unlabelled(label: str) -> str:
    """ "my--paper-example-com" -> "my-paper.example.com": a hyphen is a dot, two are a hyphen."""
    return label.replace("--", "\0").replace("-", ".").replace("\0", "-")
