"""The command line, as a shell calls it: what goes to standard output, and the status."""

import gzip
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from hearsay import query
from hearsay.__main__ import COMMANDS, main
from hearsay.commands import KEPT_ASIDE, MISUSE, OK
from hearsay.commands.ask import FORMATS, OPTIONS
from hearsay.query.questions import PARAMETERS
from hearsay.query.show import FORMATS as SHOWN

TEXT = """Fähre bleibt im Hafen

Die Fähre nach Skerra fährt am Montag nicht, teilte die Reederei am Abend mit.

„Der Sturm ist zu stark“, sagte Kapitänin Karla Wiesner dem Hafenboten am Telefon.
"""

HEADLINE, FIRST, SECOND = filter(None, TEXT.splitlines())
HTML = f"<html lang=de><article><h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}".encode()
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://hafenbote.example/a\r\n"
    b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(HTTP), HTTP)
)
PACKED = gzip.compress(WARC, mtime=0)
EVERY_FORMAT = pytest.mark.parametrize(
    ("name", "data"),
    [("f.txt", TEXT.encode()), ("f.html", HTML.encode()), ("f.warc", WARC), ("f.warc.gz", PACKED)],
)
# So long that its language is told without the slow detector.
LONG = (
    TEXT
    + """
Die Insel ist seit dem frühen Morgen vom Festland abgeschnitten, weil der Wind aus Nordwesten weht.
Nach Angaben des Wetterdienstes soll der Sturm in der Nacht nachlassen, danach bleibt es kalt.
Mehr als zweihundert Gäste warten in den Gasthäusern darauf, dass sie wieder nach Hause können.
Der Bürgermeister bat die Einwohner, ihre Autos nicht am Ufer stehen zu lassen.
Im Supermarkt gibt es noch genug Brot und Milch, wie der Inhaber auf Anfrage versicherte.
Eine Schule in der Stadt hat den Unterricht für die Kinder von der Insel abgesagt.
Ob am Dienstag gefahren wird, will die Gesellschaft erst am Mittag entscheiden.
Zuletzt war der Hafen vor drei Jahren so lange geschlossen, damals wegen des Eises.
Die Feuerwehr musste zweimal ausrücken, um Bäume von der Straße zu räumen.
Verletzt wurde dabei niemand, teilte die Polizei am Abend auf ihrer Seite mit.
Für die Vögel im Watt ist das Wetter kein Problem, sagen die Leute vom Naturschutz.
Sie zählen in diesen Wochen so viele Gänse wie noch nie seit dem Beginn ihrer Arbeit.
"""
)
# What takes a tenth of a second or more to import, and what comes with it.
SLOW = """
    airflow duckdb ftfy great_expectations numpy pandas py3langid pyarrow requests rich spacy
    tldextract
"""


def test_clean_prints_articles_and_tells_what_it_dropped(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "dumps").mkdir()
    (tmp_path / "dumps" / "ferry.txt").write_text(TEXT, "utf-8")
    (tmp_path / "dumps" / "empty.txt").touch()
    dropped = tmp_path / "dropped.jsonl"
    assert main(["clean", str(tmp_path / "dumps"), "--dropped", str(dropped)]) == OK
    article = json.loads(capfdbinary.readouterr().out)
    assert (article["record"], article["title"]) == ("ferry.txt", "Fähre bleibt im Hafen")
    assert article["language"] == "de"
    assert json.loads(dropped.read_text("utf-8"))["reason"] == "empty"


def test_clean_learns_from_all_the_files_what_they_repeat(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    body = TEXT.splitlines()[2:]
    for name in ("Amsel", "Meise", "Zeisig"):
        page = [f"{name} bleibt im Hafen", *body[:1], "Alle Häfen im Norden", *body[1:]]
        (tmp_path / f"{name}.txt").write_text("\n".join(page).replace("Wiesner", name), "utf-8")
    assert main(["clean", str(tmp_path)]) == OK
    found = [json.loads(line)["text"] for line in capfdbinary.readouterr().out.splitlines()]
    assert [len(text.split("\n")) for text in found] == [2, 2, 2]


def test_a_dump_that_is_not_there_costs_the_others_nothing(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, "utf-8")
    missing = tmp_path / "missing.txt"
    assert main(["clean", str(missing), str(tmp_path / "ferry.txt")]) == KEPT_ASIDE
    told = capfdbinary.readouterr()
    assert json.loads(told.out)["record"] == "ferry.txt"
    assert str(missing) in told.err.decode()


@pytest.mark.parametrize("line", ["[]", '{"id": 2}', '{"text": 5}', '{"text": "a", "title": []}'])
def test_attribute_tells_what_is_no_article(
    line: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "articles.jsonl").write_text(line, "utf-8")
    assert main(["attribute", str(tmp_path / "articles.jsonl")]) == KEPT_ASIDE
    told = capfdbinary.readouterr()
    assert told.out == b""
    assert b"line 1 is left out: " in told.err


def test_attribute_leaves_out_a_broken_line_and_says_so(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    lines = tmp_path / "articles.jsonl"
    lines.write_text('{"id": 1, "text": "Laut Reuters kommt sie."}\n{broken\n', "utf-8")
    assert main(["attribute", str(lines)]) == KEPT_ASIDE
    told = capfdbinary.readouterr()
    (found,) = json.loads(told.out)["attributions"]
    assert (found["id"], found["name"], found["cites"]) == ("a1", "Reuters", None)
    assert b"line 2 is left out" in told.err


def test_credits_that_clean_tells_are_evidence_for_attribute(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "ferry.txt").write_text(f"{TEXT}\nino/dpa\n", "utf-8")
    assert main(["clean", str(tmp_path / "ferry.txt")]) == OK
    article = capfdbinary.readouterr().out
    assert json.loads(article)["credit"] == "ino/dpa"
    (tmp_path / "article.jsonl").write_bytes(article)
    assert main(["attribute", str(tmp_path / "article.jsonl")]) == OK
    told = json.loads(capfdbinary.readouterr().out)
    assert {one["place"] for one in told["attributions"]} == {"text"}
    (credit,) = told["credits"]
    assert (credit["source_id"], credit["place"], credit["source"]) == (
        "dpa",
        "credit",
        {"start": 4, "end": 7},
    )


def test_what_is_no_question_is_misuse(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "no-such-question"]) == MISUSE
    assert "no question 'no-such-question'" in capfd.readouterr().err


def test_ask_alone_lists_the_questions(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["ask"]) == OK
    listed = [line.split()[0] for line in capfd.readouterr().out.splitlines()]
    assert listed == [one.name for one in query.questions()]


def test_options_are_those_that_questions_take() -> None:
    # They are written down twice, so that the command line starts without DuckDB.
    assert list(OPTIONS) == [one.name for one in PARAMETERS]
    assert FORMATS == SHOWN


@EVERY_FORMAT
def test_explain_says_of_every_line_why_it_is_kept(
    name: str, data: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["clean", str(tmp_path / name), "--explain"]) == OK
    told = capfd.readouterr()
    record, title, *body = told.out.splitlines()
    assert name in record
    assert title.startswith("drop  Fähre bleibt im Hafen  [")
    assert [line[:9] for line in body] == ["keep  Die", "keep  „De"]
    assert told.err == ""


def test_explain_tells_what_is_dropped_whole_and_what_is_not_there(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "menu.txt").write_text("Menu\nHome\n")
    missing = str(tmp_path / "missing.txt")
    assert main(["clean", "--explain", str(tmp_path / "menu.txt"), missing]) == KEPT_ASIDE
    told = capfd.readouterr()
    assert told.out.splitlines()[-1].startswith("drop  the whole record  [no-article: ")
    assert missing in told.err


def test_explain_is_in_colour_on_a_terminal_only(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, "utf-8")
    command = [sys.executable, "-m", "hearsay", "clean", "--explain", str(tmp_path / "ferry.txt")]
    ours, its = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm"}
    subprocess.run(command, stdout=its, env=environment, check=True)
    os.close(its)
    assert b"\x1b[1;32mkeep" in os.read(ours, 1 << 16)
    os.close(ours)
    assert b"\x1b" not in subprocess.run(command, capture_output=True, check=True).stdout


@EVERY_FORMAT
def test_clean_imports_nothing_slow(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data if name != "f.txt" else LONG.encode())
    code = f"""
import sys
from hearsay.__main__ import main
status = main(["clean", {str(tmp_path / name)!r}])
print(status, [name for name in {SLOW!r}.split() if name in sys.modules], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["language"] == "de"
    assert done.stderr.splitlines()[-1] == "0 []"


def test_a_pipe_is_told_and_not_waited_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert main(["clean", str(tmp_path / "pipe.txt")]) == KEPT_ASIDE
    assert "a pipe or a device; the dump must be a file" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("variable", "value"), [("HEARSAY_RETRIES", "x"), ("HEARSAY_RETRIES", "-1")]
)
def test_a_variable_that_is_no_number_is_named(
    variable: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, value)
    assert main(["ask"]) == MISUSE
    assert f"{variable}: {value!r}" in capfd.readouterr().err


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for command in COMMANDS:
        with pytest.raises(SystemExit, match="0"):
            main([command, "--help"])
        assert f"usage: hearsay {command} " in capsys.readouterr().out
