"""Marked articles: what is read from them, and how a slip of the marking hand is told."""

from pathlib import Path

import pytest

from hearsay.contract import Span
from hearsay.records import Place, Quote, SourceType
from hearsay.score import GoldError, read, read_folder
from hearsay.score.quoted import quotations, quote_of

GOLD = Path(__file__).parent / "gold"
RECORD = '\n[[record]]\nname = "Werft"\ntype = "institution"\n'


def test_an_article_is_read_with_its_records() -> None:
    article = read(GOLD / "de" / "01-faehre.toml")
    assert (article.name, article.language) == ("de/01-faehre.toml", "de")
    assert article.title == "Reederei: Fähre fällt aus"
    assert article.text.startswith("Das meldet der Hafenbote unter Berufung auf zwei Matrosen.\n")
    assert "<" not in article.text
    assert article.shows[-1] == "no-negated"
    first, second, third, fourth = article.records
    assert (first.place, first.source_text, first.cue_text) == (Place.TITLE, "Reederei", ":")
    assert (second.content, second.cites, second.quote) == ((), 3, Quote.INDIRECT)
    assert (third.type, third.anonymity) == (SourceType.ANONYMOUS, 3)
    assert [span.of(article.text) for span in fourth.content] == [
        "Wir warten auf ruhige See",
        "Das Schiff sei „nicht mehr das jüngste“",
    ]
    assert (fourth.quote, fourth.shows) == (Quote.MIXED, "direct")


def test_a_folder_is_read_whole_or_in_one_language() -> None:
    assert [one.language for one in read_folder(GOLD)] == ["de", "en"]
    assert [one.name for one in read_folder(GOLD, "en")] == ["en/01-ferry.toml"]


@pytest.mark.parametrize(("language", "wanted"), [("fr", "fr"), (None, "<language>")])
def test_a_folder_without_gold_is_told(tmp_path: Path, language: str | None, wanted: str) -> None:
    with pytest.raises(GoldError, match=rf"no gold: there is no {tmp_path}/{wanted}/\*.toml"):
        read_folder(tmp_path, language)


@pytest.mark.parametrize(
    ("text", "records", "told"),
    [
        ("<s1>Die Werft <c1>sagt</c1>", RECORD, "<s1> is never closed"),
        ("Die Werft</s1> <c1>sagt</c1>", RECORD, "</s1> closes a mark that is not open"),
        ("<s1>Die <s1>Werft</s1> <c1>sagt</c1>", RECORD, "<s1> is opened again before"),
        ("<s1></s1> <c1>sagt</c1>", RECORD, "<s1> holds nothing"),
        ("<s1>Sie</s1> <c1>sagt</c1> <c1>sagt</c1>", RECORD, "record 1: it has two marks <c1>"),
        ("<c1>sagt</c1> <v1>X</v1> <v1>Y</v1>", RECORD, "record 1: it has two marks <v1>"),
        ("<s1>Sie</s1> <c1>sagt</c1> <x1>ja</x1>", RECORD, "'<x1>' looks like a mark"),
        ("<s1>Sie</s1> <c1>sagt</c1> <t 1>ja", RECORD, "'<t 1>' looks like a mark"),
        ("<s1>Sie</s1> <c1>sagt</c1> <c2>meint</c2>", RECORD, "mark 2: there are only 1 records"),
        ("<s1>Sie</s1> <c1>sagt</c1>", RECORD * 2, "record 2: no mark has the number 2"),
        ("<s1>Sie</s1> schweigt", RECORD, "record 1: it has neither cue nor content"),
        ("<c1>sagt</c1>", "\n[[record]]\nname = 'Werft'\n", "record 1: it has no type"),
        ("<c1>sagt</c1>", RECORD + "cites = 1\n", "record 1: it cites 1, which is no other"),
        ("<c1>sagt</c1>", RECORD + "cites = 2\n", "record 1: it cites 2, which is no other"),
        ("<c1>sagt</c1>", RECORD + "stance = 'sure'\n", "record 1: 'sure' is not a valid Stance"),
        ("<c1>sagt</c1>", RECORD + "cite = 2\n", "record 1: 'cite' is no key"),
        ("<c1>sagt</c1>", RECORD + "anonymity = '2'\n", "record 1: anonymity is no int: '2'"),
        ("<c1>sagt</c1>", "\n[[record]\n", "Expected ']]'"),
    ],
)
def test_a_slip_is_told_with_file_and_mark(
    text: str, records: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "de" / "07-werft.toml"
    path.parent.mkdir()
    path.write_text(f'text = """\n{text}\n"""\n{records}', "utf-8")
    with pytest.raises(GoldError) as error:
        read(path)
    assert str(error.value).startswith("de/07-werft.toml: ")
    assert told in str(error.value)


def test_marks_in_title_and_text_are_two_records(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f'title = "<s1>Werft</s1>"\ntext = "<c1>sagt</c1>"\n{RECORD}', "utf-8")
    with pytest.raises(GoldError, match="record 1: its marks stand in the title and in the text"):
        read(path)


@pytest.mark.parametrize(
    ("text", "content", "quote"),
    [
        ("„Wir bauen“, sagt sie.", ["Wir bauen"], "direct"),
        ("»Wir bauen«, sagt sie.", ["Wir bauen"], "direct"),
        ('"We build," she said, "and we sell."', ["We build", "and we sell"], "direct"),
        ("“It’s the crew’s ship,” he said.", ["It’s the crew’s ship"], "direct"),
        ("„Wir bauen, sagt sie.\nEr auch.", ["Wir bauen"], "direct"),
        ("Sie sagt, man baue „so schnell es geht“.", ["man baue „so schnell es geht“"], "mixed"),
        ("„Wir bauen“, sagt sie, man baue.", ["Wir bauen", "man baue"], "mixed"),
        ("Sie sagt, man baue.", ["man baue"], "indirect"),
        ("Sie sagt, die „Möwe“ fahre.", ["die „Möwe“ fahre"], "indirect"),
        ("Sie sagt, die „Alte Möwe“ fahre.", ["die „Alte Möwe“ fahre"], "indirect"),
        ("„Die Möwe“ fährt, sagt sie.", [], "indirect"),
        ("She sagt, it was “thin”.", ["it was “thin”"], "mixed"),
        ("”We build”, she sagt.", ["We build"], "direct"),
        ("„Er kam. Er sagt, es regnet.“", ["es regnet"], "indirect"),
    ],
)
def test_quotation_marks_tell_how_words_are_given(
    text: str, content: list[str], quote: str
) -> None:
    spans = [Span(start=text.index(part), end=text.index(part) + len(part)) for part in content]
    cue = Span(start=text.index("sa"), end=text.index("sa") + 4)
    assert quote_of(text, cue, spans, tuple(quotations(text))) == quote
