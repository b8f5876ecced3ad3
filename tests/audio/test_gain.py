"""The guess from frame headers has the shape of the true levels."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from notesapp.audio.gain import first_guess, guesses
from notesapp.audio.mp3_frames import mp3_index
from notesapp.audio.peaks import load_levels
from notesapp.audio.pyramid import Pyramid
from tests import media, timecode

SECONDS = 30
FLOOR = 10 ** (-60 / 20)
KINDS = {
    **{name: media.KINDS[name] for name in ("mp3", "mp3-stereo", "mp3-vbr", "mp3-22k", "mp3-8k")},
    "joint": replace(media.KINDS["mp3-stereo"], options={"joint_stereo": "1", "b": "96000"}),
    "320k": replace(media.KINDS["mp3-stereo"], options={"joint_stereo": "0", "b": "320000"}),
    "11k": replace(media.KINDS["mp3-22k"], rate=11025, options={"b": "24000"}),
    "32k-low": replace(media.KINDS["mp3"], rate=32000, options={"b": "40000"}),
}


class Forgetful:
    """Keeps nothing."""

    def get(self, path: Path, facts: str) -> bytes | None:
        return None

    def put(self, path: Path, facts: str, data: bytes) -> None:
        return


def talk(kind: media.Kind) -> media.Samples:
    """Voices of changing loudness in syllables and sentences, with a quiet room in the pauses."""
    chance = np.random.default_rng(7)
    count = SECONDS * kind.rate
    at = np.arange(count) / kind.rate
    sound = voice(at, kind.rate) * (0.1 + 0.9 * np.sin(2 * np.pi * 2.1 * at) ** 2)
    sound *= np.repeat(10 ** chance.uniform(-1.6, 0, SECONDS), kind.rate)
    sound *= np.repeat(chance.random(SECONDS * 2) > 0.3, kind.rate // 2 + 1)[:count]
    sound += 0.001 * duller(chance.normal(0, 1, count))
    sides = [sound, 0.7 * sound][: kind.channels]
    return timecode.as_int16(np.stack(sides, axis=1))


def voice(at: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """A hummed vowel that rises and falls, with a hiss now and then."""
    turn = 2 * np.pi * (120 * at + 5 * np.sin(2 * np.pi * 0.7 * at))
    tones = range(1, min(30, rate // 2 // 160))
    vowel = sum(np.sin(n * turn + n * n) / n for n in tones)
    hiss = np.random.default_rng(3).normal(0, 0.3, len(at)) * (np.sin(2 * np.pi * 1.3 * at) > 0.8)
    sound = vowel + hiss
    return np.asarray(0.7 * sound / np.abs(sound).max())


def duller(noise: NDArray[np.float64]) -> NDArray[np.float64]:
    """Noise with less of the high tones, as rooms have it."""
    return np.asarray(np.convolve(noise, np.ones(8) / 8, "same"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("talk")

    def make(name: str) -> Path:
        path = folder / f"{name}.mp3"
        kind = KINDS[name]
        return path if path.exists() else media.encode(path, talk(kind), kind)

    return make


def guess_of(data: bytes) -> Pyramid:
    file = io.BytesIO(data)
    index = mp3_index(file)
    assert index is not None
    *_, last = guesses(file, index)
    return last


def exact_of(path: Path) -> Pyramid:
    *_, last = load_levels(path, Forgetful(), lambda: True)
    assert last.is_exact
    return last


def decibels(pyramid: Pyramid, count: int) -> NDArray[np.float64]:
    columns = pyramid.columns(0, SECONDS * 1000, count)
    return 20 * np.log10(np.maximum(np.array(columns.mean), FLOOR))


@pytest.mark.parametrize("name", KINDS)
def test_the_guess_goes_with_the_true_levels(made, name: str):
    guess, exact = guess_of(made(name).read_bytes()), exact_of(made(name))
    assert guess.duration_ms == exact.duration_ms
    assert guess.known_ms == exact.known_ms
    got, true = decibels(guess, 600), decibels(exact, 600)
    # Few bits at low rates leave less to tell by.
    assert np.corrcoef(got, true)[0, 1] >= (0.95 if KINDS[name].rate >= 32000 else 0.88)
    assert np.abs((got - true)[true > -40]).mean() < 6


def test_the_guess_is_where_the_sound_is(made):
    guess, exact = decibels(guess_of(made("mp3").read_bytes()), 3000), None
    exact = decibels(exact_of(made("mp3")), 3000)
    fits = {
        lag: np.corrcoef(guess[10 + lag : 2990 + lag], exact[10:2990])[0, 1] for lag in range(-8, 9)
    }
    best = max(fits, key=lambda lag: fits[lag])
    assert abs(best) <= 1


def test_protected_frames_are_read_behind_their_checksum(made):
    plain = made("joint").read_bytes()
    index = mp3_index(io.BytesIO(plain))
    assert index is not None
    protected = bytearray(plain)
    for at in index.offsets:
        size = index.size_of(plain[at : at + 4])
        frame = plain[at : at + size]
        head = bytes([frame[0], frame[1] & 0xFE, *frame[2:4]])
        protected[at : at + size] = head + b"\x12\x34" + frame[4:-2]
    got, expected = decibels(guess_of(bytes(protected)), 500), decibels(guess_of(plain), 500)
    assert np.array_equal(got, expected)


def test_damaged_frames_are_silent_and_the_rest_stays(made):
    plain = made("mp3").read_bytes()
    index = mp3_index(io.BytesIO(plain))
    assert index is not None
    begin, end = index.offsets[400], index.offsets[600]
    wounded = plain[:begin] + bytes(end - begin) + plain[end:]
    got, expected = guess_of(wounded), guess_of(plain)
    assert got.duration_ms == expected.duration_ms
    a_frame = 1152 / 44.1
    assert max(got.columns(402 * a_frame, 597 * a_frame, 100).peak) == 0
    for start, stop in ((0, 395), (605, 1100)):
        one = got.columns(start * a_frame, stop * a_frame, 100)
        assert one == expected.columns(start * a_frame, stop * a_frame, 100)


def test_the_first_guess_is_the_beginning_of_the_whole(made):
    data = media.id3(3_000_000) + made("mp3").read_bytes()
    first = first_guess(io.BytesIO(data))
    assert first is not None
    assert first.known_ms == guess_of(data).known_ms
    assert decibels(first, 300) == pytest.approx(decibels(guess_of(data), 300))


def test_a_long_file_begins_with_its_first_minutes(made):
    data = made("mp3").read_bytes() * 12
    first = first_guess(io.BytesIO(data))
    assert first is not None
    whole = guess_of(data)
    assert 60_000 < first.known_ms < whole.known_ms - 60_000
    assert not first.is_exact
    assert decibels(first, 300) == pytest.approx(decibels(whole, 300))


@pytest.mark.parametrize("name", ["flac", "m4a", "opus", "wav", "adts"])
def test_other_formats_have_no_guess(tmp_path: Path, name: str):
    with media.make(tmp_path, name, 2).open("rb") as file:
        assert first_guess(file) is None


def test_noise_has_no_guess():
    noise = np.random.default_rng(1).bytes(300_000)
    assert first_guess(io.BytesIO(noise)) is None
