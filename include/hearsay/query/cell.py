"""Runs one statement of somebody unknown in a process of its own, which can do nothing else.

`python -m hearsay.query.cell` reads a request from its standard input, JSON, and writes the answer,
or why there is none, to its standard output; see hearsay.query.sandbox, which starts it.
"""

import json
import math
import resource
import signal
import sys
from collections.abc import Mapping
from typing import Any

import duckdb

from hearsay import ledger
from hearsay.lake import at
from hearsay.query.allowed import check
from hearsay.query.catalogue import Narrow, over, published
from hearsay.query.lists import Lists
from hearsay.query.names import needed
from hearsay.query.questions import QueryError, refusals
from hearsay.query.show import COPIES

BATCH = 20  # rows; an article's text is some kilobytes
# What Python, DuckDB and its threads take beside what DuckDB counts as its memory.
ROOM = 700_000_000
OPEN_FILES = 4096


def main() -> None:
    """Answer the request on standard input."""
    told = json.load(sys.stdin)
    _bound(told)
    try:
        answer = _answer(told)
    except QueryError as error:
        answer = {"error": _words(error, told)}
    except (duckdb.Error, ledger.DamagedError, OSError) as error:
        answer = {"error": f"the lake cannot be read: {_words(error, told)}"}
    except MemoryError:  # of Python, on its way out of DuckDB
        answer = {"error": "Out of Memory Error: the rows of the answer are too large"}
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _words(error: Exception, told: Mapping[str, Any]) -> str:
    """What went wrong, without where the lake lies, nor advice to change DuckDB's settings."""
    return str(error).partition("\n\nPossible solutions")[0].replace(told["lake"], "lake")


def _bound(told: Mapping[str, Any]) -> None:
    """Limits that the kernel keeps: time, memory, size of files."""
    signal.setitimer(signal.ITIMER_REAL, told["seconds"])  # nobody handles it: the process ends
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing on fails instead
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_DATA, told["memory"] + ROOM)
    _limit(resource.RLIMIT_FSIZE, max(told["disk"], told["bytes"] if told["target"] else 0))
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, most))


def _answer(told: Mapping[str, Any]) -> dict[str, Any]:
    check(told["sql"])
    with _locked(told) as con, refusals():
        if told["target"]:
            return _copied(con.sql(told["sql"]), told)
        return _fetched(con.execute(told["sql"]), told)


def _locked(told: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
    """A connection that reads the published files and writes `target`, and nothing can unlock.

    Every table and view is there; those that the statement does not name are empty.
    """
    lake, names = at(told["lake"]), needed(told["sql"])
    found = published(lake, narrow=Narrow(names=names))
    found = {name: paths for name, paths in found.items() if name in names}
    con = over(lake, found, Lists(**told["lists"]))
    paths = [f"{told['lake']}/{path}" for several in found.values() for path in several]
    if told["target"]:
        paths.append(told["target"])
    settings: Mapping[str, object] = {
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
        "enable_progress_bar": False,  # which would stand between the answer
        "threads": told["threads"],
        "memory_limit": f"{told['memory']}B",
        "temp_directory": told["scratch"] if told["disk"] else "",
        "max_temp_directory_size": f"{told['disk']}B",
        "allowed_paths": paths,
        "enable_external_access": False,
        "lock_configuration": True,
    }
    for name, value in settings.items():
        con.execute(f"SET {name} = $value", {"value": value})
    return con


def _fetched(rows: duckdb.DuckDBPyConnection, told: Mapping[str, Any]) -> dict[str, Any]:
    """The first rows, as many as the limits allow; DuckDB makes few more than that."""
    columns, types, *_ = zip(*rows.description, strict=True)
    shape = {"columns": columns, "types": [str(kind) for kind in types]}
    taken: list[list[Any]] = []
    size = 0
    while batch := rows.fetchmany(BATCH):
        for row in batch:
            plain = [_plain(cell) for cell in row]
            size += len(json.dumps(plain))
            if len(taken) == told["rows"] or size > told["bytes"]:
                return {**shape, "rows": taken, "truncated": True}
            taken.append(plain)
    return {**shape, "rows": taken, "truncated": False}


def _copied(rows: duckdb.DuckDBPyRelation, told: Mapping[str, Any]) -> dict[str, Any]:
    """Write the rows into the target file."""
    target = told["target"].replace("'", "''")
    options = f"{COPIES[told['form']]}, USE_TMP_FILE false"
    limited = rows.limit(told["rows"])
    copied = limited.query("answer", f"COPY (FROM answer) TO '{target}' ({options})")
    assert copied is not None
    ((count,),) = copied.fetchall()
    types = [str(kind) for kind in rows.types]
    full = count == told["rows"]
    return {"columns": rows.columns, "types": types, "rows": [], "truncated": full}


def _plain(cell: Any) -> Any:
    """A value as JSON can hold it: numbers, truth values and lists as they are, others as text."""
    if cell is None or isinstance(cell, (bool, int, str)):
        return cell
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else str(cell)
    if isinstance(cell, (list, tuple)):
        return [_plain(one) for one in cell]
    if isinstance(cell, dict):
        return {str(key): _plain(one) for key, one in cell.items()}
    return str(cell)


if __name__ == "__main__":
    main()
