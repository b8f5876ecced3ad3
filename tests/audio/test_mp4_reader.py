"""Ordinary MP4s are read by their own index, with the same samples as FFmpeg's reading gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from notesapp.audio.mp4_reader import Mp4Reader, open_mp4
from notesapp.audio.open_source import open_source
from notesapp.audio.peaks_decode import decode_stream
from notesapp.audio.pyramid_builder import PyramidBuilder
from notesapp.audio.source import PcmSource
from notesapp.audio.stream_source import StreamSource, open_stream
from notesapp.errors import AudioTrouble
from tests import media
from tests.audio import mp4_media

SECONDS = 4
every_name = pytest.mark.parametrize("name", mp4_media.NAMES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("mp4")
    paths: dict[str, Path] = {}

    def get(name: str) -> Path:
        if name not in paths:
            paths[name] = mp4_media.make(folder, name, SECONDS)
        return paths[name]

    return get


@pytest.fixture
def changed(made, tmp_path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        path = tmp_path / "changed.m4a"
        path.write_bytes(data)
        return path

    return write


def own(path: Path) -> StreamSource:
    """The source of a file that has to be read by its own index."""
    source = open_source(path)
    assert isinstance(source, StreamSource)
    assert isinstance(source.reader, Mp4Reader)
    return source


def facts(source: PcmSource) -> tuple[int, ...]:
    return source.total, source.rate, source.channels, source.claimed_ms or 0


def assert_same(path: Path) -> None:
    """The file is read by its own index, exactly as by FFmpeg."""
    source, oracle = own(path), open_stream(path)
    assert facts(source) == facts(oracle)
    assert source.read(0, source.total) == oracle.read(0, oracle.total)
    source.close()
    oracle.close()


@every_name
def test_read_straight_it_is_what_ffmpeg_gives(made, name):
    assert_same(made(name))


@every_name
def test_jumping_about_gives_the_same_as_reading_straight_and_as_ffmpeg(made, name):
    straight, jumping, oracle = own(made(name)), own(made(name)), open_stream(made(name))
    whole = straight.read(0, straight.total)
    width, rate = 2 * straight.channels, straight.rate
    dice = random.Random(name)
    starts = [dice.randrange(straight.total) for _ in range(25)]
    starts += [0, 1, straight.total - 1, rate, 0, straight.total - rate // 40, 5]
    for start in starts:
        piece = jumping.read(start, rate // 7)
        assert piece == whole[start * width : (start + rate // 7) * width], start
        assert piece == oracle.read(start, rate // 7), start
    for source in (straight, jumping, oracle):
        source.close()


@every_name
def test_levels_are_those_of_ffmpegs_reading(made, name):
    found = []
    for source in (own(made(name)), open_stream(made(name))):
        builder = PyramidBuilder()
        for _ in decode_stream(source.reader, source.total, builder):
            pass
        found.append(builder.finish())
        source.close()
    ours, theirs = found
    for zoom in zip((*ours.peak, *ours.mean), (*theirs.peak, *theirs.mean), strict=True):
        assert np.array_equal(*zoom)


@pytest.mark.parametrize("name", ["aac-16000", "aac-stereo-44100", "aac-video", "alac"])
def test_frames_are_found_at_any_place(made, name):
    source = own(made(name))
    frames = source.reader._track.frames
    whole = [place for turn in frames.places(0, len(frames)) for place in pairwise(turn)]
    assert [end - at for at, end in whole] == frames.sizes.tolist()
    for first in range(0, len(frames), 5):
        last = min(len(frames), first + 1 + first % 70)
        found = [place for turn in frames.places(first, last) for place in pairwise(turn)]
        assert found == whole[first:last]
    source.close()


@pytest.mark.parametrize(
    ("skip", "lasts_ms"),
    [(1024, 2000), (2112, 2000), (2112, 3999), (0, 4000), (500, 1501), (1024, 90_000), (5000, 64)],
)
def test_the_encoders_delay_and_the_end_are_those_of_the_edit_list(made, changed, skip, lasts_ms):
    assert_same(changed(mp4_media.edited(made("aac-16000").read_bytes(), skip, lasts_ms)))


def test_without_an_edit_list_nothing_is_skipped(made, changed):
    assert_same(changed(mp4_media.without_edits(made("aac-16000").read_bytes())))


@pytest.mark.parametrize("delay", [1024, 2112, 3000])
def test_the_delay_that_itunes_writes_is_believed_where_no_edit_tells_another(made, changed, delay):
    path = changed(made("aac-16000").read_bytes())
    mp4_media.with_delay(path, delay)
    if delay == 1024:
        assert_same(path)
    path.write_bytes(mp4_media.without_edits(path.read_bytes()))
    assert_same(path)


def test_a_closed_source_is_silent(made):
    source = own(made("aac-stereo-44100"))
    assert any(source.read(9000, 2000))
    source.close()
    assert source.read(9000, 2000) == bytes(8000)


def test_a_file_cut_while_it_is_open_is_silent_from_there_on(made, changed):
    path = changed(made("alac-fast").read_bytes())
    source = own(path)
    whole = source.read(0, source.total)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    again = source.read(0, source.total)
    source.close()
    assert len(again) == len(whole)
    assert again[:40_000] == whole[:40_000]
    assert not any(again[-40_000:])


UNUSUAL = {
    "an edit at double speed": (b"elst", 20, b"\0\2\0\0"),
    "two edits": (b"elst", 8, b"\0\0\0\2"),
    "an empty edit": (b"elst", 16, b"\xff\xff\xff\xff"),
    "a start far inside": (b"elst", 16, b"\0\0\x7f\0"),
    "two sample entries": (b"stsd", 8, b"\0\0\0\2"),
    "an encrypted entry": (b"mp4a", 0, b"enca"),
    "an entry of QuickTime": (b"mp4a", 12, b"\0\1"),
    "an edit of nothing": (b"elst", 12, b"\0\0\0\0"),
    "sound elsewhere": (b"url ", 4, b"\0\0\0\0"),
    "frames of no length": (b"stts", 16, b"\0\0\0\0"),
    "frames of double length": (b"stts", 16, b"\0\0\x08\0"),
    "more durations than frames": (b"stts", 12, b"\0\0\x7f\0"),
    "times in other units": (b"mdhd", 16, b"\0\0\x03\xe8"),
    "chunks out of order": (b"stsc", 12, b"\0\0\0\2"),
    "one size for all": (b"stsz", 8, b"\0\0\0\7"),
    "too many sizes": (b"stsz", 12, b"\x7f\xff\xff\xff"),
    "a frame of nothing": (b"stsz", 16, b"\0\0\0\0"),
    "a frame of a gigabyte": (b"stsz", 16, b"\x40\0\0\0"),
    "frames beyond the file": (b"stco", 12, b"\x7f\0\0\0"),
    "a table that is not there": (b"stco", 0, b"free"),
    "composition times": (b"sgpd", 0, b"ctts"),
    "another group": (b"sgpd", 8, b"rap "),
    "video only": (b"soun", 0, b"vide"),
    "pieces": (b"free", 0, b"moof"),
}


@pytest.mark.parametrize("what", UNUSUAL)
def test_what_is_unusual_is_left_to_ffmpeg(made, changed, what):
    path = changed(mp4_media.patched(made("aac-16000").read_bytes(), *UNUSUAL[what]))
    assert_left(path)


def assert_left(path: Path) -> None:
    with path.open("rb", buffering=0) as file:
        assert open_mp4(file) is None
    try:
        source = open_source(path)
    except AudioTrouble:
        return
    assert not isinstance(source.reader, Mp4Reader)
    oracle = open_stream(path)
    assert facts(source) == facts(oracle)
    assert source.read(0, 50_000) == oracle.read(0, 50_000)
    source.close()
    oracle.close()


@pytest.mark.parametrize(
    "header", ["2b92 0800", "1408 56e5 80", "1288", "140c", "1409", "1400", "14", "1f88 0800"]
)
def test_aac_with_anything_more_is_left_to_ffmpeg(made, changed, header):
    """High efficiency in both ways, another rate, short frames, an extension, no channels."""
    data = bytearray(made("aac-16000").read_bytes())
    at = data.rindex(bytes.fromhex("1408 56e5 00"))
    wanted = bytes.fromhex(header)
    data[at : at + 5] = wanted.ljust(5, b"\0")
    assert_left(changed(bytes(data)))


def test_fragments_are_left_to_ffmpeg(tmp_path):
    options = {"movflags": "frag_keyframe+empty_moov", "frag_duration": "500000"}
    kind = media.Kind(".m4a", "aac", 16000, 1, {"aac_pns": "0"}, options)
    path = media.encode(tmp_path / "fragments.m4a", media.timecoded(SECONDS, kind), kind)
    assert_left(path)


def test_every_cut_off_file_is_read_or_refused(made, changed):
    for name in ("aac-fast", "alac-fast", "aac-16000"):
        data = made(name).read_bytes()
        for tenth in range(1, 10):
            assert_left(changed(data[: len(data) * tenth // 10]))


def test_no_damage_in_the_tables_does_harm(made, changed):
    dice = random.Random(3)
    for name in ("aac-16000", "alac-fast", "aac-chapters"):
        data = made(name).read_bytes()
        begin = data.rindex(b"moov") - 4
        end = begin + int.from_bytes(data[begin : begin + 4], "big")
        for _ in range(150):
            bad, at = bytearray(data), dice.randrange(begin, end)
            values = (b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", dice.randbytes(1))
            value = dice.choice(values)
            bad[at : at + len(value)] = value
            with changed(bytes(bad)).open("rb", buffering=0) as file:
                reader = open_mp4(file)
                if reader is None:
                    continue
                source = StreamSource(reader, reader.total)
                assert len(source.read(0, source.total)) == 2 * source.channels * source.total
                assert len(source.read(source.total - 9, 20)) == 18 * source.channels
