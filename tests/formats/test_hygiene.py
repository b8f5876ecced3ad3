from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.formats.hygiene import clean_title, clean_url, web_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.ORG/A?b=c&d#e", "http://example.org/A?b=c&d#e"),
        (" https://ex\nample.org/a b ", "https://example.org/ab"),
        ("https://müller.de/straße?q=ä#ö", "https://xn--mller-kva.de/stra%C3%9Fe?q=%C3%A4#%C3%B6"),
        ("https://a.b/%20x", "https://a.b/%20x"),
        ("https://u:p@a.b:8080/", "https://u:p@a.b:8080/"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("mailto:a@b.c?subject=ä", "mailto:a@b.c?subject=%C3%A4"),
        ('https://a.b/"<>', "https://a.b/%22%3C%3E"),
        ("javascript:alert(1)", ""),
        ("java\tscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("//a.b", ""),
        ("page.html", ""),
        ("https://", ""),
        ("https://a.b:x/", ""),
        ("https://a b<c>/", ""),
        ("http://[", ""),
        ("mailto:", ""),
        ("https://" + "a" * 100 + ".org", ""),
        ("", ""),
    ],
)
def test_addresses(text: str, url: str):
    assert clean_url(text) == url


def test_a_picture_needs_the_web():
    assert web_url("mailto:a@b.c") == ""
    assert web_url("https://a.b/c.jpg") == "https://a.b/c.jpg"


@given(st.text(max_size=60))
def test_whatever_is_published_is_plain_ascii(text: str):
    for url in (clean_url(text), clean_url("https://" + text), clean_url("https://a.b/" + text)):
        assert url == "" or (url.isascii() and url.isprintable() and not set(url) & set(' "<>'))
        assert clean_url(url) == url


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (" a\tb\n c ", "a b c"),
        ("e\u0301", "é"),
        ("\u202eabc\u202c\ufeff\x00", "abc"),
        ("a\u2028b\x85c", "a b c"),
        ("\ud800", "\ufffd"),
    ],
)
def test_titles(text: str, title: str):
    assert clean_title(text) == title


def test_more_marks_than_any_writing_has_are_composed_in_parts():
    marks = "\u0301\u0327" * 100_000  # sorting them as one run takes minutes
    title = clean_title(f"A{marks}b")
    assert title.replace("\u034f", "").startswith("\u00c1")
    assert title.endswith("b")
    assert clean_title(title) == title
    assert clean_title("\u0f73" * 60_000)
    assert clean_title("—" * 50) == "—" * 50


@pytest.mark.parametrize("host", ["ä" * 400_000, "ä." * 200_000, "\u0301\u0327" * 100_000])
def test_an_address_longer_than_any_is_none(host: str):
    assert clean_url(f"https://{host}/") == ""
    assert clean_url(f"https://example.org/{host}") == ""
    assert clean_url(f"https://{'äöü' * 150}.de/") == ""
    assert clean_url("https://example.org/" + "a" * 8000) != ""
