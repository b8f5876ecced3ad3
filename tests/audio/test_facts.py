"""What audio files say about themselves."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import pytest

from notesapp.audio.facts import AUDIO_SUFFIXES, mime_of, probe
from notesapp.errors import AudioTrouble

MEDIA = Path(__file__).parents[1] / "player" / "media"


@pytest.mark.parametrize(
    ("name", "kind", "mime"),
    [
        ("tone.mp3", "MP3", "audio/mpeg"),
        ("tone.m4a", "M4A", "audio/mp4"),
        ("tone.opus", "Opus", "audio/ogg"),
        ("tone.ogg", "Ogg Vorbis", "audio/ogg"),
        ("tone.flac", "FLAC", "audio/flac"),
    ],
)
def test_facts_of_each_kind(name, kind, mime):
    path = MEDIA / name
    facts = probe(path)
    assert (facts.kind, facts.mime, facts.title) == (kind, mime, "Tone")
    assert facts.duration_ms == pytest.approx(3000, abs=60)
    assert facts.size_bytes == path.stat().st_size
    assert mime_of(path) == mime


def test_a_wrong_suffix_does_not_hide_the_kind(tmp_path):
    path = tmp_path / "tone.mp3"
    path.write_bytes((MEDIA / "tone.m4a").read_bytes())
    assert probe(path).mime == "audio/mp4"


def test_wav_has_an_exact_length_and_no_title(tmp_path):
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(2 * 8000 * 2))
    facts = probe(path)
    assert (facts.duration_ms, facts.kind, facts.title) == (2000, "WAV", None)


def refusal(path: Path) -> str:
    with pytest.raises(AudioTrouble) as caught:
        probe(path)
    return caught.value.sentence


def test_a_missing_file_is_named_with_its_place(tmp_path):
    path = tmp_path / "gone.mp3"
    assert refusal(path) == f"There is no file at {path}. Choose the audio again."


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.mp3", b"", "is empty"),
        ("junk.mp3", bytes(range(1, 200)) * 50, "is not audio"),
        ("page.mp3", b"<html></html>", "is not audio"),
        ("notes.txt", b"just words", "is not audio"),
        ("cut.m4a", b"\0\0\0\x1cftypM4A \0\0\x02\0", "is damaged or cut short"),
        ("cut.opus", b"OggS\0\x02" + bytes(30), "is damaged or cut short"),
        ("cut.flac", b"fLaC\0\0\0\x22", "is damaged or cut short"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(tmp_path, name, data, word):
    path = tmp_path / name
    path.write_bytes(data)
    sentence = refusal(path)
    assert name in sentence
    assert word in sentence
    assert "hoose" in sentence


def test_a_folder_is_not_audio(tmp_path):
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_locked_file_speaks_of_permissions(tmp_path):
    path = tmp_path / "locked.mp3"
    path.write_bytes(b"ID3")
    path.chmod(0)
    assert "permissions" in refusal(path)


@pytest.mark.parametrize("suffix", AUDIO_SUFFIXES)
def test_every_suffix_has_a_mime_type(suffix):
    assert mime_of(Path("Episode" + suffix.upper())).startswith("audio/")


def test_another_suffix_is_only_bytes():
    assert mime_of(Path("notes.md")) == "application/octet-stream"
