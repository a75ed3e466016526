"""Measures whole nights: speed beside datatrove, memory of each step, cores, what Airflow adds.

HEARSAY_EVAL=<folder of evaluation data> python bench/night.py [FIGURE ...] [--into docs/speed.md]

Without a name it measures all. `speed` counts CPU time and may run on a busy machine; `jobs` and
`airflow` go by the clock and want a quiet one. The WARC files are made of the evaluation pages, see
bench/crawl.py. datatrove gets an environment of its own, which lasts as long as --work does.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import crawl
import page
import step

BENCH = Path(__file__).parent.absolute()
sys.path.append(str(BENCH.parent))
from tests import services  # noqa: E402  # starting a real Airflow stands there

NIGHT = step.NIGHT.isoformat()
PEER = "datatrove: WarcReader, Trafilatura, ParquetWriter"
RATE = ("documents", "CPU seconds", "documents per CPU second")
KILOBYTE, MEGABYTE, GIGABYTE = 2**10, 2**20, 10**9
FILES = 20  # of a night with Airflow
DAG = "nightly_ingest"
PRELOAD = (
    "airflow.executors.local_executor,hearsay.night.run,hearsay.check.engine"  # the Makefile's
)
PATIENCE = 3600.0  # seconds for a night of Airflow

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a program took with all processes it started: `peak` is that of the largest, in MB."""

    wall: float
    cpu: float
    peak: float


class Work:
    """The folder of a benchmark: WARC files, lakes, datatrove's environment."""

    def __init__(self, folder: Path, pages: Sequence[crawl.Original]) -> None:
        self.folder, self.pages = folder, pages
        folder.mkdir(parents=True, exist_ok=True)

    def warcs(self, name: str, count: int, files: int = 1) -> Path:
        """A folder with `files` WARC files of `count` pages each, no page twice among them."""
        target = self.fresh(name)
        copies = -(-count // len(self.pages))
        for n in range(files):
            warc = target / f"{n:02d}.warc.gz"
            crawl.write(self.pages, warc, count=count, first=n * copies)
        return target

    def large(self, size: int) -> tuple[Path, int]:
        """A folder with one WARC of `size` bytes, and the number of its pages."""
        target = self.fresh("large")
        return target, crawl.write(self.pages, target / "large.warc.gz", size=size)

    def lake(self, name: str) -> Mapping[str, str]:
        """The environment of a night whose lake is new."""
        return os.environ | {"HEARSAY_LAKE": str(self.fresh(name))}

    def peer(self) -> Path:
        """The Python of an environment that holds datatrove alone."""
        uv, home = Path(sys.executable).with_name("uv"), self.folder / "peer"
        told, wanted = home / "peer.txt", (BENCH / "peer.txt").read_text("utf-8")
        if not told.exists() or told.read_text("utf-8") != wanted:
            say("datatrove's environment is installed")
            new: Command = [uv, "venv", "-q", "--clear", "--python", sys.executable, home]
            subprocess.run(new, check=True)
            install: Command = [
                uv,
                "pip",
                "install",
                "-q",
                "--python",
                home,
                "-r",
                BENCH / "peer.txt",
            ]
            subprocess.run(install, check=True)
            told.write_text(wanted, "utf-8")
        return home / "bin" / "python"

    def fresh(self, name: str) -> Path:
        """An empty folder."""
        shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / name).mkdir()
        return self.folder / name


def speed(work: Work, told: argparse.Namespace) -> str:
    """Documents per CPU second from WARC to published tables, beside datatrove's text alone."""
    warcs, peer, out = work.warcs("speed", told.pages), work.peer(), work.folder / "out"
    pipelines: Mapping[str, Command] = {
        "hearsay night": _night(warcs, 1),
        PEER: (peer, BENCH / "peer.py", warcs, out),
    }
    least: dict[str, Cost] = {}
    for number in range(told.rounds):
        for name, command in pipelines.items():
            say(f"round {number + 1} of {told.rounds}: {name}, {told.pages} documents")
            shutil.rmtree(out, ignore_errors=True)
            cost = costs(command, work.lake("lake"))
            least[name] = min(cost, least.get(name, cost), key=lambda one: one.cpu)
    rows = []
    for name, cost in least.items():
        times = f"{least[PEER].cpu / cost.cpu:.1f}"
        rows.append((name, *_rate(told.pages, cost), times))
    return page.table(("pipeline", *RATE, "times datatrove"), rows)


def memory(work: Work, told: argparse.Namespace) -> str:
    """CPU time and peak memory of every step, each a process of its own, on one large WARC."""
    say(f"a WARC of {told.size / GIGABYTE:.2f} GB is written")
    warcs, count = work.large(told.size)
    env, rows = work.lake("lake"), []
    for name in step.STEPS:
        say(f"{name}, {count} documents")
        cost = costs((sys.executable, BENCH / "step.py", name, warcs), env)
        rows.append((name, *_rate(count, cost), f"{cost.peak:.0f}"))
    shutil.rmtree(warcs)
    return page.table(("step", *RATE, "peak memory, MB"), rows)


def jobs(work: Work, told: argparse.Namespace) -> str:
    """How much faster two processes are than one, by the clock."""
    warcs = work.warcs("files", told.per_file, FILES)
    walls = {cores: _wall(work, warcs, cores) for cores in (1, 2)}
    rows = [
        (str(cores), str(FILES * told.per_file), f"{wall:.0f}", f"{walls[1] / wall:.2f}")
        for cores, wall in walls.items()
    ]
    return page.table(("`hearsay night --jobs`", "documents", "seconds", "times one"), rows)


def airflow(work: Work, told: argparse.Namespace) -> str:
    """What a night takes with Airflow and without, by the clock, on the same cores."""
    warcs, cores = work.warcs("files", told.per_file, FILES), os.cpu_count() or 1
    alone, under = _wall(work, warcs, cores), _with_airflow(work, warcs, cores)
    rows = [
        (f"`hearsay night --jobs {cores}`", str(FILES), f"{alone:.0f}", ""),
        (f"Airflow, {cores} tasks at once", str(FILES), f"{under:.0f}", f"{under / alone - 1:.0%}"),
    ]
    return page.table(("night", "WARC files", "seconds", "overhead"), rows)


def _with_airflow(work: Work, warcs: Path, cores: int) -> float:
    """Seconds from the start of the run to its end, as Airflow tells them."""
    home = work.fresh("airflow")
    (home / "sources.toml").write_text(
        f'[[source]]\nname = "bench"\nkind = "folder"\npath = "{home / "in"}"\n', encoding="utf-8"
    )
    (home / "in").mkdir()
    settings = {
        "AIRFLOW__CORE__PARALLELISM": str(cores),
        "AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG": str(cores),
        "AIRFLOW__SCHEDULER__MP_START_METHOD": "forkserver",
        "AIRFLOW__SCHEDULER__MP_FORKSERVER_PRELOAD": PRELOAD,
        "HEARSAY_RETRIES": "0",
    }
    say("Airflow starts")
    with services.airflow(services.airflow_env(home) | settings, dag=DAG) as running:
        # The schedule makes a run of its own at once; it is to find nothing.
        running.wait(DAG, running.scheduled(DAG)["dag_run_id"], PATIENCE)
        for warc in warcs.iterdir():
            (home / "in" / warc.name).hardlink_to(warc)
        run = running.run(DAG, night=NIGHT)
        say(f"run {run}: {FILES} WARC files")
        if (state := running.wait(DAG, run, PATIENCE)) != "success":
            raise SystemExit(f"the run ended as {state}; see {running.log}")
        if len([1 for task, _ in running.tasks(DAG, run) if task == "dump.check"]) != FILES:
            raise SystemExit(f"the run took other than {FILES} WARC files")
        told = running("GET", f"/dags/{DAG}/dagRuns/{run}")
    begun, ended = (datetime.fromisoformat(told[key]) for key in ("start_date", "end_date"))
    return (ended - begun).total_seconds()


def _night(warcs: Path, cores: int) -> Command:
    hearsay = (sys.executable, "-m", "hearsay", "night", NIGHT)
    return (*hearsay, "--from", warcs, "--jobs", str(cores))


def _wall(work: Work, warcs: Path, cores: int) -> float:
    say(f"hearsay night --jobs {cores}")
    return costs(_night(warcs, cores), work.lake("lake")).wall


def _rate(documents: int, cost: Cost) -> tuple[str, str, str]:
    return str(documents), f"{cost.cpu:.1f}", f"{documents / cost.cpu:.1f}"


def costs(command: Command, env: Mapping[str, str]) -> Cost:
    """Run a program to its end. Raises SystemExit with its last words where it fails."""
    begun = time.monotonic()
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(command, env=dict(env), stdout=words, stderr=words)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            last = words.read().decode("utf-8", "replace")[-2000:]
            raise SystemExit(f"{command} ended with {process.returncode}:\n{last}")
    return Cost(
        wall=time.monotonic() - begun,
        cpu=used.ru_utime + used.ru_stime,
        peak=used.ru_maxrss * KILOBYTE / MEGABYTE,
    )


def say(what: str) -> None:
    """Tell how far it is."""
    sys.stderr.write(f"{what}\n")


FIGURES: Mapping[str, Callable[[Work, argparse.Namespace], str]] = {
    "speed": speed,
    "memory": memory,
    "jobs": jobs,
    "airflow": airflow,
}


def main() -> None:
    """Print the tables; with --into, put each in place of the one that stands in that file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=", ".join(FIGURES))
    parser.add_argument("--into", type=Path, help="a file with tables to be replaced")
    parser.add_argument("--work", type=Path, help="a folder that stays, some 3 GB")
    parser.add_argument("--pages", type=int, default=4000, help="of the WARC for `speed`")
    parser.add_argument("--rounds", type=int, default=1, help="of `speed`, the best counts")
    parser.add_argument("--size", type=int, default=GIGABYTE, help="bytes of that for `memory`")
    parser.add_argument("--per-file", type=int, default=500, help="pages, for `jobs`, `airflow`")
    told = parser.parse_args()
    if unknown := set(told.figures) - FIGURES.keys():
        parser.error(f"no figure {', '.join(unknown)}; there are {', '.join(FIGURES)}")
    pages = crawl.originals(Path(os.environ["HEARSAY_EVAL"]) / "cleaning")
    with tempfile.TemporaryDirectory() as folder:
        work = Work(told.work or Path(folder), pages)
        for name in told.figures or FIGURES:
            table = FIGURES[name](work, told)
            sys.stdout.write(f"{table}\n\n")
            if told.into:
                page.put([table], told.into)


if __name__ == "__main__":
    main()
