"""The volume in the transport: mute, slider, wheel, and the popup where it is narrow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from notesapp.player.state import Phase, PlayerState
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.transport.transport import Transport

PAUSED = PlayerState(phase=Phase.PAUSED, duration_ms=1_307_000, engine_name="VLC", volume=70)


@pytest.fixture
def transport(qtbot: QtBot) -> Transport:
    widget = Transport(make_look(load_theme("light"), load_fonts()))
    qtbot.addWidget(widget)
    widget.resize(1440, 52)
    widget.show_state(PAUSED)
    widget.show()
    return widget


def roll(widget: QWidget, *, up: bool) -> None:
    """One notch of the wheel."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120 if up else -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_volume_asks_while_the_user_moves_it_and_not_when_it_is_told(
    qtbot: QtBot, transport: Transport
) -> None:
    asked: list[int] = []
    transport.volume_requested.connect(asked.append)
    transport.show_state(PlayerState(phase=Phase.PAUSED, duration_ms=1000, volume=40))
    assert asked == []
    assert transport.volume.slider.value() == 40
    qtbot.keyClick(transport.volume.slider, Qt.Key.Key_Right)
    assert asked == [41]


def test_mute_asks_for_the_other_state(qtbot: QtBot, transport: Transport) -> None:
    with qtbot.waitSignal(transport.mute_requested, timeout=1000) as asked:
        qtbot.mouseClick(transport.volume.icon, Qt.MouseButton.LeftButton)
    assert asked.args == [True]
    muted = PlayerState(phase=Phase.PAUSED, duration_ms=1000, muted=True)
    transport.show_state(muted)
    assert transport.volume.icon.accessibleName() == "Sound on"
    with qtbot.waitSignal(transport.mute_requested, timeout=1000) as asked:
        qtbot.mouseClick(transport.volume.icon, Qt.MouseButton.LeftButton)
    assert asked.args == [False]


def test_turning_it_up_sounds_again_and_turning_it_down_does_not(
    qtbot: QtBot, transport: Transport
) -> None:
    mutes: list[bool] = []
    transport.mute_requested.connect(mutes.append)
    transport.show_state(replace(PAUSED, muted=True))
    qtbot.keyClick(transport.volume.slider, Qt.Key.Key_Left)
    assert mutes == []
    transport.show_state(replace(PAUSED, muted=True))
    qtbot.keyClick(transport.volume.slider, Qt.Key.Key_Right)
    assert mutes == [False]


@pytest.mark.parametrize(("volume", "up", "wanted"), [(70, True, 73), (1, False, 0)])
def test_the_wheel_over_it_is_the_volume(
    transport: Transport, volume: int, up: bool, wanted: int
) -> None:
    asked: list[int] = []
    transport.volume_requested.connect(asked.append)
    transport.show_state(replace(PAUSED, volume=volume))
    roll(transport.volume, up=up)
    assert asked == [wanted]
    transport.show_state(replace(PAUSED, volume=100 if up else 0))
    roll(transport.volume, up=up)
    assert asked == [wanted]


def test_the_icon_says_what_a_click_does(transport: Transport) -> None:
    icon = transport.volume.icon
    transport.set_keys({"mute": "Ctrl+M"})
    assert icon.toolTip() == "Mute (Ctrl+M)"
    transport.show_state(replace(PAUSED, muted=True))
    assert icon.toolTip() == "Sound on (Ctrl+M)"
    transport.resize(900, 52)
    assert icon.toolTip() == icon.accessibleName() == "Volume"
    assert transport.volume.popup_mute.toolTip() == "Sound on (Ctrl+M)"


def test_narrow_the_icon_opens_the_slider(qtbot: QtBot, transport: Transport) -> None:
    transport.resize(900, 52)
    assert not transport.volume.slider.isVisible()
    assert transport.speed_label.isVisible()
    qtbot.mouseClick(transport.volume.icon, Qt.MouseButton.LeftButton)
    assert transport.volume.popup_slider.isVisible()
    with qtbot.waitSignal(transport.volume_requested, timeout=1000) as asked:
        qtbot.keyClick(transport.volume.popup_slider, Qt.Key.Key_Left)
    assert asked.args == [69]
    transport.volume.popup_slider.window().close()
