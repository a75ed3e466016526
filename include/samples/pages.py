"""An article as its site serves it: a template filled in."""

import html
import json
import re
from collections.abc import Mapping, Sequence
from string import Template

from stories import HERE, LEAD_PARAGRAPHS, SampleArticle, date_line, teasers


def html_page(article: SampleArticle, template: str | None = None) -> bytes:
    """The page, UTF-8 whatever it declares; `template` replaces the site's own."""
    lists = {
        "menu": [{"label": name, "slug": name.lower()} for name in article.about["menu"]],
        "lead_paragraphs": [{"text": text} for text in article.paragraphs[:LEAD_PARAGRAPHS]],
        "other_paragraphs": [{"text": text} for text in article.paragraphs[LEAD_PARAGRAPHS:]],
        "teasers": teasers(article),
    }
    file = HERE / "templates" / f"{template or article.about['template']}.html"
    page = _fill(file.read_text("utf-8"), _words(article), lists, json_ld=_json_ld(article))
    return page.encode()


def _words(article: SampleArticle) -> dict[str, str]:
    first = teasers(article)[0]
    return {
        **{key: text for key, text in article.labels.items() if isinstance(text, str)},
        "site": article.about["name"],
        "footer": article.about["footer"],
        "appeal": article.about.get("appeal", ""),
        "language": article.about["language"],
        "charset": article.declared,
        "title": article.title,
        "section": article.section,
        "byline": article.byline,
        "credit": article.credit,
        "caption": article.caption,
        "notice": article.notice,
        "url": article.url,
        "published": article.published,
        "date_line": date_line(article),
        "lead": article.paragraphs[0][:150],
        "first_teaser": first["title"],
        "first_teaser_url": first["url"],
    }


def _fill(
    page: str,
    words: Mapping[str, str],
    lists: Mapping[str, Sequence[Mapping[str, str]]],
    **raw: str,
) -> str:
    """`page` with its $words filled in, and `<!--each x-->...<!--end-->` once per entry of x."""

    def repeat(match: re.Match[str]) -> str:
        return "".join(
            Template(match[2]).substitute(_escaped({**words, **entry})) for entry in lists[match[1]]
        )

    page = re.sub(r"<!--each (\w+)-->(.*?)<!--end-->", repeat, page, flags=re.DOTALL)
    return Template(page).substitute(_escaped(words) | raw)


def _escaped(words: Mapping[str, str]) -> dict[str, str]:
    return {key: html.escape(text) for key, text in words.items()}


def _json_ld(article: SampleArticle) -> str:
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published,
        "inLanguage": article.about["language"],
        "author": {"@type": "Person", "name": article.byline},
        "publisher": {"@type": "Organization", "name": article.about["name"]},
        "mainEntityOfPage": article.url,
    }
    return json.dumps(told, ensure_ascii=False)
