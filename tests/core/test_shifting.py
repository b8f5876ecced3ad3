"""Shifting and stretching: every stamp reads what the plan said, and nothing else changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.retiming import times_of
from notesapp.core.edits.shifting import ShiftPlan, plan_shift, plan_stretch
from notesapp.core.parser import parse
from notesapp.core.timecode import TIME_PATTERN

LINES = st.sampled_from(
    [
        "",
        "Q: Why rye? [2:04]",
        "A: It keeps.",
        "A: It keeps [for years]. [1:02:03]",
        "**Q:** Bold one (0:07)",
        "- item (3:04,5)",
        "00:10 Start of it",
        "0:10-0:30 Break",
        "(0:31.5 to 0:40) Half",
        "[4:10 - 0:50] Backwards",
        "64:13 Late",
        "## Heading [5:00.250]",
        '{: chapter="Short 2:04" }',
        "- **[1:49](#t=109)** Toys",
        "see [4:05](#t=4m5s) in prose, and [5:00](#t=5:00)",
        "at 3:15 am we ate",
        "```",
    ]
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)
PAIRS = "Q: One [0:10]\n\nA: Two [1:00]\n\nQ: Three [2:00]\n\nA: Four [3:00]"
OTHER = re.compile(r"#t=[\dhms:]+|" + TIME_PATTERN)


def shifted(text: str, *args: int | None) -> str:
    plan = plan_shift(parse(text), *args)
    assert plan.refused == ""
    return apply_edits(text, plan.edits)


@pytest.mark.parametrize(
    ("text", "by_ms", "expected"),
    [
        ("Q: One [2:04]", 42_000, "Q: One [2:46]"),
        ("Q: One [2:04]", 42_500, "Q: One [2:46]"),
        ("Q: One [2:04.5]", 42_000, "Q: One [2:46.5]"),
        ("Q: One [2:04.5]", 250, "Q: One [2:04.75]"),
        ("Q: One [2:04,500]", -500, "Q: One [2:04,000]"),
        ("Q: One [59:50]", 20_000, "Q: One [1:00:10]"),
        ("Q: One [64:13]", 60_000, "Q: One [65:13]"),
        ("Q: One [01:04:13]", -600_000, "Q: One [00:54:13]"),
        ("Q: One [00:04:13]", 4_000, "Q: One [00:04:17]"),
        ("00:10 Start", 5_000, "00:15 Start"),
        ("0:10-0:30 Break", 42_000, "0:52-1:12 Break"),
        ("Q: One [1:49](#t=109)", 1_000, "Q: One [1:50](#t=110)"),
        ("Words [4:05](#t=4m5s) here", 3_600_000, "Words [1:04:05](#t=1h4m5s) here"),
        ("Words [4:05](https://x.org/?t=245) here", 1_000, None),
    ],
)
def test_a_shifted_stamp_is_written_as_it_was(text: str, by_ms: int, expected: str | None) -> None:
    wanted = "Words [4:06](https://x.org/?t=245) here" if expected is None else expected
    assert shifted(text, None, None, by_ms) == wanted


def test_only_what_stands_from_here_on_moves() -> None:
    result = shifted(PAIRS, 60_000, None, 42_000)
    assert [s.start_ms for s in parse(result).segments] == [10_000, 102_000, 162_000, 222_000]


def test_a_range_is_inclusive_and_its_end_means_the_whole_second() -> None:
    text = "Q: One [0:10.900]\n\nA: Two [1:00.900]\n\nQ: Three [2:00.000]"
    plan = plan_shift(parse(text), 11_000, 60_000, 5_000)
    assert [row.moved for row in plan.rows] == [False, True, False]


def test_a_cut_inside_a_written_range_moves_its_end_only() -> None:
    plan = plan_shift(parse("0:10-0:30 Break"), 20_000, None, 5_000)
    (row,) = plan.rows
    assert (row.after_ms, row.after_end_ms, row.moved) == (10_000, 35_000, True)


def test_rows_say_which_stamp_is_which() -> None:
    text = "Q: Why? [0:10]\n\nA: So. [0:20]\n\nas said at [0:15], yes"
    rows = plan_shift(parse(text), None, None, 1_000).rows
    assert [(r.line, r.label, r.pair, r.title, r.link) for r in rows] == [
        (0, "Q", 1, "Why?", False),
        (2, "A", None, "So", False),
        (4, "", None, "as said at [0:15], yes", True),
    ]


@pytest.mark.parametrize(
    ("by_ms", "sentence"),
    [
        (-11_000, "0:10 in line 1 would come before 0:00. Shift by less, or from a later time."),
        (
            -61_000,
            "2 stamps would come before 0:00, the first is 0:10 in line 1. "
            "Shift by less, or from a later time.",
        ),
        (10**10, "0:10 would come after 999 hours. Shift by less."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(by_ms: int, sentence: str) -> None:
    plan = plan_shift(parse(PAIRS), None, None, by_ms)
    assert plan.refused == sentence
    assert plan.edits == ()
    assert len(plan.rows) == 4


def test_a_range_that_would_end_before_it_starts_is_refused() -> None:
    plan = plan_shift(parse("0:10-0:30 Break"), 20_000, None, -25_000)
    assert plan.refused.startswith("0:10-0:30 in line 1 would end before it starts.")


def test_order_and_end_are_said_and_not_forbidden() -> None:
    plan = plan_shift(parse(PAIRS), 60_000, 60_000, 61_000, 170_000)
    assert [(p.id, p.line, p.message) for p in plan.problems] == [
        ("falling", 4, "2:00 would follow 2:01."),
    ]
    plan = plan_shift(parse(PAIRS), 180_000, None, 1_000, 170_000)
    assert [p.message for p in plan.problems] == ["3:01 is past the end of the audio, 2:50."]
    plan = plan_shift(parse(PAIRS), 60_000, 60_000, 60_000)
    assert [p.message for p in plan.problems] == ["2:00 would stand twice."]


def test_a_stretch_is_linear_between_its_anchors_and_stiff_outside() -> None:
    plan = plan_stretch(parse(PAIRS), (60_000, 70_000), (120_000, 190_000))
    assert [row.after_ms for row in plan.rows] == [20_000, 70_000, 190_000, 250_000]
    middle = plan_stretch(parse(PAIRS), (120_000, 190_000), (0, 10_000))
    assert [row.after_ms for row in middle.rows] == [25_000, 100_000, 190_000, 250_000]


@pytest.mark.parametrize("second", [(60_000, 90_000), (120_000, 70_000)])
def test_anchors_that_make_no_stretch_are_refused(second: tuple[int, int]) -> None:
    plan = plan_stretch(parse(PAIRS), (60_000, 70_000), second)
    assert plan.refused
    assert plan.edits == ()


def check(text: str, plan: ShiftPlan) -> None:
    notes = parse(text)
    result = apply_edits(text, plan.edits)
    after = parse(result)
    if plan.refused:
        assert result == text
        return
    assert [(s.line, s.start_ms, s.end_ms) for s in after.stamps] == [
        (r.line, r.after_ms, r.after_end_ms) for r in plan.rows
    ]
    assert [OTHER.sub("T", s.text) for s in after.segments] == [
        OTHER.sub("T", s.text) for s in notes.segments
    ]
    assert [OTHER.sub("T", line) for line in after.lines] == [
        OTHER.sub("T", line) for line in notes.lines
    ]
    moved = {row.line for row in plan.rows if row.moved}
    backwards = {s.line for s in notes.stamps if s.end_ms is None and len(times_of(s)) > 1}
    assert {e.start.line for e in plan.edits} - backwards == moved - backwards


@given(TEXTS, st.none() | st.integers(0, 400_000), st.integers(-400_000, 4_000_000))
def test_every_stamp_reads_what_the_plan_said(text: str, from_ms: int | None, by_ms: int) -> None:
    check(text, plan_shift(parse(text), from_ms, None, by_ms))


@given(TEXTS, st.lists(st.integers(0, 4_000_000), min_size=4, max_size=4))
def test_every_stretched_stamp_reads_what_the_plan_said(text: str, t: list[int]) -> None:
    check(text, plan_stretch(parse(text), (t[0], t[1]), (t[2], t[3])))


@given(TEXTS, st.integers(0, 3000))
def test_shifting_there_and_back_gives_the_same_times(text: str, seconds: int) -> None:
    notes = parse(text)
    there = plan_shift(notes, None, None, seconds * 1000)
    assume(not there.refused)
    moved = apply_edits(text, there.edits)
    back = plan_shift(parse(moved), None, None, -seconds * 1000)
    again = parse(apply_edits(moved, back.edits))
    assert [(s.start_ms, s.end_ms) for s in again.stamps] == [
        (s.start_ms, s.end_ms) for s in notes.stamps
    ]


@given(TEXTS)
def test_shifting_by_nothing_changes_nothing(text: str) -> None:
    plan = plan_shift(parse(text), None, None, 0)
    assert plan.edits == ()
    assert plan.moved == 0
