"""HTML as a stream: what is a tag, what are words, and pages made to keep a reader busy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.html_stream import Attributes, feed_html
from notesapp.core.importer_html import html_lines

LONG = 300_000  # what looks through the rest of the page for each tag takes an hour for this


class Heard:
    """The pieces in their order: ``+a`` and ``-a`` for tags, words as they are."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.attributes: Attributes = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.pieces.append(f"+{tag}")
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"-{tag}")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def heard(text: str) -> Heard:
    reader = Heard()
    feed_html(text, reader)
    return reader


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a <B>b</b> c", ["a ", "+b", "b", "-b", " c"]),
        ("<br/>x", ["+br", "-br", "x"]),
        ("<a href=x/>y", ["+a", "y"]),
        ("1 < 2 &amp; 3 > 2", ["1 < 2 & 3 > 2"]),
        ("<!-- <b> --><!-->x<!--->y", ["xy"]),
        ("x <!-- never closed <b>y", ["x <!-- never closed ", "+b", "y"]),
        ("<!DOCTYPE html><?xml a?>x", ["x"]),
        ("<![CDATA[<b>x]]></b>", ["+b", "x", "-b"]),
        ("<![CDATA[x", ["<![CDATA[x"]),
        ("<!odd>x", ["<!odd>x"]),
        ("<script>a<b>&amp;</script >x", ["+script", "a<b>&amp;", "-script", "x"]),
        ("<script>a<b>x", ["+script", "a", "+b", "x"]),
        ("<a title='1 > 2'>x", ["+a", "x"]),
        ("<a b='never closed>x", ["+a", "x"]),
        ("<a never closed", ["<a never closed"]),
        ("</>x</ 1>y</a b>z", ["xy", "-a", "z"]),
        ("&#" + "9" * 5000 + ";x", ["\ufffdx"]),
    ],
)
def test_the_pieces_of_a_page(text: str, pieces: list[str]) -> None:
    assert heard(text).pieces == pieces


def test_the_attributes_of_a_tag() -> None:
    text = "<a HREF=\"x?a=1&amp;b\" b='>' c = d/e f g=>"
    wanted = [("href", "x?a=1&b"), ("b", ">"), ("c", "d/e"), ("f", None), ("g", "")]
    assert heard(text).attributes == wanted


@given(st.text(alphabet="<>/!-?[]'\"= abCDscript&;#9\n", max_size=60))
def test_what_is_in_no_tag_is_heard(text: str) -> None:
    pieces = heard(f"<i>first</i>{text}").pieces
    assert pieces[:3] == ["+i", "first", "-i"]
    if "<" not in text and "&" not in text:
        assert "".join(pieces[3:]) == text


@pytest.mark.parametrize(
    "unit",
    [
        *("<", "<a ", "<a b='", "<a b='>", "<a b='>'", "<a b=\"'>", "<a =", "</", "</a ", "<!--"),
        *("<!-- -", "<!", "<!doctype ", "<?", "<?x>", "<![CDATA[", "<![CDATA[]", "<script>"),
        *("<style><", "<title>", "&", "&a", "&#", "<div>", "<ul><li>", "<a href='http://a.org'>"),
        *("<script></script>", "<a b=\"'><"),
    ],
)
def test_a_long_page_of_broken_tags_is_read_to_its_end(unit: str) -> None:
    text = "<p>first</p>" + unit * (LONG // len(unit))
    assert heard(text).pieces[:3] == ["+p", "first", "-p"]
    assert html_lines(text)[0] == "first"


@pytest.mark.parametrize("filler", ["a ", "/", " ", "/ ", "= ", "<a ", "a=' "])
def test_a_tag_without_end_is_text(filler: str) -> None:
    text = "first <a " + filler * (LONG // len(filler))
    assert "".join(heard(text).pieces).startswith("first <a")


def test_links_that_never_close_do_not_add_up() -> None:
    page = "<a href='http://a.org'>" * 50_000 + "<br>x" * 50_000
    assert html_lines(page) == ["x"] * 50_000


def test_very_many_attributes_make_no_tag_longer() -> None:
    page = "<a " + "b " * 600_000 + ">x</a><i c=d>y</i>"
    reader = heard(page)
    assert reader.pieces == ["+a", "x", "-a", "+i", "y", "-i"]
    assert reader.attributes == []
