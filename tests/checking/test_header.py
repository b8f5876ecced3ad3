from __future__ import annotations

import pytest

from notesapp.checking.table import fix_of
from notesapp.core.parser import parse
from tests.checking.finding import fixed, places, problems_of

PAIR = "\nShow\n\nQ: a [1:00]\n\nA: b [1:30]\n"


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("title: Episode 50: x", "title", "Episode 50: x"),
        ("title: Episode 50: x  # later", "title", "Episode 50: x"),
        ("podcast: @home", "podcast", "@home"),
        ('title: "The end', "title", "The end"),
        ('title: He said "no": twice', "title", 'He said "no": twice'),
        ("title: `a`", "title", "`a`"),
    ],
)
def test_a_value_that_needs_quotes_gets_them(line: str, key: str, value: str):
    text = f"---\nlanguage: en\n{line}\nseason: 2\n---\n{PAIR}"
    (problem,) = problems_of(text, "header-unreadable")
    assert problem.fix == "quote-value" and not fix_of(problem.fix).safe
    after = fixed(text, "header-unreadable")
    assert parse(after).header.readable
    assert parse(after).header.text(key) == value
    old, new = text.split("\n"), after.split("\n")
    assert [n for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b] == [2]
    assert new[2].endswith("# later") is old[2].endswith("# later")


def test_two_such_lines_take_two_fixes():
    text = f"---\ntitle: a: b\npodcast: c: d\n---\n{PAIR}"
    once = fixed(text, "header-unreadable")
    assert not parse(once).header.readable
    twice = fixed(once, "header-unreadable")
    assert parse(twice).header.values == {"title": "a: b", "podcast": "c: d"}


@pytest.mark.parametrize("line", ["guests: [Ana, Bob", "a: &x 1", "\t- x", "no key at all"])
def test_what_quotes_do_not_help_has_no_fix(line: str):
    text = f"---\ntitle: a\n{line}\n---\n{PAIR}"
    (problem,) = problems_of(text, "header-unreadable")
    assert problem.fix == ""


def test_a_readable_header_has_no_such_problem():
    text = f'---\ntitle: "Episode 50: x"\n---\n{PAIR}'
    assert places(text, "header-unreadable") == places(text, "header-value") == []


def test_values_that_do_not_fit_are_named():
    text = f"---\nepisode: twelve\nchapters: some\ntitle: a\ntitle: b\n---\n{PAIR}"
    assert places(text, "header-value") == [("", 2), ("", 3), ("", 5)]


def test_attributes_that_belong_to_nothing_can_be_removed():
    text = f'{PAIR}\n{{: chapter="x" }}\n\nMore.\n'
    assert places(text, "stray-attributes") == [("", 8)]
    assert fixed(text, "stray-attributes") == f"{PAIR}\n\nMore.\n"
    assert not fix_of("remove-attributes").safe
    assert places(PAIR + '{: chapter="x" }\n', "stray-attributes") == []
