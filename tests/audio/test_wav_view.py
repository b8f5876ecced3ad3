"""The WAV file that is nowhere: its bytes, its header beyond 4 GB, and the boost."""

from __future__ import annotations

import io
import struct
import wave
from dataclasses import dataclass

import numpy as np
import pytest

from notesapp.audio.wav_view import WavView, boosted


@dataclass
class Counting:
    """Sample n has the value n, in every channel a little different."""

    total: int
    rate: int = 8000
    channels: int = 1
    claimed_ms: int | None = None

    def read(self, start: int, count: int) -> bytes:
        at = np.arange(start, min(start + count, self.total))
        table = at[:, None] % 30_000 + np.arange(self.channels)
        return bytes(table.astype("<i2").tobytes())

    def close(self) -> None:
        pass


@pytest.mark.parametrize(("channels", "total"), [(1, 0), (1, 999), (2, 1000)])
def test_the_bytes_are_a_wav_file(channels, total):
    source = Counting(total, channels=channels)
    view = WavView(source)
    data = view.read(0, 10**6)
    assert len(data) == view.size == 44 + total * channels * 2
    with wave.open(io.BytesIO(data)) as file:
        assert file.getparams()[:4] == (channels, 2, 8000, total)
        assert file.readframes(total) == source.read(0, total)


@pytest.mark.parametrize("step", [1, 3, 7, 44, 45, 100])
def test_any_cut_gives_the_same_bytes(step):
    view = WavView(Counting(300, channels=2))
    whole = view.read(0, view.size)
    pieces = [view.read(at, step) for at in range(0, view.size + step, step)]
    assert b"".join(pieces) == whole


def test_beyond_the_end_there_is_nothing():
    view = WavView(Counting(10))
    assert view.read(view.size, 5) == b""
    assert view.read(view.size + 10**12, 5) == b""
    assert view.read(view.size - 2, 500) == view.read(0, view.size)[-2:]


def test_more_than_four_gigabytes_are_told_in_64_bits():
    source = Counting(11 * 3600 * 48000, rate=48000, channels=2)
    view = WavView(source)
    head = view.read(0, 80)
    assert (head[:4], head[8:16]) == (b"RF64", b"WAVEds64")
    riff, data, samples = struct.unpack("<QQQ", head[20:44])
    assert (riff, data, samples) == (view.size - 8, source.total * 4, source.total)
    assert (head[72:76], head[4:8], head[76:80]) == (b"data", b"\xff" * 4, b"\xff" * 4)
    assert view.size == 80 + source.total * 4
    assert view.read(80 + 4 * 10**9, 4) == source.read(10**9, 1)


def test_boost_doubles_quiet_sound_and_never_wraps():
    values = np.arange(-32768, 32768, dtype="<i2")
    for boost_db, factor in ((6, 1.995), (12, 3.981)):
        louder = np.frombuffer(boosted(values.tobytes(), boost_db), "<i2").astype(int)
        quiet = np.abs(values.astype(int)) < 5000
        assert np.abs(louder[quiet] - values[quiet] * factor).max() <= 2
        assert (np.diff(louder) >= 0).all(), "louder in, never quieter out"
        assert np.abs(louder).max() <= 32767
        assert np.diff(louder).max() <= factor + 1, "no step to be heard"


def test_boost_does_not_depend_on_how_it_is_read():
    view = WavView(Counting(5000), boost_db=12)
    whole = view.read(0, view.size)
    assert view.read(1001, 333) == whole[1001:1334]
    assert WavView(Counting(5000)).read(1044, 4) != whole[1044:1048]
