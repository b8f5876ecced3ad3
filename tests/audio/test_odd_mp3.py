"""MP3 files as they really are: joined, tagged in odd places, damaged, cut, mislabelled."""

from __future__ import annotations

import random
from pathlib import Path

import av
import numpy as np
import pytest

from notesapp.audio.open_source import frame_index, open_source
from notesapp.audio.source import PcmSource, duration_ms
from notesapp.errors import AudioTrouble
from tests import media, timecode

RATE = 44100
FRAME = 1152
SECONDS = 8


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """CBR with a Xing header: 8 s of mono, 128 kbit/s."""
    return media.make(tmp_path_factory.mktemp("plain"), "mp3", SECONDS).read_bytes()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """VBR without any header: only frames."""
    path = media.make(tmp_path_factory.mktemp("bare"), "mp3-vbr-no-xing", SECONDS)
    return strip_tags(path.read_bytes())


def strip_tags(data: bytes) -> bytes:
    return data[data.index(b"\xff\xfb") :]


def length_of(source: PcmSource) -> int:
    source.close()
    return source.total


def opened(folder: Path, data: bytes, name: str = "episode.mp3") -> PcmSource:
    path = folder / name
    path.write_bytes(data)
    return open_source(path)


def all_of(source: PcmSource) -> media.Samples:
    sound = np.frombuffer(source.read(0, source.total), "<i2").reshape(-1, source.channels)
    assert len(sound) == source.total
    source.close()
    return sound


def shift_at(sound: media.Samples, second: float) -> int | None:
    """By how many samples the timecode comes late at a moment."""
    start = round(second * RATE)
    place = timecode.locate(sound[start : start + 12_000, 0])
    return None if place is None else start - place.sample


def test_xing_tells_delay_and_padding(tmp_path, plain):
    source = opened(tmp_path, plain)
    assert source.total == SECONDS * RATE
    assert source.claimed_ms == SECONDS * 1000
    sound = all_of(source)
    assert [shift_at(sound, at) for at in (0, 3, 7.5)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (media.id3(2_000_000), b""),
        (media.id3(2_000_000, is_safe=False), b""),
        (media.id3(300) + media.id3(3000) + media.id3(20), b""),
        (media.id3(300) + bytes(5000), b""),
        (media.ape(), b""),
        (b"", media.id3v1()),
        (b"", media.ape() + media.id3v1()),
        (b"", media.id3(4000)),
        (media.id3(300), media.ape(200_000)),
        (b"\0\0\0", bytes(9000)),
    ],
)
def test_tags_and_padding_are_no_sound(tmp_path, plain, before, after):
    expected = all_of(opened(tmp_path, plain))
    tagged = all_of(opened(tmp_path, before + strip_tags(plain) + after, "tagged.mp3"))
    assert np.array_equal(tagged, expected)


def test_a_tag_that_claims_more_than_the_file_does_not_hide_the_sound(tmp_path, plain):
    lie = b"ID3\x03\0\0\x7f\x7f\x7f\x7f"
    assert length_of(opened(tmp_path, lie + strip_tags(plain))) == SECONDS * RATE


@pytest.mark.parametrize("between", [b"", media.id3(50_000), media.id3v1() + media.id3(900)])
def test_joined_files_play_to_the_end_of_the_second(tmp_path, plain, between):
    source = opened(tmp_path, plain + between + plain)
    frames = SECONDS * RATE // FRAME + 2
    assert source.claimed_ms == SECONDS * 1000
    # The first encoder delay is known and left out; the second header and delay do sound.
    assert SECONDS * 2 * RATE < source.total < 2 * (frames + 2) * FRAME
    sound = all_of(source)
    assert [shift_at(sound, at) for at in (0.5, 7)] == [0, 0]
    second = [shift_at(sound, at) for at in (8.5, 12, 15.5)]
    assert len(set(second)) == 1
    assert second[0] == pytest.approx(SECONDS * RATE, abs=4 * FRAME)


def test_joined_sound_does_not_depend_on_where_reading_began(tmp_path, plain):
    source = opened(tmp_path, plain + media.id3(5000) + plain)
    whole = all_of(source)
    source = open_source(tmp_path / "episode.mp3")
    for start in random.Random(1).sample(range(len(whole) - 5000), 30):
        piece = np.frombuffer(source.read(start, 5000), "<i2")
        assert np.array_equal(piece, whole[start : start + 5000, 0])
    source.close()


def test_without_a_header_the_delay_sounds_and_nothing_is_lost(tmp_path, bare):
    source = opened(tmp_path, bare)
    assert source.claimed_ms is None
    sound = all_of(source)
    assert {shift_at(sound, at) for at in (0.5, 4, 7.5)} == {1105}


def test_vbri_is_a_header_and_no_sound(tmp_path, bare):
    frames = 305
    header = bytearray(417)
    header[:4] = b"\xff\xfb\x90\xc4"
    header[36:54] = b"VBRI\0\1\0\0\0\0" + bytes(4) + frames.to_bytes(4, "big")
    source = opened(tmp_path, bytes(header) + bare)
    assert source.claimed_ms == round(frames * FRAME * 1000 / RATE)
    assert np.array_equal(all_of(source), all_of(opened(tmp_path, bare, "bare.mp3")))


@pytest.mark.parametrize("damage", [b"\0", b"\xff", b"\xff\xfb\x90\xc4", None])
@pytest.mark.parametrize("length", [10, 400, 1500, 20_000])
def test_damage_costs_no_time(tmp_path, plain, damage, length):
    data = bytearray(plain)
    noise = random.Random(length).randbytes(length)
    at = len(data) // 2
    data[at : at + length] = noise if damage is None else (damage * length)[:length]
    source = opened(tmp_path, bytes(data))
    assert abs(source.total - SECONDS * RATE) <= FRAME
    sound = all_of(source)
    assert shift_at(sound, 0.5) == 0
    assert shift_at(sound, 7.5) in (-FRAME, 0, FRAME)
    if damage != b"\xff\xfb\x90\xc4":
        assert shift_at(sound, 7.5) == 0


def test_damage_all_over_leaves_the_rest_in_place(tmp_path, plain):
    data, dice = bytearray(plain), random.Random(7)
    for _ in range(6):
        at = dice.randrange(5000, len(data) - 2000)
        data[at : at + 1500] = dice.randbytes(1500)
    sound = all_of(opened(tmp_path, bytes(data)))
    shifts = [shift_at(sound, at / 4) for at in range(31)]
    assert sum(shift == 0 for shift in shifts) >= 15
    assert {shift for shift in shifts if shift is not None} == {0}


def test_a_cut_file_ends_early_and_says_what_it_claimed(tmp_path, plain):
    source = opened(tmp_path, plain[: len(plain) // 4])
    assert source.claimed_ms == SECONDS * 1000
    assert duration_ms(source) == pytest.approx(SECONDS * 250, abs=60)
    assert shift_at(all_of(source), 1) == 0


def test_mono_and_stereo_in_one_file_play_in_stereo(tmp_path, bare):
    kind = media.Kind(".mp3", "libmp3lame", RATE, 2)
    two = media.encode(tmp_path / "two.mp3", media.timecoded(4, kind), kind).read_bytes()
    source = opened(tmp_path, bare + two)
    assert source.channels == 2
    sound = all_of(source)
    assert shift_at(sound, 2) == 1105
    assert shift_at(sound[:, ::-1], 2) == 1105
    assert shift_at(sound, SECONDS + 2) == pytest.approx(SECONDS * RATE, abs=4 * FRAME)


@pytest.mark.parametrize("between", [b"", media.id3(3000)])
def test_joined_files_of_different_rates_play_whole_and_at_one_rate(tmp_path, plain, between):
    kind = media.Kind(".mp3", "libmp3lame", 48000, 2)
    path = media.encode(tmp_path / "ad.mp3", media.timecoded(3, kind), kind)
    source = opened(tmp_path, path.read_bytes() + between + plain)
    assert (source.rate, source.channels) == (RATE, 2)
    assert source.total == (3 + SECONDS) * RATE
    whole = np.frombuffer(source.read(0, source.total), "<i2").reshape(-1, 2)
    assert abs(shift_at(whole, 1)) <= 1
    assert abs(shift_at(whole, 2.5)) <= 1
    assert [shift_at(whole, at) for at in (3.5, 10)] == [3 * RATE] * 2
    for start in random.Random(3).sample(range(source.total - 9000), 20):
        piece = np.frombuffer(source.read(start, 9000), "<i2").reshape(-1, 2)
        assert np.array_equal(piece, whole[start : start + 9000])
    source.close()


@pytest.mark.parametrize("name", ["episode.wav", "episode", "episode.m4a"])
def test_content_counts_and_not_the_name(tmp_path, plain, name):
    assert length_of(opened(tmp_path, plain, name)) == SECONDS * RATE


def test_mp3_in_a_wav_is_walked_too(tmp_path):
    kind = media.Kind(".wav", "libmp3lame")
    path = media.encode(tmp_path / "mp3.wav", media.timecoded(SECONDS, kind), kind)
    sound = all_of(open_source(path))
    assert {shift_at(sound, at) for at in (1, 4, 7)} == {1105}


def test_free_format_is_refused_with_a_reason(tmp_path):
    frame = b"\xff\xfb\x00\xc4" + bytes(500)
    with pytest.raises(AudioTrouble, match="free format"):
        opened(tmp_path, frame * 50)


def test_a_file_cut_while_open_is_silent_and_does_not_kill(tmp_path, plain):
    path = tmp_path / "episode.mp3"
    path.write_bytes(plain)
    source = open_source(path)
    whole = source.read(0, source.total)
    with path.open("r+b") as file:
        file.truncate(len(plain) // 2)
    again = source.read(0, source.total)
    assert len(again) == len(whole)
    assert again[: len(whole) // 3] == whole[: len(whole) // 3]
    assert not any(again[len(whole) * 2 // 3 :])
    source.close()


def test_the_index_finds_every_frame_of_a_big_file(tmp_path, bare):
    (tmp_path / "one.mp3").write_bytes(bare)
    (tmp_path / "big.mp3").write_bytes(bare * 100)
    with av.open(str(tmp_path / "one.mp3")) as container:
        places = [packet.pos for packet in container.demux() if packet.size]
    with (tmp_path / "big.mp3").open("rb") as file:
        index = frame_index(file)
    assert index is not None
    assert len(index.offsets) == 100 * len(places)
    assert list(index.offsets[: len(places)]) == places
    assert index.offsets[-1] == 99 * len(bare) + places[-1]
