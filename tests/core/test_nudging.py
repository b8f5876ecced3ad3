"""Nudging moves one stamp by what was asked, within what the audio and a range allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.edits.base import Position, apply_edits
from notesapp.core.edits.nudging import neighbour_stamp, nudge, nudged_ms
from notesapp.core.parser import parse

LINES = st.sampled_from(
    [
        "",
        "Q: Why rye? [2:04]",
        "A: It keeps.",
        "A: It keeps [for years]. [1:02:03]",
        "**Q:** Bold one (0:07)",
        "- item (3:04.5)",
        "00:10 Start of it",
        "0:10-0:30 Break",
        "0:59-1:00 Blink",
        "## Heading [5:00.250]",
        "Zero [0:00]",
        '{: chapter="Short" }',
        "- **[1:49](#t=1:49)** Toys",
        "word [4:05] in prose, and on",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


def nudged(text: str, by_ms: int, duration_ms: int = 0) -> str:
    notes = parse(text)
    return apply_edits(text, nudge(notes, notes.segments[0], by_ms, duration_ms))


@pytest.mark.parametrize(
    ("text", "by_ms", "expected"),
    [
        ("Q: One [0:10]", 1000, "Q: One [0:11]"),
        ("Q: One [0:10]", -100, "Q: One [0:09.900]"),
        ("Q: One [0:10.200]", 100, "Q: One [0:10.300]"),
        ("Q: One [0:10.5]", 100, "Q: One [0:10.6]"),
        ("Q: One [0:10.900]", 100, "Q: One [0:11.000]"),
        ("Q: One [0:00.300]", -1000, "Q: One [0:00.000]"),
        ("Q: One [0:00]", -100, "Q: One [0:00]"),
        ("00:10 Start", 1000, "00:11 Start"),
        ("0:10-0:12 Break", 1000, "0:11-0:12 Break"),
        ("0:11-0:12 Break", 1000, "0:11-0:12 Break"),
        ("0:11-0:12 Break", 100, "0:11.100-0:12 Break"),
        ("- **[1:49](#t=1:49)** Toys", 1000, "- **[1:50](#t=1:50)** Toys"),
        ("Q: No stamp", 1000, "Q: No stamp"),
    ],
)
def test_a_nudge_adds_what_it_needs_and_no_more(text: str, by_ms: int, expected: str) -> None:
    assert nudged(text, by_ms) == expected


@pytest.mark.parametrize(
    ("text", "by_ms", "expected"),
    [
        ("Q: One [0:10]", 1000, "Q: One [0:10]"),
        ("Q: One [0:10]", 100, "Q: One [0:10.100]"),
        ("Q: One [0:10.400]", 100, "Q: One [0:10.450]"),
        ("Q: One [0:30]", 1000, "Q: One [0:30]"),
        ("Q: One [0:30]", -1000, "Q: One [0:29]"),
    ],
)
def test_no_stamp_is_pushed_past_the_end_of_the_audio(text: str, by_ms: int, expected: str) -> None:
    assert nudged(text, by_ms, 10_450) == expected


@given(TEXTS, st.integers(0, 13), st.sampled_from([-1000, -100, 100, 1000]), st.integers(0, 10**7))
def test_a_nudge_changes_one_stamp_and_says_truly_to_what(
    text: str, index: int, by_ms: int, duration_ms: int
) -> None:
    notes = parse(text)
    if not notes.segments:
        return
    segment = notes.segments[index % len(notes.segments)]
    wanted = nudged_ms(segment, by_ms, duration_ms)
    after = parse(apply_edits(text, nudge(notes, segment, by_ms, duration_ms)))
    assert after.segments[segment.index].start_ms == wanted
    if wanted is not None and segment.start_ms is not None:
        assert wanted >= 0
        assert 0 <= (wanted - segment.start_ms) * (1 if by_ms > 0 else -1) <= abs(by_ms)
        assert not duration_ms or wanted <= max(duration_ms, segment.start_ms)
    assert [s.start_ms for s in after.segments if s.index != segment.index] == [
        s.start_ms for s in notes.segments if s.index != segment.index
    ]
    assert [(s.text, s.end_ms) for s in after.segments] == [
        (s.text, s.end_ms) for s in notes.segments
    ]


@given(TEXTS)
def test_walking_forward_and_back_meets_every_stamp_once(text: str) -> None:
    notes = parse(text)
    met = []
    place = Position(0, -1)
    while (stamp := neighbour_stamp(notes, place, 1)) is not None:
        met.append(stamp)
        place = Position(stamp.line, stamp.start)
    assert tuple(met) == notes.stamps
    back = []
    place = Position(len(notes.lines), 0)
    while (stamp := neighbour_stamp(notes, place, -1)) is not None:
        back.append(stamp)
        place = Position(stamp.line, stamp.start)
    assert tuple(reversed(back)) == notes.stamps
