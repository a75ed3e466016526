"""What holds for any text and any bytes."""

import string

from hypothesis import given
from hypothesis import strategies as st

from hearsay import clean
from hearsay.clean.charset import tidy
from hearsay.records import Draft, Page, Reject

SENTENCES = st.lists(
    st.text(alphabet=string.ascii_letters + "äöüß ", min_size=3, max_size=20).map(str.strip),
    min_size=8,
    max_size=30,
).map(lambda words: " ".join(filter(None, words)) + ".")
LINES = st.one_of(
    st.text(max_size=80),
    SENTENCES,
    st.sampled_from(["Anzeige", "Share this post:", "Read more: x", "dpa", "Menu", "By Jane Doe"]),
)
TEXTS = st.lists(LINES, max_size=40).map("\n".join)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=ad>",
        "</div>",
        "<br>",
        "<h1>",
        "</h1>",
        "<a href=x>",
        "</a>",
        "<!--",
    ]
)
MARKUP = st.lists(st.one_of(TAGS, SENTENCES, st.text(max_size=20)), max_size=60).map("".join)


PAGE = (
    b"<html lang=en><head><title>Harbour closed</title><meta name=author content='Jane Doe'>"
    b'<script type="application/ld+json">{"@type":"Article","headline":"Harbour closed"}</script>'
    b"</head><body><nav><a href=/>Home</a></nav><article><h1>Harbour closed</h1><p>The harbour of "
    b"Skerra stays closed until Monday, the harbour master said.</p><aside class='teaser'>Read more"
    b"</aside><p>&bdquo;Nobody sails,&ldquo; he added; the freight stays on the quay.<br><br>He "
    b"did not say why.</p></article><!-- end --><footer>&copy; 2026 Skerra</footer></body></html>"
)
PLACES = st.integers(0, len(PAGE))


def body_of(found: Draft | Reject) -> list[str]:
    return found.body.split("\n") if isinstance(found, Draft) else []


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "latin-1", "no-such-charset"]))
def test_any_bytes_as_html(raw: bytes, charset: str | None) -> None:
    found = clean.draft(Page(dump="d", record="r", html=raw, charset=charset))
    assert isinstance(found, Draft | Reject)


@given(MARKUP)
def test_every_body_line_stands_on_the_page(markup: str) -> None:
    found = clean.draft(Page(dump="d", record="r", html=markup.encode("utf-8", "replace")))
    for line in body_of(found):
        assert line == line.strip()
        assert line


@given(TEXTS)
def test_every_body_line_stands_in_the_text_in_its_order(text: str) -> None:
    lines = iter([tidy(line).strip() for line in text.splitlines()])
    for kept in body_of(clean.draft(Page(dump="d", record="r", text=text))):
        assert kept in lines  # consumes the iterator: the order is the text's


@given(TEXTS)
def test_explain_keeps_what_draft_keeps(text: str) -> None:
    page = Page(dump="d", record="r", text=text)
    kept = [line.text for line in clean.explain(page) if line.kept]
    body = body_of(clean.draft(page))
    assert not body or [line for line in kept if line in set(body)] == body


@given(st.lists(SENTENCES, min_size=3, max_size=10, unique=True))
def test_plain_paragraphs_stay_as_they_are(paragraphs: list[str]) -> None:
    found = clean.draft(Page(dump="d", record="r", text="\n\n".join(paragraphs)))
    again = clean.draft(Page(dump="d", record="r", text="\n".join(body_of(found))))
    assert body_of(again) == body_of(found)


@given(st.lists(SENTENCES, min_size=1, max_size=9), st.integers(0, 9))
def test_without_a_date_nothing_is_a_comment(told: list[str], place: int) -> None:
    text = "\n".join([*told[:place], "Reply", *told[place:], "Reply"])
    whys = [line.why for line in clean.explain(Page(dump="d", record="r", text=text))]
    assert not any("comment of a reader" in why for why in whys)


@given(st.lists(st.tuples(PLACES, PLACES, st.binary(max_size=3)), min_size=1, max_size=6))
def test_a_page_that_is_cut_doubled_or_shuffled(changes: list[tuple[int, int, bytes]]) -> None:
    page = PAGE
    for start, end, put in changes:  # a start behind its end doubles what is between
        page = page[:start] + put + page[end:]
    found = clean.draft(Page(dump="d", record="r", html=page))
    assert isinstance(found, Draft | Reject)
    assert len(body_of(found)) <= page.count(b"<") + page.count(b"\n") + 1
