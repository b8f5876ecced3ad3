"""The notes on paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QApplication

from notesapp.core.parser import parse
from notesapp.formats.html_body import Jumps, body_html
from notesapp.ui.printing.paper import Paper, Sheet, paper_html, paper_size, pdf_bytes

A4 = QPageSize.PageSizeId.A4


def sheet(text: str, heading: str = '<p class="h1">Bread</p>') -> Sheet:
    return Sheet(heading, body_html(parse(text), Jumps("", "")), "Bread", "Page {0} of {1}")


def plain(shown: Sheet) -> str:
    paper = Paper()
    paper.setHtml(paper_html(shown))
    return paper.toPlainText()


def test_stamps_are_times_and_links_say_where_they_lead(qapp: QApplication):
    text = plain(sheet("Q: Why? [0:07]\n\nSee [this](https://example.org/a?b=1&c=2).\n"))
    assert "Q: Why? [0:07]" in text
    assert "this (https://example.org/a?b=1&c=2)" in text
    assert "▸" not in text
    assert text.startswith("Bread")


def test_an_address_that_stands_there_is_not_said_twice(qapp: QApplication):
    text = plain(sheet("Bread\n\nMore: https://example.org/rye\n"))
    assert text.count("example.org/rye") == 1


@pytest.mark.parametrize(
    ("name", "size"),
    [("en_US", "Letter"), ("es_MX", "Letter"), ("en_CA", "Letter"), ("de_DE", "A4"), ("C", "A4")],
)
def test_the_paper_is_the_one_in_use(name: str, size: str):
    assert paper_size(QLocale(name)) == QPageSize.PageSizeId[size]


def pages_of(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n")


def test_a_pdf_has_as_many_pages_as_it_needs(qapp: QApplication):
    short = pdf_bytes(sheet("Q: Why? [0:07]\n"), A4)
    assert short.startswith(b"%PDF")
    assert pages_of(short) == 1
    long = pdf_bytes(sheet("\n\n".join(f"Q: Why number {n}? [{n}:07]" for n in range(120))), A4)
    assert 2 < pages_of(long) < 10


def test_nothing_is_loaded_from_anywhere(qapp: QApplication):
    body = '<p><img src="file:///etc/hostname" alt="x"> <img src="https://example.org/x.png"></p>'
    assert pdf_bytes(Sheet("", body, "T", "{0}/{1}"), A4).startswith(b"%PDF")
    assert Paper().loadResource(2, "file:///etc/hostname") == b""
