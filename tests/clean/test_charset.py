"""Which charset a page is in, whatever it says, and what is mended in its text."""

import pytest

from hearsay.clean.charset import markup, mended, tidy, unescaped

UMLAUTS = "Fünf Käser aus Österreich wägten süße Brötchen – „schön“."


@pytest.mark.parametrize(
    ("raw", "declared"),
    [
        (UMLAUTS.encode(), None),
        (UMLAUTS.encode(), "iso-8859-15"),  # declares one thing and is another
        (b"<meta charset=iso-8859-1>" + UMLAUTS.encode(), None),
        (UMLAUTS.encode("utf-8-sig"), "windows-1252"),
        (UMLAUTS.encode("utf-16"), None),
        (UMLAUTS.encode("cp1252"), "windows-1252"),
        (UMLAUTS.encode("cp1252"), "utf-8"),  # declares UTF-8 and is not
        (UMLAUTS.encode("cp1252"), None),
        (UMLAUTS.encode("cp1252"), "iso-8859-1"),
        (b"<meta charset='windows-1252'>" + UMLAUTS.encode("cp1252"), "no-such-charset"),
        (b"<meta charset=windows-1252>" + UMLAUTS.encode("cp1252"), "base64"),  # none for text
        (UMLAUTS.encode("cp1252"), "punycode"),
        (UMLAUTS.encode("cp1252"), "idna"),
        (b"<meta charset=utf-16>" + UMLAUTS.encode("cp1252"), None),
    ],
)
def test_charset(raw: bytes, declared: str | None) -> None:
    assert markup(raw, declared)[0].endswith(UMLAUTS)


def test_cyrillic_in_its_own_charset() -> None:
    text = "Гавань закрыта до понедельника"
    assert markup(text.encode("cp1251"), "windows-1251")[0] == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("cp1251", "Гавань закрыта до понедельника, сообщил начальник порта. Паромы стоят."),
        ("koi8-r", "Гавань закрыта до понедельника, сообщил начальник порта. Паромы стоят."),
        ("shift_jis", "港は月曜日まで閉鎖されると港長が述べた。フェリーは止まっている。"),
        ("gb18030", "港务局长说，港口将关闭到星期一。渡轮已经停航。"),
        ("big5", "港務局長說，港口將關閉到星期一。渡輪已經停航，客人們睡在島北部的學校裡。"),
        ("euc_jp", "港は月曜日まで閉鎖されると港長が述べた。フェリーは止まっている。"),
        ("euc_kr", "항만청장은 항구가 월요일까지 폐쇄된다고 말했다. 여객선은 멈춰 있다."),
        ("koi8-u", "Гавань зачинена до понеділка, повідомив начальник порту. Її відчинять."),
        ("iso8859-6", "قال مدير الميناء إن الميناء سيبقى مغلقا حتى يوم الاثنين. تتوقف العبارات."),
        ("iso8859-2", "Port będzie zamknięty do poniedziałku, powiedział kapitan. Promy stoją."),
    ],
)
def test_a_charset_that_nobody_declares_is_seen(charset: str, text: str) -> None:
    assert markup(f"<p>{text}</p>".encode(charset), None)[0] == f"<p>{text}</p>"


def test_one_broken_module_does_not_cost_the_page() -> None:
    assert UMLAUTS in markup(UMLAUTS.encode() + b" caf\xe9", None)[0]


def test_scripts_go_and_json_ld_is_handed_out() -> None:
    page = (
        b'<p>a</p><script>"<p>no</p>"</script><SCRIPT TYPE="application/ld+json">{"a": 1}</SCRIPT>'
        b"<style>p {}</style><svg><path/></svg><!-- no --><p>b</p>"
    )
    kept, data = markup(page, None)
    assert kept == "<p>a</p><p>b</p>"
    assert data == [b'{"a": 1}']


def test_mojibake_is_mended_and_nothing_else() -> None:
    assert mended("FÃ¼nf KÃ¤ser sagten: â€žJaâ€œ.") == "Fünf Käser sagten: „Ja“."
    assert mended("São Tomé, Ângela – „schön“") == "São Tomé, Ângela – „schön“"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("latin-1", "<p>Гавань закрыта до понедельника.</p>\n<p>Fünf „Käser“.</p>"),
        ("cp1252", "<p>Fünf „Käser“ für fünf.</p>\n<p>Five cheesemakers.</p>"),
    ],
)
def test_a_page_that_was_encoded_twice_is_put_right(charset: str, text: str) -> None:
    assert markup(text.encode().decode(charset).encode(), None)[0] == text
    assert mended(text.encode().decode(charset)) == text


def test_an_entity_without_end_is_no_letter() -> None:
    assert unescaped("a &amp; b &#" + "9" * 100_000 + ";") == "a & b \ufffd"


def test_tidy() -> None:
    assert tidy("Bun\u00addes\u200brat, 5\u00a0% – ‘so’") == "Bundesrat, 5 % – ‘so’"
