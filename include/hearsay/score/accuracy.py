"""Tells by language and type of source how many statements there are for one that is found."""

from collections.abc import Sequence
from math import sqrt

from hearsay.records import SourceType
from hearsay.score.figures import of_type
from hearsay.score.match import Compared

HEADING = """\
-- How good the engine is on the gold set, by language and type of source; written by
-- `make docs`, with `hearsay evaluate --format sql`.
-- For one statement that is found there are `ratio`: precision by recall, which is `gold` by
-- `found`. `error` is the standard error of its logarithm, the articles being the sample.
"""
# Records of a type that must have been found in a language, else all languages speak for it.
FEWEST = 10


def accuracy(compared: Sequence[Compared]) -> str:
    """The figures as the view `accuracy` of DuckDB, a row a language and type of source."""
    languages = sorted({one.article.language for one in compared})
    rows = [_row(compared, language, kind) for language in languages for kind in SourceType]
    told = ",\n".join(f"    ({', '.join(map(repr, row))})" for row in rows if row)
    return f"""{HEADING}\
CREATE VIEW accuracy AS
SELECT
    * REPLACE (ratio::DOUBLE AS ratio, error::DOUBLE AS error),
    round(hits / found, 4) AS precision,
    round(hits / gold, 4) AS recall
FROM (VALUES
{told}
) AS figures (language, type, of, articles, gold, found, hits, ratio, error);
"""


def _row(compared: Sequence[Compared], language: str, kind: SourceType) -> tuple[object, ...]:
    """A row of the view; `of` names the languages whose articles it is of. Empty without any."""
    typed = of_type(compared, kind)
    some = [one for one in typed if one.article.language == language]
    if sum(len(one.found) for one in some) < FEWEST:
        some = typed
    gold = sum(len(one.article.records) for one in some)
    found = sum(len(one.found) for one in some)
    hits = sum(len(one.pairs) for one in some)
    if not gold or not found:
        return ()
    # Linearised as any ratio of sums over articles, see query/statistics.sql.
    off = [len(one.article.records) / gold - len(one.found) / found for one in some]
    error = sqrt(len(some) / max(len(some) - 1, 1) * sum(distance**2 for distance in off))
    of = " ".join(sorted({one.article.language for one in some}))
    ratio, error = round(gold / found, 4), round(error, 4)
    return language, kind.value, of, len(some), gold, found, hits, ratio, error
