"""What word processors get when notes are copied."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.formats.rich_text import MOST, rich_html
from tests.core.texts import texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("**Q:** *Why?* [2:04]", "<p><strong>Q:</strong> <em>Why?</em> [2:04]</p>"),
        ("## Head ##\ntext", "<h2>Head</h2><p>text</p>"),
        (
            "- a\n  - b\n- c\n\ntext",
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><p>text</p>",
        ),
        ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("[x](https://e.org/?a=1&b=2)", '<p><a href="https://e.org/?a=1&amp;b=2">x</a></p>'),
        ("see https://e.org/.", '<p>see <a href="https://e.org/">https://e.org/</a>.</p>'),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>"),
        ("<b>&amp;", "<p>&lt;b&gt;&amp;amp;</p>"),
        ("```\na <b\n```\nc", "<pre>a &lt;b</pre><p>c</p>"),
        ("`*x*` 2*3*4 snake_case_name", "<p><code>*x*</code> 2<em>3</em>4 snake_case_name</p>"),
        ("---", "<hr>"),
        ("**open", "<p>**open</p>"),
    ],
)
def test_lines_become_html(text: str, expected: str) -> None:
    assert rich_html(text) == expected


class Balance(HTMLParser):
    """Open elements; closing one that is not the last is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.one_of(texts, st.text(alphabet="*_a `[](https://e.o)\n-", max_size=60)))
def test_html_keeps_its_words(text: str) -> None:
    reader = Balance()
    reader.feed(rich_html(text))
    reader.close()
    shown = re.sub(r"\W", "", reader.words)
    without = re.sub(
        r"^[ \t]*(?:\d{1,3}[.)][ \t\u00a0]|[`~]{3,}.*)|\]\(\S*\)", "", text, flags=re.M
    )
    plain = [c for c in re.sub(r"[\W_]", "", without) if c.isalnum()]
    letters = iter(shown)
    assert all(letter in letters for letter in plain)


@pytest.mark.parametrize("unit", ["[", "*a ", "**a", "`", "_", "[a](", "- ", "  - a\n", "* "])
def test_odd_texts_take_no_longer_than_others(unit: str) -> None:
    assert rich_html(unit * (MOST // len(unit)))
    assert rich_html(unit * MOST)
