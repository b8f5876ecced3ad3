"""Words as a person reads them, and the attribute line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.lines import classify, plain, read_attributes, write_attributes
from tests.core.texts import any_text, nasty_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**bread** and *water*", "bread and water"),
        ("_a_ __b__ ***c***", "a b c"),
        ("**bread *and* water**", "bread and water"),
        ("***bread** and water*", "bread and water"),
        ("**bread *and water***", "bread and water"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("5*3*2", "5*3*2"),
        ("a footnote*", "a footnote*"),
        ("**open", "**open"),
        ("****four****", "****four****"),
        ("`code` and ``", "code and ``"),
        ('[bread](https://example.org/b) [2](x "y")', "bread 2"),
        ("![a mill](mill.jpg)", "a mill"),
        ("[not a link]", "[not a link]"),
        ("https://a.b/_x_/ *now*", "https://a.b/_x_/ now"),
        ("**See https://a.b**, *then*", "See https://a.b, then"),
        ("Tea &amp; bread &#x1F41D;", "Tea & bread 🐝"),
        ("two\u00a0 words\u200b", "two words"),
        ("\U0001f469\u200d\U0001f467 می\u200cروم", "\U0001f469\u200d\U0001f467 می\u200cروم"),
        ("\u200dtwo \u200c words\u200d\u200c", "two words"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_plain(text: str, words: str):
    assert plain(text) == words


@given(st.one_of(any_text, nasty_text))
def test_plain_takes_any_text(text: str):
    assert plain(text) == " ".join(plain(text).split())


names = st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True)
values = st.one_of(any_text, nasty_text)


@given(st.lists(st.tuples(names, values), min_size=1, max_size=4).map(tuple))
def test_attributes_are_read_as_they_were_written(pairs: tuple[tuple[str, str], ...]):
    line = classify(write_attributes(pairs))
    assert line.attributes == tuple((key, " ".join(value.split())) for key, value in pairs)


def test_no_attributes_no_line():
    assert write_attributes(()) == ""
    assert read_attributes("") == ()
