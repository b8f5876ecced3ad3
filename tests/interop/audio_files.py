"""Audio files made by FFmpeg, without a chapter, and the same with the chapters of a sample."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notesapp.containers.embedding import embed, plan_embedding
from notesapp.containers.registry import container_of
from notesapp.formats.base import Carries
from tests.interop.programs import output
from tests.interop.samples import Sample

TITLE = "Hedgehogs after dark – ü"


@dataclass(frozen=True)
class Kind:
    """How FFmpeg makes one kind of file, and which container it is."""

    suffix: str
    container: str
    words: tuple[str, ...] = ()


KINDS = {
    "mp3 v2.3": Kind(".mp3", "mp3", ("-id3v2_version", "3")),
    "mp3 v2.4": Kind(".mp3", "mp3", ("-id3v2_version", "4", "-write_id3v1", "1")),
    "mp3 untagged": Kind(".mp3", "mp3", ("-id3v2_version", "0")),
    "m4a": Kind(".m4a", "mp4"),
    "m4b": Kind(".m4b", "mp4", ("-f", "ipod", "-movflags", "+faststart")),
    "opus": Kind(".opus", "ogg"),
    "ogg": Kind(".ogg", "ogg", ("-c:a", "libvorbis")),
    "flac": Kind(".flac", "flac"),
    "mka": Kind(".mka", "mka", ("-c:a", "libopus")),
    "webm": Kind(".webm", "webm", ("-c:a", "libopus")),
}


def make(folder: Path, name: str, duration_ms: int) -> Path:
    """A quiet tone with a title."""
    kind = KINDS[name]
    path = folder / f"{name.replace(' ', '-')}-{duration_ms}{kind.suffix}"
    tone = f"sine=f=220:r=48000:d={duration_ms / 1000}"
    quality = ("-ac", "1", "-b:a", "32k", "-metadata", f"title={TITLE}")
    output("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", tone, *quality, *kind.words, path)
    return path


def carries_of(path: Path) -> Carries:
    """What the file can hold of a chapter."""
    with path.open("rb") as file:
        found = container_of(file)
    assert found is not None, path.name
    return found.carries


def embed_sample(sample: Sample, source: Path, target: Path) -> None:
    """Write the sample's chapters into a copy, as a person does."""
    embed(plan_embedding(sample.snapshot(), source), target)
