"""A lake, dumps to fill it with, and nights on it in processes of their own."""

import gzip
import json
import logging
import mmap
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from hearsay.__main__ import main
from hearsay.commands import OK
from hearsay.settings import Settings

SAMPLES = Path(__file__).parents[2] / "include" / "samples" / "dumps"
PACKED = ("*/*.gz", "*/*.zst", "*/*.parquet", "*/*.zip")
NIGHT = date(2026, 11, 20)
SOURCES = "".join(
    f'[[source]]\nname = "{name}"\npath = "in"\ninclude = ["{{night}}/{name}/*"]\n'
    for name in ("texts", "feed")
)
STORY = """{council} vertagt den Brückenbau

{council} von Lindenau hat den Bau der neuen Brücke auf das Frühjahr verschoben. Das berichtete \
der Morgenkurier unter Berufung auf Kreise der Verwaltung.

„Wir brauchen erst ein neues Gutachten“, sagte die Baudezernentin Karla {name} am Dienstag. Die \
Kosten seien um {share} Prozent gestiegen.

Laut {name} soll der Rat im März erneut beraten. Die Anwohner warten seit {years} Jahren auf die \
Verbindung über den Fluss, die den Weg zum Bahnhof um die Hälfte verkürzen würde.
"""
BROKEN = 70  # exit status of a night that ended by an exception nobody foresaw
FILE_OPERATIONS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")


class Scene:
    """Lakes, dumps to fill them with, and nights that run on them in processes of their own."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        folder.mkdir(parents=True, exist_ok=True)
        self.sources = folder / "sources.toml"
        self.sources.write_text(SOURCES, "utf-8")

    def lake(self, name: str = "lake") -> Path:
        return self.folder / name

    def deliver(self, night: date = NIGHT, samples: int = 1) -> None:
        """Twelve texts of a source that are one unit, and some packed dumps, a unit each.

        One of these, bare.jsonl, has no articles, so that the night holds it back.
        """
        texts, feed = self._arrivals(night, "texts"), self._arrivals(night, "feed")
        for number in range(12):
            (texts / f"{number:02d}.txt").write_text(self._story() if number else "", "utf-8")
        (feed / "bare.jsonl").write_text(f'{{"headline": "{night}"}}\n' * 5, "utf-8")
        packed = sorted(path for glob in PACKED for path in SAMPLES.glob(glob))
        for path in self.chance.sample(packed, samples):
            shutil.copy(path, feed)
        self.deliver_anew(night)

    def deliver_anew(self, night: date = NIGHT) -> None:
        """A dump of the night comes with other rows: run with --refetch, the night takes these."""
        rows = [json.dumps({"text": self._story()}) for _ in range(8)]
        path = self._arrivals(night, "feed") / "rows.jsonl.gz"
        path.write_bytes(gzip.compress("\n".join([*rows, "{"]).encode(), mtime=0))
        os.utime(path, (0, 0))  # so that nights differ by what they took, not by when

    def _arrivals(self, night: date, source: str) -> Path:
        folder = self.folder / "in" / night.isoformat() / source
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _story(self) -> str:
        return STORY.format(
            council=self.chance.choice(("Der Stadtrat", "Der Kreistag", "Die Bürgerschaft")),
            name=self.chance.choice(("Amsel", "Meise", "Zeisig", "Star", "Fink"))
            + self.chance.choice(("berg", "thal", "mann", "hof", "")),
            share=self.chance.randint(2, 99),
            years=self.chance.randint(2, 99),
        )

    def settings(self, lake: str = "lake") -> Settings:
        return Settings(lake=self.lake(lake), sources=self.sources)

    def begin(
        self,
        *arguments: object,
        lake: str = "lake",
        first: Callable[[], object] = lambda: None,
        main: Callable[[list[str]], int] = main,
    ) -> int:
        """A command of hearsay in a process group of its own; `first` happens in it before.

        It is forked from this process, with all that takes seconds to load; what it says goes to
        the scene's log.
        """
        child = os.fork()
        if not child:
            status = BROKEN
            try:
                os.setsid()
                log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
                os.dup2(log, 1), os.dup2(log, 2)
                sys.stdout = sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
                logging.basicConfig(force=True)  # pytest keeps what is logged to itself
                os.environ["HEARSAY_LAKE"] = str(self.lake(lake))
                os.environ["HEARSAY_SOURCES"] = str(self.sources)
                first()
                status = main([str(one) for one in arguments])
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(status)
        return child

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def end(self, child: int) -> int:
        """How the process ended: its exit status, or minus the signal that killed it."""
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def run(self, *arguments: object, **told: Any) -> int:
        return self.end(self.begin(*arguments, **told))

    def night(self, night: date = NIGHT, **told: Any) -> int:
        """A whole night as the command line runs it; bare.jsonl is held back, so it says 1."""
        return self.run(*night_of(night), **told)

    def verify(self, lake: str = "lake") -> None:
        assert self.run("verify", lake=lake) == OK, self.log.read_text("utf-8")


def night_of(night: date = NIGHT) -> tuple[object, ...]:
    """The command that runs a night, with two workers."""
    return "night", night, "--jobs", 2, "--refetch"


class Steps:
    """Counts the file operations below a folder, over all processes that are forked from here."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = str(folder), mmap.mmap(-1, 8)

    @property
    def count(self) -> int:
        return int.from_bytes(self._count[:8], "little")

    def kill_at(self, last: int = 0) -> None:
        """From now on count, and kill this process group just before operation number `last`."""
        self._count[:8] = bytes(8)

        def watch(event: str, told: tuple[Any, ...]) -> None:
            if event in FILE_OPERATIONS and str(told[0]).startswith(self._folder):
                number = self.count + 1
                self._count[:8] = number.to_bytes(8, "little")
                if number == last:
                    os.killpg(0, signal.SIGKILL)

        sys.addaudithook(watch)


def wait_until(true: Callable[[], object], seconds: float = 120.0) -> None:
    """Wait for something to become true; a busy machine may take its time."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited for nothing"
        time.sleep(0.01)
