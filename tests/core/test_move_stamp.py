"""A stamp that is moved: it reads the new time, and nothing else in the notes changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.stamping import move_stamp, moved_ms
from notesapp.core.parser import parse

LINES = st.sampled_from(
    [
        "",
        "Q: Why rye? [2:04]",
        "A: It keeps.",
        "A: It keeps [for years]. [1:02:03]",
        "**Q:** Bold one (0:07)",
        "- item (3:04)",
        "00:10 Start of it",
        "0:10-0:30 Break",
        "## Heading [5:00.250]",
        '{: chapter="Short" }',
        "- **[1:49](#t=1:49)** Toys",
        "word [4:05] in prose, and on",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


def moved(text: str, index: int, to_ms: int) -> str:
    notes = parse(text)
    return apply_edits(text, move_stamp(notes, notes.segments[index], to_ms))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: One [0:10]", "Q: One [1:05]"),
        ("Q: One [0:10.000]", "Q: One [1:05.750]"),
        ("00:10 Start", "01:05 Start"),
        ("- **[1:49](#t=1:49)** Toys", "- **[1:05](#t=1:05)** Toys"),
        ("0:10-0:30 Break", "0:29-0:30 Break"),
        ("Q: No stamp", "Q: No stamp"),
    ],
)
def test_a_moved_stamp_is_written_as_it_was(text: str, expected: str) -> None:
    assert moved(text, 0, 65_750) == expected


def test_a_stamp_moved_before_the_start_stands_at_the_start() -> None:
    assert moved("Q: One [0:10]", 0, -400) == "Q: One [0:00]"


def test_whole_seconds_are_said_before_they_are_written() -> None:
    notes = parse("Q: One [0:10]")
    assert moved_ms(notes, notes.segments[0], 65_999) == 65_000


@given(TEXTS, st.integers(0, 13), st.integers(-1000, 4_000_000))
def test_moving_changes_one_stamp_and_says_truly_to_what(text: str, index: int, ms: int) -> None:
    notes = parse(text)
    stamped = [s for s in notes.segments if s.stamp is not None]
    if not stamped:
        return
    segment = stamped[index % len(stamped)]
    wanted = moved_ms(notes, segment, ms)
    after = parse(apply_edits(text, move_stamp(notes, segment, ms)))
    assert after.segments[segment.index].start_ms == wanted
    assert [s.start_ms for s in after.segments if s.index != segment.index] == [
        s.start_ms for s in notes.segments if s.index != segment.index
    ]
    assert [s.text for s in after.segments] == [s.text for s in notes.segments]
    assert [s.end_ms for s in after.segments] == [s.end_ms for s in notes.segments]


@given(TEXTS)
def test_moving_to_where_it_stands_changes_nothing(text: str) -> None:
    notes = parse(text)
    for segment in notes.segments:
        if segment.stamp is not None:
            assert move_stamp(notes, segment, segment.stamp.start_ms) == ()
