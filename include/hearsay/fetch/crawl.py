"""The source kind `common-crawl`: the WARC files of CC-NEWS, by its monthly lists."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby, islice

import httpx

from hearsay.fetch.download import bring
from hearsay.fetch.links import links, name_of
from hearsay.fetch.login import Login
from hearsay.fetch.names import nights
from hearsay.fetch.offer import chosen, offer
from hearsay.fetch.source import Source
from hearsay.fetch.web import AbsentError, Text, Web
from hearsay.records import Found

__all__ = ["bring", "offers"]

# https://commoncrawl.org/news-crawl: a list a month, its lines are paths below `url`.
FOLDER = "crawl-data/CC-NEWS/"
LIST = "%Y/%m/warc.paths.gz"
FILE = re.compile(r".*/CC-NEWS-(?P<day>\d{8})\d{6}-\d{5}\.warc\.gz")


def offers(source: Source, night: date, login: Login | None) -> Iterator[Found]:
    """The files that were crawled on the night's day and the `lookback` days before it.

    Of each day the first `most`, where the source says so. A month whose list is not there yet is
    no error while that of another is.
    """
    days = nights(night, source.lookback)
    with Web(source, login) as web:
        yield from offer(web, _files(web, days))


def _files(web: Web, days: list[date]) -> Mapping[str, httpx.URL]:
    """Name -> address of the files of these days."""
    source, root = web.source, httpx.URL(web.source.url)
    base, counts = root.join(FOLDER), chosen(web.source, days)
    names = {
        name: url
        for text in _lists(web, base, days)
        for url in links(Text(url=root, kind="text/plain", body=text.body))
        if (name := name_of(url, base, source)) and counts(name) and _day(name) in days
    }
    return {
        name: names[name]
        for _, group in groupby(sorted(names, key=lambda name: (_day(name), name)), key=_day)
        for name in islice(group, source.most)
    }


def _lists(web: Web, base: httpx.URL, days: list[date]) -> Iterator[Text]:
    months = sorted({day.strftime(LIST) for day in days})
    absent: list[AbsentError] = []
    for month in months:
        try:
            yield web.read(base.join(month))
        except AbsentError as error:
            absent.append(error)
    if len(absent) == len(months):
        raise absent[0]


def _day(name: str) -> date:
    """The day that a file was crawled on; that of no file where the name is of another kind."""
    told = FILE.fullmatch(name)
    try:
        return date.fromisoformat(told["day"]) if told else date.min
    except ValueError:
        return date.min
