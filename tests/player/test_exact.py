"""What is played is what the source has there, sample by sample, with both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from notesapp.audio.open_source import open_source
from notesapp.player import timings
from notesapp.player.choose import QT, VLC, make_engine
from notesapp.player.state import Exactness, Phase
from notesapp.player.timings import Lag, Timing
from tests import media
from tests.player.conftest import WAIT_MS
from tests.player.listening import NumberedSource, QtEar, Samples, VlcEar, expected

pytestmark = [pytest.mark.engine, pytest.mark.no_qt_log]

SOME = 2000  # samples to compare
NAMES = [
    *("mp3-vbr-no-xing", "mp3-vbr", "mp3-8k", "m4a-stereo", "m4a-5.1", "opus", "flac", "wav-8k"),
    *("wav-float", "mkv-video"),
]
HOURS = [(10 * 3600, 48000, 2), (10 * 3600, 8000, 1), (3600, 96000, 2)]
TARGETS_MS = (9_000, 2_500, 6_123)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("exact")
    files: dict[str, Path] = {}

    def get(name: str) -> Path:
        if name == "vorbis":
            return media.VORBIS
        if name not in files:
            files[name] = media.make(folder, name)
        return files[name]

    return get


@pytest.fixture
def players() -> Iterator[list[Any]]:
    """Players to close at the end."""
    made: list[Any] = []
    yield made
    for player in made:
        player.close()


@pytest.fixture(params=["flush", "renewed"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of a seek in libVLC: in the stream there is, and in a new one."""
    plain = Lag(bias_ms=50)
    timing = Timing(plain, plain, renews=request.param == "renewed")
    monkeypatch.setitem(timings.VLC_TIMINGS, "dummy", timing)


def opened(player: Any, path: Path, qtbot: Any) -> Any:
    player.load(path)
    qtbot.waitUntil(lambda: player.state.phase in (Phase.READY, Phase.FAILED), timeout=WAIT_MS)
    assert player.state.phase is Phase.READY, player.state.message
    assert player.state.exactness is Exactness.EXACT
    return player


def vlc_heard(ear: VlcEar, player: Any, ms: int, qtbot: Any) -> Samples:
    """What libVLC plays from a seek on."""
    ear.clear()
    with qtbot.waitSignal(player.seeked, timeout=WAIT_MS):
        player.seek(ms)
    old = len(ear.heard())  # nothing, unless libVLC has yet to turn
    qtbot.waitUntil(lambda: len(ear.heard()) >= SOME + (old and SOME), timeout=WAIT_MS)
    return ear.heard()


def assert_begins_there(heard: Samples, wanted: Samples, ms: int) -> None:
    """What is heard begins, but for one unit of rounding, with the sample wanted."""
    off = np.abs(heard[: len(wanted)].astype(int) - wanted)
    assert off.max() <= 1, f"{ms} ms: {(off > 1).argmax()} samples are right"


@pytest.mark.usefixtures("way", "needs_libvlc")
@pytest.mark.parametrize("name", [*NAMES, "vorbis"])
def test_libvlc_plays_the_very_sample(qtbot, players, made, name):
    source = open_source(made(name))
    ear = VlcEar(source.rate, source.channels)
    player = make_engine(VLC, ("--aout=dummy",), vlc_prepare=ear.prepare)
    players.append(player)
    opened(player, made(name), qtbot).play()
    qtbot.waitUntil(lambda: len(ear.heard()) > SOME, timeout=WAIT_MS)
    assert_begins_there(ear.heard(), expected(source, 0, SOME), 0)
    for ms in TARGETS_MS:
        heard = vlc_heard(ear, player, ms, qtbot)
        assert_begins_there(heard, expected(source, ms * source.rate // 1000, SOME), ms)
    source.close()


@pytest.mark.usefixtures("way", "needs_libvlc")
@pytest.mark.parametrize(("seconds", "rate", "channels"), HOURS)
def test_libvlc_seeks_right_beyond_four_gigabytes(qtbot, players, seconds, rate, channels):
    source = NumberedSource(seconds, rate, channels)
    ear = VlcEar(rate, channels)
    opener = lambda _: source  # noqa: E731
    player = make_engine(VLC, ("--aout=dummy",), opener=opener, vlc_prepare=ear.prepare)
    players.append(player)
    opened(player, Path("long.wav"), qtbot)
    assert player.state.duration_ms == seconds * 1000
    player.play()
    for ms in (seconds * 990, seconds * 10, seconds * 700):
        heard = vlc_heard(ear, player, ms, qtbot)
        assert_begins_there(heard, expected(source, ms * rate // 1000, SOME), ms)


def qt_heard(ear: QtEar, player: Any, ms: int, qtbot: Any) -> Samples:
    ear.clear()
    with qtbot.waitSignal(player.seeked, timeout=WAIT_MS):
        player.seek(ms)
    qtbot.waitUntil(lambda: len(ear.heard_from(ms)) >= SOME, timeout=WAIT_MS)
    return ear.heard_from(ms)


def assert_has(heard: Samples, source: Any, ms: int) -> None:
    """What is heard is the source's from within a frame of the moment on.

    Qt's demuxer starts at the frame a seek falls into; only what is due is played.
    """
    start = ms * source.rate // 1000
    frame = source.rate // 10
    around = expected(source, start, SOME + 2 * frame).astype(int)
    piece = heard[:SOME].astype(int)
    shifts = [s for s in range(2 * frame) if np.abs(around[s : s + 50] - piece[:50]).max() <= 1]
    assert any(np.abs(around[s : s + SOME] - piece).max() <= 1 for s in shifts), f"{ms} ms"


@pytest.mark.parametrize("name", [*NAMES, "vorbis"])
def test_qt_plays_the_samples_of_the_moment(qtbot, players, made, name):
    source = open_source(made(name))
    ear = QtEar(source.rate, source.channels)
    player: Any = make_engine(QT)
    players.append(player)
    player.driver.player.setAudioBufferOutput(ear.tap)
    opened(player, made(name), qtbot).play()
    for ms in TARGETS_MS:
        assert_has(qt_heard(ear, player, ms, qtbot), source, ms)
    source.close()


@pytest.mark.parametrize(("seconds", "rate", "channels"), HOURS)
def test_qt_seeks_right_beyond_four_gigabytes(qtbot, players, seconds, rate, channels):
    source = NumberedSource(seconds, rate, channels)
    ear = QtEar(rate, channels)
    player: Any = make_engine(QT, opener=lambda _: source)
    players.append(player)
    player.driver.player.setAudioBufferOutput(ear.tap)
    opened(player, Path("long.wav"), qtbot)
    assert player.state.duration_ms == seconds * 1000
    player.play()
    for ms in (seconds * 990, seconds * 10, seconds * 700):
        assert_has(qt_heard(ear, player, ms, qtbot), source, ms)
