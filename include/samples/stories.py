"""The invented articles and what their sites say around them, as the TOML files tell it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SITES = tomllib.loads((HERE / "sites.toml").read_text("utf-8"))
CRAWLED_AFTER = timedelta(hours=3)
TEASERS_ON_A_PAGE = 4
LEAD_PARAGRAPHS = 2  # what stands above the box that a theme puts into the text


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """One file of articles/; `dumps` names the files that it is packed into."""

    slug: str
    site: str
    path: str
    title: str
    published: str
    paragraphs: tuple[str, ...]
    dumps: tuple[str, ...]
    section: str = ""
    byline: str = ""
    credit: str = ""
    caption: str = ""
    notice: str = ""  # the line that says who had the text first, or who translated it
    flavour: str = ""  # one of FLAVOURS, where it becomes a .txt
    more: str = ""  # the read-more line under an untitled .txt
    declared: str = "utf-8"  # the charset that the page claims; it is always UTF-8

    @property
    def about(self) -> Mapping[str, Any]:
        """The site's table in sites.toml."""
        table: Mapping[str, Any] = SITES["sites"][self.site]
        return table

    @property
    def labels(self) -> Mapping[str, Any]:
        """The words of the site's language that stand around an article."""
        table: Mapping[str, Any] = SITES["labels"][self.about["language"]]
        return table

    @property
    def url(self) -> str:
        return f"https://www.{self.about['domain']}/{self.path}"

    @property
    def captured(self) -> str:
        """When the crawler came by: ISO 8601 in UTC."""
        crawled = datetime.fromisoformat(self.published).astimezone(UTC) + CRAWLED_AFTER
        return crawled.strftime("%Y-%m-%dT%H:%M:%SZ")


def articles(folder: Path = HERE / "articles") -> list[SampleArticle]:
    """Every article, the earliest first."""
    told = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in folder.glob("*.toml")}
    made = [_article(slug, told) for slug in told]
    return sorted(
        made, key=lambda article: (datetime.fromisoformat(article.published), article.slug)
    )


def _article(slug: str, told: Mapping[str, Mapping[str, Any]]) -> SampleArticle:
    fields = dict(told[slug])
    text = told[fields.pop("copy_of")]["text"] if "copy_of" in fields else fields.pop("text")
    for old, new in fields.pop("changes", []):
        if old not in text:
            raise ValueError(f"{slug}: what it copies has no sentence {old!r} to be changed")
        text = text.replace(old, new)
    fields.pop("twin", None)  # a remark for the reader: the edition in another language
    dumps = tuple(fields.pop("dumps"))
    return SampleArticle(
        slug=slug, paragraphs=tuple(text.strip().split("\n\n")), dumps=dumps, **fields
    )


def teasers(article: SampleArticle) -> list[dict[str, str]]:
    """The other articles that the page shows: a headline, a line cut off, an address."""
    offered = SITES["teasers"][article.about["language"]]
    first = len(article.slug) % len(offered)
    shown = (offered[first:] + offered[:first])[:TEASERS_ON_A_PAGE]
    home = f"https://www.{article.about['domain']}"
    return [{**one, "url": f"{home}/{offered.index(one) + 4100}"} for one in shown]


def date_line(article: SampleArticle) -> str:
    """The date in words, as the site prints it."""
    when = datetime.fromisoformat(article.published)
    pattern: str = article.labels["date_line"]
    return pattern.format(
        day=when.day,
        month=article.labels["months"][when.month - 1],
        year=when.year,
        time=when.strftime("%H:%M"),
    )
