"""The view as numbers: zoom, scroll, pages, the ruler and which flags have room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.model import SegmentKind
from notesapp.core.parser import parse
from notesapp.ui.waveform.waveform_marks import Form, Mark, flags_of, marks_of
from notesapp.ui.waveform.waveform_ruler import LABELS_APART_PX, label_of, step_for, ticks_of
from notesapp.ui.waveform.waveform_scale import FINEST_MS_PER_PX, Scale, whole

HOUR_MS = 3_600_000
SCALES = st.builds(
    lambda length, width, ratio, place, zoom: whole(length, width, ratio).zoomed(
        zoom, place * width
    ),
    st.integers(1, 10 * HOUR_MS),
    st.integers(100, 2560),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    st.floats(0, 1),
    st.floats(1, 1e6),
)


def view(start_ms: float, end_ms: float, duration_ms: int = HOUR_MS, width: int = 1000) -> Scale:
    return whole(duration_ms, width, 1.0).showing(start_ms, end_ms)


@given(SCALES, st.floats(0.05, 20), st.floats(0, 1), st.floats(-1e7, 1e7))
def test_whatever_is_done_the_view_stays_within_the_audio_and_on_columns(
    scale: Scale, factor: float, place: float, by_ms: float
) -> None:
    for seen in (scale, scale.zoomed(factor, place * scale.width), scale.scrolled(by_ms)):
        slack = seen.per_column
        assert -1e-6 <= seen.start_ms <= max(0, seen.duration_ms - seen.span_ms) + slack
        columns = seen.start_ms / seen.per_column
        assert abs(columns - round(columns)) < 1e-3
        least = min(FINEST_MS_PER_PX, seen.duration_ms / seen.width)
        assert seen.per_px >= least * 0.999


@given(SCALES, st.floats(1, 4), st.floats(0.2, 0.8))
def test_zooming_keeps_the_time_under_the_pointer(
    scale: Scale, factor: float, place: float
) -> None:
    x = place * scale.width
    closer = scale.zoomed(factor, x)
    before, after = scale.start_ms + x * scale.per_px, closer.start_ms + x * closer.per_px
    assert abs(before - after) <= scale.per_column + closer.per_column


def test_from_the_whole_episode_to_milliseconds_and_back() -> None:
    scale = whole(10 * HOUR_MS, 1400, 2.0)
    for _ in range(200):
        scale = scale.zoomed(1.25, 700)
    assert scale.span_ms < 30
    for _ in range(200):
        scale = scale.zoomed(1 / 1.25, 700)
    assert scale.is_whole


def test_a_view_finds_places_and_times() -> None:
    scale = view(60_000, 70_000)
    assert (scale.x_of(65_000), scale.ms_at(250)) == (500, 62_500)
    assert (scale.shows(59_000), scale.shows(61_000)) == (False, True)
    assert whole(10_000, 100, 1.0).ms_at(-5) == 0
    assert whole(10_000, 100, 1.0).ms_at(500) == 10_000


def test_a_page_turns_at_85_percent_and_not_on_the_last_page() -> None:
    scale = view(60_000, 70_000)
    assert scale.page_at_ms == 68_500
    assert scale.paged(68_500).start_ms == pytest.approx(67_500)
    assert view(HOUR_MS - 10_000, HOUR_MS).page_at_ms == float("inf")


def test_a_known_length_keeps_the_zoom_and_a_whole_view_stays_whole() -> None:
    assert view(60_000, 70_000).lasting(HOUR_MS + 500).start_ms == pytest.approx(60_000)
    assert whole(HOUR_MS, 1000, 1.0).lasting(2 * HOUR_MS).is_whole
    assert whole(HOUR_MS, 1000, 1.0).fitted(500, 2.0).is_whole


@given(st.floats(FINEST_MS_PER_PX, 40_000))
def test_labels_of_the_ruler_stand_far_enough_apart(per_px: float) -> None:
    assert step_for(per_px) / per_px >= LABELS_APART_PX * 0.999


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "labels"),
    [
        (0, 60_000, ["0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"]),
        (60_000, 61_000, ["1:00.0", "1:00.1", "1:00.2", "1:00.3"]),
        (60_000, 60_020, ["1:00.000", "1:00.002", "1:00.004"]),
        (0, HOUR_MS, ["0:00", "10:00", "20:00", "30:00", "40:00", "50:00", "1:00:00"]),
    ],
)
def test_the_ruler_says_as_much_as_the_zoom_can_tell(
    start_ms: int, end_ms: int, labels: list[str]
) -> None:
    ticks = ticks_of(view(start_ms, end_ms))
    assert [tick.label for tick in ticks if tick.label][: len(labels)] == labels


def test_four_small_ticks_stand_between_two_labels() -> None:
    ticks = ticks_of(view(0, 60_000))
    tall = [n for n, tick in enumerate(ticks) if tick.label]
    assert {later - earlier for earlier, later in pairwise(tall)} == {5}
    assert [tick.ms for tick in ticks][:3] == [0, 2000, 4000]


def test_a_label_is_cut_and_never_rounded() -> None:
    assert label_of(59_999, 500) == "0:59.9"


def mark(index: int, ms: int, kind: SegmentKind = SegmentKind.QUESTION) -> Mark:
    return Mark(index, kind, ms)


def forms(*places: float, right: float = 1000) -> list[Form]:
    marks = [(mark(n, 0), x) for n, x in enumerate(places)]
    return [flag.form for flag in flags_of(marks, lambda _: 50, 22, right)]


@pytest.mark.parametrize(
    ("second", "first_form"),
    [(154, Form.FULL), (153, Form.LETTER), (126, Form.LETTER), (125, Form.STEM), (100, Form.STEM)],
)
def test_of_two_flags_that_would_touch_the_later_keeps_its_place(
    second: float, first_form: Form
) -> None:
    assert forms(100, second) == [first_form, Form.FULL]


def test_flags_shrink_from_the_right_edge_too() -> None:
    assert forms(960) == [Form.LETTER]
    assert forms(990) == [Form.STEM]


def test_a_flag_without_a_letter_goes_straight_to_its_stem() -> None:
    marks = [(mark(0, 0, SegmentKind.TOPIC), 10.0), (mark(1, 0), 40.0)]
    flags = flags_of(marks, lambda _: 50, 22, 1000)
    assert [flag.form for flag in flags] == [Form.STEM, Form.FULL]


def test_a_title_has_the_room_to_the_next_flag() -> None:
    flags = flags_of([(mark(0, 0), 0.0), (mark(1, 0), 200.0)], lambda _: 50, 22, 1000)
    assert flags[0].title_px == 200 - 50 - 8


def test_marks_come_in_order_of_time_with_kind_and_chapter() -> None:
    notes = parse(
        'Q: Late? [2:00]\n{: chapter="Flat loaves" }\n\nA: Yes. [1:00.500]\n\nQ: No stamp'
    )
    marks = marks_of(notes)
    assert [(m.letter, m.start_ms, m.title) for m in marks] == [
        ("A", 60_500, ""),
        ("Q", 120_000, "Flat loaves"),
    ]
    assert [m.index for m in marks] == [1, 0]
