"""The same sound is known again whatever stands around it; other sound is not."""

from __future__ import annotations

import errno
import os
import random
import shutil
import struct
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import mutagen
import numpy
import pytest
from mutagen.apev2 import APEv2
from mutagen.flac import Picture
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, CTOCFlags
from mutagen.mp4 import MP4, MP4Cover

from notesapp.audio.identity import identify, is_comparable
from notesapp.errors import AudioTrouble

RATE = 44_100
ART = bytes(range(256)) * 800  # 200 KB: tags that need pages and boxes of their own


@dataclass(frozen=True)
class Kind:
    suffix: str
    codec: str
    rate: int = RATE
    format: str = ""
    layout: str = "mono"


KINDS = (
    Kind("mp3", "libmp3lame"),
    Kind("m4a", "aac"),
    Kind("flac", "flac"),
    Kind("ogg", "vorbis", layout="stereo"),
    Kind("opus", "libopus", 48_000),
    Kind("wav", "pcm_s16le"),
    Kind("aiff", "pcm_s16be"),
    Kind("mka", "aac", format="matroska"),
    Kind("aac", "aac", format="adts"),
    Kind("alac.m4a", "alac"),
)
TAGGED = tuple(k for k in KINDS if k.suffix in {"mp3", "m4a", "flac", "ogg", "opus", "wav"})


def noise(seconds: float, seed: int) -> numpy.ndarray:
    source = numpy.random.default_rng(seed)
    return (source.standard_normal(round(seconds * RATE)) * 6000).clip(-32768, 32767)


def encode(path: Path, kind: Kind, sound: numpy.ndarray) -> Path:
    with av.open(str(path), "w", format=kind.format or None) as out:
        stream = out.add_stream(kind.codec, rate=kind.rate, layout=kind.layout)
        stream.options = {"strict": "experimental"}
        frame = av.AudioFrame.from_ndarray(
            sound.astype("<i2").reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate = RATE
        convert = av.AudioResampler(stream.format.name, kind.layout, kind.rate)
        for part in (*convert.resample(frame), *convert.resample(None)):
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], Path]:
    folder = tmp_path_factory.mktemp("sound")

    def make(kind: Kind) -> Path:
        path = folder / f"sound.{kind.suffix}"
        return path if path.exists() else encode(path, kind, noise(30, 1))

    return make


def by_suffix(kind: Kind) -> str:
    return kind.suffix


@pytest.fixture(params=KINDS, ids=by_suffix)
def kind(request: pytest.FixtureRequest) -> Kind:
    return request.param


@pytest.fixture
def sound(kind: Kind, made: Callable[[Kind], Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(made(kind), tmp_path / f"copy.{kind.suffix}"))


def add_tags(path: Path, words: str) -> None:
    media = mutagen.File(path)
    if media.tags is None:
        media.add_tags()
    if isinstance(media, MP4):
        media["\xa9nam"] = [words]
        media["covr"] = [MP4Cover(ART)]
    elif isinstance(media.tags, ID3):
        media.tags.add(TIT2(encoding=3, text=[words]))
        media.tags.add(APIC(encoding=0, mime="image/png", type=3, desc="", data=ART))
    else:
        media["title"] = [words]
        media["metadata_block_picture"] = ["A" * len(ART)]
    media.save()


@pytest.mark.parametrize("kind", TAGGED, ids=by_suffix, indirect=True)
def test_rewritten_tags_and_artwork_are_the_same_sound(sound: Path):
    before = identify(sound)
    add_tags(sound, "Another title")
    tagged = identify(sound)
    assert tagged.size_bytes > before.size_bytes + len(ART) - 10_000
    assert tagged.digest == before.digest
    mutagen.File(sound).delete()
    assert identify(sound).digest == before.digest


def test_another_recording_of_the_same_length_is_not(sound: Path, kind: Kind):
    other = encode(sound.with_name(f"other.{kind.suffix}"), kind, noise(30, 2))
    assert identify(other).digest != identify(sound).digest
    assert is_comparable(identify(other).digest, identify(sound).digest)


@pytest.mark.parametrize("cut_s", [0.2, 12.0])
def test_a_cut_is_not(sound: Path, kind: Kind, cut_s: float):
    samples = noise(30, 1)
    at = 15 * RATE
    cut = numpy.concatenate([samples[:at], samples[at + round(cut_s * RATE) :]])
    other = encode(sound.with_name(f"other.{kind.suffix}"), kind, cut)
    assert identify(other).digest != identify(sound).digest


def test_half_a_file_is_not(sound: Path, kind: Kind):
    whole = identify(sound)
    os.truncate(sound, whole.size_bytes // 2)
    assert identify(sound).digest != whole.digest


def test_a_renamed_file_is_the_same(sound: Path):
    before = identify(sound)
    assert identify(sound.rename(sound.with_name("no suffix"))) == before


def test_chapters_and_ape_and_old_tags_of_an_mp3(made: Callable[[Kind], Path], tmp_path: Path):
    path = Path(shutil.copy(made(KINDS[0]), tmp_path / "a.mp3"))
    before = identify(path).digest
    tags = ID3(path) if path.read_bytes()[:3] == b"ID3" else ID3()
    tags.add(CTOC(element_id="toc", flags=CTOCFlags.TOP_LEVEL, child_element_ids=["a"]))
    tags.add(CHAP(element_id="a", start_time=0, end_time=9_000, sub_frames=[TIT2(text=["One"])]))
    tags.save(path, v1=2)
    ape = APEv2()
    ape["Title"] = "Third title"
    ape.save(path)
    data = path.read_bytes()
    assert b"APETAGEX" in data
    assert identify(path).digest == before
    # A second ID3v2 tag before, and Lyrics3 behind, as older programs write them.
    lyrics = b"LYRICSBEGININD00002004LYR00004abcd"
    lyrics += b"%06dLYRICS200" % len(lyrics)
    tag = b"ID3\x04\0\0\0\0\0\x05" + bytes(5)
    bare = ID3(path)
    bare.delete(path)
    path.write_bytes(tag + tag + bytes(700) + path.read_bytes() + lyrics + b"TAG" + bytes(125))
    assert identify(path).digest == before


def remux(path: Path, to: Path, **options: str) -> Path:
    with av.open(str(path)) as source, av.open(str(to), "w", options=options) as out:
        stream = source.streams.audio[0]
        copy = out.add_stream_from_template(stream)
        out.set_chapters(
            [
                {
                    "id": n,
                    "start": n * 5_000,
                    "end": n * 5_000 + 5_000,
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": f"Chapter {n}"},
                }
                for n in range(6)
            ]
        )
        for packet in source.demux(stream):
            if packet.dts is not None:
                packet.stream = copy
                out.mux(packet)
    return to


@pytest.mark.parametrize("options", [{}, {"movflags": "+faststart"}])
@pytest.mark.parametrize("which", [1, 9])
def test_chapters_in_an_m4a_are_not_sound(
    made: Callable[[Kind], Path], tmp_path: Path, which: int, options: dict[str, str]
):
    path = made(KINDS[which])
    other = remux(path, tmp_path / "with chapters.m4a", **options)
    with av.open(str(other)) as file:
        assert len(file.chapters()) == 6
    assert other.read_bytes() != path.read_bytes()
    assert identify(other).digest == identify(path).digest


def test_an_m4a_in_fragments_is_known_again(made: Callable[[Kind], Path], tmp_path: Path):
    flags = {"movflags": "frag_keyframe+empty_moov", "frag_duration": "1000000"}
    path = remux(made(KINDS[1]), tmp_path / "fragments.m4a", **flags)
    before = identify(path)
    assert before.digest.startswith("mp4-media.")
    add_tags(path, "Another title")
    assert identify(path).digest == before.digest
    assert not is_comparable(before.digest, identify(made(KINDS[1])).digest)


def test_a_large_wav_of_unlike_middle(tmp_path: Path):
    """Only places are read, so a hole is as good as zeros; the size is in the digest."""
    path = tmp_path / "long.wav"
    length = 1 << 30
    head = b"RIFF" + struct.pack("<I", length + 36) + b"WAVEfmt " + struct.pack("<I", 16)
    head += struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16) + b"data"
    path.write_bytes(head + struct.pack("<I", length))
    os.truncate(path, len(head) + 4 + length)
    before = identify(path)
    with path.open("r+b") as file:
        file.seek(length // 2)
        file.write(b"\1" * (length // 31))
    changed = identify(path)
    assert changed.size_bytes == before.size_bytes
    assert changed.digest != before.digest


def test_a_streamed_wav_reaches_to_the_end(tmp_path: Path):
    path = tmp_path / "streamed.wav"
    sound = array("h", range(-9000, 9000)).tobytes()
    head = b"RIFF\xff\xff\xff\xffWAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 88200, 2, 16)
    path.write_bytes(head + b"data\xff\xff\xff\xff" + sound)
    before = identify(path).digest
    path.write_bytes(head + b"data" + struct.pack("<I", len(sound)) + sound + b"id3 \4\0\0\0aaaa")
    assert identify(path).digest == before
    path.write_bytes(head.replace(struct.pack("<I", RATE), struct.pack("<I", 8000)) + b"data")
    assert identify(path).digest != before


def refusal(path: Path) -> str:
    with pytest.raises(AudioTrouble) as caught:
        identify(path)
    return caught.value.sentence


def test_what_is_no_file_is_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.mp3")
    (tmp_path / "loop.mp3").symlink_to("loop.mp3")
    for path in (tmp_path, tmp_path / "pipe.mp3", tmp_path / "gone.mp3", tmp_path / "loop.mp3"):
        assert path.name in refusal(path)
    assert "cannot be read" in refusal(tmp_path / "null\0.mp3")


def test_a_disk_error_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("no file here that opens and cannot be read")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)), memory.open("rb") as file:
        file.read(1)
    link = tmp_path / "mem.mp3"
    link.symlink_to(memory)
    assert "mem.mp3" in refusal(link)


def test_any_damage_is_read_without_trouble(sound: Path, kind: Kind):
    whole = sound.read_bytes()
    for seed in range(30):
        source = random.Random(f"{seed}{kind.suffix}")
        data = bytearray(whole[: source.choice([3, 40, 300, 5_000, len(whole)])])
        for _ in range(source.randrange(60)):
            data[source.randrange(min(len(data), 3000))] = source.choice([0, 1, 0x7F, 0x80, 0xFF])
        sound.write_bytes(data)
        assert identify(sound).size_bytes == len(data)


def test_artwork_in_flac_is_a_block_of_its_own(made: Callable[[Kind], Path], tmp_path: Path):
    path = Path(shutil.copy(made(KINDS[2]), tmp_path / "a.flac"))
    before = identify(path).digest
    media = mutagen.File(path)
    picture = Picture()
    picture.data, picture.type, picture.mime = ART, 3, "image/png"
    media.add_picture(picture)
    media.save()
    assert identify(path).digest == before
