"""Measures every named question on a generated lake: a month, a year, memory, beside raw tables.

python bench/questions.py LAKE [FIGURE ...] [--into docs/speed.md]

LAKE is made by bench/lake.py, its marts by `hearsay marts`; without a name it measures all.
`questions`: the median time to open what a question needs and to fetch its answer, each question
a process of its own; CPU time is that of both cores, which a busy machine changes little. `raw`: a
week of the same question with every mart that is made by SQL made on the spot, of the raw tables,
and of three of them in pandas. `marts`: the last night's marts made anew. All want a machine that
does nothing else. Questions that take `top` answer with the first 20 rows of each period.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import page
from hearsay import ledger, query, shelf
from hearsay.night import marts
from hearsay.records import MARTS

MONTH, YEAR, WEEK = 30, 365, 7  # days, the last ones of the lake
TOP = 20
KILOBYTE, MEGABYTE = 2**10, 2**20
MILLISECONDS = 1000
# Made by the room `stories`, not by SQL: read from their files in both.
OF_STORIES = frozenset({"links", "quotations", "story_marks"})

Asked = Mapping[str, Any]


def questions(lake: Path, told: argparse.Namespace) -> str:
    """Milliseconds of every question over a month and a year, and peak memory of its process."""
    rows = []
    for one in query.questions():
        of = [_measured(lake, one.name, days, told) for days in (MONTH, YEAR)]
        times = (f"{found[unit]:.0f}" for found in of for unit in ("ms", "cpu"))
        peak = max(found["peak"] for found in of)
        rows.append((f"`{one.name}`", str(of[0]["rows"]), *times, f"{peak:.0f}"))
        sys.stderr.write(f"{' '.join(rows[-1])}\n")
    times_of = ("month, ms", "month, CPU ms", "year, ms", "year, CPU ms")
    return page.table(("question", "rows, month", *times_of, "peak memory, MB"), rows)


def raw(lake: Path, told: argparse.Namespace) -> str:
    """How many times as long a week takes without marts; some in pandas besides."""
    rows = []
    for one in query.questions():
        found = _measured(lake, one.name, WEEK, told)
        bare = _measured(lake, one.name, WEEK, told, "--without-marts")
        cells = [f"{found['cpu']:.0f}", f"{bare['cpu']:.0f}", f"{bare['cpu'] / found['cpu']:.1f}"]
        if one.name in PANDAS:
            frames = _measured(lake, one.name, WEEK, told, "--pandas")["cpu"]
            cells += [f"{frames:.0f}", f"{frames / found['cpu']:.1f}"]
        rows.append((f"`{one.name}`", *cells, *[""] * (5 - len(cells))))
        sys.stderr.write(f"{' '.join(rows[-1])}\n")
    heads = ("question", "marts, CPU ms", "raw, CPU ms", "times", "pandas, CPU ms", "times marts")
    return page.table(heads, rows)


def of_marts(lake: Path, told: argparse.Namespace) -> str:
    """The marts of the last night made anew, and what is made where nothing changed."""
    last = ledger.nights(lake)[-1]
    rows = []
    for what, again in (("the last night made anew", [last]), ("nothing changed", [])):
        begun, cpu = time.monotonic(), time.process_time()
        made = marts.make(lake, again)
        seconds = time.monotonic() - begun, time.process_time() - cpu
        rows.append((what, str(len(made)), *(f"{one:.1f}" for one in seconds)))
    return page.table(("marts", "nights made", "seconds", "CPU seconds"), rows)


def _measured(
    lake: Path, name: str, days: int, told: argparse.Namespace, *how: str
) -> dict[str, float]:
    """What a process of its own tells of one question."""
    words = (str(lake), "--ask", name, "--days", str(days), "--rounds", str(told.rounds), *how)
    done = subprocess.run(
        [sys.executable, __file__, *words], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    found: dict[str, float] = json.loads(done.stdout)
    return found


def ask(lake: Path, told: argparse.Namespace) -> dict[str, float]:
    """The median milliseconds of some rounds; the first one warms up and does not count."""
    last = max(shelf.read(lake).nights)
    taken = {one.name for one in _question(told.ask).parameters}
    since = last - timedelta(days=told.days - 1)
    given = {"since": since, "until": last, "top": TOP}
    asked = {name: value for name, value in given.items() if name in taken}
    how: Callable[[Path, str, Asked], Any] = _answer
    how = _bare if told.without_marts else _frames if told.pandas else how
    times, cpu, rows = [], [], 0
    for _ in range(told.rounds + 1):
        begun, used = time.perf_counter(), time.process_time()
        rows = len(how(lake, told.ask, asked))
        times.append((time.perf_counter() - begun) * MILLISECONDS)
        cpu.append((time.process_time() - used) * MILLISECONDS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE / MEGABYTE
    ms, of_cpu = (statistics.median(one[1:] or one) for one in (times, cpu))
    return {"ms": ms, "cpu": of_cpu, "rows": rows, "peak": peak}


def _answer(lake: Path, name: str, asked: Asked) -> Any:
    with query.answering(lake, name, asked) as answer:
        return answer.fetchall()


def _bare(lake: Path, name: str, asked: Asked) -> Any:
    with _without_marts(lake, asked.get("since")) as con:
        return query.ask(con, name, asked).fetchall()


@contextmanager
def _without_marts(lake: Path, since: date | None) -> Iterator[Any]:
    """A connection in which marts are views of the SQL that makes them."""
    narrow = query.Narrow(since=since)
    with query.connect(lake, narrow=narrow) as con:
        for mart, record in MARTS.items():
            query.show_files(con, f"past_{mart}", record, lake, [])
        for mart in MARTS:
            script = files("hearsay.mart") / f"{mart}.sql"
            if mart not in OF_STORIES and script.is_file():
                con.execute(f"CREATE OR REPLACE VIEW {mart} AS {script.read_text('utf-8')}")
        yield con


def _frames(lake: Path, name: str, asked: Asked) -> Any:
    import pandas as pd

    columns, count = PANDAS[name]
    nights = [one for one in ledger.nights(lake) if one >= asked["since"]]
    paths = [
        lake / file.path
        for night in nights
        if (entry := ledger.entry(lake, night))
        for file in entry.files["attributions"]
    ]
    rows = pd.concat(
        pd.read_parquet(path, columns=[*columns, "place"], partitioning=None) for path in paths
    )
    return count(rows[~rows["place"].isin(["credit", "origin"])])


def _sources(rows: Any) -> Any:
    rows = rows.assign(
        who=rows["source_id"].fillna(rows["name"]),
        month=rows["published_day"].fillna(rows["night"]).astype(str).str[:7],
    )
    by = rows.groupby(["month", "language", "who", "type"])
    return by.agg(n=("article", "size"), articles=("article", "nunique")).reset_index()


def _anonymity(rows: Any) -> Any:
    return rows.groupby(["publisher", "anonymity"], dropna=False)["article"].agg(
        ["size", "nunique"]
    )


def _cites(rows: Any) -> Any:
    media = rows[rows["type"] == "media"]
    outlet = media["source_id"].fillna(media["name"])
    day = media["published_day"].fillna(media["night"])
    by = media.assign(outlet=outlet, day=day).groupby(["day", "publisher", "outlet"], dropna=False)
    return by.agg(n=("article", "size"), articles=("article", "nunique")).reset_index()


DAYS = ("published_day", "night")
PANDAS: Mapping[str, tuple[tuple[str, ...], Callable[[Any], Any]]] = {
    "sources": ((*DAYS, "language", "source_id", "name", "type", "article"), _sources),
    "anonymity": (("publisher", "anonymity", "article"), _anonymity),
    "cites": ((*DAYS, "publisher", "source_id", "name", "type", "article"), _cites),
}
FIGURES: Mapping[str, Callable[[Path, argparse.Namespace], str]] = {
    "questions": questions,
    "raw": raw,
    "marts": of_marts,
}


def _question(name: str) -> Any:
    return next(one for one in query.questions() if one.name == name)


def main() -> None:
    """Print the tables; with --into, put each in place of the one that stands in that file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lake", type=Path)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(FIGURES))
    parser.add_argument("--into", type=Path, help="a file with tables to be replaced")
    parser.add_argument("--rounds", type=int, default=5, help="of which the median counts")
    parser.add_argument("--ask", metavar="QUESTION", help="measure this one only, in this process")
    parser.add_argument("--days", type=int, default=MONTH)
    parser.add_argument("--without-marts", action="store_true")
    parser.add_argument("--pandas", action="store_true")
    told = parser.parse_args()
    if told.ask:
        sys.stdout.write(json.dumps(ask(told.lake, told)) + "\n")
        return
    if unknown := set(told.figures) - FIGURES.keys():
        parser.error(f"no figure {', '.join(unknown)}; there are {', '.join(FIGURES)}")
    for name in told.figures or FIGURES:
        table = FIGURES[name](told.lake, told)
        sys.stdout.write(f"{table}\n\n")
        if told.into:
            page.put([table], told.into)


if __name__ == "__main__":
    main()
