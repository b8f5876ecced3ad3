"""What every format of chapters wrote is read again, up to what it carries."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.chapters import Chapter
from notesapp.formats import mp4chaps, rss_item
from notesapp.formats.base import Carries, Format
from tests.formats.chapter_strategies import HARD_LISTS, chapter_lists
from tests.formats.round_trips import BOTH_WAYS, expected_of, round_trip

EACH = pytest.mark.parametrize("entry", BOTH_WAYS, ids=lambda entry: entry.key)
DURATIONS = st.sampled_from([None, 3_600_000, 7_200_001])


def check(entry: Format, wanted: tuple[Chapter, ...], duration_ms: int | None) -> int:
    """Compare; how many chapters that are."""
    if entry.key == "edl":  # knows marks of one frame, and takes the first hour for the start
        frame = expected_of(entry, wanted, duration_ms, fps=Fraction(25))
        found = round_trip(entry, wanted, duration_ms, fps="25", start="3")
        assert [(c.start_ms, c.title) for c in found] == [(c.start_ms, c.title) for c in frame]
    else:
        found = round_trip(entry, wanted, duration_ms)
        assert found == expected_of(entry, wanted, duration_ms)
    return len(found)


@EACH
@given(wanted=chapter_lists(), duration_ms=DURATIONS)
def test_any_list(entry: Format, wanted: tuple[Chapter, ...], duration_ms: int | None):
    if expected_of(entry, wanted, duration_ms):
        check(entry, wanted, duration_ms)


@EACH
@pytest.mark.parametrize("name", HARD_LISTS)
@pytest.mark.parametrize("duration_ms", [None, 3_600_000])
def test_every_hard_title_and_time(entry: Format, name: str, duration_ms: int | None):
    assert check(entry, HARD_LISTS[name], duration_ms) > 5


@given(wanted=chapter_lists(), duration_ms=DURATIONS)
def test_links_survive_where_they_were_asked_for(
    wanted: tuple[Chapter, ...], duration_ms: int | None
):
    carries = Carries(url=True, first_at_zero=True)
    expected = expected_of(mp4chaps.FORMAT, wanted, duration_ms, carries)
    assert round_trip(mp4chaps.FORMAT, wanted, duration_ms, links="yes") == expected


@given(wanted=chapter_lists(), duration_ms=DURATIONS)
def test_names_may_be_explained_on_the_feed(wanted: tuple[Chapter, ...], duration_ms: int | None):
    expected = expected_of(rss_item.FORMAT, wanted, duration_ms)
    assert round_trip(rss_item.FORMAT, wanted, duration_ms, namespaces="feed") == expected
