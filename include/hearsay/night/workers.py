"""Runs a step on the units of a night, side by side in processes of their own."""

import logging
import os
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from threading import Thread

from hearsay import check as checks
from hearsay.night.plan import BY_HAND, Unit
from hearsay.night.progress import part_of, telling

log = logging.getLogger(__name__)


def run_name() -> str:
    """What tells the work of this process from that of others on the same night."""
    return f"{BY_HAND}-{socket.gethostname()}-{os.getpid()}"


def side_by_side(label: str, step: Callable[[Unit], None], work: Sequence[Unit], jobs: int) -> None:
    """Take every unit through a step; one that is not done afterwards was cut off."""
    checks.load()
    try:
        with ProcessPoolExecutor(max_workers=jobs, initializer=_end_with_parent) as pool:
            done = telling(label, pool.map(step, work), share=part_of(len(work)), what="units")
            for _ in done:
                pass
    except BrokenProcessPool:
        log.exception("a worker was killed, out of memory perhaps; what is not done is held back")


def _end_with_parent() -> None:
    """Have this worker end when the night is killed: it would wait for work for ever."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
