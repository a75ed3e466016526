"""What the log says while a long step goes on."""

import logging

import pytest

from hearsay.night.progress import Progress, in_words, part_of, telling

PROGRESS = "hearsay.night.progress"


def told(caplog: pytest.LogCaptureFixture) -> list[Progress]:
    return [vars(record)["progress"] for record in caplog.records]


def test_the_rows_come_through_and_a_line_says_how_far(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "hearsay"):
        rows = list(telling("web/news.warc.gz", iter("abcd"), share=part_of(4), line=0))
    assert rows == [*"abcd"]
    assert [one.share for one in told(caplog)] == [0.25, 0.5, 0.75, 1.0]
    assert [one.count for one in told(caplog)] == [1, 2, 3, 4]
    assert caplog.messages[0].startswith("web/news.warc.gz: 1 records, ")


def test_a_short_step_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "hearsay"):
        assert list(telling("short", range(1000))) == [*range(1000)]
    assert caplog.messages == []


def test_the_end_is_told_to_those_who_draw_also_where_a_step_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def failing() -> object:
        yield 1
        raise OSError("gone")

    with caplog.at_level(logging.DEBUG, PROGRESS), pytest.raises(OSError, match="gone"):
        list(telling("cut", failing()))  # type: ignore[arg-type]
    assert [(one.count, one.ended) for one in told(caplog)] == [(1, True)]


def test_the_words_of_a_line() -> None:
    words = str(Progress("web/news.warc.gz", "records", 12_345, 30.0, 0.25))
    assert words == "web/news.warc.gz: 12,345 records, 412/s, 25% done, 2 min left"
    assert str(Progress("one", "articles", 1, 0.0, None)) == "one: 1 articles, 0.0/s"
    assert Progress("slow start", "records", 1, 10.0, 0.0001).seconds_left is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59.4, "59 s"), (60, "1 min"), (95, "2 min"), (7500, "2 h 05 min")],
)
def test_durations_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
