"""Finds every place where an article says where its information comes from."""

from hearsay.attribute.chain import link
from hearsay.attribute.credit import credits
from hearsay.attribute.draft import Draft
from hearsay.attribute.entities import entities
from hearsay.attribute.lexicon import lexicon
from hearsay.attribute.memory import Holder, Memory
from hearsay.attribute.resolve import resolve
from hearsay.attribute.scan import scan
from hearsay.attribute.sieve import kept
from hearsay.contract import Span
from hearsay.records import Finding, Place, Quote

EXTRACTOR = "2.0"


def attributions(
    text: str,
    language: str,
    title: str | None = None,
    model: str | None = None,
    *,
    credit: str | None = None,
    origin: str | None = None,
) -> list[Finding]:
    """Every attribution in a title and a text, in order of place, numbered from 1; behind them the
    outlets that the credit and the line of origin name.

    Offsets are code points into what `place` names. `model` names an installed spaCy model package
    whose entities tell persons from institutions. In a language whose pack has no `attribution`
    table nothing is found but credits.
    """
    told = _statements(text, language, title, model)
    return told + credits({Place.CREDIT: credit, Place.ORIGIN: origin}, len(told))


def _statements(text: str, language: str, title: str | None, model: str | None) -> list[Finding]:
    known = lexicon(language)
    if known is None:
        return []
    places = [(Place.TITLE, title)] if title else []
    places.append((Place.TEXT, text))
    found = [draft for place, words in places for draft in scan(words or "", place, known)]
    told = entities((words or "" for _, words in places), model) if model else {}
    memory = Memory("\n".join(words or "" for _, words in places), known, told)
    found.sort(key=lambda draft: (draft.line.place is Place.TEXT, draft.cue))
    pairs = kept([(draft, resolve(draft, memory)) for draft in found])
    link(pairs)
    numbers = {id(draft): number for number, (draft, _) in enumerate(pairs, 1)}
    return [_finding(draft, holder, numbers, known.listed("articles")) for draft, holder in pairs]


def _finding(
    draft: Draft, holder: Holder, numbers: dict[int, int], articles: frozenset[str]
) -> Finding:
    text = draft.line.text
    held = draft.offsets(holder.name, articles)
    source = Span(start=held[0], end=held[1]) if held else None
    cue = Span(start=draft.cue[0], end=draft.cue[1])
    content = tuple(Span(start=start, end=end) for start, end in sorted(set(draft.content)))
    return Finding(
        number=numbers[id(draft)],
        place=draft.line.place,
        source=source,
        source_text=source.of(text) if source else None,
        name=holder.name,
        type=holder.type,
        source_id=holder.source_id,
        anonymity=holder.anonymity,
        cue=cue,
        cue_text=cue.of(text),
        stance=draft.stance,
        content=content,
        content_text=" … ".join(span.of(text) for span in content) or None,
        quote=_quote(draft),
        cites=numbers.get(id(draft.upstream)) if draft.upstream else None,
        rule=draft.rule,
    )


def _quote(draft: Draft) -> Quote:
    """Direct when every content span lies inside quotation marks, mixed when some words do."""
    quotes = draft.quotations
    inside = [
        any(quote.start <= start and end <= quote.end for quote in quotes)
        for start, end in draft.content
    ]
    if inside and all(inside):
        return Quote.DIRECT
    touched = any(
        start <= quote.start and quote.end <= end
        for quote in quotes
        for start, end in draft.content
    )
    return Quote.MIXED if any(inside) or touched else Quote.INDIRECT
