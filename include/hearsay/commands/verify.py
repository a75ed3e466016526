"""`hearsay verify`: whether what is published still is as it was published."""

import sys
import time
from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from hearsay.commands import KEPT_ASIDE, OK
from hearsay.settings import Settings

if TYPE_CHECKING:
    from hearsay.night.verify import Report

HELP = "whether every published byte is as it was published, and all adds up"
MEGABYTE = 1_000_000


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    day = date.fromisoformat
    parser.add_argument("--since", type=day, help="first night, YYYY-MM-DD; alone: all nights")
    parser.add_argument("--until", type=day, help="last night, itself included")
    parser.add_argument("--quick", action="store_true", help="sizes of files only, no checksums")


def run(told: Namespace, settings: Settings) -> int:
    """Print what is wrong, each with its remedy, and what was looked at."""
    from rich.console import Console
    from rich.progress import DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    from hearsay.night.verify import verify

    begun = time.monotonic()
    columns = (DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    paper = Console(file=sys.stderr)
    with Progress(*columns, console=paper, transient=True, disable=not paper.is_terminal) as bar:
        task = bar.add_task("verify")
        report = verify(
            settings.lake,
            since=told.since,
            until=told.until,
            quick=told.quick,
            tell=lambda done, every: bar.update(task, completed=done, total=every),
        )
    for problem in report.problems:
        night = f"night {problem.night}: " if problem.night else ""
        print(f"{night}{problem.what}; what to do: {problem.remedy}")
    print(_summary(report, time.monotonic() - begun, quick=told.quick))
    return KEPT_ASIDE if report.problems else OK


def _summary(report: "Report", seconds: float, *, quick: bool) -> str:
    size = report.bytes / MEGABYTE
    speed = "sizes only" if quick else f"{size / seconds:.1f} MB/s"
    return (
        f"nights: {report.nights}, files: {report.files}, rows: {report.rows}; "
        f"{size:.1f} MB in {seconds:.1f} s, {speed}; problems: {len(report.problems)}; "
        f"files that nothing names and maintenance will prune: {report.unnamed}"
    )
