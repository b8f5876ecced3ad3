"""Tags and covers that mutagen wrote are all there after an embedding, in every kind of audio."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import mutagen
import pytest
from mutagen import flac, id3
from mutagen.oggopus import OggOpus

from notesapp.containers.embedding import embed, plan_embedding
from notesapp.core.chapters import Chapter
from tests import media
from tests.containers.mp4_files import PICTURE, made, tagged
from tests.formats.chapter_strategies import chapters_snapshot

TWO = (Chapter(0, "Intro"), Chapter(1500, "Zwei — ä"))


def cover() -> flac.Picture:
    picture = flac.Picture()
    picture.type, picture.mime, picture.data = 3, "image/png", PICTURE
    return picture


def mp3() -> bytes:
    tags = id3.ID3()
    tags.add(id3.TIT2(encoding=3, text=["Small garden"]))
    tags.add(id3.COMM(encoding=1, lang="deu", desc="ä", text=["Kommentar €"]))
    tags.add(id3.APIC(encoding=0, mime="image/png", type=3, desc="", data=PICTURE))
    tags.add(id3.PRIV(owner="example", data=b"\xff\x00\xff\xe0"))
    file = io.BytesIO(made("mp3"))
    tags.save(file, v2_version=3)
    return file.getvalue() + media.id3v1()


def opus() -> bytes:
    file = io.BytesIO(made("opus"))
    tags = OggOpus(file)
    tags["title"], tags["artist"] = ["Small garden"], ["Anna", "Ben"]
    tags["metadata_block_picture"] = [base64.b64encode(cover().write()).decode("ascii")]
    file.seek(0)
    tags.save(file)
    return file.getvalue()


def flac_file() -> bytes:
    file = io.BytesIO(made("flac"))
    tags = flac.FLAC(file)
    tags["title"], tags["artist"] = ["Small garden"], ["Anna", "Ben"]
    tags.add_picture(cover())
    file.seek(0)
    tags.save(file)
    return file.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "mp3": mp3,
    "m4a": lambda: tagged("m4a"),
    "opus": opus,
    "flac": flac_file,
}


def shown(path: Path) -> dict[str, object]:
    tags = mutagen.File(path).tags
    return {key: value for key, value in tags.items() if key[:4].upper() not in ("CHAP", "CTOC")}


@pytest.mark.parametrize("kind", MAKERS)
def test_every_tag_and_the_cover_are_kept(kind: str, tmp_path: Path):
    path = tmp_path / f"a.{kind}"
    path.write_bytes(MAKERS[kind]())
    before = shown(path)
    covers = [p.data for p in mutagen.File(path).pictures] if kind == "flac" else []
    embed(plan_embedding(chapters_snapshot(TWO), path))
    assert len(before) >= 3
    assert shown(path) == before
    if kind == "flac":
        assert [p.data for p in mutagen.File(path).pictures] == covers == [PICTURE]
    if kind == "mp3":
        assert path.read_bytes().endswith(media.id3v1())
