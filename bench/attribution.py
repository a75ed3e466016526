"""Measures attribution on the field's sets, each by its own scorer, and on marked articles by ours.

HEARSAY_EVAL=<evaluation data> python bench/attribution.py [--into docs/accuracy.md]
                                                           [--floors include/gold/floors.toml]

With --floors, the floors below which tests let no figure of the gold set fall rise to what is
reached; none is lowered.
"""

import argparse
import os
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import page
import sets
from hearsay import score
from hearsay.attribute import attributions
from hearsay.commands.evaluate import measured
from hearsay.settings import Settings


def tables(data: Path, gold: Sequence[score.Compared]) -> list[str]:
    """All tables in Markdown: the field's sets, then ours by language, type and phenomenon."""
    compared = {"gold set": gold}
    for name in ("attribution_de", "attribution_multi"):
        articles = sets.marked(data, name)
        compared[name] = [
            score.compare(one, attributions(one.text, one.language)) for one in articles
        ]
    told = [page.table(sets.HEADS, sets.by_set(data))]
    for make in (score.by_language, score.by_type):
        made = {name: make(some) for name, some in compared.items()}
        heads = made["gold set"].heads
        rows = [
            (name, *_known(name, heads, row))
            for name, one in made.items()
            for row in one.rows
            if row[0] != score.ALL
        ]
        told.append(page.table(("set", *heads), rows))
    shown = score.by_shown(gold)
    return [*told, page.table(shown.heads, shown.rows)]


def _known(name: str, heads: Sequence[str], row: Sequence[str]) -> Iterable[str]:
    """A row without the figures of fields that only the gold set has."""
    own = ("stance", "anonymity", "told", "reason") if name != "gold set" else ()
    return ("" if head in own else cell for head, cell in zip(heads, row, strict=True))


def main(argv: Sequence[str] | None = None) -> None:
    """Print the tables; with --into and --floors, write them down as well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, help="a page whose tables of the same heads give way")
    parser.add_argument("--floors", type=Path, help="the floors of the gold set, to be raised")
    told = parser.parse_args(argv)
    settings = Settings.from_env()
    gold = measured(settings.gold, None, settings)
    made = tables(Path(os.environ["HEARSAY_EVAL"]), gold)
    sys.stdout.write("\n\n".join(made) + "\n")
    if told.into:
        page.put(made, told.into)
    if told.floors:
        before = tomllib.loads(told.floors.read_text("utf-8")) if told.floors.exists() else {}
        told.floors.write_text(score.floors(gold, before), "utf-8")


if __name__ == "__main__":
    main()
