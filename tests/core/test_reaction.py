"""Corrections that agree make a suggestion; others make none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.reaction import KEPT, Suggestion, real_ms, suggested, with_correction


@pytest.mark.parametrize(
    ("corrections", "reaction_ms", "expected"),
    [
        ((400, 380, 420, 410, 390), 0, Suggestion(5, 400, 400)),
        ((400, 380, 420, 410, 390), 300, Suggestion(5, 400, 700)),
        ((-200, -210, -190, -200, -200), 300, Suggestion(5, -200, 100)),
        ((-200, -210, -190, -200, -200), 0, None),
        ((400, 380, 420, 410), 0, None),
        ((400, 380, 420, 410, 1400), 0, None),
        ((40, 40, 40, 40, 40), 0, None),
        ((1500, 400, 380, 420, 410, 390), 0, Suggestion(5, 400, 400)),
        ((400,) * 7, 0, Suggestion(7, 400, 400)),
        ((400,) * 5, 1900, Suggestion(5, 400, 2000)),
    ],
)
def test_five_that_agree_make_a_suggestion(
    corrections: tuple[int, ...], reaction_ms: int, expected: Suggestion | None
) -> None:
    assert suggested(corrections, reaction_ms) == expected


def test_speed_is_taken_out() -> None:
    assert real_ms(10_000, 9_440, 1.4) == 400
    assert real_ms(10_000, 10_500, 1.0) == -500


def test_what_is_no_reaction_time_is_not_kept() -> None:
    assert with_correction((300,), 0) == (300,)
    assert with_correction((300,), 9_000) == (300,)
    assert with_correction((300,), -200) == (300, -200)


@given(st.lists(st.integers(-6_000, 6_000)), st.integers(0, 2_000))
def test_a_suggestion_is_a_setting_and_helps(steps: list[int], reaction_ms: int) -> None:
    kept: tuple[int, ...] = ()
    for step in steps:
        kept = with_correction(kept, step)
    assert len(kept) <= KEPT
    found = suggested(kept, reaction_ms)
    if found is not None:
        assert 0 <= found.reaction_ms <= 2_000
        assert (found.reaction_ms > reaction_ms) == (found.by_ms > 0)
        assert 5 <= found.moved <= len(kept)
