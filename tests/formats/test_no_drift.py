"""Going out and back in again moves no chapter, however coarse the format counts."""

from __future__ import annotations

import pytest

from notesapp.core.chapters import Chapter
from notesapp.formats.base import Format
from notesapp.formats.frames import RATES, frames_at, moment_of
from tests.formats.chapter_strategies import chapters_snapshot
from tests.formats.round_trips import BOTH_WAYS, reader_of_key


@pytest.mark.parametrize("entry", BOTH_WAYS, ids=lambda entry: entry.key)
def test_the_second_trip_gives_what_the_first_gave(entry: Format):
    reader = reader_of_key(entry.key)
    chapters = tuple(Chapter(ms, f"At {ms}") for ms in range(0, 60_000, 777))
    trips = []
    for _ in range(4):
        text = entry.write(chapters_snapshot(chapters, 90_000))
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        chapters = reader.read(text, {}).chapters
        trips.append([(c.start_ms, c.title) for c in chapters])
    assert trips[0] == trips[1] == trips[2] == trips[3]
    assert len(trips[0]) == 78


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.name)
def test_every_frame_is_found_again(rate):
    assert all(frames_at(moment_of(frame, rate), rate) == frame for frame in range(5000))
