"""`hearsay explain` of a text that stands in no table, as a shell calls it."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from hearsay.__main__ import main
from hearsay.commands import MISUSE, OK

TEXT = "„Wir bauen“, sagte Karla Wiesner am Abend."
MARKED = "„[1:content Wir bauen]“, [1:cue sagte] [1:source Karla Wiesner] am Abend."


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT + "\n", "utf-8")
    return path


def _on_terminal(text: Path, **environment: str) -> bytes:
    command = [sys.executable, "-m", "hearsay", "explain", "--language", "de", "--text", str(text)]
    ours, its = pty.openpty()
    environment |= {"PATH": os.environ["PATH"], "TERM": "xterm", "COLUMNS": "200"}
    environment |= {name: value for name, value in os.environ.items() if name == "PYTHONPATH"}
    subprocess.run(command, stdout=its, env=environment, check=True)
    os.close(its)
    printed = b""
    with suppress(OSError):  # EIO: everything that was written is read
        while part := os.read(ours, 1 << 16):
            printed += part
    os.close(ours)
    return printed


def test_a_text_with_its_marks_and_the_rule_behind_each(
    text: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--text", str(text), "--language", "de", "--title", "Werft"]) == OK
    lines = [line.rstrip() for line in capfd.readouterr().out.splitlines()]
    assert lines[:5] == [f"{text} · de", "", "Werft", "", MARKED]
    assert lines[-1].split()[:3] == ["1", "Karla", "Wiesner"]
    assert lines[-1].split()[-1] == "verb-inverted"


def test_a_text_from_a_pipe_in_a_language_that_is_told_from_it(text: Path) -> None:
    command = [sys.executable, "-m", "hearsay", "explain", "--text", "-"]
    done = subprocess.run(command, input=text.read_bytes(), capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[:3] == ["stdin · de", "", MARKED]
    assert done.stderr == b""


def test_colours_on_a_terminal_and_none_where_none_are_wanted(text: Path) -> None:
    assert b"\x1b[33msagte" in _on_terminal(text) or b"\x1b[1;33msagte" in _on_terminal(text)
    plain = _on_terminal(text, NO_COLOR="1")
    assert b"[1:cue" in plain
    assert b";33m" not in plain


def test_a_page(text: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.html"
    asked = ["--text", str(text), "--language", "de", "--html", str(page)]
    assert main(["explain", *asked]) == OK
    html = page.read_text("utf-8")
    assert ">1 source</b>" in html
    assert "<td>verb-inverted</td>" in html
    assert capfd.readouterr().out == ""


def test_a_language_in_which_nothing_is_sought_is_told(
    text: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "--text", str(text), "--language", "xx"]) == OK
    told = capfd.readouterr()
    assert TEXT in told.out
    assert told.err == "hearsay: no attributions are sought in 'xx' (--language)\n"


def test_bytes_that_are_no_text_are_misuse(text: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text.write_bytes(b"a\xff")
    assert main(["explain", "--text", str(text)]) == MISUSE
    assert f"{text} is no UTF-8: invalid start byte at 1" in capfd.readouterr().err


def test_a_published_article_has_its_own_title(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "beef", "--title", "Werft"]) == MISUSE
    assert "--title and --language are those of a --text" in capfd.readouterr().err


def test_either_an_article_or_a_text_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    for asked in ([], ["beef", "--text", "a.txt"]):
        with pytest.raises(SystemExit, match="2"):
            main(["explain", *asked])
