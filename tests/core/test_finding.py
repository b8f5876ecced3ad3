"""Finding: every hit, no other; replacing changes the hits and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import Position, apply_edits
from notesapp.core.finding import (
    Found,
    Hit,
    Query,
    find_all,
    literal,
    looked_at,
    plain_matcher,
    replace_edits,
    stretch_around,
)
from notesapp.core.parser import parse
from tests.core.texts import any_text, nasty_text

NOTES = """---
title: The window
---

# A window

Q: Which window faces east? [1:12]
{: chapter="The window seat" }

A: The window
in the kitchen. [1:38]

Between.

Q: And the windowsill?
"""

letters = st.text("ab 'é", max_size=6)
lines = st.lists(letters, min_size=1, max_size=8)


def hits(found: Found) -> list[Hit]:
    return [found.hit(i) for i in range(found.count)]


def search(text: str, query: Query, *, source: bool = False, line: int | None = None) -> Found:
    notes = parse(text)
    within = stretch_around(notes, line) if line is not None else None
    return find_all(notes.lines, looked_at(notes, within, source=source), plain_matcher(query))


def test_header_and_attributes_count_only_where_they_are_shown() -> None:
    assert [h.line for h in hits(search(NOTES, Query("window")))] == [4, 6, 9, 14]
    shown = search(NOTES, Query("window"), source=True)
    assert [h.line for h in hits(shown)] == [1, 4, 6, 7, 9, 14]


@pytest.mark.parametrize(
    ("line", "expected"),
    [(6, [6]), (7, [6]), (9, [9]), (10, [9]), (14, [14]), (4, [4]), (0, [4])],
)
def test_this_segment_is_the_one_at_the_line(line: int, expected: list[int]) -> None:
    assert [h.line for h in hits(search(NOTES, Query("window"), line=line))] == expected


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        (Query("Window"), "a window", [(2, 8)]),
        (Query("Window", case=True), "a window", []),
        (Query("window", word=True), "windowsill, window.", [(12, 18)]),
        (Query("(a)", word=True), "f(a) (a)", [(1, 4), (5, 8)]),
        (Query("10 min"), "10\u00a0min", [(0, 6)]),
        (Query("it's"), "it’s", [(0, 4)]),
        (Query("it's", case=True), "it’s it's", [(5, 9)]),
        (Query('"so"'), "“so”", [(0, 4)]),
        (Query("café"), "cafe\u0301 café", [(0, 5), (6, 10)]),
        (Query("a.c"), "abc a.c", [(4, 7)]),
        (Query("aa"), "aaaa", [(0, 2), (2, 4)]),
        (Query("🐝"), "🐝🐝", [(0, 1), (1, 2)]),
    ],
)
def test_plain_queries(query: Query, text: str, expected: list[tuple[int, int]]) -> None:
    found = find_all([text], [0], plain_matcher(query))
    assert [(h.start, h.end) for h in hits(found)] == expected


@given(lines, st.text("ab é", min_size=1, max_size=2))
def test_every_hit_is_found_as_counting_finds_them(texts: list[str], word: str) -> None:
    found = find_all(texts, range(len(texts)), plain_matcher(Query(word, case=True)))
    assert found.count == sum(text.count(word) for text in texts)
    assert all(texts[h.line][h.start : h.end] == word for h in hits(found))


@given(lines, letters.filter(bool), st.integers(0, 9), st.integers(0, 8))
def test_next_and_previous_are_what_walking_finds(
    texts: list[str], word: str, line: int, column: int
) -> None:
    found = find_all(texts, range(len(texts)), plain_matcher(Query(word)))
    every = [Position(h.line, h.start) for h in hits(found)]
    place = Position(line, column)
    after = [i for i, p in enumerate(every) if p >= place] or list(range(len(every)))
    before = [i for i, p in enumerate(every) if p < place] or list(range(len(every)))
    assert found.index_from(place) == (after[0] if after else None)
    assert found.index_before(place) == (before[-1] if before else None)
    for index, hit in enumerate(hits(found)):
        end = Position(hit.line, hit.end)
        assert found.index_of(Position(hit.line, hit.start), end) == index


@given(nasty_text | any_text, st.text("Qa:[]1. \\$", min_size=1, max_size=2), letters)
def test_replacing_all_is_what_replacing_in_each_line_gives(text: str, word: str, new: str) -> None:
    notes = parse(text)
    matcher = plain_matcher(Query(word, case=True))
    numbers = list(looked_at(notes, None, source=False))
    edits, count = replace_edits(notes.lines, numbers, matcher, literal(new))
    own = re.compile(re.escape(word).replace(r"\ ", "[ \u00a0\u202f]"))
    expected = [
        own.sub(lambda _: new, line) if number in numbers else line
        for number, line in enumerate(notes.lines)
    ]
    assert apply_edits(text, edits) == "\n".join(expected)
    assert count == sum(len(own.findall(notes.lines[number])) for number in numbers)


def test_one_hit_is_replaced_alone() -> None:
    edits, count = replace_edits(
        ["so so so"], [0], plain_matcher(Query("so")), literal(r"\1 $1"), only=Hit(0, 3, 5)
    )
    assert count == 1
    assert apply_edits("so so so", edits) == r"so \1 $1 so"


def test_what_is_known_of_a_line_is_not_looked_for_again() -> None:
    known = {"same": ((0, 1),)}
    found = find_all(["same", "tame"], [0, 1], plain_matcher(Query("t")), known)
    assert hits(found) == [Hit(0, 0, 1), Hit(1, 0, 1)]
    assert known["tame"] == ((0, 1),)
