"""Opening, refusing and letting go of files, with both engines."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from notesapp.player.state import Exactness, Phase
from tests.player.conftest import MEDIA, WAIT_MS

pytestmark = [pytest.mark.engine, pytest.mark.no_qt_log]
TONES = sorted(path.name for path in MEDIA.iterdir())


def open_files() -> set[Path]:
    folder = Path("/proc/self/fd")
    return {link.readlink() for link in folder.iterdir() if link.is_symlink()}


def test_an_engine_starts_empty_and_says_its_name(player):
    assert player.state.phase is Phase.EMPTY
    assert player.name in ("VLC", "Qt")
    assert player.state.engine_name == player.name
    assert player.version[0].isdigit()
    assert player.state.exactness is Exactness.APPROXIMATE
    assert player.position_ms() == 0


@pytest.mark.parametrize("name", TONES)
def test_every_kind_of_audio_is_ready_with_its_length_and_plays(player, load, wait_past, name):
    load(MEDIA / name)
    assert player.state.phase is Phase.READY, player.state.message
    assert player.state.duration_ms == pytest.approx(3000, abs=60)
    player.play()
    wait_past(300)
    assert player.state.phase is Phase.PLAYING


def test_wav_is_ready_with_its_exact_length(player, load, make_wav):
    load(make_wav(2.5))
    assert player.state.duration_ms == 2500


def test_states_come_in_order_and_only_when_they_change(player, load, make_wav, wait_phase):
    seen = []
    player.state_changed.connect(seen.append)
    load(make_wav())
    player.play()
    wait_phase(Phase.PLAYING)
    player.pause()
    assert [state.phase for state in seen] == ["loading", "ready", "playing", "paused"]


def spoil(kind: str, folder: Path) -> Path:
    """Make one kind of file that cannot be played."""
    path = folder / f"{kind}.mp3"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "junk":
        path.write_bytes(bytes(range(1, 251)) * 800)
    elif kind == "page":
        path.write_bytes(b"<html><body>404</body></html>")
    elif kind == "truncated":
        path = folder / "truncated.m4a"
        path.write_bytes((MEDIA / "tone.m4a").read_bytes()[:9000])
    elif kind == "folder":
        path.mkdir()
    elif kind == "headless":
        path = folder / "headless.wav"
        path.write_bytes(b"RIFF\x24\x00\x00\x00WAVE")
    return path


KINDS = ["missing", "empty", "junk", "page", "truncated", "folder", "headless"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_played_says_so_in_a_sentence(player, load, tmp_path, kind):
    path = spoil(kind, tmp_path)
    load(path)
    assert player.state.phase is Phase.FAILED
    assert path.name in player.state.message
    assert player.state.message.endswith(".")
    player.play()
    player.seek(1000)
    assert player.state.phase is Phase.FAILED
    assert player.position_ms() == 0


@pytest.mark.parametrize("kind", ["missing", "junk"])
def test_a_good_file_plays_after_a_bad_one(player, load, tmp_path, make_wav, wait_past, kind):
    load(spoil(kind, tmp_path))
    load(make_wav())
    assert (player.state.phase, player.state.message) == (Phase.READY, "")
    player.play()
    wait_past(200)


def test_a_file_without_any_sound_is_refused(player, load, make_wav):
    load(make_wav(0))
    assert player.state.phase is Phase.FAILED


def test_mp3_cut_short_ends_where_the_sound_ends(player, load, tmp_path, wait_phase):
    path = tmp_path / "half.mp3"
    path.write_bytes((MEDIA / "tone.mp3").read_bytes()[:4000])
    load(path)
    player.play()
    wait_phase(Phase.ENDED, Phase.FAILED)
    assert player.state.phase is Phase.ENDED
    assert player.position_ms() == player.state.duration_ms < 1500
    assert player.state.warning.startswith("This file ends after 1 second.")


def test_another_file_replaces_the_one_playing(player, load, make_wav, wait_past):
    load(make_wav(5, "first.wav"))
    player.play()
    wait_past(200)
    second = make_wav(3, "second.wav")
    load(second)
    assert player.state.phase is Phase.READY
    assert player.state.path == second
    assert player.state.duration_ms == 3000
    assert player.position_ms() == 0
    player.play()
    wait_past(200)


@pytest.mark.qt_log_ignore("Immediate exit requested")
def test_the_last_of_many_loads_wins(player, load, make_wav, wait_past):
    files = [make_wav(2 + number, f"{number}.wav") for number in range(5)]
    for path in files:
        player.load(path)
    load(files[-1])
    assert player.state.path == files[-1]
    assert player.state.duration_ms == 6000
    player.play()
    wait_past(200)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for open files")
@pytest.mark.parametrize("moment", ["ready", "playing", "ended"])
def test_release_lets_go_of_the_file(player, load, make_wav, wait_past, wait_phase, moment):
    path = make_wav(2)
    load(path)
    assert path in open_files()
    if moment != "ready":
        player.play()
        wait_past(100)
    if moment == "ended":
        wait_phase(Phase.ENDED)
    player.release()
    assert path not in open_files()
    assert player.state.phase is Phase.EMPTY
    path.unlink()
    load(make_wav(3))
    assert (player.state.phase, player.state.duration_ms) == (Phase.READY, 3000)


def test_names_from_anywhere_can_be_played(player, load, tmp_path, wait_past):
    path = tmp_path / "Folge 50 – für “Jahre” & 100% #1 ? 🎙.mp3"
    shutil.copy(MEDIA / "tone.mp3", path)
    load(path)
    assert player.state.phase is Phase.READY, player.state.message
    player.play()
    wait_past(200)


def test_rate_and_volume_outlive_the_file(player, load, make_wav):
    player.set_rate(1.5)
    player.set_volume(40)
    player.set_muted(True)
    load(make_wav())
    player.release()
    assert (player.state.rate, player.state.volume, player.state.muted) == (1.5, 40, True)


def test_play_while_loading_plays_as_soon_as_it_can(player, make_wav, wait_past, qtbot):
    with qtbot.waitSignal(player.position_ticked, timeout=WAIT_MS):
        player.load(make_wav())
        player.play()
    wait_past(200)
    assert player.state.phase is Phase.PLAYING


def test_pause_while_loading_takes_the_play_back(player, load, make_wav):
    player.load(make_wav())
    player.play()
    player.pause()
    load(make_wav())
    assert player.state.phase is Phase.READY


def test_closing_twice_is_harmless(player):
    player.close()
    player.close()
    assert not player.state.is_usable
