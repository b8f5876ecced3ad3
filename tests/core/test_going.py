from __future__ import annotations

import pytest

from notesapp.core.going import parse_place, parse_rate, parse_step


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1:02:03", 3_723_000),
        ("62:03", 3_723_000),
        ("2:04.5", 124_500),
        (" 2:04 ", 124_000),
        ("90s", 90_000),
        ("90 s", 90_000),
        ("90", 90_000),
        ("1.5s", 1_500),
        ("2m", 120_000),
        ("1h 2m 3s", 3_723_000),
        ("1h2m3", 3_723_000),
        ("5 min", 300_000),
        ("+10", 70_000),
        ("-5", 55_000),
        ("−5", 55_000),
        ("+1:00", 120_000),
        ("+ 1,5 s", 61_500),
        ("-2:00", 0),
        ("[2:04.350]", 124_350),
        ("(2:04)", 124_000),
        (".5", 500),
    ],
)
def test_times_and_steps(text: str, ms: int) -> None:
    assert parse_place(text, 60_000) == ms


@pytest.mark.parametrize(
    "text", ["", " ", "+", "-", "soon", "1:99", "1::2", "--5", "5 x", "٣", "h", "[]", "[2:04", "."]
)
def test_what_is_no_time(text: str) -> None:
    assert parse_place(text, 60_000) is None


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1.35", 1.35),
        ("1,35×", 1.35),
        (".75", 0.75),
        ("2x", 2.0),
        ("2 X", 2.0),
        ("150 %", 1.5),
        ("3", 3.0),
    ],
)
def test_speeds(text: str, rate: float) -> None:
    assert parse_rate(text) == pytest.approx(rate)


@pytest.mark.parametrize("text", ["", "fast", "1.2.3", "-1", "x", "nan", "inf"])
def test_what_is_no_speed(text: str) -> None:
    assert parse_rate(text) is None


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("42", 42_000),
        ("-0:30", -30_000),
        ("\u22121:02.5", -62_500),
        ("+1m", 60_000),
        ("30s", 30_000),
        ("[2:04]", 124_000),
        ("-", None),
        ("--3", None),
        ("", None),
        ("soon", None),
    ],
)
def test_a_length_may_go_either_way(text: str, ms: int | None) -> None:
    assert parse_step(text) == ms
