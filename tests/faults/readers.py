"""What the readers of a lake see, asked in a process of their own."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb

from hearsay import ledger, query
from hearsay.contract import columns
from hearsay.records import TABLES

Seen = Mapping[tuple[str, ...], tuple[int, int]]  # table, night, dump -> rows and their digest

BY_DUMP = ("dumps", "articles", "attributions", "dropped", "set_aside")


class Reader:
    """A process that reads the tables when it is asked to; this one stays fit to be forked."""

    def __init__(self) -> None:
        self._pipe, other = get_context("fork").Pipe()
        self._process = get_context("fork").Process(target=_answer, args=(other,), daemon=True)
        self._process.start()

    def __call__(self, question: Callable[..., Any], *told: Any) -> Any:
        self._pipe.send((question, told))
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        self._process.kill()
        self._process.join()


def _answer(pipe: Connection) -> None:
    while True:
        question, told = pipe.recv()
        try:
            pipe.send(question(*told))
        except Exception as error:
            pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


def through_ledger(lake: Path) -> Seen:
    """What readers see who ask as `hearsay ask` does."""
    with query.connect(lake) as con:
        return digests(con)


def through_catalogue(lake: Path) -> Seen:
    """What readers see who open hearsay.duckdb; nothing before there is one."""
    if not ledger.catalogue(lake).exists():
        return {}
    with duckdb.connect(str(ledger.catalogue(lake)), read_only=True) as con:
        return digests(con)


def digests(con: duckdb.DuckDBPyConnection) -> Seen:
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for table, record in TABLES.items():
        dump = "dump" if "dump" in {column.name for column in columns(record)} else "''"
        rows = con.sql(
            f"SELECT night::VARCHAR, {dump}, count(*), bit_xor(hash(one)) "
            f'FROM "{table}" AS one GROUP BY ALL'
        )
        for night, of, count, digest in rows.fetchall():
            found[table, night, of or ""] = (count, digest)
    return found


def contents(lake: Path) -> dict[str, bytes]:
    """Every byte that readers see: the ledger, and the files that it names."""
    head = ledger.head(lake)
    named = [file.path for entry in ledger.entries(lake, head) for file in ledger.files_of(entry)]
    named += [*head.entries.values(), ledger.head_of(lake).name]
    return {path: (lake / path).read_bytes() for path in named}


def by_dump(seen: Seen) -> dict[str, dict[str, tuple[int, int]]]:
    """What is seen of each dump, by table; what is about the night as a whole is left out."""
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for (table, _, dump), told in seen.items():
        if table in BY_DUMP:
            found[dump][table] = told
    return found
