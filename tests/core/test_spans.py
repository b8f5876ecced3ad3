from __future__ import annotations

from notesapp.core.parser import parse
from notesapp.core.spans import segment_span

NOTES = parse("Title\n\nQ: One? [0:10]\n\nA: Two. [0:20]\n\nQ: Three?\n\nA: Four. [0:15]\n")


def test_a_segment_ends_where_the_next_in_time_begins() -> None:
    one, two, three, four = NOTES.segments
    assert segment_span(NOTES, one, 60_000) == (10_000, 15_000)
    assert segment_span(NOTES, four, 60_000) == (15_000, 20_000)
    assert segment_span(NOTES, two, 60_000) == (20_000, 60_000)
    assert segment_span(NOTES, three, 60_000) is None


def test_the_end_of_the_audio_is_an_end_too() -> None:
    one, two, *_ = NOTES.segments
    assert segment_span(NOTES, one, 12_000) == (10_000, 12_000)
    assert segment_span(NOTES, two, 20_000) is None
    assert segment_span(NOTES, two, 0) is None
    assert segment_span(NOTES, one, 0) == (10_000, 15_000)
