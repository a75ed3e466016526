"""What a terminal shows of work that goes on in several processes."""

import os
import pty
import subprocess
import sys
from contextlib import suppress

from tests.services import ROOT

WORK = """
import logging, os, signal, sys, time
from concurrent.futures import ProcessPoolExecutor
from hearsay.night.progress import part_of, telling
from hearsay.night.terminal import drawing

def step(unit):
    for _ in telling(f"unit {unit}", range(8), share=part_of(8)):
        time.sleep(0.15)
    logging.getLogger("hearsay").info("[unit] %s: staged", unit)

logging.basicConfig(format="%(message)s", stream=sys.stderr, level=logging.INFO)
with drawing(sys.stderr), ProcessPoolExecutor(2) as pool:
    list(pool.map(step, "ab"))
logging.getLogger("hearsay").info("published")
"""


def test_bars_of_forked_workers_and_log_lines_above_them() -> None:
    shown = on_a_terminal()
    for unit in "ab":
        assert f"unit {unit}: " in shown
        assert shown.count(f"[unit] {unit}: staged") == 1
    assert "% done" in shown
    assert "s left" in shown
    assert shown.rstrip().endswith("published")


def on_a_terminal() -> str:
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    command = [sys.executable, "-c", WORK]
    with subprocess.Popen(command, stderr=theirs, cwd=ROOT, env=env) as process:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # the end of what a terminal says
            while told := os.read(ours, 4096):
                shown += told
    os.close(ours)
    assert process.returncode == 0, shown
    return shown.decode()


def test_elsewhere_nothing_changes() -> None:
    done = subprocess.run([sys.executable, "-c", WORK], capture_output=True, text=True, check=True)
    assert sorted(done.stderr.splitlines()) == [
        "[unit] a: staged",
        "[unit] b: staged",
        "published",
    ]
