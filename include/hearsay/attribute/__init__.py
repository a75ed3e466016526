"""Finds every place where an article says where its information comes from."""

from hearsay.attribute.chain import link
from hearsay.attribute.credit import credits
from hearsay.attribute.entities import entities
from hearsay.attribute.finding import findings
from hearsay.attribute.lexicon import lexicon
from hearsay.attribute.memory import Memory
from hearsay.attribute.resolve import resolve
from hearsay.attribute.scan import scan
from hearsay.attribute.sieve import kept
from hearsay.attribute.unnamed import pleads
from hearsay.records import Finding, Place

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
    drafts = (draft for place, words in places for draft in scan(words or "", place, known))
    found = [draft for draft in drafts if not pleads(draft, known)]
    told = entities((words or "" for _, words in places), model) if model else {}
    memory = Memory("\n".join(words or "" for _, words in places), known, told)
    found.sort(key=lambda draft: (draft.line.place is Place.TEXT, draft.cue))
    pairs = kept([(draft, resolve(draft, memory)) for draft in found])
    link(pairs)
    return findings(pairs, known)
