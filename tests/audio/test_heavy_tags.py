"""Tags of so many parts that reading them would take minutes."""

from __future__ import annotations

import pytest

from notesapp.audio.facts import probe
from notesapp.errors import AudioTrouble
from tests import media


def tag(frames: int) -> bytes:
    body = b"TXXX\0\0\0\x01\0\0\0" * frames
    size = len(body)
    seven = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\0\0" + seven + body


def test_tens_of_thousands_of_frames_are_refused_and_hundreds_are_not(tmp_path):
    path = media.make(tmp_path, "mp3", 3)
    sound = path.read_bytes()
    path.write_bytes(tag(300) + sound)
    assert probe(path).duration_ms == pytest.approx(3000, abs=60)
    path.write_bytes(tag(60_000) + sound)
    with pytest.raises(AudioTrouble, match="more tags than can be read"):
        probe(path)


def test_a_flac_of_thousands_of_blocks_is_refused(tmp_path):
    path = media.make(tmp_path, "flac", 3)
    data = path.read_bytes()
    blocks = b"\x01\0\0\0" * 3000  # empty padding
    path.write_bytes(data[:42] + blocks + data[42:])
    with pytest.raises(AudioTrouble, match="more tags than can be read"):
        probe(path)
