"""The commands of the command line, one module each: what it takes, and what it does with it.

They import what they need when they run: `hearsay ask` does not wait for spaCy.
"""

import sys
from collections.abc import Mapping
from typing import Any

import orjson

OK, KEPT_ASIDE, MISUSE = 0, 1, 2  # what a command's status says


def print_line(told: Mapping[str, Any]) -> None:
    """Print one line of JSON Lines."""
    sys.stdout.buffer.write(json_line(told))


def json_line(told: Mapping[str, Any]) -> bytes:
    """One line of JSON Lines."""
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)
