"""Each hard title and time by name, into every kind of audio and out again."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.containers.embedding import embed, plan_embedding
from notesapp.containers.registry import CONTAINERS, container_of
from notesapp.core.chapters import Chapter
from tests.containers.mp4_files import DURATION_MS, made
from tests.containers.rebuilding import check_there_and_back
from tests.formats.chapter_strategies import (
    HARD_LISTS,
    HOUR_MS,
    TITLES,
    as_carried,
    chapters_snapshot,
    comparable,
)

KINDS = ("mp3", "m4a", "opus", "ogg-flac", "flac", "mka-aac", "webm")
ADDRESS = "https://müller.example/€?q=—#ü"


@pytest.mark.parametrize("name", HARD_LISTS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_time(kind: str, name: str):
    container = container_of(io.BytesIO(made(kind)))
    assert container is not None
    chapters = [c for c in HARD_LISTS[name] if c.start_ms < 100 * HOUR_MS]
    check_there_and_back(container, made(kind), chapters)


@pytest.mark.parametrize("kind", KINDS)
def test_every_title_with_its_link_in_one_go(kind: str, tmp_path: Path):
    """Nothing of a file may be refused because of the words in it."""
    chapters = [Chapter(n * 100, title, url=ADDRESS) for n, title in enumerate(TITLES)]
    container = container_of(io.BytesIO(made(kind)))
    assert container is not None
    path = tmp_path / f"a{container.suffixes[0]}"
    path.write_bytes(made(kind))
    report = embed(plan_embedding(chapters_snapshot(chapters), path))
    expected = as_carried(chapters, container.carries, DURATION_MS)
    assert len(expected) == len(TITLES)
    for one, other in zip(comparable(report.reading.chapters, DURATION_MS), expected, strict=True):
        assert replace(one, end_ms=None) == replace(other, end_ms=None)


def test_every_kind_that_is_written_is_tried():
    tried = {container_of(io.BytesIO(made(kind))) for kind in KINDS}
    assert {entry for entry in CONTAINERS if entry.pieces} <= tried
