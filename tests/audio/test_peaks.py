"""Exact levels of every format: each bucket has the samples that the exact source has there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from notesapp.audio.open_source import open_source
from notesapp.audio.peaks import load_levels
from notesapp.audio.pyramid import Pyramid, encode
from notesapp.errors import AudioTrouble
from tests import media

SECONDS = 7.005
# More channels are mixed down to play, but each counts for the levels.
KINDS = [name for name, kind in media.KINDS.items() if kind.channels <= 2] + ["vorbis"]


class Kept:
    """A cache in memory that counts."""

    def __init__(self) -> None:
        self.entries: dict[tuple[Path, str], bytes] = {}
        self.asked = 0

    def get(self, path: Path, facts: str) -> bytes | None:
        self.asked += 1
        return self.entries.get((path, facts))

    def put(self, path: Path, facts: str, data: bytes) -> None:
        self.entries[path, facts] = data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("peaks")
    paths: dict[str, Path] = {"vorbis": media.VORBIS}

    def make(name: str) -> Path:
        if name not in paths:
            paths[name] = media.make(folder, name, SECONDS)
        return paths[name]

    return make


def levels_of(path: Path, cache: Kept | None = None) -> Pyramid:
    *_, last = load_levels(path, cache or Kept(), lambda: True)
    assert last.is_exact
    return last


def samples_of(path: Path) -> tuple[NDArray[np.float32], int]:
    source = open_source(path)
    data = source.read(0, source.total)
    rate, channels = source.rate, source.channels
    source.close()
    return np.frombuffer(data, "<i2").reshape(-1, channels).astype(np.float32) / 32768, rate


def plain_codes(
    sound: NDArray[np.float32], rate: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Codes of the peak and the root mean square of every 10 ms, the slow way."""
    count = -(-len(sound) * 100 // rate)
    edges = [-(-number * rate // 100) for number in range(count)] + [len(sound)]
    parts = [sound[edges[n] : edges[n + 1]] for n in range(count)]
    peak = np.array([np.abs(part).max() for part in parts], np.float32)
    mean = np.array([np.sqrt((part**2).mean()) for part in parts], np.float32)
    return encode(peak).astype(int), encode(mean).astype(int)


def unlike(levels: Pyramid, sound: NDArray[np.float32], rate: int) -> tuple[float, int]:
    """Which share of the codes differs at all, and by how many steps the loud ones differ."""
    peak, mean = plain_codes(sound, rate)
    got_peak, got_mean = levels.exact.peak[0].astype(int), levels.exact.mean[0].astype(int)
    assert len(got_peak) == len(peak)
    apart = np.maximum(np.abs(got_peak - peak), np.abs(got_mean - mean))
    is_loud = mean > 255 - 40 / 0.375
    assert is_loud.mean() > 0.9
    return float((apart[is_loud] > 0).mean()), int(apart[is_loud].max())


@pytest.mark.parametrize("name", KINDS)
def test_every_bucket_has_the_samples_of_the_exact_source(made, name: str):
    sound, rate = samples_of(made(name))
    levels = levels_of(made(name))
    assert levels.duration_ms == round(len(sound) * 1000 / rate)
    share, steps = unlike(levels, sound, rate)
    # Levels come from what the decoder gives, samples are rounded to 16 bit.
    assert steps <= 1
    assert share < 0.05


def test_a_shift_of_a_fraction_of_a_millisecond_would_be_noticed(made):
    sound, rate = samples_of(made("mp3"))
    share, _ = unlike(levels_of(made("mp3")), np.roll(sound, 30, axis=0), rate)
    assert share > 0.2


@pytest.mark.parametrize("name", ["m4a-5.1", "m4a-7.1", "wav-5.1"])
def test_more_than_two_channels_all_count(made, name: str):
    sound, rate = samples_of(made(name))
    levels = levels_of(made(name))
    peak, _ = plain_codes(sound, rate)
    got = levels.exact.peak[0].astype(int)
    assert len(got) == len(peak)
    assert np.median(np.abs(got - peak)) <= 3


def test_more_comes_bit_by_bit_and_what_was_exact_stays(tmp_path, made):
    data = made("mp3").read_bytes()
    path = tmp_path / "long.mp3"
    path.write_bytes(data * 60)
    seen = list(load_levels(path, Kept(), lambda: True))
    assert len(seen) >= 3
    assert not seen[0].is_exact
    assert seen[0].known_ms > 0
    assert [each.exact_ms for each in seen] == sorted(each.exact_ms for each in seen)
    last = seen[-1]
    assert last.exact_ms == last.known_ms == last.duration_ms
    for each in seen:
        if each.exact_ms:
            count = each.exact_ms // 1000
            early = each.columns(0, count * 1000, count).peak
            assert early == last.columns(0, count * 1000, count).peak


def test_it_ends_when_no_longer_wanted_and_keeps_nothing(made):
    cache = Kept()
    asked = 0

    def is_wanted() -> bool:
        nonlocal asked
        asked += 1
        return asked < 3

    assert not any(each.is_exact for each in load_levels(made("mp3"), cache, is_wanted))
    assert list(load_levels(made("flac"), cache, lambda: False)) == []
    assert cache.entries == {}


def test_the_second_time_it_comes_from_the_cache(made):
    cache = Kept()
    first = levels_of(made("opus"), cache)
    assert len(cache.entries) == 1
    again = list(load_levels(made("opus"), cache, lambda: True))
    assert len(again) == 1
    assert again[0].is_exact
    assert again[0].columns(0, 7000, 70) == first.columns(0, 7000, 70)


def test_a_changed_file_is_measured_again(tmp_path, made):
    path = tmp_path / "episode.flac"
    shutil.copyfile(made("flac"), path)
    cache = Kept()
    levels_of(path, cache)
    os.utime(path, (1000, 1000))
    assert len(list(load_levels(path, cache, lambda: True))) >= 1
    assert len(cache.entries) == 2


def test_rubbish_from_the_cache_is_measured_again(made):
    class Rubbish(Kept):
        def get(self, path: Path, facts: str) -> bytes | None:
            return b"rubbish"

    assert levels_of(made("wav"), Rubbish()).known_ms > 7000


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path, made):
    path = tmp_path / "episode.mp3"
    path.write_bytes(made("mp3").read_bytes() * 3)
    cache = Kept()
    steps = load_levels(path, cache, lambda: True)
    next(steps)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    assert list(steps)[-1].is_exact
    assert cache.entries == {}


@pytest.mark.parametrize("length", [1, 700, 20_000])
def test_damage_is_silent_and_the_rest_is_where_it_was(tmp_path, made, length: int):
    data = bytearray(made("mp3").read_bytes())
    middle = len(data) // 2
    data[middle : middle + length] = np.random.default_rng(length).bytes(length)
    path = tmp_path / "wounded.mp3"
    path.write_bytes(data)
    sound, rate = samples_of(path)
    levels = levels_of(path)
    peak, _ = plain_codes(sound, rate)
    apart = np.abs(levels.exact.peak[0].astype(int) - peak)
    assert (apart > 1).mean() < 0.01
    whole = levels_of(made("mp3"))
    assert levels.duration_ms == whole.duration_ms
    assert np.array_equal(levels.exact.peak[0][:300], whole.exact.peak[0][:300])
    assert np.array_equal(levels.exact.peak[0][-80:], whole.exact.peak[0][-80:])


def test_sound_of_another_kind_in_between_is_counted_too(tmp_path, made):
    kind = media.Kind(".mp3", "libmp3lame", 44100, 2, container_options={"write_xing": "0"})
    stereo = media.encode(tmp_path / "stereo.mp3", media.timecoded(4, kind), kind).read_bytes()
    mono = made("mp3-vbr-no-xing").read_bytes()
    path = tmp_path / "joined.mp3"
    path.write_bytes(mono + stereo + mono)
    sound, rate = samples_of(path)
    share, steps = unlike(levels_of(path), sound, rate)
    assert (share < 0.05, steps <= 1) == (True, True)


@pytest.mark.parametrize("name", ["m4a", "flac", "opus", "mka-flac", "vorbis", "adts"])
def test_damaged_containers_follow_the_exact_source(tmp_path, made, name: str):
    data = bytearray(made(name).read_bytes())
    middle = len(data) * 2 // 3
    data[middle : middle + 3000] = np.random.default_rng(5).bytes(3000)
    path = tmp_path / made(name).name
    path.write_bytes(data)
    sound, rate = samples_of(path)
    levels = levels_of(path)
    peak, _ = plain_codes(sound, rate)
    got = levels.exact.peak[0].astype(int)
    assert len(got) == len(peak)
    assert (np.abs(got - peak)[peak > 150] > 1).mean() < 0.02


@pytest.mark.parametrize(
    ("data", "words"),
    [(None, "no file"), (b"", "empty"), (bytes(range(256)) * 500, "not audio")],
)
def test_what_has_no_sound_is_refused_in_words(tmp_path, data: bytes | None, words: str):
    path = tmp_path / "odd.mp3"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(AudioTrouble) as trouble:
        list(load_levels(path, Kept(), lambda: True))
    assert words in trouble.value.sentence


def test_nothing_heavy_is_loaded_before_there_is_a_file():
    program = "import sys, notesapp.audio.peaks, notesapp.audio.detail\n"
    program += "print({'numpy', 'av'} & set(sys.modules))"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
