"""Media keys through a real bus, and pedals, act on the window that was used last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.ui.episode.episode import Episode
from notesapp.ui.remote.works_facts import Works, input_method, usb_pedals
from tests.flows.driving import Start, opened, ready
from tests.remote.bus import IS_THERE, PLAYER, WHY_NOT, Client, private_bus

needs_bus = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    with private_bus() as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


def listening(start: Start, sample: Path, qtbot: QtBot) -> Episode:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    ready(episode, qtbot)
    return episode


def playing(episode: Episode, qtbot: QtBot, *, wanted: bool = True) -> None:
    qtbot.waitUntil(lambda: episode.playback.state.is_playing is wanted, timeout=15_000)


@needs_bus
def test_another_program_plays_pauses_and_moves(
    start: Start, sample: Path, qtbot: QtBot, client: Client
) -> None:
    episode = listening(start, sample, qtbot)
    remote = episode.features.get("remote").remote
    qtbot.waitUntil(lambda: remote.bus_name != "", timeout=15_000)
    client.call(f"{PLAYER}.PlayPause")
    playing(episode, qtbot)
    assert client.get("PlaybackStatus") == "'Playing'"
    length = episode.playback.state.duration_ms * 1000
    assert f"'mpris:length': <int64 {length}>" in client.get("Metadata")
    client.call(f"{PLAYER}.Pause")
    playing(episode, qtbot, wanted=False)
    track = client.get("Metadata").split("objectpath '")[1].split("'")[0]
    client.call(f"{PLAYER}.SetPosition", track, "9000000")
    qtbot.waitUntil(lambda: episode.playback.position_ms() == 9000, timeout=15_000)
    client.call(f"{PLAYER}.Previous")
    qtbot.waitUntil(lambda: episode.playback.position_ms() == 6000, timeout=15_000)
    assert client.get("Position") == "int64 6000000"
    client.set("Volume", "0.4")
    qtbot.waitUntil(lambda: episode.playback.state.volume == 40, timeout=15_000)
    client.set("Rate", "1.5")
    qtbot.waitUntil(lambda: episode.playback.state.rate == 1.5, timeout=15_000)


@needs_bus
def test_the_window_used_last_is_the_one_that_plays(
    start: Start, sample: Path, qtbot: QtBot, client: Client
) -> None:
    first = listening(start, sample, qtbot)
    first.files._doors.new_window()
    windows = first.features.get("remote").remote._windows
    qtbot.waitUntil(lambda: len(windows) == 2, timeout=15_000)
    second = windows[-1]
    first.window.activated.emit()
    client.call(f"{PLAYER}.Play")
    playing(first, qtbot)
    second.desk.window.activated.emit()
    qtbot.waitUntil(lambda: client.get("PlaybackStatus") == "'Stopped'", timeout=15_000)
    second.desk.window.close()
    qtbot.waitUntil(lambda: client.get("PlaybackStatus") == "'Playing'", timeout=15_000)


@pytest.mark.usefixtures("alone")
def test_a_pedal_plays_while_it_is_held(start: Start, sample: Path, qtbot: QtBot) -> None:
    episode = listening(start, sample, qtbot)
    settings, editor = episode._services.settings, episode.window.editor
    settings.choose("remote.pedal_play", "F4")
    settings.choose("remote.pedal_back", "F9")
    episode.window.activateWindow()
    qtbot.waitUntil(episode.window.isActiveWindow)
    episode.window.activated.emit()
    editor.setFocus()
    text = episode.document.text()
    QTest.keyPress(editor, Qt.Key.Key_F4)
    playing(episode, qtbot)
    repeat = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_F4, Qt.KeyboardModifier(0), "", True)
    QApplication.sendEvent(editor, repeat)
    assert episode.playback.state.is_playing
    QTest.keyRelease(editor, Qt.Key.Key_F4)
    playing(episode, qtbot, wanted=False)
    episode.playback.seek(9000)
    QTest.keyClick(editor, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: episode.playback.position_ms() == 6000, timeout=15_000)
    settings.choose("remote.pedal_mode", "tap")
    episode.window.activated.emit()
    QTest.keyClick(editor, Qt.Key.Key_F4)
    playing(episode, qtbot)
    assert episode.document.text() == text


@pytest.mark.usefixtures("alone")
def test_media_keys_stop_and_never_start(start: Start, sample: Path, qtbot: QtBot) -> None:
    episode = listening(start, sample, qtbot)
    episode.actions.run("playback.stop")
    assert not episode.playback.state.is_playing
    episode.actions.run("playback.toggle")
    playing(episode, qtbot)
    episode.actions.run("playback.stop")
    playing(episode, qtbot, wanted=False)


@pytest.mark.usefixtures("alone")
def test_what_works_is_said_as_found(start: Start, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    episode.actions.run("help.works")
    dialog = episode.features.get("remote").dialog
    facts = {fact.title: fact for fact in dialog.facts()}
    elsewhere = facts["Media keys, from other programs"]
    assert elsewhere.works is Works.NO
    assert "no session bus" in elsewhere.sentence
    assert "Media Next" in facts["Media keys, in the window"].sentence
    qtbot.waitUntil(lambda: "USB foot pedal" in dialog.as_text(), timeout=15_000)
    dialog.close()


def test_an_input_method_that_qt_lacks_is_said() -> None:
    plugins = ("libcomposeplatforminputcontextplugin.so", "libibusplatforminputcontextplugin.so")
    assert input_method({"QT_IM_MODULE": "ibus"}, plugins).works is Works.YES
    assert input_method({"QT_IM_MODULE": "xim"}, plugins).works is Works.YES
    assert input_method({"QT_IM_MODULE": "fcitx5"}, plugins).works is Works.NO
    assert input_method({}, plugins).works is Works.READY


def test_usb_pedals_promise_nothing_untried() -> None:
    assert usb_pedals(installed=False, plugged_in=()).works is Works.NO
    assert usb_pedals(installed=True, plugged_in=("VEC Infinity",)).works is Works.READY
