"""Writes tables: staged per unit of work, then published per night with one atomic switch."""

from hearsay.write.publish import Rows, compose, keep, store, store_rows
from hearsay.write.rows import (
    Stored,
    count_rows,
    read_columns,
    read_rows,
    reading,
    take,
    tally,
    write_rows,
    writing,
)

__all__ = [
    "Rows",
    "Stored",
    "compose",
    "count_rows",
    "keep",
    "read_columns",
    "read_rows",
    "reading",
    "store",
    "store_rows",
    "take",
    "tally",
    "write_rows",
    "writing",
]
