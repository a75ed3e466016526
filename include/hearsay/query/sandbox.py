"""Answers SQL of people nobody vouches for: in a process of its own, bounded, and read-only.

What a statement may do is kept three times over: DuckDB's parser tells what it is made of, and only
what reads the published tables passes (allowed.py); DuckDB is locked, and opens no file but the
published ones (cell.py); the kernel bounds time, memory and files of the process, which has no
variables of the environment but those that a bucket's client needs.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hearsay.lake import Place, put, scratch
from hearsay.query.lists import NO_LISTS, Lists
from hearsay.query.questions import QueryError
from hearsay.query.show import COPIES

MEGABYTE = 10**6
PATIENCE = 5.0  # seconds after which a process is killed that should have ended by itself
LESS = "ask for less: fewer days, fewer columns, one language, sums instead of rows"
# Python finds the packages by PYTHONPATH; the rest is what a client of a bucket asks for.
ENVIRONMENT = ("PYTHONPATH", "PATH", "LANG", "TZ")
OF_BUCKETS = ("AWS_", "HOME", "SSL_", "REQUESTS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a statement may go: `memory`, `disk` (for sorting), `bytes` (of the answer) in bytes.

    A process takes some hundred megabytes more than the `memory` that DuckDB counts.
    """

    seconds: float = 30.0
    memory: int = 1000 * MEGABYTE
    rows: int = 10_000
    bytes: int = 10 * MEGABYTE
    disk: int = 2000 * MEGABYTE
    threads: int = 2


CONSOLE = Limits()
DOWNLOAD = Limits(seconds=120.0, rows=1_000_000, bytes=500 * MEGABYTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a statement answered; `truncated` where the limits left rows out.

    A value is a number, text, true, false or null, or a list of such or a mapping to such; days and
    times are text in ISO 8601. `types` are DuckDB's.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool
    seconds: float


def console(lake: Place, sql: str, limits: Limits = CONSOLE, lists: Lists = NO_LISTS) -> Answer:
    """The answer to one SELECT of somebody unknown; raises QueryError, also beyond the limits."""
    asked = {"sql": sql, "lists": asdict(lists), "target": None, "form": None}
    with TemporaryDirectory(prefix="hearsay-") as folder:
        return _ask(lake, asked, limits, Path(folder))


def console_file(
    lake: Place,
    sql: str,
    form: str,
    target: Path,
    limits: Limits = DOWNLOAD,
    lists: Lists = NO_LISTS,
) -> Answer:
    """Write the answer to one SELECT to a file in a form of COPIES (csv, json, parquet).

    The answer returned has no rows; it is `truncated` where the file has as many as the limits
    allow. The file appears whole or not at all. Raises QueryError as `console` does.
    """
    if form not in COPIES:
        raise QueryError(f"no format {form!r}; there is {', '.join(COPIES)}")
    with scratch(target.parent) as folder:
        draft = folder / "answer"
        asked = {"sql": sql, "lists": asdict(lists), "target": str(draft), "form": form}
        answer = _ask(lake, asked, limits, folder)
        put(draft, target)
        return answer


def _ask(lake: Place, asked: Mapping[str, Any], limits: Limits, folder: Path) -> Answer:
    where = str(lake.resolve()) if isinstance(lake, Path) else str(lake)
    request = {**asdict(limits), **asked, "lake": where, "scratch": str(folder / "sort")}
    begun = time.monotonic()
    told = _run(request, limits, _environment(lake), folder)
    if (error := told.get("error")) is not None:
        raise QueryError(_hint(error, limits))
    return Answer(
        columns=tuple(told["columns"]),
        types=tuple(told["types"]),
        rows=tuple(map(tuple, told["rows"])),
        truncated=told["truncated"],
        seconds=time.monotonic() - begun,
    )


def _run(
    request: Mapping[str, Any], limits: Limits, environment: Mapping[str, str], folder: Path
) -> dict[str, Any]:
    """What the process answers; it is killed when its time is over."""
    command: Sequence[str] = (sys.executable, "-P", "-m", "hearsay.query.cell")
    try:
        done = subprocess.run(
            command,
            input=json.dumps(request).encode(),
            capture_output=True,
            env=dict(environment),
            cwd=folder,
            timeout=limits.seconds + PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(_too_long(limits)) from None
    return _told(done, limits)


def _told(done: subprocess.CompletedProcess[bytes], limits: Limits) -> dict[str, Any]:
    if done.returncode == 0:
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    if done.returncode == -signal.SIGALRM:
        raise QueryError(_too_long(limits))
    if done.returncode > 0:
        raise RuntimeError(f"hearsay.query.cell failed: {done.stderr.decode('utf-8', 'replace')}")
    raise QueryError(
        f"the statement was ended by the system (status {done.returncode}), as one is that takes "
        f"more memory than the {limits.memory // MEGABYTE} MB there are; {LESS}"
    )


def _too_long(limits: Limits) -> str:
    return f"the statement took longer than the {limits.seconds:g} seconds there are; {LESS}"


def _hint(error: str, limits: Limits) -> str:
    """The error with what to do about it, where a limit is what it tells of."""
    if "failed to offload" in error or "max_temp_directory_size" in error or "File too l" in error:
        return f"{error}\nThe answer, or what is sorted for it, is too large; {LESS}"
    if "Out of Memory" in error or "bad alloc" in error.casefold():
        return f"{error}\nThere are {limits.memory // MEGABYTE} MB of memory; {LESS}"
    return error


def _environment(lake: Place) -> dict[str, str]:
    """What the process sees of the environment: of a lake in a folder nothing that is anybody's."""
    of_buckets = () if isinstance(lake, Path) else OF_BUCKETS
    return {
        name: value
        for name, value in os.environ.items()
        if name in ENVIRONMENT or (of_buckets and name.startswith(of_buckets))
    }
