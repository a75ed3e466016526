"""Decides between the witnesses of a page: title, language, date, publisher, and its ids."""

from datetime import date
from hashlib import sha256

from hearsay import lang
from hearsay.lang.words import tokens
from hearsay.parse.dates import dated
from hearsay.parse.language import language_of
from hearsay.parse.publisher import publisher_of
from hearsay.parse.title import title_of
from hearsay.records import Article, Draft, DropReason, Page, Reject

__all__ = ["article", "language_of"]


def article(page: Page, draft: Draft, night: date) -> Article | Reject:
    """The article that `draft` is, all its columns decided; a Reject where it has no words."""
    words = tokens(draft.body)
    if not words:
        return Reject(
            dump=page.dump,
            record=page.record,
            url=page.url,
            reason=DropReason.TOO_SHORT,
            detail="a body without a word",
        )
    url = page.url or draft.url
    publisher = publisher_of(url)
    declared = tuple(filter(None, (page.language, *draft.languages)))
    language = language_of(draft.body, declared)
    when = dated(page, draft, language, night)
    return Article(
        night=night,
        id=_hash(f"{page.dump}\n{page.record}"),
        dump=page.dump,
        record=page.record,
        url=url,
        publisher=publisher,
        outlet=lang.outlet_of_domain().get(publisher or ""),
        title=title_of(draft.titles, publisher),
        text=draft.body,
        language=language,
        published=when.published,
        published_day=when.day,
        published_origin=when.origin,
        published_precision=when.precision,
        credit=draft.credit,
        byline=draft.byline,
        translated=draft.translated,
        origin=draft.origin,
        words=len(words),
        fingerprint=_hash(" ".join(words)),
        attributed=bool(lang.section(language, "attribution")),
    )


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
