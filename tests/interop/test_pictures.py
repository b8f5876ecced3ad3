"""Pictures of chapters inside MP3, found by programs that are not ours."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.containers.embedding import embed, plan_embedding
from tests.interop.audio_files import make
from tests.interop.programs import as_rows, output, with_node, with_python
from tests.interop.required import WITH_READERS, demand
from tests.interop.samples import LAB


def picture(path: Path, colour: str) -> str:
    """Draw one colour; the digest of the file."""
    words = ("-f", "lavfi", "-i", f"color=c={colour}:s=32x32", "-frames:v", "1")
    output("ffmpeg", "-v", "error", "-y", *words, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@WITH_READERS
@pytest.mark.parametrize("kind", ["mp3 v2.3", "mp3 v2.4"])
def test_each_chapter_has_its_own_picture(kind: str, tmp_path: Path):
    demand(("ffmpeg", "python", "node"))
    digests = {
        "image/png": picture(tmp_path / "a.png", "red"),
        "image/jpeg": picture(tmp_path / "b.jpg", "blue"),
    }
    first, second, third = LAB.chapters
    chapters = (replace(first, image="a.png"), replace(second, image="b.jpg"), third)
    snapshot = replace(LAB.snapshot(), chapters=chapters)
    source, target = make(tmp_path, kind, LAB.duration_ms), tmp_path / "with.mp3"
    embed(plan_embedding(snapshot, source, tmp_path), target)
    wanted = [
        (first.start_ms, "image/png", digests["image/png"]),
        (second.start_ms, "image/jpeg", digests["image/jpeg"]),
    ]
    for found in (with_python("eyed3_pictures", target), with_node("id3-pictures", target)):
        assert [(start, mime, digest) for start, _, mime, digest in as_rows(found)] == wanted
