"""Chapters that FFmpeg's library and mutagen wrote are read, and replaced by ours."""

from __future__ import annotations

import io

import mutagen.id3
import pytest

from notesapp.containers.registry import container_of
from notesapp.core.chapters import Chapter
from notesapp.formats.reading import ChapterReading
from tests.containers.mp4_files import av_chapters, made, packets, with_av_chapters
from tests.containers.rebuilding import check_there_and_back, rebuilt, wanted_of

DURATION_MS = 3000
# No fraction of half a second and more: FFmpeg writes those one second late into Opus.
THEIRS = [(0, 1100, "Eins ä"), (1100, 2250, "Zwei"), (2250, 2900, "Drei <3>")]
OURS = (Chapter(0, "One"), Chapter(999, "Two"), Chapter(2000, "Three"))
KINDS = ("mp3", "m4a", "opus-stereo", "mka-aac", "mka-opus", "webm")
HAS_ENDS = ("mp3", "mka-aac", "mka-opus", "webm")


def read(data: bytes) -> ChapterReading:
    container = container_of(io.BytesIO(data))
    assert container is not None
    return container.read(io.BytesIO(data))


@pytest.mark.parametrize("kind", KINDS)
def test_what_libavformat_wrote_is_read_and_replaced(kind: str):
    before = with_av_chapters(kind, THEIRS)
    found = read(before).chapters
    assert len(found) == len(THEIRS)
    for chapter, (start, end, title) in zip(found, THEIRS, strict=True):
        assert (chapter.start_ms, chapter.title) == (start, title)
        assert chapter.end_ms in ((end, None) if kind in HAS_ENDS else (None,))
    container = container_of(io.BytesIO(before))
    assert container is not None
    after = rebuilt(container, before, wanted_of(OURS, DURATION_MS))
    assert [(c.start_ms, c.title) for c in read(after).chapters] == [
        (c.start_ms, c.title) for c in OURS
    ]
    assert av_chapters(after) == [(c.start_ms, c.title) for c in OURS]
    assert packets(after) == packets(before)


@pytest.mark.parametrize("version", [3, 4])
def test_mutagen_orders_chapters_by_size_and_they_are_read_by_time(version: int):
    tags = mutagen.id3.ID3()
    for n in range(9):
        title = mutagen.id3.TIT2(encoding=3, text=[f"{n} " + "x" * (7 * n % 5)])
        tags.add(
            mutagen.id3.CHAP(
                element_id=f"c{n}", start_time=n * 300, end_time=n * 300 + 300, sub_frames=[title]
            )
        )
    file = io.BytesIO(made("mp3"))
    tags.save(file, v2_version=version)
    data = file.getvalue()
    found = read(data).chapters
    assert [c.start_ms for c in found] == [n * 300 for n in range(9)]
    assert [c.title[0] for c in found] == [str(n) for n in range(9)]
    assert [start for start, _ in av_chapters(data)] != [c.start_ms for c in found]
    container = container_of(io.BytesIO(data))
    assert container is not None
    after = check_there_and_back(container, data, found, DURATION_MS)
    assert [start for start, _ in av_chapters(after)] == [c.start_ms for c in found]
