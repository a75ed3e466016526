"""The engine keeps the scores it has reached; runs where HEARSAY_EVAL names the evaluation data."""

import os
from pathlib import Path

import pytest

import sets

FOLDER = os.environ.get("HEARSAY_EVAL")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="HEARSAY_EVAL names no evaluation data")
DATA = Path(FOLDER or "")


def test_seeds_and_german_articles() -> None:
    score = sets.answer(DATA, "attribution_de")
    seeds, dev = score["split=seed"], score["split=dev"]
    assert seeds["1_attribution"]["F1"] >= 0.97
    assert seeds["6_cites_edges"]["F1"] >= 0.95
    assert dev["1_attribution"]["F1"] >= 0.85
    assert dev["2a_sources_name_type"]["F1"] >= 0.69
    assert dev["4_content_token_F1_macro"] >= 0.88


def test_german_wikinews() -> None:
    figures = sets.answer(DATA, "attribution_uhh", "dev")["scores"]
    assert figures["joint_cued"]["F1"] >= 0.60
    assert figures["content.token"]["F1"] >= 0.72


def test_english_campaign_news() -> None:
    score = sets.answer(DATA, "attribution_polnear", "dev")
    assert score["complete_speech"]["f1"] >= 0.76
    assert score["complete"]["f1"] >= 0.62


def test_english_articles_of_the_multilingual_set() -> None:
    score = sets.answer(DATA, "attribution_multi")["en"]
    assert score["complete"]["f1"] >= 0.74
