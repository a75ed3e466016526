"""What holds for any text: spans inside it, numbers in order, the same answer twice, in time."""

import time
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.attribute import attributions
from hearsay.records import Place, SourceType

# Words and marks that rules look at, so that random texts come near real ones.
PIECES = (
    "sagte", "said", "Er", "he", "Bloomberg", "die", "the", "Polizei", "laut", "according to",
    "zufolge", "unter Berufung auf", "citing", "dass", "that", "so", "wie", "mitteilte", "und",
    "and", "Anna Beispiel", "heißt es", ",", ".", ":", "–", "„", "“", '"', "»", "«", "''", "(",
    "« ", " »", "l’", "a-t-il dit", "selon", "cité par", "Pour",
    ")", "\n", "\n\n", " ", "\x00", "\u200b", "İ", "Wir kommen", "kündigte", "an", "3", "\ue000",
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join))
LANGUAGES = st.sampled_from(("de", "en", "fr"))


@settings(deadline=None, max_examples=300)
@given(text=TEXTS, title=st.none() | TEXTS, language=LANGUAGES)
def test_any_text_yields_sound_records(text: str, title: str | None, language: str) -> None:
    found = attributions(text, language, title)
    assert [f.number for f in found] == list(range(1, len(found) + 1))
    assert found == attributions(text, language, title)
    for finding in found:
        where = (title or "") if finding.place is Place.TITLE else text
        spans = [s for s in (finding.source, finding.cue, *finding.content) if s is not None]
        assert all(0 <= span.start < span.end <= len(where) for span in spans)
        assert finding.cue is None or finding.cue.of(where) == finding.cue_text
        assert finding.source is None or finding.source.of(where) == finding.source_text
        assert finding.cites != finding.number
        assert finding.cites is None or 1 <= finding.cites <= len(found)


def test_records_stand_in_order_of_place() -> None:
    text = "„Nein“, sagte Anna Beispiel. Laut Bloomberg kommt sie. Das teilte die Polizei mit."
    cues = [f.cue.start for f in attributions(text, "de") if f.cue]
    assert cues == sorted(cues)
    assert len(cues) == 3


def test_language_without_a_table_yields_nothing() -> None:
    assert attributions("Er sagte das.", "xx") == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "a," * 300_000,
        "ab\n" * 400_000,
        '"' * 100_000,
        "„“" * 50_000,
        "sagte " * 50_000,
        "sagte er, dass\n" * 10_000,
        "(" * 100_000,
        "Aa-" * 200_000 + ". Er sagte das.",
        '"Ein Satz. ' * 10_000,
        "Anna Beispiel " * 30_000 + ". Er sagte, dass er kommt.",
        "laut " * 50_000,
        "\x00\x01\x02" * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_input_ends_in_seconds(text: str) -> None:
    begun = time.process_time()
    for finding in attributions(text, "de"):
        assert all(span.end <= len(text) for span in finding.content)
    assert time.process_time() - begun < 20


def test_an_installed_model_tells_bodies_from_persons(tmp_path: Path) -> None:
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Xylon"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "tiny")
    text = "Xylon sagte, das Werk bleibe offen."
    (without,) = attributions(text, "de")
    (told,) = attributions(text, "de", model=str(tmp_path / "tiny"))
    assert without.type is SourceType.PERSON
    assert told.type is SourceType.INSTITUTION
    assert told.name == "Xylon"


def test_a_model_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(OSError, match="no_such_model"):
        attributions("Er sagte das.", "de", model="no_such_model")
