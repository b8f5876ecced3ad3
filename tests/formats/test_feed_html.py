from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.formats.feed_html import losses, write
from notesapp.formats.feed_safe import TAGS, feed_safe
from notesapp.formats.html_body import Jumps, body_html
from tests.formats.episodes import AUDIO, TEXTS, snapshot_of

PIECES = 'Q:A [1230.5](ab)*_`<>#-\n|{}="&;!\\é>1.'


class Elements(HTMLParser):
    """Which elements stand where; raises where one is not closed in turn."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag == "p":
            assert not self.open, "a paragraph inside something"
        if tag == "li":
            assert self.open[-1] in ("ul", "ol")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def letters(markup: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]", unescape(re.sub(r"<[^<>]*>", "", markup))))


def check(text: str) -> None:
    snapshot = snapshot_of(text, AUDIO)
    markup = write(snapshot)
    for tag, attributes in Elements(markup).seen:
        assert tag in TAGS
        assert set(attributes) == ({"href"} if tag == "a" else set())
    body = body_html(snapshot.notes, Jumps("", ""))
    assert not letters(body) - letters(markup)


@pytest.mark.parametrize("name", TEXTS)
def test_only_what_every_app_shows_and_every_word(name: str):
    check(TEXTS[name])


@given(st.text(st.sampled_from(PIECES), max_size=120))
def test_any_text_becomes_safe_without_losing_words(text: str):
    check("Title\n\n" + text)


def test_chapters_stand_first_one_a_line_without_links():
    first = write(snapshot_of(TEXTS["golden"], AUDIO)).partition("</p>")[0]
    assert first.startswith("<p>00:00 Intro<br>\n00:31 Frost in May<br>\n01:40 ")
    assert "<a" not in first
    assert write(snapshot_of(TEXTS["golden"], AUDIO, chapters="no")).startswith("<p>What")


@pytest.mark.parametrize(
    ("markup", "safe"),
    [
        ("<h2>Frost <em>now</em></h2>\n<p>a<br />\nb</p>", "<p>Frost now</p>\n<p>a<br>b</p>"),
        ("<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>", "<p>“a</p>\n<p>b”</p>"),
        ("<p>a</p><hr><p>b</p>", "<p>a</p>\n<p>b</p>"),
        (
            "<table><tr>\n<th>a</th>\n<th>b</th></tr>\n<tr><td>c</td><td>d</td></tr></table>",
            "<p>a | b<br>c | d</p>",
        ),
        (
            '<p><img src="https://a.b/c.jpg" alt="a leaf"></p>',
            '<p><a href="https://a.b/c.jpg">a leaf</a></p>',
        ),
        (
            '<p><a href="https://a.b"><img src="https://a.b/c.jpg" alt="leaf"></a></p>',
            '<p><a href="https://a.b">leaf</a></p>',
        ),
        ('<p>at <a class="stamp" href="#t=1">0:01</a>, then</p>', "<p>at [0:01], then</p>"),
        ("<pre><code>a\n b</code></pre>", "<p>a<br> b</p>"),
        ("<ul>\n<li><p>a</p>\n<p>b</p></li>\n</ul>", "<ul>\n<li>a<br>b</li>\n</ul>"),
        (
            "<ol><li>a<ul><li>b</li></ul>c</li></ol>",
            "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\nc</li>\n</ol>",
        ),
        ("<p><strong>a</strong> b<em>c</em></p>", "<p>a bc</p>"),
        ("", ""),
    ],
)
def test_each_element_has_a_plain_stand_in(markup: str, safe: str):
    assert feed_safe(markup) == safe


def test_nothing_is_cut_but_how_much_is_too_long_is_said():
    text = "Title\n\n" + "word " * 1000
    assert write(snapshot_of(text)).count("word") == 1000
    size = len(write(snapshot_of(text)).encode())
    said = [loss.message for loss in losses(snapshot_of(text))]
    assert f"{size - 4000:,} too many" in said[-1]
    assert not losses(snapshot_of("[0:00] a"))


@pytest.mark.parametrize(("size", "said"), [(4000, False), (4001, True)])
def test_four_thousand_bytes_are_not_too_many(size: int, said: bool):
    plain = "Title\n\nä"
    text = plain + "x" * (size - len(write(snapshot_of(plain)).encode()))
    assert len(write(snapshot_of(text)).encode()) == size
    assert any("too many" in loss.message for loss in losses(snapshot_of(text))) == said
