"""Marks first, words later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.ahead import as_kind, mark_ahead, same_kind, waiting_below
from notesapp.core.edits.base import Position, apply_edits, insertion
from notesapp.core.edits.segments import next_segment
from notesapp.core.edits.words import room_for_words
from notesapp.core.model import NodeKind, SegmentKind
from notesapp.core.parser import parse
from notesapp.core.query import is_waiting, segment_at_line
from tests.core.segment_texts import qa_texts

ASKED = "Q: Why rye? [2:04]\n"


def marked(text: str, line: int, *moments: int) -> str:
    for ms in moments:
        text = apply_edits(text, mark_ahead(parse(text), line, ms))
    return text


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("Q: Why rye? [2:04]", 0, "Q: Why rye? [2:04]\n\nA:  [2:32]\n\nQ:  [8:39]"),
        (ASKED + "\n## Resources\n", 0, ASKED + "\nA:  [2:32]\n\nQ:  [8:39]\n\n## Resources\n"),
        (ASKED + "\nA: It keeps.\n", 0, ASKED + "\nA: It keeps. [2:32]\n\nQ:  [8:39]\n"),
        (ASKED + "\nQ: b\n\nQ: c\n", 0, ASKED + "\nQ: b [2:32]\n\nQ: c [8:39]\n"),
        ("**Q:** a [2:04]", 0, "**Q:** a [2:04]\n\n**A:**  [2:32]\n\n**Q:**  [8:39]"),
        ("Q: [2:04] Why", 0, "Q: [2:04] Why\n\nA: [2:32] \n\nQ: [8:39] "),
        ("Intro\n\nmore\n\n" + ASKED, 2, "Intro\n\nmore\n\nQ:  [2:32]\n\nA:  [8:39]\n\n" + ASKED),
        ("", 0, "Q:  [2:32.000]\n\nA:  [8:39.000]"),
    ],
)
def test_marks_are_put_below_and_queue(text: str, line: int, expected: str) -> None:
    if "Intro" in text:
        text, expected = text.replace("2:04", "9:00"), expected.replace("2:04", "9:00")
    assert marked(text, line, 152_000, 519_000) == expected


def test_from_an_earlier_segment_the_mark_goes_where_its_moment_is() -> None:
    text = ASKED + "\nA: It keeps. [2:32]\n\nQ: And salt? [8:39]\n"
    assert "[2:32]\n\nQ:  [3:20]\n\nQ: And" in marked(text, 0, 200_000)
    assert marked(text, 0, 600_000).endswith("[8:39]\n\nA:  [10:00]\n")


def test_speakers_take_turns() -> None:
    text = "---\nspeakers: [Ana, Bo]\n---\nAna: Why? [0:10]"
    assert marked(text, 3, 20_000, 30_000, 40_000).split("\n\n")[1:] == [
        "Bo:  [0:20]",
        "Ana:  [0:30]",
        "Bo:  [0:40]",
    ]


def test_the_waiting_one_below_is_the_next_and_has_room_for_words() -> None:
    text = marked(ASKED, 0, 152_000, 519_000)
    notes = parse(text)
    first = waiting_below(notes, 0, None)
    assert first is not None
    edits, place = room_for_words(notes, first)
    assert (edits, place) == ((), Position(2, 3))
    typed = apply_edits(text, [insertion(place.line, place.column, "It keeps.")])
    assert typed == ASKED + "\nA: It keeps. [2:32]\n\nQ:  [8:39]\n"
    after = parse(typed)
    assert waiting_below(after, 0, None) is None
    assert waiting_below(after, 2, None) == after.segments[2]
    assert waiting_below(after, 0, 600_000) == after.segments[2]
    assert waiting_below(after, 0, 130_000) is None


@pytest.mark.parametrize(
    ("line", "spaced"), [("A: [2:32]", "A:  [2:32]"), ("A:[2:32]", "A:  [2:32]")]
)
def test_room_is_made_where_blanks_were_trimmed(line: str, spaced: str) -> None:
    text = f"{ASKED}\n{line}"
    notes = parse(text)
    waiting = waiting_below(notes, 0, None)
    assert waiting is not None
    edits, place = room_for_words(notes, waiting)
    assert apply_edits(text, edits) == f"{ASKED}\n{spaced}"
    assert place == Position(2, 3)


def test_a_heading_ends_the_queue() -> None:
    notes = parse(ASKED + "\n## Part two\n\nA:  [2:32]\n")
    assert waiting_below(notes, 0, 999_000) is None
    assert "\n\nA:  [5:00]\n\n## Part" in marked(notes.text, 0, 300_000)


def test_the_same_kind_again() -> None:
    notes = parse("Ana\n\n" + ASKED + "\nA: It keeps. [2:32]\n\ntext\n")
    kinds = [same_kind(notes, line) for line in (0, 2, 4, 6)]
    asked, answered = SegmentKind.QUESTION, SegmentKind.ANSWER
    assert kinds == [asked, asked, answered, answered]
    again = apply_edits(notes.text, next_segment(notes, 2, 130_000, same_kind(notes, 2)))
    assert "[2:04]\n\nQ:  [2:10]\n\nA: It" in again


def test_a_waiting_answer_becomes_the_follow_up_question() -> None:
    text = marked(ASKED, 0, 152_000)
    notes = parse(text)
    edits = as_kind(notes, notes.segments[1], SegmentKind.QUESTION)
    assert apply_edits(text, edits) == ASKED + "\nQ:  [2:32]\n"
    assert as_kind(notes, notes.segments[1], SegmentKind.ANSWER) == ()


@given(qa_texts(), st.integers(0, 30), st.integers(0, 4_000_000))
def test_a_mark_adds_one_stamp_below_and_nothing_else(text: str, line: int, ms: int) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    edits = mark_ahead(notes, line, ms)
    assert len(edits) == 1
    assert all(edit.caret is None and edit.start == edit.end for edit in edits) or not any(
        notes.lines[line].strip() for edit in edits
    )
    after = parse(apply_edits(text, edits))
    stamped = [s for s in notes.segments if s.stamp]
    now = [s for s in after.segments if s.stamp]
    assert len(now) == len(stamped) + 1
    here = segment_at_line(notes, line)
    assert here is None or edits[0].start.line >= here.last_line
    left = [s.start_ms for s in now]
    for s in stamped:
        left.remove(s.start_ms)
    assert left[0] in (ms, ms // 1000 * 1000)


@given(qa_texts(), st.integers(0, 30), st.lists(st.integers(0, 4_000_000), min_size=1, max_size=4))
def test_as_many_wait_as_were_marked(text: str, line: int, moments: list[int]) -> None:
    notes = parse(text)
    line %= len(notes.lines)
    swallowed = any(n.kind in (NodeKind.TEXT, NodeKind.TITLE) for n in notes.nodes)
    if swallowed or any(s.stamp is None for s in notes.segments):
        return
    before = sum(map(is_waiting, notes.segments))
    after = parse(marked(text, line, *sorted(moments)))
    assert sum(map(is_waiting, after.segments)) == before + len(moments)
