"""The source kind `http`: files that a web server lists, as a page of links or one a line."""

from collections.abc import Iterator
from datetime import date

import httpx

from hearsay.fetch.download import bring
from hearsay.fetch.links import links, name_of
from hearsay.fetch.login import Login
from hearsay.fetch.names import NIGHT, dated, nights
from hearsay.fetch.offer import chosen, offer
from hearsay.fetch.source import Source
from hearsay.fetch.web import AbsentError, Text, Web
from hearsay.records import Found

__all__ = ["bring", "offers"]


def offers(source: Source, night: date, login: Login | None) -> Iterator[Found]:
    """The files that the listing at `url` names, and that the globs take.

    With `{night}` in `url` there is a listing a night; one that is not there is no error while
    another is. Files of folders within the listing are not sought.
    """
    looked_at = nights(night, source.lookback)
    base = httpx.URL(source.url.partition(NIGHT)[0]).join(".")
    counts = chosen(source, looked_at)
    with Web(source, login) as web:
        files = {
            name: url
            for text in _listings(web, dated([source.url], looked_at))
            for url in links(text)
            if (name := name_of(url, base, source)) and counts(name)
        }
        yield from offer(web, files)


def _listings(web: Web, urls: list[str]) -> Iterator[Text]:
    absent: list[AbsentError] = []
    for url in urls:
        try:
            yield web.read(httpx.URL(url))
        except AbsentError as error:
            absent.append(error)
    if len(absent) == len(urls):
        raise absent[0]
