"""Pasting from other programs: Markdown where there is structure, clean words always."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.clean_paste import clean_text, fitted, paste_of
from notesapp.core.paste_html import markdown_lines
from notesapp.core.paste_inline import real_address
from tests.core.texts import any_text

GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7"><h2 dir="ltr">'
    '<span style="font-weight:400">Intro</span></h2><p dir="ltr"><span style="font-weight:400;">'
    'Hello </span><span style="font-weight:700;">bold</span><span> and </span><a href='
    '"https://www.google.com/url?q=https://example.org/a%3Fb%3D1&amp;sa=D&amp;ust=1"><span '
    'style="text-decoration:underline">link</span></a><span>.</span></p><br><ul><li aria-level="1">'
    '<p role="presentation"><span>one</span></p></li><ul><li aria-level="2"><p><span>nested</span>'
    '</p></li></ul><li><p><span style="font-style:italic">two</span></p></li></ul></b>'
    '<br class="Apple-interchange-newline">'
)
WORD = """<html xmlns:o="x"><head><style><!-- p.MsoNormal {margin:0} --></style></head><body>
<!--StartFragment--><p class=MsoNormal>Intro <b style='mso-bidi-font-weight:normal'>bold</b>
<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>
</span><![endif]>First<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Deep one</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><![endif]>Deep two</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Second</p>
<p class=MsoNormal>&nbsp;</p><p class=MsoNormal>After</p><!--EndFragment--></body></html>"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            GOOGLE,
            "## Intro\n\nHello **bold** and [link](https://example.org/a?b=1).\n\n"
            "- one\n  - nested\n- *two*",
        ),
        (
            WORD,
            "Intro **bold**\n\n- First\n  1. Deep one\n  2. Deep two\n- Second\n\nAfter",
        ),
        (
            "<table><tr><th>Name</th><th>Age</th></tr><tr><td><p>Ana</p></td><td><p>3</p></td>"
            "</tr></table>",
            "Name | Age\nAna | 3",
        ),
        ("<b>x</b><p>a<br>b<br><br>c</p>", "**x**\n\na\nb\n\nc"),
        ("<i>x</i><div>one</div><div><br></div><div>two</div>", "*x*\none\n\ntwo"),
        ("<ol start=3><li>c</li><li>d<ul><li>e</li></ul></li></ol>", "3. c\n4. d\n   - e"),
        ("<b>a</b> <b>b</b> <b><i>both</i></b>", "**a b** ***both***"),
        ("see <b> this </b>word", "see **this** word"),
        ("un<i>believ</i>able", "un*believ*able"),
        ('<a href="/relative">here</a>', "here"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('<a href="https://x.org/w_(y)">w [z]</a>', "[w (z)](https://x.org/w_%28y%29)"),
        ('<a href="https://x.org/">https://x.org/</a>', "https://x.org/"),
        ('<a href="https://x.org/#cite">[1]</a>', "[1]"),
        ('<a href="https://x.org/?utm_source=a">x</a>', "[x](https://x.org/?utm_source=a)"),
        ('<b>x</b><img src="https://x.org/a.png" alt="A bee"><img src="b.png">', "**x**A bee"),
        ("<h1><b>Big</b></h1><p>small</p>", "# Big\n\nsmall"),
        ("<b>x</b><pre>a\n  b</pre>", "**x**\n\n```\na\n  b\n```"),
        ("<code>x = 1</code>", "`x = 1`"),
        ("<b>Q:</b> Why? <b>[2:04]</b>", "**Q:** Why? **[2:04]**"),
        ("<style>b { color: red }</style><b>x</b>", "**x**"),
    ],
)
def test_structure_becomes_markdown(source: str, expected: str) -> None:
    assert paste_of(source, "the plain form") == expected


def test_html_that_says_no_more_than_the_plain_form_is_not_used() -> None:
    coloured = '<div style="white-space:pre"><span style="color:red">if x:</span></div>'
    assert paste_of(coloured, "if x:\n    y()") == "if x:\n    y()"


def test_too_much_html_is_taken_as_plain_text() -> None:
    assert paste_of("<b>x</b>" * 200_000, "plain") == "plain"


def test_without_a_plain_form_the_words_are_read() -> None:
    assert paste_of("<p>one</p><p>two</p>", "") == "one\n\ntwo"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("a\u00a0b\u202fc", "en", "a b c"),
        ("so\u00adft\u200b \ufeffend", "en", "soft end"),
        ("oui\u00a0: «\u00a0non\u00a0»\u202f! un\u00a0mot", "fr", None),
        ("a\r\nb\rc\u2028d\x0be", "en", "a\nb\nc\nd\ne"),
        ("“keep” ‘these’", "en", "“keep” ‘these’"),
        ("\U0001f468\u200d\U0001f469", "en", "\U0001f468\u200d\U0001f469"),
    ],
)
def test_cleaning(text: str, language: str, expected: str | None) -> None:
    wanted = "oui\u00a0: «\u00a0non\u00a0»\u202f! un mot" if expected is None else expected
    assert clean_text(text, language=language) == wanted


def test_quotes_can_be_straightened() -> None:
    assert clean_text("“a” ‘b’ «\u00a0c\u00a0» d’e", straight=True) == '"a" \'b\' "c" d\'e'


def test_cells_of_a_spreadsheet_stand_in_readable_lines() -> None:
    assert paste_of("", "a\tb\r\nc\td\r\n") == "a | b\nc | d\n"
    assert paste_of("", "\tindented\n\tcode") == "\tindented\n\tcode"
    assert paste_of("", "a\tb\nno cells") == "a\tb\nno cells"


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("", "- a\n- b", "- a\n- b"),
        ("words", "- a\n- b", "\n- a\n- b"),
        ("- ", "- a\n- b", "a\n- b"),
        ("2. ", "1. a\n2. b", "a\n2. b"),
        ("A: ", "- a", "\n- a"),
        ("words ", "more", "more"),
        ("words ", "- not a list", "- not a list"),
    ],
)
def test_a_list_begins_on_a_line_of_its_own(before: str, text: str, expected: str) -> None:
    assert fitted(before, text) == expected


@pytest.mark.parametrize(
    ("before", "text", "plain", "expected"),
    [
        ("Q: ", "# The title", "The title", "The title"),
        ("See ", "- one", "one", "one"),
        ("See ", "- one", "- one", "- one"),
        ("", "# The title", "The title", "# The title"),
        ("See ", "- one\n- two", "one\ntwo", "\n- one\n- two"),
    ],
)
def test_a_title_copied_alone_is_words_behind_words(
    before: str, text: str, plain: str, expected: str
) -> None:
    assert fitted(before, text, plain) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.google.com/url?q=https://a.org/&sa=D", "https://a.org/"),
        ("https://www.google.de/url?sa=t&url=https%3A%2F%2Fa.org%2Fx", "https://a.org/x"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.org%2F&h=1", "https://a.org/"),
        ("https://example.org/url?q=https://a.org/", "https://example.org/url?q=https://a.org/"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("//a.org/x", ""),
        ("javascript:alert(1)", ""),
        ("javascript://a.org/%0aalert(1)", ""),
        ("data:text/html,x", ""),
        ("file://host/etc/passwd", ""),
        ("http://[broken", ""),
    ],
)
def test_where_a_link_leads(href: str, expected: str) -> None:
    assert real_address(href) == expected


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
TAGS = st.sampled_from(
    [
        *("b", "i", "p", "div", "li", "ul", "ol", "h2", "a", "span", "td", "tr", "table", "pre"),
        *("code", "em", "strong", "blockquote", "body", "font"),
    ]
)
STYLES = st.sampled_from(
    [
        "",
        ' style="font-weight:700"',
        ' style="font-weight:normal"',
        ' style="font-style:italic"',
        ' href="https://x.org/a"',
        " style='mso-list:l0 level2 lfo1'",
    ]
)
OPENING = st.tuples(TAGS, STYLES).map(lambda parts: f"<{parts[0]}{parts[1]}>")
PIECES = st.one_of(
    OPENING,
    OPENING,
    TAGS.map("</{}>".format),
    st.sampled_from(["<br>", "<hr>", "<!-- note -->", "&nbsp;", " ", "\n", "* ", "[", "]", "**"]),
    WORDS,
    WORDS,
)


@given(st.lists(PIECES, max_size=40))
def test_no_visible_word_is_lost(pieces: list[str]) -> None:
    source = "".join(pieces)
    visible = html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "\0", source))
    letters = [c for c in clean_text(visible) if c.isalnum()]
    result = iter("".join(markdown_lines(source)))
    assert all(letter in result for letter in letters)


@given(st.one_of(any_text, st.lists(PIECES).map("".join)))
def test_pasting_is_total_and_clean(source: str) -> None:
    for html_form, plain in ((source, ""), ("", source), (source, source)):
        text = paste_of(html_form, plain)
        assert not re.search("[\r\u200b\u00ad\ufeff\u00a0\u2028]", text)
        assert clean_text(text) == text


def test_straightened_text_has_no_typographic_quote_left() -> None:
    marks = "“”„‟«»‘’‚‛‹›"
    assert not set(clean_text(f"a{marks}b", straight=True)) & set(marks)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('A: Yes <a href="https://b.org/?t=1">[2:04]</a>', "A: Yes [2:04](https://b.org/?t=1)"),
        ('<a href="https://b.org">[see 2:04]</a>', "[(see 2:04)](https://b.org)"),
    ],
)
def test_a_stamp_that_was_a_link_stays_a_stamp(source: str, expected: str) -> None:
    assert paste_of(f"<p>{source}</p>", "") == expected
