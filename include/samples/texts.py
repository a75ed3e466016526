"""An article without its HTML: what a page shows, what an extractor leaves, a saved .txt."""

from collections.abc import Callable, Mapping

from stories import LEAD_PARAGRAPHS, SampleArticle, date_line, teasers


def visible_text(article: SampleArticle) -> str:
    """All that a visitor sees, line by line, as C4 and WET files keep it."""
    label, about = article.labels, article.about
    first, *others = teasers(article)
    lines = [
        *(label["consent"], label["accept"], about["name"], *about["menu"]),
        *(article.section, article.title, article.byline, date_line(article), article.caption),
        *article.paragraphs[:LEAD_PARAGRAPHS],
        *(f"{label['read_also']}: {first['title']}", about.get("appeal", "")),
        *article.paragraphs[LEAD_PARAGRAPHS:],
        *(article.credit, article.notice, label["share"], label["most_read"]),
        *(line for teaser in others for line in (teaser["title"], teaser["text"])),
        *(label["newsletter"], label["imprint"], about["footer"]),
    ]
    return "\n".join(line for line in lines if line)


def extracted_text(article: SampleArticle) -> str:
    """What an extractor leaves of the page, as FineWeb and HPLT keep it: little residue."""
    lines = [
        *(article.title, f"{article.byline} · {date_line(article)}", *article.paragraphs),
        *(article.credit, article.labels["topics"], article.labels["most_read"]),
        *(teaser["title"] for teaser in teasers(article)[:3]),
    ]
    return "\n".join(line for line in lines if line)


def _theme(article: SampleArticle) -> str:
    """A republisher's theme: pictures become `spot_img`, then share line, teasers, cut lines."""
    label = article.labels
    residue = ["spot_img" * 4, label["most_read"], label["share"]]
    residue.append(f"{label['more']}\n{label['here']}")
    teased = [line for teaser in teasers(article) for line in (teaser["title"], teaser["text"])]
    return "\n\n".join([article.title, *article.paragraphs, *residue, *teased])


def _untitled(article: SampleArticle) -> str:
    """Body lines only, and a read-more line at the foot."""
    return "\n".join([*article.paragraphs, article.more])


def _inset(article: SampleArticle) -> str:
    """Title and body, with the label of a box left standing between two paragraphs."""
    above, below = article.paragraphs[:3], article.paragraphs[3:]
    return "\n".join([article.title, *above, article.labels["watched"], *below])


def _dated(article: SampleArticle) -> str:
    """Title, date line and byline above the body; keywords, share line and footer below."""
    label, about = article.labels, article.about
    head = [article.title, date_line(article), article.byline]
    return "\n\n".join(
        [*head, *article.paragraphs, label["topics"], label["share"], about["footer"]]
    )


FLAVOURS: Mapping[str, Callable[[SampleArticle], str]] = {
    "theme": _theme,
    "untitled": _untitled,
    "inset": _inset,
    "dated": _dated,
}


def saved_text(article: SampleArticle) -> str:
    """The article as somebody saved it to a .txt, in its own flavour."""
    return FLAVOURS[article.flavour](article)
