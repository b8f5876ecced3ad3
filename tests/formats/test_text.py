from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.formats.inline_plain import plain_line
from notesapp.formats.registry import format_of
from tests.formats.episodes import snapshot_of

UNCHANGED = [
    "",
    " \u00a0 ",
    "plain words, 5 * 3 * 2 and snake_case_words",
    "companies [for years] because",
    "How? [2:04]",
    "2:04 Topic  ",
    "[2:04](see) that",
    "[for years](ago)",
    "AT&T &c; <b>x</b>",
    "*args and **kwargs",
    "---",
    "* * *",
    "#50 – Title",
    "1. first",
    "`unclosed",
    "C:\\name\\x",
    "a ** b ** c",
    "https://a.b/c?d=_e_ and https://a.b/*x*/y.",
]


@pytest.mark.parametrize("line", UNCHANGED)
def test_a_line_without_constructs_is_left_alone(line: str):
    assert plain_line(line) == line


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## Resources ##", "Resources"),
        ("#", ""),
        ("- bread", "• bread"),
        ("  * bread", "  • bread"),
        ("> + bread", "> • bread"),
        ("**Q:** Why *now*? __Yes__ ***all***", "Q: Why now? Yes all"),
        ("`code *x*` and ``a`b``", "code *x* and ``a`b``"),
        ("see [the **guide**](https://a.b/c_d_e)", "see the guide (https://a.b/c_d_e)"),
        ("[Guide](https://a.b)", "Guide: https://a.b"),
        ("- [Guide](https://a.b)", "• Guide: https://a.b"),
        ('[G](<https://a.b/(x)> "title") x', "G (https://a.b/(x)) x"),
        ("[https://a.b](https://a.b)", "https://a.b"),
        ("[a.b](https://a.b)", "https://a.b"),
        ("[](https://a.b)", "https://a.b"),
        ("[mail](mailto:me@a.b)!", "mail (me@a.b)!"),
        ("[up](#top) x", "up x"),
        ("![Ana](https://a.b/c.jpg)", "Ana: https://a.b/c.jpg"),
        ("<https://a.b> x", "https://a.b x"),
        ("**https://a.b/_x_/** _https://a.b?c&amp;d_", "https://a.b/_x_/ https://a.b?c&d"),
        (
            "**See https://a.b**, *x* (https://a.b/c_(d)) *y*",
            "See https://a.b, x (https://a.b/c_(d)) y",
        ),
        ("R&amp;D &#233;", "R&D é"),
        (r"\*not\* \[x\]", "*not* [x]"),
        ("[2:04](#t=124) Topic", "[2:04] Topic"),
        ("**bold *and** em*", "bold *and em*"),
    ],
)
def test_constructs_are_rendered(line: str, plain: str):
    assert plain_line(line) == plain


@given(st.text(st.characters(exclude_characters="*_`[\\<&#>-+", exclude_categories=["Cs"])))
def test_text_without_marks_comes_back(text: str):
    if not text.startswith("---"):
        assert format_of("text").write(snapshot_of(text)) == text


@given(st.lists(st.sampled_from(["Q: a [1:00]", "A: b", "", "text", "[2:30] c", "\u00a0"])))
def test_notes_without_constructs_come_back(lines: list[str]):
    text = "\n".join(lines)
    assert format_of("text").write(snapshot_of(text)) == text
    assert format_of("markdown").write(snapshot_of(text)) == text


@pytest.mark.parametrize(
    ("stamp", "floored"),
    [
        ("Why? [2:04.560]", "Why? [2:04]"),
        ("Why? [2:59.999]", "Why? [2:59]"),
        ("2:04.5 Topic", "2:04 Topic"),
        ("[1:02:03,004] Topic", "[1:02:03] Topic"),
        ("[2:04.5 - 3:10.25] Topic", "[2:04 - 3:10] Topic"),
        ("as at [0:52.900], and [0:53.100] there", "as at [0:52], and [0:53] there"),
        ("version 2:04.5x stays", "version 2:04.5x stays"),
    ],
)
@pytest.mark.parametrize("key", ["text", "markdown"])
def test_fractions_are_floored(key: str, stamp: str, floored: str):
    text = f"Title\n\n{stamp}\n"
    assert format_of(key).write(snapshot_of(text)) == f"Title\n\n{floored}\n"


HEADED = '---\ntitle: "On frost"\nepisode: 4\n---\n\nQ: Why? [1:00]\n{: chapter="Why" }\n\n## End\n'


def test_header_and_attributes_stay_at_home():
    assert format_of("markdown").write(snapshot_of(HEADED)) == (
        "# On frost\n\nQ: Why? [1:00]\n\n## End\n"
    )
    assert format_of("text").write(snapshot_of(HEADED)) == (
        "Episode 4: On frost\n\nQ: Why? [1:00]\n\nEnd\n"
    )
    assert format_of("text").write(snapshot_of(HEADED, title="no")) == "Q: Why? [1:00]\n\nEnd\n"


@pytest.mark.parametrize("key", ["text", "markdown", "html-feed"])
def test_what_words_cannot_say_is_said(key: str):
    text = 'Q: One? [0:00.500]\n{: url="https://a.b/" }\n\nA: Two. [1:00–1:02.500]\n\nEnd. [2:00]'
    assert [(loss.message, loss.count) for loss in format_of(key).losses(snapshot_of(text))] == [
        ("Times are rounded down to whole seconds.", 2),
        ("Attributes are left out: titles, links and pictures of chapters.", 1),
    ]
    assert format_of(key).losses(snapshot_of("Q: One? [0:20]")) == ()


def test_code_is_untouched_but_for_its_fences():
    text = "T\n\n```py\n*a* [1:00.5]\n```\nx"
    assert format_of("text").write(snapshot_of(text)) == "T\n\n*a* [1:00.5]\nx"
    assert format_of("markdown").write(snapshot_of(text)) == text
