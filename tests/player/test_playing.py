"""Playing, seeking and stamping, with both engines."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest

from notesapp.player.state import Phase
from tests.player.conftest import MEDIA, WAIT_MS

pytestmark = [pytest.mark.engine, pytest.mark.no_qt_log]
SLACK_MS = 400  # how far the position may run while the test gets its turn


@pytest.fixture
def playing(player, load, make_wav, wait_past) -> Any:
    load(make_wav(20))
    player.play()
    wait_past(100)
    return player


def test_position_ticks_while_playing_only(playing, qtbot):
    with qtbot.waitSignals([playing.position_ticked] * 3, timeout=WAIT_MS):
        pass
    playing.pause()
    with qtbot.assertNotEmitted(playing.position_ticked, wait=200):
        pass


def test_position_never_goes_back_while_playing(playing, qtbot):
    seen = [playing.position_ms()]

    def far_enough() -> bool:
        seen.append(playing.position_ms())
        return seen[-1] > seen[0] + 1200

    qtbot.waitUntil(far_enough, timeout=WAIT_MS)
    assert seen == sorted(seen)


def test_position_moves_finer_than_the_engine_reports(playing, qtbot):
    seen = set()

    def enough() -> bool:
        seen.add(playing.position_ms())
        return len(seen) > 25

    start_ms = playing.position_ms()
    qtbot.waitUntil(enough, timeout=WAIT_MS)
    assert len(seen) / (max(seen) - start_ms + 1) > 1 / 100


def test_pause_freezes_the_position(playing, qtbot):
    playing.pause()
    frozen_ms = playing.position_ms()
    with qtbot.assertNotEmitted(playing.state_changed, wait=300):
        pass
    assert playing.state.phase is Phase.PAUSED
    assert playing.position_ms() == frozen_ms


def test_play_after_pause_goes_on_from_there(playing, wait_past):
    playing.pause()
    frozen_ms = playing.position_ms()
    playing.play()
    assert playing.state.phase is Phase.PLAYING
    # What a pause may have left unheard sounds again.
    doubt_ms = playing.driver.timing.plain.doubt_ms
    assert frozen_ms - doubt_ms <= playing.position_ms() < frozen_ms + 50
    wait_past(frozen_ms + 200)
    assert playing.position_ms() < frozen_ms + 200 + SLACK_MS


def test_toggle_plays_and_pauses(playing):
    playing.toggle()
    assert playing.state.phase is Phase.PAUSED
    playing.toggle()
    assert playing.state.phase is Phase.PLAYING


def test_stop_goes_back_to_the_start(playing, wait_past):
    playing.stop()
    assert (playing.state.phase, playing.position_ms()) == (Phase.READY, 0)
    playing.play()
    wait_past(100)
    assert playing.position_ms() < 100 + SLACK_MS


@pytest.mark.parametrize("is_paused", [False, True])
def test_the_position_right_after_a_seek_is_its_target(playing, qtbot, is_paused):
    if is_paused:
        playing.pause()
    with qtbot.waitSignal(playing.seeked, timeout=WAIT_MS) as seeked:
        playing.seek(9000)
        assert playing.position_ms() == 9000
    assert seeked.args == [9000]
    assert 9000 <= playing.position_ms() < 9000 + SLACK_MS
    assert playing.state.is_playing is not is_paused


def test_sound_goes_on_from_the_target(playing, wait_past):
    playing.seek(9000)
    wait_past(9300)
    assert playing.position_ms() < 9300 + SLACK_MS
    playing.seek(3000)
    assert playing.position_ms() == 3000
    wait_past(3300)
    assert playing.position_ms() < 3300 + SLACK_MS


def test_a_paused_seek_is_where_it_plays_on(playing, wait_past):
    playing.pause()
    playing.seek(7000)
    assert playing.position_ms() == 7000
    playing.play()
    assert 7000 <= playing.position_ms() < 7050
    wait_past(7200)
    assert playing.position_ms() < 7200 + SLACK_MS


@pytest.mark.parametrize("is_loaded", [True, False])
def test_a_seek_before_the_first_play_is_not_lost(player, load, make_wav, wait_past, is_loaded):
    path = make_wav(20)
    if is_loaded:
        load(path)
    else:
        player.load(path)
    player.seek(8000)
    assert player.position_ms() == 8000
    player.play()
    wait_past(8300)
    assert player.position_ms() < 8300 + SLACK_MS


def test_seeks_stay_inside_the_audio(playing):
    playing.pause()
    playing.seek(-500)
    assert playing.position_ms() == 0
    playing.seek(10**9)
    assert playing.position_ms() == playing.state.duration_ms


def test_of_many_seeks_in_one_turn_only_the_last_is_carried_out(playing, qtbot):
    carried = []
    playing.seeked.connect(carried.append)
    for target_ms in (1000, 15_000, 4000):
        playing.seek(target_ms)
    qtbot.waitUntil(lambda: bool(carried), timeout=WAIT_MS)
    with qtbot.waitSignals([playing.position_ticked] * 2, timeout=WAIT_MS):
        pass
    assert carried == [4000]


def test_a_hundred_seeks_in_a_row_leave_it_playing(playing, qtbot, wait_past):
    draw = random.Random(50)
    for _ in range(100):
        with qtbot.waitSignal(playing.seeked, timeout=WAIT_MS):
            playing.seek(draw.randrange(15_000))
    playing.seek(6000)
    wait_past(6300)
    assert playing.position_ms() < 6300 + SLACK_MS
    assert playing.state.phase is Phase.PLAYING


@pytest.mark.parametrize("name", ["tone.ogg", "tone.mp3", "tone.opus", "tone.m4a", "tone.flac"])
def test_a_seek_does_not_end_any_kind_of_audio(player, load, wait_past, name):
    load(MEDIA / name)
    player.play()
    wait_past(50)
    player.seek(1000)
    wait_past(1150)
    assert player.state.phase is Phase.PLAYING


def reach_end(player: Any, wait_phase: Any, qtbot: Any) -> None:
    with qtbot.waitSignal(player.ended, timeout=WAIT_MS):
        player.seek(player.state.duration_ms - 300)
        player.play()
    wait_phase(Phase.ENDED)


def test_the_end_is_a_pause_at_the_end(playing, wait_phase, qtbot):
    reach_end(playing, wait_phase, qtbot)
    assert playing.position_ms() == playing.state.duration_ms
    with qtbot.assertNotEmitted(playing.position_ticked, wait=150):
        pass


def test_play_after_the_end_starts_over(playing, wait_phase, qtbot, wait_past):
    reach_end(playing, wait_phase, qtbot)
    playing.play()
    assert playing.state.phase is Phase.PLAYING
    assert playing.position_ms() < 50
    wait_past(300)
    assert playing.position_ms() < 300 + SLACK_MS


def test_a_seek_after_the_end_pauses_there_and_plays_on(playing, wait_phase, qtbot, wait_past):
    reach_end(playing, wait_phase, qtbot)
    playing.seek(5000)
    assert (playing.state.phase, playing.position_ms()) == (Phase.PAUSED, 5000)
    playing.play()
    wait_past(5300)
    assert playing.position_ms() < 5300 + SLACK_MS
    reach_end(playing, wait_phase, qtbot)


def end_unheard(playing: Any, wait_past: Any) -> None:
    """Bring the engine to the end while the window is too busy to hear of it."""
    playing.set_rate(3.0)
    playing.seek(14_000)
    wait_past(14_100)
    time.sleep(2.2)
    assert playing.state.is_playing


def test_a_seek_just_as_the_end_comes_plays_on_there(playing, qtbot, wait_past):
    end_unheard(playing, wait_past)
    with qtbot.assertNotEmitted(playing.ended):
        playing.seek(5000)
        wait_past(5300)
    assert playing.position_ms() < 5300 + 3 * SLACK_MS
    assert playing.state.phase is Phase.PLAYING


@pytest.mark.parametrize("act", ["pause", "stop"])
def test_the_end_does_not_undo_what_was_done_just_as_it_came(playing, qtbot, wait_past, act):
    end_unheard(playing, wait_past)
    playing.seek(4000)
    getattr(playing, act)()
    state, at_ms = playing.state, playing.position_ms()
    with qtbot.assertNotEmitted(playing.state_changed, wait=200):
        pass
    assert (playing.state, playing.position_ms()) == (state, at_ms)
    playing.play()
    wait_past(at_ms + 300)
    assert playing.position_ms() < at_ms + 300 + 3 * SLACK_MS


def test_stop_after_the_end_is_ready_at_the_start(playing, wait_phase, qtbot, wait_past):
    reach_end(playing, wait_phase, qtbot)
    playing.stop()
    assert (playing.state.phase, playing.position_ms()) == (Phase.READY, 0)
    playing.play()
    wait_past(200)


@pytest.mark.parametrize("rate", [0.5, 1.5, 3.0])
def test_a_change_of_speed_keeps_the_position(playing, wait_past, rate):
    wait_past(700)  # the engine has reported by then
    began_s = time.monotonic()
    before_ms = playing.position_ms()
    playing.set_rate(rate)
    after_ms = playing.position_ms()
    meanwhile_ms = (time.monotonic() - began_s) * 1000 * max(1.0, rate)
    assert before_ms <= after_ms < before_ms + meanwhile_ms + 30
    assert playing.state.rate == rate
    wait_past(before_ms + 500)
    assert playing.state.phase is Phase.PLAYING


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_the_position_runs_at_the_speed(playing, wait_past, rate):
    playing.set_rate(rate)
    wait_past(playing.position_ms() + 500)  # beyond what was decoded at the old speed
    from_ms, from_s = playing.position_ms(), time.monotonic()
    wait_past(from_ms + 1500)
    speed = (playing.position_ms() - from_ms) / (time.monotonic() - from_s) / 1000
    assert speed == pytest.approx(rate, rel=0.2)


def test_a_speed_set_before_loading_is_the_speed(player, load, make_wav, wait_past):
    player.set_rate(2.0)
    load(make_wav(20))
    player.play()
    wait_past(200)
    assert player.position_ms() < 200 + SLACK_MS
    from_ms, from_s = player.position_ms(), time.monotonic()
    wait_past(from_ms + 1500)
    speed = (player.position_ms() - from_ms) / (time.monotonic() - from_s) / 1000
    assert speed == pytest.approx(2.0, rel=0.2)


def test_a_speed_set_in_a_pause_does_not_move_the_sound(playing, wait_past):
    playing.seek(4000)
    wait_past(4100)
    playing.pause()
    playing.set_rate(1.5)
    playing.play()
    wait_past(4500)
    assert playing.position_ms() < 4500 + SLACK_MS


@pytest.mark.parametrize(("asked", "got"), [(0.1, 0.5), (9.0, 3.0), (1.25, 1.25)])
def test_speeds_stay_within_what_keeps_the_pitch(player, asked, got):
    player.set_rate(asked)
    assert player.state.rate == got


@pytest.mark.parametrize(("asked", "got"), [(-5, 0), (130, 100), (35, 35)])
def test_volume_stays_within_its_scale(player, asked, got):
    player.set_volume(asked)
    assert player.state.volume == got


def test_muting_does_not_forget_the_volume_or_stop_the_sound(playing, wait_past):
    playing.set_volume(60)
    playing.set_muted(True)
    assert (playing.state.volume, playing.state.muted) == (60, True)
    wait_past(playing.position_ms() + 200)
    playing.set_muted(False)
    assert (playing.state.volume, playing.state.muted) == (60, False)
