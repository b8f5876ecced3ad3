"""Chapters inside audio, read by programs that are not ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from notesapp.containers.registry import CONTAINERS
from tests.interop.audio_files import KINDS, carries_of, embed_sample, make
from tests.interop.audio_table import AUDIO_READERS
from tests.interop.programs import output, seconds_ms
from tests.interop.reader import Reader, compare
from tests.interop.required import WITH_READERS, demand
from tests.interop.samples import GOLDEN, LAB, MANY, Sample

Files = Callable[[str, Sample], tuple[Path, Path]]
KEYS = [entry.key for entry in CONTAINERS]
CASES = [
    pytest.param(kind, reader, sample, id=f"{kind}-{reader.name}-{sample.name}")
    for kind, readers in AUDIO_READERS.items()
    for reader in readers
    for sample in (LAB, MANY, GOLDEN)
    if sample.name in reader.samples and KINDS[kind].container in KEYS
]
EACH_KIND = pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if KINDS[kind].container in KEYS]
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The file without chapters and the one with those of a sample, each made once."""
    folder = tmp_path_factory.mktemp("audio")
    before = cache(lambda kind, duration_ms: make(folder, kind, duration_ms))

    @cache
    def pair(kind: str, sample: Sample) -> tuple[Path, Path]:
        source = before(kind, sample.duration_ms)
        target = source.with_stem(f"{source.stem}-{sample.name}")
        embed_sample(sample, source, target)
        return source, target

    return pair


@WITH_READERS
@pytest.mark.parametrize(("kind", "reader", "sample"), CASES)
def test_another_program_shows_the_chapters(
    kind: str, reader: Reader, sample: Sample, files: Files
):
    demand((*reader.needs, "ffmpeg"))
    _, path = files(kind, sample)
    found = reader.read(path)
    if found is not None:
        compare(reader, found, sample.expected(carries_of(path), length_ms(path)))


def length_ms(path: Path) -> int:
    words = ("-show_entries", "format=duration", "-of", "csv=p=0")
    return seconds_ms(output("ffprobe", "-v", "error", *words, path))


def md5_of_packets(path: Path) -> str:
    words = ("-map", "0:a", "-c", "copy", "-f", "hash", "-hash", "md5", "-")
    return output("ffmpeg", "-v", "error", "-i", path, *words)


def shown_tags(path: Path) -> set[str]:
    entries = ("-show_entries", "format_tags:stream_tags", "-of", "default=nw=1")
    said = output("ffprobe", "-v", "error", *entries, path)
    return {line for line in said.splitlines() if "CHAPTER" not in line.upper()}


@WITH_READERS
@EACH_KIND
def test_ffmpeg_finds_the_same_sound_and_the_same_tags(kind: str, files: Files):
    demand(("ffmpeg", "ffprobe"))
    before, after = files(kind, LAB)
    assert md5_of_packets(before) == md5_of_packets(after)
    assert shown_tags(before) <= shown_tags(after)


@WITH_READERS
@EACH_KIND
def test_old_chapters_go(kind: str, files: Files, tmp_path: Path):
    demand(("ffmpeg", "ffprobe", "mpv"))
    _, many = files(kind, MANY)
    again = tmp_path / many.name
    embed_sample(LAB, many, again)
    reader = next(r for r in AUDIO_READERS[kind] if r.name == "ffprobe")
    found = reader.read(again)
    assert found is not None
    compare(reader, found, LAB.expected(carries_of(again), length_ms(again)))
    assert md5_of_packets(many) == md5_of_packets(again)


def test_every_container_that_is_written_has_a_reader():
    covered = {KINDS[kind].container for kind in AUDIO_READERS}
    assert not {entry.key for entry in CONTAINERS if entry.pieces} - covered
