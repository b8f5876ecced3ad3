from __future__ import annotations

from notesapp.player.span import SHORTEST_MS, Span, span_between

LOOP = Span(1000, 3000)


def test_the_end_belongs_to_what_follows() -> None:
    assert [LOOP.holds(ms) for ms in (999, 1000, 2999, 3000)] == [False, True, True, False]


def test_the_wait_is_real_time() -> None:
    assert LOOP.wait_ms(2000, 1.0) == 1000
    assert LOOP.wait_ms(2000, 2.0) == 500
    assert LOOP.wait_ms(2000, 0.5) == 2000
    assert LOOP.wait_ms(4000, 1.0) == 0


def test_it_is_over_at_its_end() -> None:
    assert not LOOP.is_over(2900)
    assert LOOP.is_over(3000)


def test_on_a_late_output_it_turns_so_that_the_ear_hears_the_end() -> None:
    assert LOOP.turn_ms(1.0, 180) == 2820
    assert LOOP.turn_ms(2.0, 180) == 2640
    assert LOOP.turn_ms(1.0, -50) == 3000
    assert LOOP.wait_ms(2640, 2.0, 180) == 0
    assert LOOP.is_over(2820, 1.0, 180)
    assert not LOOP.is_over(2700, 1.0, 180)


def test_a_short_loop_on_a_very_late_output_still_plays() -> None:
    short = Span(1000, 1200)
    assert not short.is_over(1000, 3.0, 2000)
    assert short.is_over(1100, 3.0, 2000)


def test_a_step_stays_inside() -> None:
    assert LOOP.step(-500) == 1000
    assert LOOP.step(2000) == 2000
    assert LOOP.holds(LOOP.step(9000))


def test_marks_in_any_order_make_a_loop() -> None:
    assert span_between(3000, 1000) == LOOP
    assert span_between(-50, 1000) == Span(0, 1000)
    assert span_between(1000, 1000 + SHORTEST_MS - 1) is None
