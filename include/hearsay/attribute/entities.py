"""Reads the names that an installed spaCy model finds: extra evidence of who is what."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

import spacy
from spacy.language import Language

from hearsay.records import SourceType

# Labels of spaCy's own models: OntoNotes (English), WikiNER (German and others).
LABELS: Mapping[str, SourceType] = MappingProxyType(
    {
        "PER": SourceType.PERSON,
        "PERSON": SourceType.PERSON,
        "ORG": SourceType.INSTITUTION,
        "GPE": SourceType.INSTITUTION,
        "LOC": SourceType.INSTITUTION,
    }
)


@cache
def _model(name: str) -> Language:
    return spacy.load(name)


def entities(texts: Iterable[str], model: str) -> dict[str, SourceType]:
    """Names in texts and what they name, by the model's first reading of each.

    Raises OSError when no package or folder of that name is installed.
    """
    found: dict[str, SourceType] = {}
    lines = (line for text in texts for line in text.splitlines() if line.strip())
    for doc in _model(model).pipe(lines):
        for entity in doc.ents:
            if entity.label_ in LABELS:
                found.setdefault(entity.text, LABELS[entity.label_])
    return found
