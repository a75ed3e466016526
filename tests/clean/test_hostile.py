"""Pages that would eat an extractor alive: each gets a text or a reason, and soon."""

import subprocess
import sys
import time

import pytest

from hearsay import clean
from hearsay.clean.text import MAX_TEXT
from hearsay.records import Draft, DropReason, Page, Reject

PARAGRAPH = (
    "<p>The harbour of Skerra stays closed until {n} o'clock, the harbour master said on Monday, "
    "and nobody knows what becomes of the freight.</p>"
)
ARTICLE = "".join(PARAGRAPH.format(n=n) for n in range(6)).encode()
SECONDS = 2.0
BYTES = 300 << 20

HTML = {
    "fifty-megabytes": ARTICLE * (50_000_000 // len(ARTICLE)),
    "a-million-nested": b"<div>" * 1_000_000 + ARTICLE,
    "nested-tables": b"<table><tr><td>" * 300_000 + ARTICLE,
    "all-script": b"<html><script>" + b"x = 1;" * 5_000_000 + b"</script></html>",
    "script-without-end": b"<script>" * 1_000_000,
    "nothing-but-brackets": b"<" * 5_000_000,
    "json-without-end": b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>",
    "one-long-paragraph": b"<p>" + b"word " * 2_000_000,
    "all-links": b'<a href="x">link</a> ' * 200_000,
    "a-tag-of-attributes": b"<div "
    + b" ".join(b"a%d" % n for n in range(200_000))
    + b">"
    + ARTICLE,
    "all-breaks": b"<div>" + b"text <br>" * 300_000,
    "any-bytes": bytes(n * 7919 % 256 for n in range(1_000_000)),
}
TEXT = {
    "four-hundred-thousand-lines": "\n".join(
        f"Line {n} says that the harbour is closed and that it will stay so."
        for n in range(400_000)
    ),
    "menu-without-end": "Menu\n" * 400_000,
    "a-million-characters": "a" * 1_000_000,
    "a-million-marks": '."' * 500_000,
    "a-million-words": "word " * 200_000 + ".",
}


@pytest.mark.parametrize("name", [*HTML, *TEXT])
def test_in_time(name: str) -> None:
    page = Page(dump="d", record=name, html=HTML.get(name), text=TEXT.get(name))
    started = time.process_time()
    found = clean.draft(page)
    assert time.process_time() - started < SECONDS
    assert isinstance(found, Draft | Reject)


GROWTH = """
import resource, sys
from hearsay import clean
from hearsay.records import Page

html = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
clean.draft(Page(dump="d", record="r", html=html))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


def test_in_memory() -> None:
    # In a process of its own: the parser's tree is not Python's memory, so only the system knows.
    told = subprocess.run(
        [sys.executable, "-c", GROWTH],
        input=HTML["fifty-megabytes"],
        stdout=subprocess.PIPE,
        check=True,
    )
    assert int(told.stdout) < BYTES


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (Page(dump="d", record="r", html=b"  "), DropReason.EMPTY),
        (Page(dump="d", record="r", text=" \n "), DropReason.EMPTY),
        (Page(dump="d", record="r"), DropReason.EMPTY),
        (Page(dump="d", record="r", html=b"%PDF-1.7\n%\xe2\xe3"), DropReason.BINARY),
        (
            Page(dump="d", record="r", html=b"<frameset><frame src=a></frameset>"),
            DropReason.NO_ARTICLE,
        ),
        (Page(dump="d", record="r", html=b"<script>let a</script>"), DropReason.NO_ARTICLE),
        (Page(dump="d", record="r", text="Menu\nHome\nContact"), DropReason.NO_ARTICLE),
        (
            Page(
                dump="d", record="r", text="The harbour of Skerra is closed until Monday, they say."
            ),
            DropReason.TOO_SHORT,
        ),
    ],
)
def test_reason(page: Page, reason: DropReason) -> None:
    found = clean.draft(page)
    assert isinstance(found, Reject)
    assert found.reason == reason
    assert found.detail


def test_half_a_surrogate_pair_in_json_ld_is_no_letter() -> None:
    data = b'<script type="application/ld+json">{"@type":"Article","headline":"Br\\ud800"}</script>'
    found = clean.draft(Page(dump="d", record="r", html=data + ARTICLE))
    assert isinstance(found, Draft)
    assert found.titles == ("Br?",)


def test_a_line_of_many_megabytes_is_not_taken_whole() -> None:
    found = clean.draft(Page(dump="d", record="r", text='"Yes", he said. ' * 500_000))
    assert isinstance(found, Draft)
    assert len(found.body) <= MAX_TEXT


def test_nul_bytes_are_taken_out() -> None:
    found = clean.draft(Page(dump="d", record="r", html=ARTICLE.replace(b"a", b"\0a")))
    assert isinstance(found, Draft)
    assert "\0" not in found.body
    assert found.body.startswith("The harbour of Skerra")
