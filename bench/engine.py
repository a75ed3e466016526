"""Measures the attribution engine beside spaCy's tokenizer, sentencizer and matchers.

HEARSAY_EVAL=<folder of evaluation data> python bench/engine.py [--into docs/speed.md]
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher

from hearsay.attribute import attributions
from hearsay.attribute.lexicon import lexicon
from page import put

# set of articles -> its language, and how a reader calls it
SETS = {
    "attribution_uhh/uhh_train_dev.texts.jsonl": ("de", "German"),
    "attribution_polnear/polnear_train_dev.texts.jsonl": ("en", "English"),
}
PARTS = 4  # of the articles of a set; the first warms up
HEADS = ("language", "system", "articles per CPU second", "hearsay is faster by")

System = Callable[[str], object]


def systems(language: str) -> Mapping[str, System]:
    """The engine, and spaCy with the engine's own cue forms, over the whole text of an article."""
    known = lexicon(language)
    forms = sorted(known.senses) if known else []
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    each, one, phrases = Matcher(nlp.vocab), Matcher(nlp.vocab), _phrases(nlp, forms)
    for form in forms:
        each.add(form, [[{"LOWER": form}]])
    one.add("cue", [[{"LOWER": {"IN": forms}}]])
    return {
        "hearsay attribute": lambda text: attributions(text, language),
        "spaCy: tokenizer, sentencizer, Matcher, a pattern a cue": lambda text: each(nlp(text)),
        "spaCy: the same, one pattern for all cues": lambda text: one(nlp(text)),
        "spaCy: the same, PhraseMatcher": lambda text: phrases(nlp(text)),
    }


def _phrases(nlp: Language, forms: Sequence[str]) -> PhraseMatcher:
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("cue", [nlp.make_doc(form) for form in forms])
    return matcher


def measure(slices: Sequence[Sequence[str]], of: Mapping[str, System]) -> dict[str, float]:
    """System -> CPU seconds for all slices but the first, which warms what the systems remember.

    They take turns on one pinned core, and none sees an article twice.
    """
    found = dict.fromkeys(of, 0.0)
    for number, texts in enumerate(slices):
        for name, run in of.items():
            sys.stderr.write(f"part {number + 1} of {len(slices)}: {name}\n")
            started = time.process_time()
            for text in texts:
                run(text)
            if number:
                found[name] += time.process_time() - started
    return found


def table(data: Path) -> Iterator[str]:
    """The lines of a table in Markdown, one row a language and system."""
    yield f"| {' | '.join(HEADS)} |"
    yield "|---" * len(HEADS) + "|"
    for name, (language, called) in SETS.items():
        texts = [json.loads(row)["text"] for row in (data / name).read_text("utf-8").splitlines()]
        slices = [texts[part::PARTS] for part in range(PARTS)]
        found, count = measure(slices, systems(language)), len(texts) - len(slices[0])
        ours = found["hearsay attribute"]
        for system, seconds in found.items():
            told = f"{count / seconds:.0f} | {seconds / ours:.1f}"
            yield f"| {called} | {system} | {told} |"


def main() -> None:
    """Print the table; with --into, put it in place of the one that stands in that file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, help="a file with a table to be replaced")
    told = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    lines = "\n".join(table(Path(os.environ["HEARSAY_EVAL"])))
    sys.stdout.write(lines + "\n")
    if told.into:
        put([lines], told.into)


if __name__ == "__main__":
    main()
