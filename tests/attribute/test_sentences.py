"""Every sentence of sentences/*.toml yields exactly the records that stand under it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay.attribute import attributions
from hearsay.records import Finding, Place

FOLDER = Path(__file__).parent / "sentences"


def _sentences() -> list[Any]:
    return [
        pytest.param(path.stem, sentence, id=f"{path.stem}: {sentence['shows']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for sentence in tomllib.loads(path.read_text("utf-8"))["sentence"]
    ]


def _record(finding: Finding, title: str, text: str) -> dict[str, Any]:
    where = title if finding.place is Place.TITLE else text
    return {
        "source": finding.source_text or "",
        "name": finding.name,
        "type": finding.type.value,
        "anonymity": finding.anonymity,
        "cue": finding.cue_text,
        "content": [span.of(where) for span in finding.content],
        "quote": finding.quote.value,
        "stance": finding.stance.value,
        "cites": finding.cites,
        "told": finding.told_id,
        "unnamed_because": finding.unnamed_because,
        "rule": finding.rule,
    }


@pytest.mark.parametrize(("language", "sentence"), _sentences())
def test_sentence_yields_its_records(language: str, sentence: dict[str, Any]) -> None:
    title, text = sentence.get("title", ""), sentence["text"]
    left_out = {"anonymity": 0, "content": [], "stance": "neutral", "cites": None} | dict.fromkeys(
        ("told", "unnamed_because")
    )
    expected = [{**left_out, **record} for record in sentence["records"]]
    found = [_record(f, title, text) for f in attributions(text, language, title)]
    assert found == expected
