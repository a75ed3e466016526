"""The engine keeps the scores it has reached; runs where HEARSAY_EVAL names the evaluation data."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hearsay.attribute import attributions

FOLDER = os.environ.get("HEARSAY_EVAL")
pytestmark = pytest.mark.skipif(FOLDER is None, reason="HEARSAY_EVAL names no evaluation data")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _predictions(gold: Path, texts: Path, language: str | None, split: str | None) -> str:
    text_of = {line["id"]: line["text"] for line in _lines(texts)}
    rows = []
    for article in _lines(gold):
        if split in (None, article.get("split"), article.get("polnear_split")):
            found = attributions(text_of[article["id"]], language or article["lang"])
            rows.append({"id": article["id"], "attributions": [_row(f) for f in found]})
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def _row(finding: Any) -> dict[str, Any]:
    def span(of: Any) -> dict[str, int] | None:
        return None if of is None else {"start": of.start, "end": of.end}

    return {
        "id": f"p{finding.number}",
        "source": span(finding.source),
        "name": finding.name,
        "type": finding.type.value,
        "cue": span(finding.cue),
        "content": [span(part) for part in finding.content] or None,
        "quote": finding.quote.value,
        "cites": f"p{finding.cites}" if finding.cites else None,
    }


def _score(tmp_path: Path, name: str, files: tuple[str, str, str], *more: str) -> Any:
    folder = Path(FOLDER or "") / name
    script, gold, texts = (folder / file for file in files)
    language = {"attribution_uhh": "de", "attribution_polnear": "en"}.get(name)
    guessed = tmp_path / "predictions.jsonl"
    split = more[-1] if more else None
    guessed.write_text(_predictions(gold, texts, language, split), "utf-8")
    paths = [str(path) for path in (script, gold, texts, guessed)]
    command = [sys.executable, *paths, "--json", *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_seeds_and_german_articles(tmp_path: Path) -> None:
    files = ("score_attribution.py", "gold.jsonl", "texts.jsonl")
    score = _score(tmp_path, "attribution_de", files)
    seeds, dev = score["split=seed"], score["split=dev"]
    assert seeds["1_attribution"]["F1"] >= 0.97
    assert seeds["6_cites_edges"]["F1"] >= 0.95
    assert dev["1_attribution"]["F1"] >= 0.85
    assert dev["2a_sources_name_type"]["F1"] >= 0.69
    assert dev["4_content_token_F1_macro"] >= 0.88


def test_german_wikinews(tmp_path: Path) -> None:
    files = ("score_uhh.py", "uhh_train_dev.jsonl", "uhh_train_dev.texts.jsonl")
    score = _score(tmp_path, "attribution_uhh", files, "--split", "dev")
    figures = score.get("scores", score)
    assert figures["joint_cued"]["F1"] >= 0.60
    assert figures["content.token"]["F1"] >= 0.72


def test_english_campaign_news(tmp_path: Path) -> None:
    files = ("score_polnear.py", "polnear_train_dev.jsonl", "polnear_train_dev.texts.jsonl")
    score = _score(tmp_path, "attribution_polnear", files, "--polnear-split", "dev")
    assert score["complete_speech"]["f1"] >= 0.76
    assert score["complete"]["f1"] >= 0.62
