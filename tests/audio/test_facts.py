"""What audio files say about themselves."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from notesapp.audio.facts import AUDIO_SUFFIXES, mime_of, probe
from tests import media

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


@pytest.mark.parametrize("name", [*media.KINDS, "vorbis"])
def test_what_plays_has_facts(tmp_path, name):
    path = media.make(tmp_path, name, 4) if name in media.KINDS else media.VORBIS
    seconds = 4 if name in media.KINDS else media.VORBIS_SECONDS
    facts = probe(path)
    assert facts.duration_ms == pytest.approx(seconds * 1000, abs=250)
    assert facts.kind == facts.kind.strip() != ""
    assert facts.mime.startswith(("audio/", "video/")) or path.suffix == ".ts"


def test_a_headerless_or_joined_mp3_is_counted_and_not_guessed(tmp_path):
    bare = media.make(tmp_path, "mp3-vbr-no-xing", 12)
    assert probe(bare).duration_ms == pytest.approx(12_000, abs=60)
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(media.make(tmp_path, "mp3", 6).read_bytes() * 2)
    assert probe(joined).duration_ms == pytest.approx(12_000, abs=150)


def test_sound_behind_a_damaged_tag_still_has_facts(tmp_path):
    path = media.make(tmp_path, "mp3", 3)
    path.write_bytes(b"ID3\x04\0\x40\x7f\x7f\x7f\x7f" + bytes(40) + path.read_bytes())
    assert probe(path).duration_ms == pytest.approx(3000, abs=60)


@pytest.mark.parametrize("suffix", AUDIO_SUFFIXES)
def test_every_suffix_has_a_mime_type(suffix):
    assert mime_of(Path("Episode" + suffix.upper())).startswith(("audio/", "video/"))


def test_another_suffix_is_only_bytes():
    assert mime_of(Path("notes.md")) == "application/octet-stream"
