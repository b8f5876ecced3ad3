"""Times as text and back, and the patterns that say how they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.parser import parse
from notesapp.core.timecode import (
    StampStyle,
    describe_style,
    format_stamp,
    format_time,
    parse_style,
    parse_time,
    spell_out,
)

styles = st.builds(
    StampStyle,
    place=st.sampled_from(["end", "start"]),
    opening=st.sampled_from(["[", "(", "（", "【"]),
    fraction=st.booleans(),
    minute_digits=st.sampled_from([1, 2]),
    hours_always=st.booleans(),
)
positions = st.integers(0, 999 * 3_600_000)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("0:00", 0),
        ("2:04", 124_000),
        ("02:04", 124_000),
        ("64:13", 3_853_000),
        ("1:02:03", 3_723_000),
        ("00:12:33", 753_000),
        ("1:02:03.5", 3_723_500),
        ("2:04,05", 124_050),
        ("2:04.005", 124_005),
        (" 2:04 ", 124_000),
        ("999:59", 59_999_000),
        ("2:4", None),
        ("2:60", None),
        ("1:60:00", None),
        ("2:04.0005", None),
        ("1000:00", None),
        ("2:04x", None),
        ("٢:٠٤", None),
        ("-2:04", None),
        ("", None),
    ],
)
def test_reading(text: str, ms: int | None):
    assert parse_time(text) == ms


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0:00"),
        (124_999, "2:04"),
        (3_599_999, "59:59"),
        (3_600_000, "1:00:00"),
        (3_723_500, "1:02:03"),
        (-5, "0:00"),
    ],
)
def test_writing_floors_and_shows_hours_from_sixty_minutes(ms: int, text: str):
    assert format_time(ms) == text


@pytest.mark.parametrize(
    ("pattern", "ms", "written"),
    [
        ("[m:ss.mmm] end", 124_250, "[2:04.250]"),
        ("(mm:ss) start", 124_250, "(02:04)"),
        ("[h:mm:ss]", 124_250, "[0:02:04]"),
        ("hh:mm:ss start", 124_250, "00:02:04"),
        ("[m:ss] at the end", 3_723_000, "[1:02:03]"),
    ],
)
def test_a_pattern_is_written_as_it_looks(pattern: str, ms: int, written: str):
    style = parse_style(pattern, StampStyle())
    assert style is not None
    assert format_stamp(ms, style) == written


@pytest.mark.parametrize("pattern", ["", "sometimes", "[ss]", "[m:ss", "[m:ss] middle"])
def test_what_is_no_pattern(pattern: str):
    style = parse_style(pattern, StampStyle())
    assert style is None or pattern == "[m:ss"


@given(styles)
def test_a_pattern_says_the_whole_style(style: StampStyle):
    assert parse_style(describe_style(style), StampStyle()) == style


@given(positions, styles)
def test_what_is_written_is_read_again(ms: int, style: StampStyle):
    text = format_time(ms, style)
    assert parse_time(text) == (ms if style.fraction else ms // 1000 * 1000)


@given(positions, styles)
def test_a_written_stamp_is_a_stamp_in_the_notes(ms: int, style: StampStyle):
    stamp = format_stamp(ms, style)
    line = f"{stamp} The mill" if style.place == "start" else f"The mill {stamp}"
    (segment,) = parse(line).segments
    assert segment.start_ms == (ms if style.fraction else ms // 1000 * 1000)
    assert segment.text == "The mill"


@given(positions.filter(lambda ms: ms < 3_600_000), styles)
def test_notes_with_one_stamp_go_on_in_its_style(ms: int, style: StampStyle):
    stamp = format_stamp(ms, style)
    line = f"{stamp} The mill" if style.place == "start" else f"The mill {stamp}"
    found = parse(line).style
    assert format_stamp(ms, found) == stamp
    assert found.place == style.place


def test_spoken():
    assert spell_out(3_723_500) == "1 hour 2 minutes 3 seconds"
    assert spell_out(61_000) == "1 minute 1 second"
    assert spell_out(0) == "0 seconds"
