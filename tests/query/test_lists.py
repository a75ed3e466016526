"""What lists.toml may say, how a mistake in it is told, and the views that SQL has of it."""

from pathlib import Path

import duckdb
import pytest

from hearsay.query.lists import Lists, list_views, lists

ROOT = Path(__file__).parents[2]


def test_lists_are_read_and_shown_as_views(tmp_path: Path) -> None:
    path = tmp_path / "lists.toml"
    path.write_text('[watch]\nwires = ["afp", "dpa"]\n[group]\nisle = ["o\'hara.example"]', "utf-8")
    told = lists(path)
    assert told == Lists(watch={"wires": ("afp", "dpa")}, group={"isle": ("o'hara.example",)})
    with duckdb.connect() as con:
        for view in list_views(told):
            con.execute(view)
        assert con.sql("SELECT list, outlet FROM watched ORDER BY ALL").fetchall() == [
            ("wires", "afp"),
            ("wires", "dpa"),
        ]
        assert con.sql("SELECT name, publisher FROM groups").fetchall() == [
            ("isle", "o'hara.example")
        ]


def test_without_a_file_there_are_no_lists(tmp_path: Path) -> None:
    told = lists(tmp_path / "lists.toml")
    assert told == Lists()
    with duckdb.connect() as con:
        for view in list_views(told):
            con.execute(view)
        assert con.sql("FROM watched, groups").fetchall() == []


def test_the_bundled_lists_are_fine() -> None:
    assert lists(ROOT / "include" / "lists.toml").watch.keys() == {"world-agencies", "state-media"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[watch\n", r"lists.toml: .*line 1"),
        ("[wach]\n", r"unknown \[wach\]; lists stand under \[watch\] and \[group\]"),
        ("watch = 3\n", r"\[watch\] is a table"),
        ('[watch]\n"My list" = []\n', "a name is lower-case letters"),
        ('[group]\na = "kurier.example"\n', r"\[group\] a is a list of texts"),
        ("[group]\na = [1]\n", r"\[group\] a is a list of texts"),
        ('[watch]\na = ["afp", "afp"]\n', "'afp' stands there twice"),
        ('[watch]\na = ["routers"]\n', "no outlet 'routers' in outlets.tsv; there is reuters"),
    ],
)
def test_mistakes_are_told_with_the_remedy(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "lists.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=message):
        lists(path)
