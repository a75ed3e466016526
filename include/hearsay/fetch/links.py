"""Finds the files that a listing names: the links of a web page, or one a line."""

from collections.abc import Iterator
from html.parser import HTMLParser
from os import fsdecode
from urllib.parse import unquote_to_bytes

import httpx

from hearsay.fetch.names import in_words, is_safe
from hearsay.fetch.source import Source
from hearsay.fetch.web import Text


def links(text: Text) -> Iterator[httpx.URL]:
    """The addresses a listing leads to, as it writes them; lines that begin with # say nothing."""
    words = text.body.decode("utf-8", "replace")
    if "html" in text.kind or words.lstrip().startswith("<"):
        page = _Page()
        page.feed(words)
        told = page.links
    else:
        told = [line.strip() for line in words.splitlines() if not line.startswith("#")]
    for link in filter(None, told):
        try:
            yield text.url.join(link)
        except (httpx.InvalidURL, ValueError):  # "http://[", "\x00"
            continue


def name_of(url: httpx.URL, base: httpx.URL, source: Source) -> str | None:
    """What a file is called within the source: its path below `base`, decoded.

    None for what is no file of it: a folder, a query, a name that leads elsewhere, an address
    beside `base`, unless the source's `hosts` allow it; such a name begins with its host.
    """
    path = url.raw_path.decode("ascii")
    if url.query or url.scheme not in {"http", "https"} or url.userinfo:
        return None
    parent = base.raw_path.decode("ascii")
    if url.netloc == base.netloc and path.startswith(parent):
        return _decoded(path.removeprefix(parent))
    return _decoded(f"{url.host}{path}") if url.host in source.hosts else None


def _decoded(path: str) -> str | None:
    parts = [in_words(fsdecode(unquote_to_bytes(part))) for part in path.split("/")]
    name = "/".join(parts)
    return name if is_safe(name) and not any("/" in part for part in parts) else None


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a link leads."""
        if tag == "a":
            self.links += [value.strip() for name, value in attrs if name == "href" and value]
