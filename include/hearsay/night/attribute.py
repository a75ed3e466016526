"""Finds the attributions in the articles of a unit."""

import json
import logging
from collections import Counter

from hearsay import attribute as engine
from hearsay import write
from hearsay.lake import replace
from hearsay.night.plan import Unit
from hearsay.night.progress import part_of, telling
from hearsay.night.seal import intact, seal
from hearsay.records import Article, Attribution, Finding, values
from hearsay.settings import Settings

log = logging.getLogger(__name__)
MOST_FAILED = 0.1  # of the articles: one odd text is the text's fault, every tenth is the engine's


def attribute(unit: Unit, settings: Settings) -> None:
    """Find the attributions in the unit's articles: stages `attributions`.

    An article that the engine fails on has none, and is counted in `attributed.json`. Raises
    RuntimeError where it fails on so many that the fault cannot be theirs.
    """
    unit.verdict.unlink(missing_ok=True)
    intact(unit.folder, "extract")
    failed: Counter[str] = Counter()
    seen = found = 0
    with write.writing(unit.folder / "attributions.parquet", Attribution) as keep:
        path = unit.folder / "articles.parquet"
        staged, share = write.read_rows(path, Article), part_of(write.count_rows(path))
        for article in telling(unit.label, staged, share=share, what="articles"):
            seen += 1
            try:
                rows = attributions(article, settings)
            except Exception:
                log.exception("%s record %s: not attributed", article.dump, article.record)
                failed[article.dump] += 1
                continue
            for row in rows:
                keep(row)
            found += len(rows)
    if failed.total() > MOST_FAILED * seen:
        raise RuntimeError(f"{unit.label}: the engine fails on {failed.total()} of {seen} articles")
    replace(unit.folder / "attributed.json", json.dumps(failed).encode())
    seal(unit.folder, "attribute", ["attributions.parquet", "attributed.json"])
    log.info("%s: %d attributions", unit.label, found)


def attributions(article: Article, settings: Settings) -> list[Attribution]:
    """The attributions of one article, those of the title first."""
    return [
        Attribution(
            night=article.night,
            article=article.id,
            dump=article.dump,
            publisher=article.publisher,
            language=article.language,
            published_day=article.published_day,
            extractor=engine.EXTRACTOR,
            **values(one),
        )
        for one in findings(
            article.text,
            article.language,
            article.title,
            settings,
            credit=article.credit,
            origin=article.origin,
        )
    ]


def findings(
    text: str,
    language: str,
    title: str | None,
    settings: Settings,
    *,
    credit: str | None,
    origin: str | None,
) -> list[Finding]:
    """What the engine finds in a text, with the spaCy model that is set for its language."""
    model = settings.spacy_models.get(language)
    return engine.attributions(
        text, language, title=title, model=model, credit=credit, origin=origin
    )
