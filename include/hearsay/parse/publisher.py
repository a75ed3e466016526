"""Finds the publisher of an address: its registered domain."""

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Labels of any script: no white space, and no ASCII marks but `-` and `_`.
_LABEL = r"[^\s!-,./:-@\[-^`{-~]{1,63}"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")


@cache
def _extract() -> "TLDExtract":
    from tldextract import TLDExtract  # slow to import, and plain text has no address

    # No list is fetched and no cache is written: the snapshot that comes with the package serves.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def publisher_of(url: str | None) -> str | None:
    """The registered domain of `url` (`https://www.bbc.co.uk/news` -> `bbc.co.uk`), if any."""
    if not url:
        return None
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # "http://[not an address"
        return None
    if not _HOST.fullmatch(host):
        return None
    if registered := _extract()(host).top_domain_under_public_suffix:
        return registered.lower()
    # A suffix of nobody, such as .example: the last two labels are the domain.
    labels = host.split(".")
    return ".".join(labels[-2:]).lower() if labels[-1].isalpha() else None
