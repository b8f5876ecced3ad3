"""Rows are recognised again after a change, and few of them are touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.matching import Key, match_keys, match_segments, row_steps
from notesapp.core.parser import parse

KEYS = st.lists(st.tuples(st.none() | st.integers(0, 4), st.sampled_from(["", "a", "b", "c"])))

BEFORE = """\
Q: One? [0:10]

A: First. [0:20]

Q: Two? [0:30]

A: Second. [0:40]
"""


def after(old: str, new: str) -> tuple[int | None, ...]:
    assert old in BEFORE
    return match_segments(parse(BEFORE).segments, parse(BEFORE.replace(old, new)).segments)


def test_nothing_changed() -> None:
    assert match_segments(parse(BEFORE).segments, parse(BEFORE).segments) == (0, 1, 2, 3)


def test_another_text_keeps_the_segment_by_its_stamp() -> None:
    assert after("First.", "Something else.") == (0, 1, 2, 3)


def test_another_stamp_keeps_the_segment_by_its_text() -> None:
    assert after("[0:20]", "[0:25]") == (0, 1, 2, 3)


def test_text_and_stamp_at_once_keep_it_by_its_place() -> None:
    assert after("First. [0:20]", "New. [0:26]") == (0, 1, 2, 3)


def test_a_new_segment_has_no_old_one() -> None:
    assert after("Q: Two?", "Q: Between? [0:25]\n\nQ: Two?") == (0, 1, None, 2, 3)


def test_a_removed_segment_takes_no_other_along() -> None:
    assert after("A: First. [0:20]\n\n", "") == (0, 2, 3)


def test_moved_segments_are_recognised() -> None:
    moved = "Q: Two? [0:30]\n\nA: Second. [0:40]\n\nQ: One? [0:10]\n\nA: First. [0:20]\n"
    assert match_segments(parse(BEFORE).segments, parse(moved).segments) == (2, 3, 0, 1)


def test_twins_are_paired_in_order() -> None:
    twins: list[Key] = [(None, "same"), (None, "same")]
    assert match_keys(twins, [(None, "same"), (1, "x"), (None, "same")]) == (0, None, 1)


@given(KEYS, KEYS)
def test_no_old_row_is_used_twice(old: list[Key], new: list[Key]) -> None:
    pairing = match_keys(old, new)
    used = [index for index in pairing if index is not None]
    assert len(pairing) == len(new)
    assert len(set(used)) == len(used)
    assert all(0 <= index < len(old) for index in used)


@given(KEYS)
def test_the_same_rows_are_all_paired(keys: list[Key]) -> None:
    assert match_keys(keys, keys) == tuple(range(len(keys)))


@given(KEYS, KEYS)
def test_the_steps_lead_from_the_old_rows_to_the_new(old: list[Key], new: list[Key]) -> None:
    pairing = match_keys(old, new)
    removals, insertions = row_steps(pairing, len(old))
    rows: list[object] = list(range(len(old)))
    for first, last in removals:
        del rows[first : last + 1]
    for first, last in insertions:
        rows[first:first] = ["new"] * (last - first + 1)
    assert len(rows) == len(new)
    for row, was in zip(rows, pairing, strict=True):
        assert row in ("new", was)


def test_one_move_touches_one_row() -> None:
    assert row_steps((1, 2, 3, 0), 4) == (((0, 0),), ((3, 3),))


def test_ten_thousand_alike_rows_need_no_steps() -> None:
    keys: list[Key] = [(index, str(index)) for index in range(10_000)]
    changed = [*keys[:5_000], (5_000, "other"), *keys[5_001:]]
    assert row_steps(match_keys(keys, changed), len(keys)) == ((), ())
