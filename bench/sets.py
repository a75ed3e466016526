"""The field's annotated sets, each measured by its own scorer, and their records in our terms."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hearsay import lang, score
from hearsay.attribute import attributions
from hearsay.contract import Span
from hearsay.records import Finding, Place, Quote

HEADS = ("set", "n", "figure", "P", "R", "F1")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """An annotated set: its files and, where it is split, the gold's field that says so."""

    scorer: str
    gold: str
    texts: str
    option: str | None = None  # of the scorer: which split
    field: str = "split"


SETS: Mapping[str, Set] = {
    "attribution_de": Set(scorer="score_attribution.py", gold="gold.jsonl", texts="texts.jsonl"),
    "attribution_uhh": Set(
        scorer="score_uhh.py",
        gold="uhh_train_dev.jsonl",
        texts="uhh_train_dev.texts.jsonl",
        option="--split",
    ),
    "attribution_polnear": Set(
        scorer="score_polnear.py",
        gold="polnear_train_dev.jsonl",
        texts="polnear_train_dev.texts.jsonl",
        option="--polnear-split",
        field="polnear_split",
    ),
    "attribution_multi": Set(
        scorer="score_multi.py", gold="multi_dev.jsonl", texts="multi_dev.texts.jsonl"
    ),
}
# Figures of the scorers, and how a reader calls them.
UHH = {
    "joint_lenient": "joint_lenient",
    "joint_cued": "joint_cued",
    "content.token": "content tokens",
}
POLNEAR = {
    "complete": "complete",
    "complete_speech": "complete_speech",
    "token.content": "content tokens",
}
MULTI = {"complete": "complete", "names_doc": "sources by name", "cites": "`cites` edges"}
# As a reader calls it: set, split, part of the scorer's answer, figures.
ASKED: Mapping[str, tuple[str, str | None, str | None, Mapping[str, str]]] = {
    "attribution_de, the five seeds": (
        "attribution_de",
        None,
        "split=seed",
        {"1_attribution": "attributions", "6_cites_edges": "`cites` edges"},
    ),
    "attribution_de, 24 German articles": (
        "attribution_de",
        None,
        "split=dev",
        {
            "1_attribution": "attributions",
            "2a_sources_name_type": "sources by name and type",
            "6_cites_edges": "`cites` edges",
            "4b_content_token_micro": "content tokens",
            "4_content_token_F1_macro": "content tokens, mean of the matches",
            "3_type_acc": "type, share of the matches",
            "3b_name_acc_on_matches": "name, share of the matches",
            "5_quote_acc": "kind of quotation, share of the matches",
        },
    ),
    "UHH WIKINEWS, dev (German)": ("attribution_uhh", "dev", "scores", UHH),
    "UHH WIKINEWS, train": ("attribution_uhh", "train", "scores", UHH),
    "PolNeAR, dev (English)": ("attribution_polnear", "dev", None, POLNEAR),
    "PolNeAR, train": ("attribution_polnear", "train", None, POLNEAR),
    "multi, 5 English articles": ("attribution_multi", None, "en", MULTI),
    "multi, 3 French articles": ("attribution_multi", None, "fr", MULTI),
}


def answer(data: Path, name: str, split: str | None = None) -> Any:
    """What the scorer of a set says of the engine, on one split or on all that it has."""
    of = SETS[name]
    gold, texts = data / name / of.gold, data / name / of.texts
    split_told = [of.option, split] if of.option and split else []
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl") as found:
        for row, text in _articles(gold, texts):
            if split in (None, row.get(of.field)):
                found.write(json.dumps({"id": row["id"], "attributions": _found(row, text)}) + "\n")
        found.flush()
        scorer = [sys.executable, str(data / name / of.scorer)]
        files = [str(gold), str(texts), found.name]
        done = subprocess.run(
            [*scorer, *files, "--json", *split_told], check=True, stdout=subprocess.PIPE
        )
    return json.loads(done.stdout)


def by_set(data: Path) -> Iterator[tuple[str, ...]]:
    """The rows of the table of the field's sets."""
    answers: dict[tuple[str, str | None], Any] = {}
    for title, (name, split, part, figures) in ASKED.items():
        if (name, split) not in answers:
            answers[name, split] = answer(data, name, split)
        told = answers[name, split]
        for number, (key, figure) in enumerate(figures.items()):
            yield "" if number else title, *_cells(told[part] if part else told, key, figure)


def marked(data: Path, name: str) -> list[score.Marked]:
    """The articles of a set with full records, in the languages that the engine knows."""
    of = SETS[name]
    told = _articles(data / name / of.gold, data / name / of.texts)
    return [
        score.Marked(
            name=row["id"],
            language=row["lang"],
            title=None,
            text=text["text"][: text.get("body_end")],
            shows=(),
            records=tuple(_expected(row["attributions"], text["text"])),
        )
        for row, text in told
        if lang.section(row["lang"], "attribution")
    ]


def _articles(gold: Path, texts: Path) -> Iterator[tuple[Row, Row]]:
    text_of = {row["id"]: row for row in _rows(texts)}
    return ((row, text_of[row["id"]]) for row in _rows(gold))


def _found(row: Row, text: Row) -> list[dict[str, Any]]:
    """What is found in the text; a title that stands apart is evidence, and not scored."""
    found = attributions(text["text"], row["lang"], text.get("title"))
    return [_told(one) for one in found if one.place is Place.TEXT]


def _told(found: Finding) -> dict[str, Any]:
    return {
        **asdict(found),
        "id": f"p{found.number}",
        "content": [asdict(span) for span in found.content] or None,
        "cites": f"p{found.cites}" if found.cites else None,
    }


def _expected(rows: Sequence[Row], text: str) -> Iterator[score.Expected]:
    numbers = {row["id"]: number for number, row in enumerate(rows, 1)}
    for number, row in enumerate(rows, 1):
        roles = {role: [Span(**row[role])] for role in ("source", "cue") if row[role]}
        roles["content"] = [Span(**span) for span in row["content"] or ()]
        told = {**row, "cites": numbers.get(row["cites"])}
        quote = Quote(row["quote"] or Quote.INDIRECT)
        yield score.expected(number, Place.TEXT, text, roles, told, quote)


def _cells(told: Row, key: str, figure: str) -> tuple[str, ...]:
    """A row's number of records, its figure and rates; a share stands under F1 alone."""
    rate = told[key]
    if not isinstance(rate, dict):
        return "", figure, "", "", score.cell(rate)
    rates = {name.casefold(): value for name, value in rate.items()}
    count = rates.get("gold", told.get("gold", "") if key == "complete" else "")
    return str(count), figure, *(score.cell(rates[name]) for name in ("p", "r", "f1"))


def _rows(path: Path) -> Iterator[Any]:
    return map(json.loads, path.read_text("utf-8").splitlines())
