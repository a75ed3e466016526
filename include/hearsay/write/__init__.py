"""Writes tables: staged per unit of work, then published per night with one atomic switch."""

from hearsay.write.publish import publish
from hearsay.write.rows import (
    count_rows,
    read_columns,
    read_rows,
    read_table,
    tally,
    write_rows,
    writing,
)

__all__ = [
    "count_rows",
    "publish",
    "read_columns",
    "read_rows",
    "read_table",
    "tally",
    "write_rows",
    "writing",
]
