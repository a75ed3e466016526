"""The command line, as a shell calls it: what goes to standard output, and the status."""

import json
from pathlib import Path

import pytest

from hearsay import query
from hearsay.__main__ import ASK_OPTIONS, FORMATS, KEPT_ASIDE, MISUSE, OK, main
from hearsay.query.questions import PARAMETERS
from hearsay.query.show import FORMATS as SHOWN

TEXT = """Fähre bleibt im Hafen

Die Fähre nach Skerra fährt am Montag nicht, teilte die Reederei am Abend mit.

„Der Sturm ist zu stark“, sagte Kapitänin Karla Wiesner dem Hafenboten am Telefon.
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
    assert list(ASK_OPTIONS) == [one.name for one in PARAMETERS]
    assert FORMATS == SHOWN
