"""Tags of very many parts are refused before anything is made of each of them."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest

from notesapp.audio.facts import probe
from notesapp.audio.heavy_tags import has_heavy_tags
from notesapp.errors import AudioTrouble
from tests import media

MANY = 300_000


def sevens(number: int) -> bytes:
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))


def frame(name: bytes, body: bytes) -> bytes:
    return name + sevens(len(body)) + b"\0\0" + body


def id3(body: bytes) -> bytes:
    return b"ID3\4\0\0" + sevens(len(body)) + body


def chapter(inside: bytes) -> bytes:
    return frame(b"CHAP", b"c\0" + struct.pack(">IIII", 0, 1000, 0, 0) + inside)


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def comments(count: int) -> bytes:
    body = struct.pack("<I", 1) + b"v" + struct.pack("<I", count)
    return b"fLaC\x84" + len(body).to_bytes(3, "big") + body


HEAVY = {
    "frames": id3(frame(b"TXXX", b"\3a\0b") * MANY),
    "frames of chapters": id3(chapter(frame(b"TIT2", b"\3x") * MANY)),
    "tags": id3(b"") * 1000,
    "blocks": b"fLaC" + b"\1\0\0\0" * MANY,
    "comments": comments(MANY),
    "boxes": box(b"ftyp") + box(b"free") * MANY,
    "boxes of a movie": box(b"ftyp") + box(b"moov", box(b"udta", box(b"free") * MANY)),
    "chunks": b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * MANY,
    "chunks of AIFF": b"FORM\0\0\0\0AIFF" + b"junk\0\0\0\0" * MANY,
}
LIGHT = {
    "pictures of chapters": id3(chapter(frame(b"APIC", b"x" * 60_000)) * 255),
    "a long frame": id3(frame(b"PRIV", b"x" * 5_000_000)),
    "padding": id3(bytes(3_000_000)),
    "blocks": b"fLaC" + b"\1\0\0\0" * 100 + b"\x81\0\0\0",
    "comments": comments(1000),
    "boxes": box(b"ftyp") + box(b"moov", box(b"udta", box(b"free") * 1000)),
    "a box without length": box(b"ftyp") + bytes(100),
    "chunks": b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 100,
    "nothing": b"",
}


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_very_many_parts_are_heavy(name: str, tmp_path: Path) -> None:
    assert has_heavy_tags(BytesIO(HEAVY[name]))
    path = tmp_path / "heavy.mp3"
    path.write_bytes(HEAVY[name])
    with pytest.raises(AudioTrouble, match="more tags than can be read"):
        probe(path)


@pytest.mark.parametrize("name", sorted(LIGHT))
def test_long_tags_of_few_parts_are_not(name: str) -> None:
    assert not has_heavy_tags(BytesIO(LIGHT[name]))


@pytest.mark.parametrize("kind", ["mp3", "m4a", "flac", "opus", "wav", "mka-aac"])
def test_ordinary_audio_is_not(kind: str, tmp_path: Path) -> None:
    path = media.make(tmp_path, kind, 1.0)
    with path.open("rb") as file:
        assert not has_heavy_tags(file)
    assert probe(path).duration_ms
