"""Tag soup is read as browsers read it, every word once and in its place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resiliparse.parse.html import HTMLTree

from hearsay.clean.blocks import outline_of
from hearsay.clean.elements import attributes, texts

TAGS = ("p", "div", "ul", "li", "section", "h2", "b", "i", "span", "a", "article", "blockquote")
PIECES = st.one_of(
    st.sampled_from(
        [mark.format(tag) for tag in TAGS for mark in ("<{}>", "</{}>", '<{} class="x">')]
    ),
    st.sampled_from(["<br>", "<hr>", "<img src=a>", "<P>", "</P>", "<Div>", " ", "\n", "&amp; "]),
    st.sampled_from(["harbour ", " ferry", "Skerra, ", "3 < 4 ", "bread > fish "]),
)


def blocks(html: str) -> list[str]:
    """Each block as `tag: text`."""
    outline = outline_of(html)
    return [f"{outline.tags[block.home]}: {block.text}" for block in outline.blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two", ["p: One", "p: Two"]),
        ("<P>One</P><DIV>Two</DIV>", ["p: One", "div: Two"]),
        ("<p>A <b>bold</b> word<br>and a line", ["p: A bold word and a line"]),
        ("<div>One<br><br>Two<hr>Three</div>", ["div: One", "div: Two", "div: Three"]),
        ("<ul><li>One<li>Two</ul>Three", ["li: One", "li: Two", "html: Three"]),
        ("<div><p>One</section></p>Two</div>", ["p: One", "div: Two"]),
        ("<div><section><p>One</div>Two", ["p: One", "html: Two"]),
        ('<p title="a > b">One', ["p: One"]),
        ("<p title='<b>a</b>'>One", ["p: One"]),
        ('<p class="x"">One</p><p>Two', ["p: One", "p: Two"]),
        ("<p>3 < 4 and 5 > 4", ["p: 3 < 4 and 5 > 4"]),
        ("<p>Salt &amp; bread &lt;3</p>", ["p: Salt & bread <3"]),
        ("<noscript><p>No</p></noscript><p>Yes<button>No</button></p>", ["p: Yes"]),
        ("<template><div>No</div></template>Yes", ["html: Yes"]),
        ("</p></div></body>One", ["html: One"]),
        ("Text that has <i>few</i> tags", ["html: Text that has few tags"]),
        ("No tag", ["html: No tag"]),
        ("<p>One<button>Two<p>Three", ["p: One", "button: Two", "p: Three"]),
        ("", []),
    ],
)
def test_blocks(html: str, expected: list[str]) -> None:
    assert blocks(html) == expected


def test_only_links_that_lead_somewhere_count() -> None:
    outline = outline_of('<p><a name="top">Here it begins</a>, <a href="/x">there</a> it ends</p>')
    assert [block.linked for block in outline.blocks] == [len("there")]


def test_elements_hold_their_blocks() -> None:
    outline = outline_of("<main><div></div><h1>A</h1><div><p>B</p>C</div></main><p>D")
    spans = zip(outline.tags, outline.starts, outline.ends, strict=True)
    assert list(spans) == [
        ("html", 0, 4),
        ("main", 0, 3),
        ("h1", 0, 1),
        ("div", 1, 3),
        ("p", 1, 2),
        ("p", 3, 4),
    ]
    assert outline.parents == [0, 0, 1, 1, 3, 0]


@given(st.lists(PIECES, max_size=60))
def test_every_word_is_read_once_and_in_order(pieces: list[str]) -> None:
    html = f"<body>{''.join(pieces)}</body>"
    told = " ".join(block.text for block in outline_of(html).blocks)
    body = HTMLTree.parse(html).body
    assert "".join(told.split()) == "".join(((body and body.text) or "").split())


@given(st.text(alphabet="<>/=\"' abp!-&;\n", max_size=80))
def test_any_text_is_read(html: str) -> None:
    outline = outline_of(html)
    assert all(start <= end for start, end in zip(outline.starts, outline.ends, strict=True))
    assert all(block.home < len(outline.tags) for block in outline.blocks)


def test_elements_are_found_by_their_name() -> None:
    page = "<timeline></timeline><time datetime='2026-11-18'>Wed</time><h1>A <i>b</i></h1>"
    assert list(attributes(page, "time")) == [{"datetime": "2026-11-18"}]
    assert list(texts(page, "h1")) == ["A b"]


def test_a_value_may_hold_the_mark_that_ends_a_tag() -> None:
    page = """<meta content="Bread > fish" name='a"b'><h1 title=">">A</h1><h1>B"""
    assert list(attributes(page, "meta")) == [{"content": "Bread > fish", "name": 'a"b'}]
    assert list(texts(page, "h1")) == ["A", ""]


def test_tags_that_never_end_take_no_time() -> None:
    page = '<meta content="' * 50_000
    begun = time.process_time()
    assert len(list(attributes(page, "meta", "name"))) == 0
    assert outline_of(page).blocks == []
    assert time.process_time() - begun < 1
