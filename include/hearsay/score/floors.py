"""The floors that no figure of the gold set may fall below."""

import math
from collections.abc import Mapping, Sequence

from hearsay.score.figures import figures
from hearsay.score.match import Compared

HEADING = """\
# What the engine must reach on the gold set: F1, and from `content` on the share of all its records
# that are found and right in it. `make bench` raises it; who lowers it says why in the commit.
"""
STEP = 200  # rounded down to .005
WHOLE = ("attribution", "complete", "sources", "cites")  # figures over all records


def held(compared: Sequence[Compared]) -> dict[str, float]:
    """What floors hold: the F1 of the figures over all records, and of those over pairs the share
    of all expected records.

    A share of the pairs would fall where a change finds more, if not right in everything.
    """
    told = figures(compared)
    records = told["attribution"].gold
    first = {name: told[name].f1 or 0.0 for name in WHOLE}
    return first | {
        name: rate.right / records if records else 0.0
        for name, rate in told.items()
        if name not in WHOLE
    }


def floors(compared: Sequence[Compared], before: Mapping[str, Mapping[str, float]]) -> str:
    """The floors in TOML: what is reached, rounded down, or what they were where that is more."""
    lines = [HEADING]
    for language in sorted({one.article.language for one in compared}):
        lines.append(f"[{language}]")
        for name, f1 in held([one for one in compared if one.article.language == language]).items():
            floor = max(math.floor(f1 * STEP) / STEP, before.get(language, {}).get(name, 0))
            lines.append(f"{name} = {floor:.3f}")
        lines.append("")
    return "\n".join(lines)
