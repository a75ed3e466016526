"""Draws the progress of a night on a terminal: a bar for each step under way, log lines above."""

import logging
import pickle
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import QueueHandler
from threading import Thread
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn
from rich.progress import Progress as Bars
from rich.text import Text

from hearsay.night import progress
from hearsay.night.progress import Progress

LONGEST = 2**18  # bytes of a log record, more than a datagram holds on Linux
NO_MORE = b""


@contextmanager
def drawing(out: TextIO) -> Iterator[None]:
    """While this lasts, show what is logged on the terminal `out`; no terminal, no change.

    Processes that are forked meanwhile are shown too: their records come over a socket, one
    datagram each, so that a worker that is killed leaves neither a lock nor half a record.
    """
    if not out.isatty():
        yield
        return
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with here, there, _handled_by(QueueHandler(_Sender(there))):  # type: ignore[arg-type]
        console = Console(file=out, highlight=False, soft_wrap=True)
        columns = (BarColumn(bar_width=20), TextColumn("{task.description}", markup=False))
        with Bars(*columns, console=console, transient=True) as bars:
            thread = Thread(target=_show, args=(here, bars))
            thread.start()
            try:
                yield
            finally:
                there.send(NO_MORE)
                thread.join()


class _Sender:
    """The end of a queue that logging writes to."""

    def __init__(self, there: socket.socket) -> None:
        self._there = there

    def put_nowait(self, record: logging.LogRecord) -> None:
        self._there.send(pickle.dumps(record))


@contextmanager
def _handled_by(handler: logging.Handler) -> Iterator[None]:
    """Let one handler have all records, the frames of progress too."""
    root, frames = logging.getLogger(), progress.log
    before, level = root.handlers[:], frames.level
    root.handlers[:] = [handler]
    frames.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.handlers[:] = before
        frames.setLevel(level)


def _show(here: socket.socket, bars: Bars) -> None:
    drawn: dict[str, TaskID] = {}
    while (told := here.recv(LONGEST)) != NO_MORE:
        record: Any = pickle.loads(told)
        if isinstance(found := vars(record).get("progress"), Progress):
            _draw(found, bars, drawn)
        else:
            bars.console.print(Text(record.getMessage()))


def _draw(told: Progress, bars: Bars, drawn: dict[str, TaskID]) -> None:
    if told.ended:
        if told.label in drawn:
            bars.remove_task(drawn.pop(told.label))
        return
    if told.label not in drawn:
        drawn[told.label] = bars.add_task("", total=None)
    total = None if told.share is None else 1.0
    bars.update(drawn[told.label], total=total, completed=told.share or 0.0, description=str(told))
