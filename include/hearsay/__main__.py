"""The command line: `hearsay COMMAND --help` says what each command takes."""

import argparse
import errno
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from hearsay.commands import (
    MISUSE,
    OK,
    ask,
    attribute,
    clean,
    docs,
    evaluate,
    explain,
    export,
    maintain,
    marts,
    night,
    reattribute,
    record,
    replay,
    snapshot,
    sql,
    verify,
)
from hearsay.settings import Settings


class Command(Protocol):
    """What the module of a command says."""

    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Tell the parser what the command takes."""

    def run(self, told: argparse.Namespace, settings: Settings) -> int:
        """Do it; returns OK or KEPT_ASIDE, raises ValueError and OSError for misuse."""


ROOM = "make room there and run it again; what was published stays as it was"
RIGHT = "give whoever runs this the right to, and run it again; what was published stays as it was"
REMEDIES: Mapping[int | None, str] = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EROFS: RIGHT,
    errno.EACCES: RIGHT,
    errno.EPERM: RIGHT,
}
COMMANDS: Mapping[str, Command] = {
    "clean": clean,
    "attribute": attribute,
    "night": night,
    "replay": replay,
    "reattribute": reattribute,
    "record": record,
    "marts": marts,
    "ask": ask,
    "sql": sql,
    "explain": explain,
    "snapshot": snapshot,
    "export": export,
    "verify": verify,
    "evaluate": evaluate,
    "maintain": maintain,
    "docs": docs,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 for fine, 1 where something was kept aside, 2 for misuse."""
    told = _parser().parse_args(argv)
    logging.basicConfig(format="%(message)s", stream=sys.stderr)
    logging.getLogger("hearsay").setLevel(logging.INFO)
    try:
        status = COMMANDS[told.command].run(told, Settings.from_env())
        sys.stdout.flush()
    except BrokenPipeError:  # hearsay clean dumps | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (ValueError, OSError) as error:
        remedy = REMEDIES.get(error.errno) if isinstance(error, OSError) else None
        print(f"hearsay: {error}{f'; {remedy}' if remedy else ''}", file=sys.stderr)
        return MISUSE
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hearsay", description="Who cites whom in the news.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        command.arguments(commands.add_parser(name, help=command.HELP))
    return parser


if __name__ == "__main__":
    sys.exit(main())
