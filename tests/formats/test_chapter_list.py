from __future__ import annotations

import pytest
from hypothesis import given

from notesapp.core.chapters import Chapter
from notesapp.formats.chapter_list import from_zero, ready_chapters, with_ends
from notesapp.formats.hygiene import clean_title
from tests.formats.chapter_strategies import chapter_lists, chapters_snapshot, titles


@pytest.mark.parametrize(
    ("end_ms", "kept"), [(None, None), (9, None), (10, None), (11, 11), (20, 20), (21, None)]
)
def test_an_end_stays_between_its_start_and_the_next(end_ms: int | None, kept: int | None):
    chapters = [Chapter(10, "a", end_ms), Chapter(20, "b")]
    assert ready_chapters(chapters_snapshot(chapters))[0].end_ms == kept


def test_an_end_does_not_run_past_another_chapter_at_zero():
    chapters = [Chapter(0, "a", 90), Chapter(0, "b")]
    assert ready_chapters(chapters_snapshot(chapters))[0].end_ms is None


def test_the_last_end_lies_within_the_audio():
    for end_ms, kept in ((30, 30), (31, None)):
        chapters = [Chapter(10, "a", end_ms)]
        assert ready_chapters(chapters_snapshot(chapters, 30))[0].end_ms == kept
    assert ready_chapters(chapters_snapshot([Chapter(10, "a", 99)]))[0].end_ms == 99


def test_ends_are_filled_in():
    chapters = [Chapter(0, "a", 5), Chapter(10, "b"), Chapter(10, "c"), Chapter(20, "d")]
    assert [c.end_ms for c in with_ends(chapters, 40)] == [5, 20, 20, 40]
    assert [c.end_ms for c in with_ends(chapters, None)] == [5, 20, 20, 1020]
    assert with_ends([], 40) == ()


def test_an_intro_is_added_only_where_it_is_missing():
    assert [c.title for c in from_zero([Chapter(1, "a")])] == ["Intro", "a"]
    assert [c.title for c in from_zero([Chapter(0, "a")])] == ["a"]
    assert from_zero([]) == ()


@given(chapter_lists())
def test_ready_means_in_order_clean_and_within_the_audio(chapters: tuple[Chapter, ...]):
    snapshot = chapters_snapshot(chapters, 3_600_000)
    ready = ready_chapters(snapshot)
    starts = [c.start_ms for c in ready]
    assert starts == sorted(starts)
    assert all(0 <= ms < 3_600_000 for ms in starts)
    assert all(c.title and c.title == clean_title(c.title) for c in ready)
    assert ready_chapters(chapters_snapshot(ready, 3_600_000)) == ready
    for chapter in with_ends(ready, 3_600_000):
        assert chapter.start_ms < (chapter.end_ms or 0) <= 3_600_000


@given(titles())
def test_a_clean_title_stays_as_it_is(title: str):
    assert clean_title(clean_title(title)) == clean_title(title)
