"""The header is found, read as it is written, and never trusted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notesapp.core.header import MAX_HEADER, comment_of, header_end, read_header, write_value
from notesapp.core.header_keys import HEADER_KEYS, KeyType
from notesapp.core.model import Header
from notesapp.core.problems import Severity
from tests.core.texts import MARKS, ODD


def read(body: str) -> Header:
    return read_header(f"---\n{body}\n---\n\nWords.\n".split("\n"))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", "true"),
        ("True", "True"),
        ("1:02:03", "1:02:03"),
        ("1.10", "1.10"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2026-05-14", "2026-05-14"),
        ("2026-05-14 10:00:00", "2026-05-14 10:00:00"),
        ("2026-13-45", "2026-13-45"),
        ("Bees & wasps", "Bees & wasps"),
        ("Bees # not shown", "Bees"),
        ("Bees#shown", "Bees#shown"),
        ('"Bees: a start"', "Bees: a start"),
        ("'it''s'", "it's"),
        ('"a \\"b\\" \\u00e9"', 'a "b" é'),
        ('"\\ud83d\\udc1d"', "\U0001f41d"),
        ('"\\ud83d"', "\ufffd"),
        ('""', ""),
        ('"null"', "null"),
        ("!!int x", "x"),
        ("- ", None),
        ("~", None),
        ("", None),
        ("|\n  One\n  Two\n", "One Two"),
        (">\n  One\n  Two\n", "One Two"),
        ("One\n  Two", "One Two"),
        ("{a: b, c: [d, e]}", "a: b, c: d, e"),
        ("one\u2028two", "one two"),
    ],
)
def test_a_text_value_is_what_is_written(written: str, value: str | None):
    header = read(f"title: {written}")
    if written == "- ":
        assert not header.readable
        return
    assert header.readable
    assert header.values.get("title") == value


@pytest.mark.parametrize(
    ("written", "value"),
    [("50", 50), ("050", 50), ('"50"', 50), ("0", 0), ("fifty", "fifty"), ("-3", "-3")],
)
def test_a_number_is_a_number_where_it_can_be(written: str, value: object):
    header = read(f"episode: {written}")
    assert header.values["episode"] == value
    assert bool(header.problems) == (not isinstance(value, int))


def test_a_number_too_long_to_be_one_is_reported():
    header = read("episode: 999999999999")
    assert header.values["episode"] == "999999999999"
    assert [p.id for p in header.problems] == ["header-value"]


@pytest.mark.parametrize(
    "written",
    [
        "Ana, Bo",
        "[Ana, Bo]",
        "\n  - Ana\n  - Bo",
        "\n- Ana\n- Bo",
        "\n- Ana\n-\n- Bo",
        '["Ana",Bo]',
    ],
)
def test_a_list_is_a_list_however_written(written: str):
    assert read(f"guests: {written}").items("guests") == ("Ana", "Bo")


def test_a_list_of_links_keeps_its_names():
    header = read("links:\n  - LinkedIn: https://example.org/ana\n  - https://example.org\n")
    assert header.items("links") == ("LinkedIn: https://example.org/ana", "https://example.org")


def test_a_colon_in_a_bare_title_is_read_and_reported():
    header = read("title: Episode 50: bees\nguests: Ana, Bo\nseason: 2")
    assert not header.readable
    assert header.values == {"title": "Episode 50: bees", "guests": ("Ana", "Bo"), "season": 2}
    assert header.places == {"title": (1, 1), "guests": (2, 2), "season": (3, 3)}
    (problem,) = header.problems
    assert (problem.id, problem.severity, problem.line) == ("header-unreadable", Severity.RULE, 2)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("title: &a Bees\npodcast: *a", 2),
        ("title: Bees\nx: *gone", 3),
        ("title: Bees\nx: " + "[" * 20 + "]" * 20, 3),
        ('title: Bees\nx: "open', 3),
        ("title: Bees\n\tx: y", 3),
        ("title: Bees\nx: \0", 3),
        ("title: Bees\n...\nx: y", 4),
        ("title: @bees", 2),
        ("title: `bees`", 2),
    ],
)
def test_what_cannot_be_read_names_its_line(body: str, line: int):
    header = read(body)
    assert not header.readable
    assert header.problems[0].line in (line, line + 1)


def test_aliases_never_multiply():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    header = read("\n".join(rows))
    assert not header.readable
    assert sum(len(str(value)) for value in header.values.values()) < 2000


def test_a_header_of_64_kb_is_read_and_a_longer_one_is_text():
    filler = ["# " + "x" * 97] * ((MAX_HEADER - 200) // 100)
    lines = ["---", "title: Bees", *filler, "---"]
    assert header_end(lines) == len(lines) - 1
    assert read_header(lines).values == {"title": "Bees"}
    longer = ["---", "title: Bees", *filler, *filler[:5], "---"]
    assert header_end(longer) == -1
    assert not read_header(longer).present


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["---", "a: b", "---"], 2),
        (["---", "a: b", "---  "], 2),
        (["\ufeff---\r", "a: b\r", "---\r"], 2),
        (["---", "a:", "---"], 2),
        (["---", "# only a comment", "---"], -1),
        (["---", "---"], -1),
        (["---", "a: b"], -1),
        (["----", "a: b", "---"], -1),
        ([" ---", "a: b", "---"], -1),
        (["", "---", "a: b", "---"], -1),
        (["---", "a:b", "---"], -1),
        (["---", "a: b", "----", "---"], 3),
        ([], -1),
    ],
)
def test_where_the_header_ends(lines: list[str], end: int):
    assert header_end(lines) == end


def test_places_hold_each_keys_lines_and_no_others():
    body = [
        "# first",
        "guests:",
        "  - Ana",
        "# between",
        "  - Bo",
        "",
        "# before the title",
        "title: |",
        "  One",
        "",
        "  # not a comment",
        "",
        "# after",
        'podcast: "on',
        'two lines"',
        "links: [a,",
        "b]",
        "empty:",
        "own: {a:",
        "  b}",
        '"season": 2',
        "date: 2026-05-14 # soon",
    ]
    header = read("\n".join(body))
    places = {key: (body[a - 1], body[b - 1]) for key, (a, b) in header.places.items()}
    assert places == {
        "guests": ("guests:", "  - Bo"),
        "title": ("title: |", "  # not a comment"),
        "podcast": ('podcast: "on', 'two lines"'),
        "links": ("links: [a,", "b]"),
        "empty": ("empty:", "empty:"),
        "own": ("own: {a:", "  b}"),
        "season": ('"season": 2', '"season": 2'),
        "date": ("date: 2026-05-14 # soon", "date: 2026-05-14 # soon"),
    }


def test_of_two_the_first_counts_and_the_second_is_reported():
    header = read("title: One\nepisode: 1\ntitle: Two")
    assert header.values["title"] == "One"
    assert header.places["title"] == (1, 1)
    assert [(p.id, p.line) for p in header.problems] == [("header-value", 4)]


def test_keys_nobody_knows_are_kept():
    header = read("x-own: 5\nother_key: [a, 1]\nÄrger: no\ntitle: Bees")
    assert header.values["x-own"] == 5
    assert header.values["other_key"] == ("a", "1")
    assert not header.problems


@pytest.mark.parametrize("value", ["sometimes", "Questions"])
def test_a_policy_nobody_knows_is_reported(value: str):
    assert [p.id for p in read(f"chapters: {value}").problems] == ["header-value"]


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        ("title: x # c", " # c"),
        ("title: x   # c # d", "   # c # d"),
        ('title: "a # b" # c', " # c"),
        ("title: 'a # b'", ""),
        ("title: 'a' x # c", ""),
        ("title: a#b", ""),
        ('guests: [a, "#"] # d', " # d"),
        ("title: # only", " # only"),
        ("title: |  # c", "  # c"),
        ("not a key # c", ""),
    ],
)
def test_the_comment_of_a_line(line: str, comment: str):
    assert comment_of(line) == comment


values: st.SearchStrategy[Any] = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])), st.text(st.sampled_from(MARKS + "no~"))
)


@given(st.sampled_from([k.key for k in HEADER_KEYS if k.type is KeyType.TEXT]), values)
@example("title", "Episode 50: x")
@example("title", "\x85\u2028\x7f")
def test_a_written_value_is_read_back(key: str, value: str):
    header = read(write_value(key, value))
    assert header.readable
    assert shown(str(header.values[key])) == shown(value)


def shown(text: str) -> str:
    """The characters that can be seen; the others may become blanks."""
    return "".join(c for c in text if c.isprintable() and c != " ")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_a_written_list_is_read_back(items: list[str]):
    header = read(write_value("guests", tuple(items)))
    assert [shown(item) for item in header.items("guests")] == [shown(item) for item in items]


@given(st.text(st.sampled_from(MARKS + ODD + "ab:\n  -&*!|>%"), max_size=120))
@example("? a\n: b")
@example("<<: {a: b}")
@example("a: !!python/object:os.system x")
@example("a: !!binary x")
@example("%YAML 1.1\n---\na: b")
def test_no_header_makes_the_reader_raise(body: str):
    lines = f"---\nx: y\n{body}\n---\n".split("\n")
    header = read_header(lines)
    assert header.last_line == header_end(lines)
    for value in header.values.values():
        assert isinstance(value, str | int | tuple)
        str(value).encode("utf-8")
