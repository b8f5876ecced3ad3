"""One segment made of two, two of one, and words that change places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import Position, apply_edits
from notesapp.core.edits.joining import join_segments, split_segment, swap_words
from notesapp.core.edits.words import text_between, words_of
from notesapp.core.model import Notes, SegmentKind
from notesapp.core.parser import parse
from tests.core.segment_texts import qa_texts

PAIR = "Q: Why rye? [2:04]\n\nA: It keeps. [2:32]\n"


def words(notes: Notes) -> list[str]:
    found = [words_of(notes, s) for s in notes.segments]
    return [text_between(notes, w.start, w.end) for w in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: Why rye? [2:04]", "Why rye?"),
        ("**Q:** Why **rye** [2:04]", "Why **rye**"),
        ("Q: [2:04] Why rye?", "Why rye?"),
        ("[2:04] Q: Why rye?", "Why rye?"),
        ("- **[1:49](#t=1:49)** Toys", "Toys"),
        ("0:10-0:30 Break", "Break"),
        ("Break – 2:04", "Break"),
        ("## Part [5:00]", "Part"),
        ("A: one\n\ntwo [2:32]", "one\n\ntwo"),
        ("A:  [2:32]", ""),
        ("A:", ""),
    ],
)
def test_words_stand_between_label_and_stamp(text: str, expected: str) -> None:
    assert words(parse(text)) == [expected]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (7, "Q: a [2:04]\n\nQ: [b c](https://e.org) d [0:05] e"),
        (19, "Q: a [b c](https://e.org) [2:04]\n\nQ: d [0:05] e"),
        (30, "Q: a [b c](https://e.org) d [2:04]\n\nQ: [0:05] e"),
        (33, "Q: a [b c](https://e.org) d [0:05] [2:04]\n\nQ: e"),
    ],
)
def test_links_and_stamps_in_the_words_are_not_torn(column: int, expected: str) -> None:
    text = "Q: a [b c](https://e.org) d [0:05] e [2:04]"
    assert apply_edits(text, split_segment(parse(text), Position(0, column))) == expected


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("Q: Why rye? [2:04]", 6, "Q: Why [2:04]\n\nQ: rye?"),
        ("Q: Why rye? [2:04]", 7, "Q: Why [2:04]\n\nQ: rye?"),
        ("Q: Why rye? [2:04]", 11, "Q: Why rye? [2:04]\n\nQ: "),
        ("Q: Why rye?", 7, "Q: Why\n\nQ: rye?"),
        ("Q1. Why rye?", 8, "Q1. Why\n\nQ2. rye?"),
        ('Q: a b [2:04]\n{: chapter="x" }', 5, 'Q: a [2:04]\n{: chapter="x" }\n\nQ: b'),
        ("[2:04] Why rye?", 11, "[2:04] Why\n\nrye?"),
    ],
)
def test_the_second_part_is_of_the_same_kind_without_a_stamp(
    text: str, column: int, expected: str
) -> None:
    edits = split_segment(parse(text), Position(0, column))
    assert apply_edits(text, edits) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAIR, "Q: Why rye? It keeps. [2:04]\n"),
        ("Q: Why rye?\n\nA: It keeps. [2:32]\n", "Q: Why rye? It keeps. [2:32]\n"),
        ("Q: Why rye? [2:04]\n\nA:  [2:32]\n", "Q: Why rye? [2:04]\n"),
        ("Q:  [2:04]\n\nA: It keeps. [2:32]\n", "Q: It keeps. [2:04]\n"),
        ("Q: [2:04] Why?\nA: [2:32] So.\n", "Q: [2:04] Why? So.\n"),
        ("Q: a [2:04]\n\nA: b\n\nc [2:32]\n", "Q: a b\n\nc [2:04]\n"),
        (
            'Q: a [2:04]\n{: chapter="x" }\n\nA: b\n{: chapter="y" url="z" }\n',
            'Q: a b [2:04]\n{: chapter="x" url="z" }\n',
        ),
    ],
)
def test_joined_words_are_the_first_ones(text: str, expected: str) -> None:
    notes = parse(text)
    edits = join_segments(notes, notes.segments[1].first_line)
    assert apply_edits(text, edits) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Q: a [0:10]",
        "Q: a [0:10]\n\nsome text\n\nA: b",
        "Q: a [0:10]\n\n## Part\n\nA: b",
        "0:10 Topic\n\nA: b\n\nc [0:30]",
        "## Topic [0:10]\n\nA: b [0:30]",
    ],
)
def test_what_cannot_be_joined_is_left_alone(text: str) -> None:
    notes = parse(text)
    assert join_segments(notes, notes.segments[-1].first_line) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAIR, "Q: It keeps. [2:04]\n\nA: Why rye? [2:32]\n"),
        ("Q: Why? [2:04]\n\nA:  [2:32]\n", "Q:  [2:04]\n\nA: Why? [2:32]\n"),
        ("Q: [2:04] Why?\n\nA: [2:32] \n", "Q: [2:04] \n\nA: [2:32] Why?\n"),
        ("Q: a [2:04]\n\nA: b\n\nc\n", "Q: b\n\nc [2:04]\n\nA: a\n"),
    ],
)
def test_words_change_places_and_the_rest_stays(text: str, expected: str) -> None:
    notes = parse(text)
    assert apply_edits(text, swap_words(notes, 0)) == expected


def test_the_caret_goes_with_its_words() -> None:
    notes = parse(PAIR)
    carets = [edit.caret for edit in swap_words(notes, 0, Position(0, 7))]
    assert carets == [None, 4]


@given(qa_texts(), st.integers(0, 30))
def test_swapping_twice_is_nothing(text: str, line: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    edits = swap_words(notes, line)
    if not edits or not all(words(notes)):
        return
    result = apply_edits(text, edits)
    after = parse(result)
    assert sorted(result) == sorted(text)
    if len(after.segments) == len(notes.segments) and words(after) != words(notes):
        again = swap_words(after, after.segments[_index(notes, line)].first_line)
        assert apply_edits(result, again) == text


def _index(notes: Notes, line: int) -> int:
    return next(s.index for s in notes.segments if s.first_line <= line <= s.last_line)


@given(qa_texts(), st.integers(0, 30))
def test_joining_loses_no_word(text: str, line: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    edits = join_segments(notes, line)
    if not edits:
        return
    index = _index(notes, line)
    after = parse(apply_edits(text, edits))
    first, second = notes.segments[index - 1], notes.segments[index]
    joined = after.segments[index - 1]
    assert joined.text.split()[: len(first.text.split())] == first.text.split()
    assert set(second.text.split()) <= set(joined.text.split())
    assert joined.kind is first.kind
    assert joined.start_ms in (first.start_ms, second.start_ms)
    assert dict(joined.attributes) == {**dict(second.attributes), **dict(first.attributes)}


@given(qa_texts(), st.integers(0, 30), st.integers(0, 40))
def test_splitting_keeps_every_word_stamp_and_kind(text: str, line: int, column: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    edits = split_segment(notes, Position(line, column % (len(notes.lines[line]) + 1)))
    if not edits or "[4:05]" in text:  # a link at the edge becomes a stamp
        return
    index = _index(notes, line)
    after = parse(apply_edits(text, edits))
    old, first = notes.segments[index], after.segments[index]
    assert (first.kind, first.start_ms, first.attributes) == (
        old.kind,
        old.start_ms,
        old.attributes,
    )
    if old.kind is not SegmentKind.TOPIC:
        second = after.segments[index + 1]
        assert second.kind is old.kind
        assert second.start_ms is None
        whole = "".join((first.text + second.text).split())
        assert whole.startswith("".join(old.text.split()))
