"""Patterns that people type: read with a sentence, run with a limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.finding import Query, find_all, replace_edits
from notesapp.core.pattern import PatternTrouble, pattern_matcher, template

SLOW = "This pattern takes too long. Make it simpler."


def found(pattern: str, text: str, **more: bool) -> list[str]:
    lines = text.split("\n")
    matcher = pattern_matcher(Query(pattern, regex=True, **more))
    result = find_all(lines, range(len(lines)), matcher)
    places = [result.hit(i) for i in range(result.count)]
    return [lines[p.line][p.start : p.end] for p in places]


@pytest.mark.parametrize(
    ("pattern", "text", "more", "expected"),
    [
        (r"\d+", "7 and 12", {}, ["7", "12"]),
        ("win", "Win win", {}, ["Win", "win"]),
        ("win", "Win win", {"case": True}, ["win"]),
        ("win|dow", "window win", {"word": True}, ["win"]),
        ("^a", "ab\nba\nac", {}, ["a", "a"]),
        ("x*", "axxa", {}, ["xx"]),
    ],
)
def test_patterns_find(pattern: str, text: str, more: dict[str, bool], expected: list[str]) -> None:
    assert found(pattern, text, **more) == expected


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(", "This pattern opens a “(” and does not close it."),
        ("a)", "This pattern closes a “)” that was not opened."),
        ("[a", "This pattern opens a “[” and does not close it."),
        ("*", "This pattern repeats, but there is nothing to repeat."),
        ("\\", "This pattern ends with a lone “\\”."),
        ("(?z)", "This pattern cannot be read from character 2 on."),
    ],
)
@pytest.mark.parametrize("word", [False, True])
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, sentence: str, word: bool) -> None:
    with pytest.raises(PatternTrouble) as trouble:
        pattern_matcher(Query(pattern, regex=True, word=word))
    assert trouble.value.sentence == sentence


@pytest.mark.parametrize(
    "pattern", ["(a|aa)+$", "(a?){500}a{500}b", "(" * 3000, "(a{1000}){1000}", "a" * 2000]
)
def test_a_pattern_that_takes_too_long_says_so(pattern: str) -> None:
    lines = ["a" * 60 + "b"] * 100
    with pytest.raises(PatternTrouble) as trouble:
        find_all(lines, range(100), pattern_matcher(Query(pattern, regex=True), time_s=0.2))
    assert trouble.value.sentence == SLOW


def test_all_lines_share_one_limit() -> None:
    matcher = pattern_matcher(Query("a", regex=True), time_s=0.0)
    with pytest.raises(PatternTrouble):
        list(matcher("a"))


@pytest.mark.parametrize(
    ("pattern", "words", "expected"),
    [
        (r"(\w+) (\w+)", "$2 $1", "dow win"),
        (r"(\w+) (\w+)", r"\2-\1", "dow-win"),
        (r"(?P<first>\w+)", "<${first}>", "<win> <dow>"),
        (r"\w+", "$0$0", "winwin dowdow"),
        (r"\w+", "$&!", "win! dow!"),
        (r"w(x)?in", "[$1]", "[] dow"),
        ("win", r"$$1\\2", "$1\\2 dow"),
        (" ", r"\n", "win\ndow"),
        ("win", r"\q", r"\q dow"),
        ("win", "5 $", "5 $ dow"),
    ],
)
def test_groups_in_replacements(pattern: str, words: str, expected: str) -> None:
    edits, _ = replace_edits(
        ["win dow"], [0], pattern_matcher(Query(pattern, regex=True)), template(words)
    )
    assert apply_edits("win dow", edits) == expected


def test_a_group_that_is_not_there_is_said() -> None:
    matcher = pattern_matcher(Query("(win)", regex=True))
    with pytest.raises(PatternTrouble) as trouble:
        replace_edits(["window"], [0], matcher, template("$2"))
    assert trouble.value.sentence == "The pattern has no group “2”."


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_pattern_is_found_or_refused_with_a_sentence(pattern: str, text: str) -> None:
    try:
        found(pattern, text.replace("\n", " "))
    except PatternTrouble as trouble:
        assert trouble.sentence.endswith(".")
