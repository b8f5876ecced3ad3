"""Tapping along: by keys alone, from the first beat to the delay that is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from notesapp.player.calibration import BEAT_MS, WANTED_TAPS
from notesapp.player.state import Phase
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.sound.calibration_dialog import CalibrationDialog
from tests.ui.sound_card import FakeEngine


@pytest.fixture
def engine(qapp: QApplication) -> FakeEngine:
    return FakeEngine("Buds")


@pytest.fixture
def dialog(qtbot: QtBot, engine: FakeEngine) -> CalibrationDialog:
    look = make_look(load_theme("light"), load_fonts())
    made = CalibrationDialog(look, engine, Path("beat.wav"), "Buds")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def tap(qtbot: QtBot, dialog: CalibrationDialog, engine: FakeEngine, late: list[int]) -> None:
    for i, ms in enumerate(late, start=1):
        engine.at_ms = i * BEAT_MS + ms
        qtbot.keyClick(dialog.pad, Qt.Key.Key_Space)


def test_the_delay_is_found_and_used_by_keys_alone(
    qtbot: QtBot, dialog: CalibrationDialog, engine: FakeEngine
) -> None:
    assert not engine.state.is_playing
    assert dialog.focusWidget() is dialog.go
    qtbot.keyClick(dialog.go, Qt.Key.Key_Space)
    assert dialog.focusWidget() is dialog.pad
    assert engine.state.is_playing
    tap(qtbot, dialog, engine, [180] * (WANTED_TAPS - 1))
    assert dialog.pad.words() == f"{WANTED_TAPS - 1} of {WANTED_TAPS} taps"
    assert not dialog.go.isEnabled()
    engine.at_ms = 20 * BEAT_MS + 180
    qtbot.keyClick(dialog.pad, Qt.Key.Key_A)
    assert "heard 180 ms late" in dialog.words.text()
    assert engine.state.delay_ms == 180
    assert dialog.go.text() == "Use 180 ms"
    dialog.delay.setValue(200)
    assert engine.state.delay_ms == 200
    with qtbot.waitSignal(dialog.found) as caught:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert caught.args == [200]
    assert engine.closed


def test_uneven_taps_are_said_and_start_afresh(
    qtbot: QtBot, dialog: CalibrationDialog, engine: FakeEngine
) -> None:
    dialog.go.click()
    tap(qtbot, dialog, engine, [i * 67 % 800 for i in range(WANTED_TAPS)])
    assert "no steady distance" in dialog.words.text()
    assert dialog.pad.words() == f"0 of {WANTED_TAPS} taps"
    assert not dialog.go.isEnabled()
    tap(qtbot, dialog, engine, [90] * WANTED_TAPS)
    assert dialog.go.text() == "Use 90 ms"


def test_one_can_tap_again(qtbot: QtBot, dialog: CalibrationDialog, engine: FakeEngine) -> None:
    dialog.go.click()
    tap(qtbot, dialog, engine, [180] * WANTED_TAPS)
    dialog.again.click()
    assert engine.state.delay_ms == 0
    tap(qtbot, dialog, engine, [60] * WANTED_TAPS)
    assert dialog.go.text() == "Use 60 ms"


def test_escape_leaves_everything_as_it_was(
    qtbot: QtBot, dialog: CalibrationDialog, engine: FakeEngine
) -> None:
    found: list[int] = []
    dialog.found.connect(found.append)
    dialog.go.click()
    tap(qtbot, dialog, engine, [180] * WANTED_TAPS)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert found == []
    assert engine.closed


def test_the_beat_goes_on_past_its_end(
    qtbot: QtBot, dialog: CalibrationDialog, engine: FakeEngine
) -> None:
    dialog.go.click()
    engine.put(phase=Phase.ENDED)
    qtbot.waitUntil(lambda: engine.state.is_playing)


def test_a_beat_that_cannot_be_played_says_so(
    qtbot: QtBot, dialog: CalibrationDialog, engine: FakeEngine
) -> None:
    engine.put(phase=Phase.FAILED, message="“beat.wav” cannot be played.")
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "“beat.wav” cannot be played." in shown
