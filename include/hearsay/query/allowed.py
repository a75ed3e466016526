"""Tells whether a statement of somebody unknown only reads the published tables."""

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from hearsay.query.questions import QueryError, refusals

LONGEST = 100_000  # characters of a statement; the longest question we ask has 5,000
# What a SELECT is made of. DuckDB also takes INSERT, DELETE and COPY in a WITH clause.
NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
# Every other table function reads files, tells where they lie, runs text as SQL, changes how DuckDB
# works, or takes an address in memory.
TABLE_FUNCTIONS = frozenset(
    {"range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree"}
    | {"histogram", "histogram_values"}
)
# They tell how this machine is set up, write to DuckDB's log, or show where the lake lies.
FUNCTIONS = frozenset({"current_setting", "getenv", "write_log", "pg_get_viewdef"})
# Of DuckDB's own views only these; `duckdb_views` and others show where the lake lies.
OWN_SCHEMA, OWN_VIEWS = "information_schema", frozenset({"tables", "columns"})
PLACES = frozenset({"", "main", "memory"})
TABLES_HINT = "`SHOW TABLES` lists the tables"
READ_ONLY = "only one SELECT is run here (WITH, DESCRIBE, SUMMARIZE and SHOW TABLES are fine)"


def check(sql: str) -> None:
    """Raise QueryError unless `sql` is one statement that reads nothing but tables and views.

    It is DuckDB's own parser that tells what stands in the statement.
    """
    if len(sql) > LONGEST:
        raise QueryError(f"the statement has {len(sql)} characters; {LONGEST} are the most")
    with refusals():
        statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"one statement at a time, please; these are {len(statements)}")
    if statements[0].type is duckdb.StatementType.MULTI:
        raise QueryError("PIVOT needs its values told here: PIVOT t ON x IN ('a', 'b') USING ...")
    if statements[0].type is not duckdb.StatementType.SELECT:
        raise QueryError(READ_ONLY)
    with duckdb.connect() as con:
        theirs = _internal(con)
        for node in _nodes(_tree(con, sql)):
            _judge(node, theirs)


def _tree(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """The statement as DuckDB's parser understands it."""
    with refusals():
        (told,) = con.execute("SELECT json_serialize_sql($sql::VARCHAR)", {"sql": sql}).fetchall()
    tree = json.loads(told[0])
    if tree["error"]:
        raise QueryError(f"{READ_ONLY}; {tree['error_message']}")
    return tree


def _internal(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Views of DuckDB's own that are found without telling their schema."""
    rows = con.execute(
        "SELECT view_name FROM duckdb_views() WHERE internal AND schema_name <> $schema",
        {"schema": OWN_SCHEMA},
    ).fetchall()
    return frozenset(name.casefold() for (name,) in rows)


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of the tree; a loop, for a tree may be deeper than Python's stack."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _judge(node: dict[str, Any], theirs: frozenset[str]) -> None:
    kind = str(node.get("type", ""))
    if kind.endswith("_NODE") and kind not in NODES:
        raise QueryError(READ_ONLY)
    if kind == "TABLE_FUNCTION":
        name = str(node["function"]["function_name"]).casefold()
        if name not in TABLE_FUNCTIONS:
            raise QueryError(f"{name}(...) is not open here; {TABLES_HINT}")
    elif "function_name" in node and str(node["function_name"]).casefold() in FUNCTIONS:
        raise QueryError(f"{node['function_name']}(...) is not open here")
    elif kind == "BASE_TABLE":
        _judge_table(node, theirs)


def _judge_table(node: dict[str, Any], theirs: frozenset[str]) -> None:
    name, schema = str(node["table_name"]).casefold(), str(node["schema_name"]).casefold()
    if schema == OWN_SCHEMA:
        fine = name in OWN_VIEWS
    else:
        places = {schema, str(node["catalog_name"]).casefold()}
        fine = places <= PLACES and name not in theirs
    if not fine:
        raise QueryError(f"{node['table_name']} is not open here; {TABLES_HINT}")
