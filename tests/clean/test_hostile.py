"""Pages that would eat an extractor alive: each gets a text or a reason, and soon."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping

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
    "a-tag-of-attributes": b"<div "
    + b" ".join(b"a%d" % n for n in range(200_000))
    + b">"
    + ARTICLE,
    "all-breaks": b"<div>" + b"text <br>" * 300_000,
    "three-hundred-thousand-links": b'<a href="x">link</a> ' * 300_000,
    "paragraphs-without-end": b"".join(
        b"<p>The harbour %d is closed, he said, and will stay so until Monday." % n
        for n in range(30_000)
    ),
    "bold-without-end": b"<b><i>" * 500_000 + ARTICLE,
    "stray-end-tags": b"</p></div>" * 500_000 + ARTICLE,
    "quotation-mark-without-end": b'<a href="' * 300_000 + ARTICLE,
    "comment-without-end": ARTICLE + b"<!--" * 500_000,
    "menu-without-end": b"<nav><p>" * 100_000 + ARTICLE,
    "drawing-without-end": b"<svg>" * 200_000 + ARTICLE,
    "entities-without-end": b"<p>" + b"&amp" * 1_000_000 + ARTICLE,
    "entities-of-nothing": b"<p>" + b"&#x110000;&nosuch" * 200_000 + ARTICLE,
    "entity-of-a-million-figures": ARTICLE + b"<p>&#" + b"9" * 1_000_000 + b";",
    "mojibake": ARTICLE
    + "<p>Der Hafen schließt früh, „sofort“.".encode().decode("latin-1").encode() * 20_000,
    "mojibake-that-is-broken": ARTICLE + "<p>Ð“Ð°Ð²Ð°Ð½ÑŒ Ã¼ � “".encode() * 60_000,
    "three-megabytes-of-json": b'<script type="application/ld+json">'
    + b'{"@type":"Article","articleBody":"'
    + b"The harbour stays closed. " * 120_000
    + b'"}</script>'
    + ARTICLE,
    "nested-json": b'<script type="application/ld+json">'
    + b'{"@graph":[' * 100_000
    + b"]}" * 100_000
    + b"</script>"
    + ARTICLE,
    "ten-thousand-headlines": b"<h1>The harbour</h1>" * 10_000 + ARTICLE,
    "ten-thousand-times": b"<time datetime=2026-11-20>Friday</time>" * 10_000 + ARTICLE,
    "ten-thousand-meta": b"<meta name=article:tag content=harbour>" * 10_000 + ARTICLE,
    "live-blog": b"".join(
        b"<article><time>10:%02d</time><h2>Entry %d</h2><p>No ship will sail before Monday, the "
        b"harbour master said at minute %d.</p></article>" % (n % 60, n, n)
        for n in range(5_000)
    ),
    "index": b"".join(
        b'<div><h2><a href="/%d">Harbour %d closed until Monday</a></h2>' % (n, n)
        + b"<p>It stays so, the harbour master said.</p></div>"
        for n in range(10_000)
    ),
    "gallery": b"".join(
        b"<figure><img src=%d><figcaption>The harbour, picture %d.</figcaption></figure>" % (n, n)
        for n in range(10_000)
    ),
    "right-to-left": "<p>\u202bقال مدير الميناء إن الميناء سيبقى مغلقا حتى يوم الاثنين.".encode()
    * 3_000,
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
    "short-sentences": "\n".join(f"He said so at {n} on this one quay." for n in range(18_000)),
    "mojibake": "Ð“Ð°Ð²Ð°Ð½ÑŒ Ã¼ � “ sagte er am Abend.\n" * 30_000,
    "half-a-surrogate-pair": "The harbour \ud800 stays closed until Monday, he said.\n" * 5_000,
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


# Each as often as the number says. Four times as much takes four times as long; where time grows
# with the square, it takes sixteen times as long. A busy machine doubles either.
GROWING: Mapping[str, Callable[[int], str]] = {
    "paragraphs": lambda n: "".join(f"<p>Quay {i} is closed, said Ms Tamm.</p>" for i in range(n)),
    "boxes-in-boxes": lambda n: "<div class=teaser>The quay is closed, she said. " * n,
    "links": lambda n: '<li><a href="/a">The quay is closed</a>' * n,
    "headlines": lambda n: "".join(f"<h2>Quay {i} closed until Monday</h2>" for i in range(n)),
    "bold": lambda n: "<b>The quay <i>is closed, " * n,
    "attributes": lambda n: "<p " + "a=1 " * n + ">" + "The quay is closed, she said. " * 9,
    "tags-that-end-nowhere": lambda n: '<p class="a' * n,
    "tables": lambda n: "<table><tr><td>The quay is closed, she said." * n,
}


@pytest.mark.parametrize("name", GROWING)
def test_four_times_the_page_takes_no_square_of_the_time(name: str) -> None:
    def seconds(n: int) -> float:
        page = Page(dump="d", record="r", html=GROWING[name](n).encode())
        started = time.process_time()
        clean.draft(page)
        return time.process_time() - started

    seconds(100)  # the packs are read
    once, four_times = (min(seconds(n) for _ in range(3)) for n in (2_000, 8_000))
    assert four_times < max(0.1, 9 * once)
