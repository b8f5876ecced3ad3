from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.web.titles import LONGEST_TITLE, decoded, title_of
from notesapp.web.wire import Answer


def title(body: bytes | str, kind: str = "text/html") -> str:
    data = body.encode("utf-8") if isinstance(body, str) else body
    return title_of(Answer(200, content_type=kind, body=data))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<title>A</title>", "A"),
        ("<TITLE>\n A\tb\u00a0c </TITLE >", "A b c"),
        ("<title>&lt;b&gt; &#8217;x&#8217;</title>", "<b> ’x’"),
        ("<titles>no</titles><title>yes</title>", "yes"),
        ("<title>never closed", ""),
        ("<title></title><meta property='og:title' content='Og &amp; x'>", "Og & x"),
        ('<meta content="C" name="og:title">', "C"),
        ('<meta property="og:image" content="C">', ""),
        ("<title>a\u202eb\u200bc\x07</title>", "abc"),
        ("<title>&#99999999999999;x</title>", "x"),
        ("", ""),
    ],
)
def test_titles(page: str, expected: str):
    assert title(page) == expected


def test_a_long_title_is_cut_at_a_word():
    cut = title("<title>" + "bees and more " * 100 + "</title>")
    assert len(cut) <= LONGEST_TITLE
    assert cut.endswith(("bees…", "and…", "more…"))


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("Zoë".encode("latin-1"), "text/html; charset=ISO-8859-1", "Zoë"),
        ("Zoë “x”".encode("cp1252"), "text/html", "Zoë “x”"),
        ("Zoë".encode(), "text/html", "Zoë"),
        ("東京".encode("shift_jis"), "text/html;charset=Shift_JIS", "東京"),
        ("東京".encode("euc-jp"), "text/html", None),
        ("Привет".encode("koi8-r"), 'text/html; charset="koi8-r"', "Привет"),
        ("\ufeffZoë".encode("utf-16"), "text/html; charset=utf-8", "Zoë"),
        ("Zoë".encode(), "text/html; charset=unicode_escape", "Zoë"),
        ("Zoë".encode(), "text/html; charset=idna", "Zoë"),
        ("Zoë".encode(), "text/html; charset=no-such", "Zoë"),
    ],
)
def test_a_page_is_read_as_it_was_written(body: bytes, kind: str, expected: str | None):
    text = decoded(body, kind)
    assert expected is None or text.lstrip("\ufeff") == expected


def test_the_page_says_its_own_charset():
    page = '<meta charset="windows-1251"><title>Привет</title>'
    assert title(page.encode("cp1251")) == "Привет"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_give_one_clean_line(body: bytes, kind: str):
    for data in (body, b"<title>" + body + b"</title>", b"<meta name=og:title content='" + body):
        found = title(data, f"text/html; charset={kind}")
        assert "\n" not in found
        assert len(found) <= LONGEST_TITLE
        found.encode("utf-8")


@pytest.mark.parametrize("bit", [b"<title", b"<title>", b"<meta ", b"<meta a=", b'<meta "', b"&#"])
def test_a_page_is_gone_over_once(bit: bytes):
    assert title(bit * (256 * 1024 // len(bit))) == ""
