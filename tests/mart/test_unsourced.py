"""The longest run of sentences without a source, in articles whose sourced words are marked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hearsay import mart
from hearsay.query import connect

OPEN, CLOSE = "⟦", "⟧"


@pytest.fixture
def runs(tmp_path: Path) -> Callable[[str], tuple[int, int]]:
    """Words without a source in a text, and in its longest run; the words are those of spaces."""

    def measured(marked: str) -> tuple[int, int]:
        text, spans = _unmarked(marked)
        content = ", ".join(f"{{'start': {start}, 'end': {end}}}" for start, end in spans)
        with connect(tmp_path) as con:
            for name in ("articles", "attributions", "links"):
                con.execute(f'CREATE TABLE "_{name}" AS FROM "{name}"')
                con.execute(f'CREATE OR REPLACE VIEW "{name}" AS FROM "_{name}"')
            con.execute("CREATE VIEW past_article_facts AS FROM article_facts")
            con.execute(
                "INSERT INTO _articles (night, id, dump, text, words, attributed) "
                "VALUES (DATE '2026-01-31', 'a', 'mill/a', $text, $words, true)",
                {"text": text, "words": len(text.split())},
            )
            con.execute("INSERT INTO _links (article, story) VALUES ('a', 'a')")
            con.execute(
                "INSERT INTO _attributions (night, article, dump, number, place, content) "
                f"VALUES (DATE '2026-01-31', 'a', 'mill/a', 1, 'text', [{content}])"
            )
            columns = "unsourced_words, longest_unsourced"
            ((words, longest),) = mart.rows(con, "article_facts").select(columns).fetchall()
        return words, longest

    return measured


@pytest.mark.parametrize(
    ("marked", "words", "longest"),
    [
        ("One two three. Four five six.", 6, 6),
        ("⟦One two three. Four five six.⟧", 0, 0),
        # A sentence has a source where any word of it has.
        ("One ⟦two⟧ three. Four five six.", 3, 3),
        # A quotation's end is the sentence's end.
        ("„⟦One two three.⟧“ Four five six.", 3, 3),
        ("Four five six. „⟦One two⟧“, ⟦said he⟧ there.", 3, 3),
        # Two runs, with a sourced sentence between them; a line's end parts sentences too.
        ("One two\nThree ⟦four⟧ five\nSix seven eight. Nine ten!", 7, 5),
        # A sourced clause that goes on over a full stop belongs to both sentences.
        ("One ⟦two. Three⟧ four. Five six?", 2, 2),
    ],
)
def test_run(marked: str, words: int, longest: int, runs: Callable[[str], tuple[int, int]]) -> None:
    assert runs(marked) == pytest.approx((words, longest), abs=1)


def test_a_run_is_told_at_the_rate_of_the_article(
    runs: Callable[[str], tuple[int, int]],
) -> None:
    """Half of the characters without a source are half of the words."""
    text = "abcd efgh ijkl mnop.\n"
    assert runs(text * 10 + f"{OPEN}{text * 10}{CLOSE}") == (40, 40)


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, starts, spans = "", list[int](), list[tuple[int, int]]()
    for character in marked:
        if character == OPEN:
            starts.append(len(text))
        elif character == CLOSE:
            spans.append((starts.pop(), len(text)))
        else:
            text += character
    return text, spans
