"""A dump of any size is read in the memory of one record."""

import subprocess
import sys
from pathlib import Path

import pytest

MB = 2**20
HUGE = 200  # MB in one line, one text, one record
BOUND = 64  # MB above the start: a record of 16, its copy, and some room
ROW = b'{"text": "The tower leans."}\n'
HEAD = b"WARC/1.0\r\nWARC-Type: %s\r\nContent-Length: %d\r\n\r\n"
MEASURE = """
import resource, sys
from pathlib import Path
from hearsay.read import pages
from hearsay.records import Page

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10

before = peak()
found = ["page" if isinstance(one, Page) else one.reason for one in pages(Path(sys.argv[1]), "d")]
print(peak() - before, *found)
"""


def conversion(size: int) -> bytes:
    return HEAD % (b"conversion", size)


@pytest.mark.parametrize(
    ("name", "before", "after", "found"),
    [
        ("001.txt", b"", b"", ["too-large"]),
        ("rows.jsonl", ROW, b"\n" + ROW, ["page", "too-large", "page"]),
        (
            "a.wet",
            conversion(4) + b"text\r\n\r\n" + conversion(HUGE * MB),
            b"\r\n\r\n" + conversion(4) + b"text\r\n\r\n",
            ["page", "too-large", "page"],
        ),
    ],
)
def test_200_mb_without_an_end(
    name: str, before: bytes, after: bytes, found: list[str], tmp_path: Path
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(before)
        for _ in range(HUGE):
            file.write(b"t" * MB)
        file.write(after)
    command = [sys.executable, "-c", MEASURE, str(path)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    path.unlink()
    assert out[1:] == found
    assert int(out[0]) < BOUND
