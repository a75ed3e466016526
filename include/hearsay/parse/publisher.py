"""Finds the publisher of an address: its registered domain."""

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Labels of any script: no white space, and no ASCII marks but `-` and `_`.
_LABEL = r"[^\s!-,./:-@\[-^`{-~]{1,63}"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
MAX_FIELDS = 50  # of a query


@cache
def _extract() -> "TLDExtract":
    from tldextract import TLDExtract  # slow to import, and plain text has no address

    # No list is fetched and no cache is written: the snapshot that comes with the package serves.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


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
    if registered := _extract()(host).top_domain_under_public_suffix:
        return registered.lower()
    # A suffix of nobody, such as .example: the last two labels are the domain.
    labels = host.split(".")
    return ".".join(labels[-2:]).lower() if labels[-1].isalpha() else None


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
