"""The generated lake of the benchmarks: published like any night, and the same every time."""

from pathlib import Path

import pytest

import lake as generated
from hearsay import ledger, query
from hearsay.night.verify import verify

NIGHTS = 2


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights of 200 articles."""
    folder = tmp_path_factory.mktemp("tiny")
    generated.generate(generated.Size(lake=folder, nights=NIGHTS, articles=200))
    return folder


def test_nothing_is_wrong_with_it(tiny: Path) -> None:
    report = verify(tiny)
    assert (report.nights, report.problems, report.unnamed) == (NIGHTS, (), 0)


def test_a_night_is_the_same_whichever_were_generated_before(tiny: Path, tmp_path: Path) -> None:
    again = generated.files_of(generated.Size(lake=tmp_path, nights=9, articles=200), 1)
    assert again == ledger.entry(tiny, again.night)


@pytest.mark.parametrize(
    ("what", "sql"),
    [
        ("chains", "SELECT count(*) FROM chains WHERE depth > 2"),
        ("near-copies", "SELECT count(*) FROM articles GROUP BY fingerprint HAVING count(*) > 1"),
        ("credits", "FROM credited SELECT count(DISTINCT outlet)"),
        ("languages", "SELECT count(DISTINCT language) - 3 FROM articles"),
        ("quotations reprinted", "SELECT count(*) FROM attributions WHERE quote = 'direct' "
         "GROUP BY language, content_text HAVING count(DISTINCT article) > 1"),
        ("the ladder", "SELECT count(DISTINCT anonymity) - 5 FROM attributions"),
        ("who stays unnamed, and why", "SELECT count(unnamed_because) FROM attributions"),
    ],
)  # fmt: skip
def test_it_has_what_questions_ask_for(what: str, sql: str, tiny: Path) -> None:
    with query.connect(tiny) as con:
        assert con.execute(sql).fetchall()[0][0] > 0, what


def test_contents_stand_in_the_text_where_they_say(tiny: Path) -> None:
    wrong = """
        SELECT count(*), count(*) FILTER (content_text <> substring(
            text, content[1].start + 1, content[1]."end" - content[1].start))
        FROM attributions
        JOIN articles ON id = article AND place = 'text'
    """
    with query.connect(tiny) as con:
        ((statements, off),) = con.execute(wrong).fetchall()
    assert statements > 1000
    assert off == 0
