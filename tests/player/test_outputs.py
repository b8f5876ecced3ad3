"""Where it plays: wishes that come and go, boost, delay and what follows a pause."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from notesapp.player.choose import QT, VLC, make_engine
from notesapp.player.libvlc import Library, output_module
from notesapp.player.outputs import OutputWish
from notesapp.player.state import DEFAULT_OUTPUT, Output, Phase
from notesapp.player.timings import QT_TIMING, VLC_OTHER, VLC_TIMINGS, vlc_timing
from tests.player.conftest import DUMMY, WAIT_MS
from tests.player.listening import NumberedSource, QtEar, VlcEar

SPEAKERS, HEADSET = Output("speakers", "Speakers"), Output("headset", "Headset")


def test_an_output_that_goes_is_said_once_and_taken_again_when_it_is_back():
    wish = OutputWish()
    wish.want("headset", (SPEAKERS, HEADSET))
    assert wish.choose((SPEAKERS, HEADSET)) == ("headset", "")
    sentence = "“Headset” is not there. Playing on the system default until it is back."
    assert wish.choose((SPEAKERS,)) == ("", sentence)
    assert wish.choose((SPEAKERS,)) == ("", "")
    assert wish.choose((HEADSET, SPEAKERS)) == ("headset", "")
    assert wish.choose(()) == ("", sentence)


def test_an_output_that_was_never_there_has_no_name():
    wish = OutputWish()
    wish.want("from-last-time", (SPEAKERS,))
    output_id, sentence = wish.choose((SPEAKERS,))
    assert (output_id, sentence.split(".")[0]) == ("", "The chosen output is not there")
    assert wish.is_special


def test_the_default_is_always_there():
    wish = OutputWish()
    wish.want("headset", (HEADSET,))
    wish.want("", (HEADSET,))
    assert wish.choose(()) == ("", "")
    assert not wish.is_special


def test_the_output_asked_for_decides_the_timing():
    library = Library(None, "3", None, ("--aout=afile", "--aout=dummy"))
    assert output_module(library) == "dummy"
    assert vlc_timing("pulse") is VLC_TIMINGS["pulse"]
    assert vlc_timing("dummy") is vlc_timing("") is VLC_OTHER


@pytest.mark.engine
def test_an_absent_output_is_missed_once_and_the_default_plays(player):
    lost: list[str] = []
    player.output_lost.connect(lost.append)
    player.set_output("nowhere")
    player._look_at_outputs()
    assert len(lost) == 1
    assert player.state.output == ""
    assert player.outputs()[0] == DEFAULT_OUTPUT


@pytest.mark.engine
def test_without_an_output_nothing_is_kept_warm(player, load, make_wav, qtbot):
    if player.driver.outputs():
        pytest.skip("there is an output here")
    load(make_wav())
    player.set_warm(5)
    player.play()
    player.pause()
    qtbot.wait(50)
    assert not player._warmth.is_on


@pytest.mark.engine
@pytest.mark.no_qt_log
@pytest.mark.parametrize(("asked", "got"), [(3000, 2000), (-900, -500), (250, 250)])
def test_a_delay_stays_within_its_bounds_and_is_not_undone_by_a_file(
    player, load, make_wav, asked, got
):
    player.set_delay(asked)
    load(make_wav(20))
    assert player.state.delay_ms == got


@pytest.mark.engine
@pytest.mark.no_qt_log
def test_a_delay_holds_the_position_back_while_playing(player, load, make_wav, wait_past):
    load(make_wav(20))
    player.play()
    wait_past(1500)
    before_ms = player.position_ms()
    player.set_delay(1000)
    assert before_ms - 1010 <= player.position_ms() < before_ms - 700
    player.pause()
    paused_ms = player.position_ms()
    assert paused_ms < before_ms - 500
    player.set_delay(0)
    assert player.position_ms() == paused_ms


@pytest.fixture
def quiet() -> Iterator[list[Any]]:
    """Players to close."""
    players: list[Any] = []
    yield players
    for player in players:
        player.close()


class QuietSource(NumberedSource):
    """A square wave at an eighth of full scale."""

    def read(self, start: int, count: int) -> bytes:
        numbers = np.arange(start, max(start, min(start + count, self.total)))
        wave = np.where(numbers // 50 % 2, 4096, -4096).astype("<i2")
        return np.repeat(wave[:, None], self.channels, 1).tobytes()


def loudness(samples: Any) -> int:
    return int(np.abs(samples.astype(int)).max()) if len(samples) else 0


@pytest.mark.engine
@pytest.mark.no_qt_log
@pytest.mark.parametrize("key", [VLC, QT])
def test_boost_is_heard_at_once_and_never_beyond_full_scale(quiet, qtbot, key, libvlc_trouble):
    if key == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    source, ear = QuietSource(600, 8000, 1), None
    if key == VLC:
        ear = VlcEar(8000, 1)
        player: Any = make_engine(VLC, DUMMY, opener=lambda _: source, vlc_prepare=ear.prepare)
        heard = ear.heard
    else:
        ear = QtEar(8000, 1)
        player = make_engine(QT, opener=lambda _: source)
        player.driver.player.setAudioBufferOutput(ear.tap)
        heard = lambda: ear.heard_from(0)[-800:]  # noqa: E731
    quiet.append(player)
    player.load(Path("quiet.wav"))
    qtbot.waitUntil(lambda: player.state.phase is Phase.READY, timeout=WAIT_MS)
    player.play()
    qtbot.waitUntil(lambda: loudness(heard()) >= 4090, timeout=WAIT_MS)
    assert loudness(heard()) == pytest.approx(4096, abs=2)
    before_ms = player.position_ms()
    player.set_boost(11)
    assert player.state.boost_db == 12
    qtbot.waitUntil(lambda: loudness(heard()) > 15_000, timeout=WAIT_MS)
    assert player.position_ms() < before_ms + 700  # not only what was read a second ahead
    assert loudness(heard()) <= 32767


def test_the_table_knows_both_engines():
    assert QT_TIMING.at(1.0) is QT_TIMING.plain
    assert QT_TIMING.at(1.5) is QT_TIMING.stretched
    assert VLC_TIMINGS["pulse"].renews
