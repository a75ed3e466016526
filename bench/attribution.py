"""Measures attribution on the field's sets, each by its own scorer, and on marked articles by ours.

HEARSAY_EVAL=<evaluation data> python bench/attribution.py [--into docs/accuracy.md]
                                                           [--floors include/gold/floors.toml]

With --floors, the floors below which tests let no figure of the gold set fall rise to what is
reached; none is lowered.
"""

import argparse
import math
import os
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import page
import sets
from hearsay import score
from hearsay.attribute import attributions
from hearsay.commands.evaluate import measured
from hearsay.settings import Settings

HEADING = """\
# F1 that `hearsay evaluate` must reach. `make bench` raises it; whoever lowers it says why in the
# commit."""
STEP = 200  # floors are rounded down to .005


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


def floors(gold: Sequence[score.Compared], before: Mapping[str, Mapping[str, float]]) -> str:
    """The floors in TOML: what is reached, rounded down, or what they were where that is more."""
    lines = [HEADING]
    for language in sorted({one.article.language for one in gold}):
        lines += ["", f"[{language}]"]
        told = score.figures(one for one in gold if one.article.language == language)
        for name, rate in told.items():
            reached = math.floor((rate.f1 or 0) * STEP) / STEP
            lines.append(f"{name} = {max(reached, before.get(language, {}).get(name, 0)):.3f}")
    return "\n".join(lines) + "\n"


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
        told.floors.write_text(floors(gold, before), "utf-8")


if __name__ == "__main__":
    main()
