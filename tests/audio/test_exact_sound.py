"""Every format gives the same samples whether it is read straight through or here and there."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from notesapp.audio.open_source import open_source
from notesapp.audio.source import PcmSource
from tests import media, timecode

SECONDS = 12
VORBIS = "vorbis"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes each file once."""
    folder = tmp_path_factory.mktemp("media")
    paths: dict[str, Path] = {VORBIS: media.VORBIS}

    def get(name: str) -> Path:
        if name not in paths:
            paths[name] = media.make(folder, name, SECONDS)
        return paths[name]

    return get


def kind_of(name: str) -> media.Kind:
    return media.KINDS.get(name, media.Kind(".ogg", "vorbis"))


def samples(source: PcmSource, start: int, count: int) -> media.Samples:
    return np.frombuffer(source.read(start, count), "<i2").reshape(-1, source.channels)


every_kind = pytest.mark.parametrize("name", [*media.KINDS, VORBIS])


@every_kind
def test_reading_through_is_what_a_plain_decode_gives(made, name):
    source = open_source(made(name))
    kind = kind_of(name)
    assert (source.rate, source.channels) == (kind.rate, min(2, kind.channels))
    heard = samples(source, 0, source.total + 1000)
    plain = media.full_decode(made(name), source.rate, source.channels)
    source.close()
    assert len(heard) == source.total == len(plain)
    if kind.channels <= 2:
        assert np.array_equal(heard, plain)


@every_kind
def test_every_moment_is_at_its_sample(made, name):
    source = open_source(made(name))
    kind = kind_of(name)
    most = source.total - SECONDS * source.rate - kind.delay
    assert 0 <= most <= 2400, "the length is the sound's, but for the last frame's padding"
    for start in random.Random(4).sample(range(source.total - source.rate), 8):
        for column in samples(source, start, source.rate // 4).T:
            place = timecode.locate(column, source.rate)
            assert place is not None
            assert abs(place.sample - (start - kind.delay)) <= 1
    source.close()


@every_kind
def test_jumping_about_gives_the_same_samples(made, name):
    straight, jumping = open_source(made(name)), open_source(made(name))
    whole = samples(straight, 0, straight.total).astype(int)
    rate, total = jumping.rate, jumping.total
    starts = random.Random(name).sample(range(total), 25)
    starts += [0, 1, rate // 3, 0, total - 1, total - rate // 50, total - rate, total - 2 * rate, 5]
    for start in starts:
        piece = samples(jumping, start, rate // 10)
        expected = whole[start : start + rate // 10]
        assert len(piece) == len(expected)
        assert np.abs(piece - expected).max() <= kind_of(name).noise, start
    straight.close()
    jumping.close()


@every_kind
def test_small_pieces_make_up_the_whole(made, name):
    source, other = open_source(made(name)), open_source(made(name))
    pieces = b"".join(source.read(at, 777) for at in range(source.rate, 3 * source.rate, 777))
    expected = other.read(source.rate, len(pieces) // 2 // source.channels)
    distance = np.frombuffer(pieces, "<i2").astype(int) - np.frombuffer(expected, "<i2")
    assert np.abs(distance).max() <= kind_of(name).noise
    source.close()
    other.close()


@every_kind
def test_nothing_is_beyond_the_end(made, name):
    source = open_source(made(name))
    assert source.read(source.total, 10) == b""
    assert source.read(source.total + 10**9, 10) == b""
    assert source.read(5, 0) == b""
    assert len(source.read(source.total - 3, 10)) == 3 * 2 * source.channels
    source.close()


@pytest.mark.parametrize("name", ["mp3-vbr", "m4a-stereo", VORBIS])
def test_a_closed_source_is_silent(made, name):
    source = open_source(made(name))
    assert any(source.read(5000, 2000))
    source.close()
    assert source.read(5000, 2000) == bytes(2 * 2000 * source.channels)
    assert source.read(source.total // 2, 10) == bytes(2 * 10 * source.channels)
    source.close()
