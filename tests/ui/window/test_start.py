"""The start screen: every way in works by mouse, by key and by dropping."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from notesapp.ui.kit.key_caps import KeyCaps
from notesapp.ui.kit.look import Look
from notesapp.ui.window.start import COLUMN, StartScreen

KEYS = {
    "open_audio": "Ctrl+Shift+O",
    "open_notes": "Ctrl+O",
    "play": "F4",
    "stamp": "Ctrl+J",
    "next_segment": "Ctrl+Enter",
    "hear": "Ctrl+L",
}
WAYS = [
    ("open_audio", "open_audio_requested"),
    ("open_notes", "open_notes_requested"),
    ("sample", "sample_requested"),
]


@pytest.fixture
def start(qtbot, look: Look) -> StartScreen:
    screen = StartScreen(look)
    screen.set_keys(KEYS)
    qtbot.addWidget(screen)
    screen.resize(1440, 780)
    screen.show()
    return screen


@pytest.mark.parametrize(("tile", "signal"), WAYS)
def test_a_tile_asks_by_mouse_and_by_enter(
    qtbot, start: StartScreen, tile: str, signal: str
) -> None:
    button = getattr(start, tile)
    with qtbot.waitSignal(getattr(start, signal), timeout=1000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(start, signal), timeout=1000):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_tiles_have_names_and_sentences_for_a_screen_reader(start: StartScreen) -> None:
    for tile, _ in WAYS:
        assert getattr(start, tile).accessibleName()
        assert getattr(start, tile).accessibleDescription()


def test_tab_goes_through_the_tiles_in_order(qtbot, start: StartScreen) -> None:
    start.activateWindow()
    qtbot.waitUntil(start.isActiveWindow)
    start.open_audio.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(start.open_audio, Qt.Key.Key_Tab)
    assert start.open_notes.hasFocus()
    qtbot.keyClick(start.open_notes, Qt.Key.Key_Tab)
    assert start.sample.hasFocus()


def test_the_first_start_shows_four_keys(start: StartScreen) -> None:
    shown = [caps.accessibleName() for caps in start.findChildren(KeyCaps) if caps.isVisible()]
    assert sorted(shown) == ["Ctrl+Enter", "Ctrl+J", "Ctrl+L", "F4"]


def test_later_the_recent_notes_stand_there_instead(qtbot, start: StartScreen) -> None:
    first, second = Path("a.md"), Path("b.md")
    start.set_recent([(first, "Tired soil", "stopped at 8:26"), (second, "Frost", "")])
    assert not [caps for caps in start.findChildren(KeyCaps) if caps.isVisible()]
    assert start.first_focus() is start.recent_rows()[0]
    with qtbot.waitSignal(start.recent_requested, timeout=1000) as asked:
        qtbot.mouseClick(start.recent_rows()[1], Qt.MouseButton.LeftButton)
    assert asked.args == [second]
    start.set_recent([])
    assert start.recent_rows() == []
    assert start.first_focus() is start.sample


def test_dragging_files_over_lights_the_area_and_leaving_puts_it_out(start: StartScreen) -> None:
    _send(start, QDragEnterEvent, _files("one.mp3"))
    assert start.drop_area.is_hot()
    QApplication.sendEvent(start, QDragLeaveEvent())
    assert not start.drop_area.is_hot()


def test_dropped_files_are_handed_on_in_their_order(qtbot, start: StartScreen) -> None:
    data = _files("notes.md", "one.mp3")
    _send(start, QDragEnterEvent, data)
    with qtbot.waitSignal(start.files_dropped, timeout=1000) as dropped:
        _send(start, QDropEvent, data)
    assert [path.name for path in dropped.args[0]] == ["notes.md", "one.mp3"]
    assert not start.drop_area.is_hot()


def test_what_is_no_file_of_this_machine_is_not_taken(qtbot, start: StartScreen) -> None:
    dropped: list[object] = []
    start.files_dropped.connect(dropped.append)
    for data in (_text("words"), _web("https://example.org/one.mp3")):
        _send(start, QDragEnterEvent, data)
        assert not start.drop_area.is_hot()
        _send(start, QDropEvent, data)
    assert dropped == []


def test_the_column_keeps_its_measure_and_fits_the_smallest_window(start: StartScreen) -> None:
    for width, height in ((1440, 780), (720, 368)):
        start.resize(width, height)
        QApplication.processEvents()
        left = start.sample.mapTo(start, QPoint(0, 0)).x()
        assert start.sample.width() == COLUMN
        assert abs(left - (width - COLUMN) // 2) <= 8
        assert start.sample.mapTo(start, start.sample.rect().bottomLeft()).y() < height


def _send(start: StartScreen, kind: type, data: QMimeData) -> None:
    place = QPoint(700, 300) if kind is QDragEnterEvent else QPointF(700, 300)
    event = kind(
        place,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(start, event)


def _files(*names: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path.cwd() / name)) for name in names])
    return data


def _text(words: str) -> QMimeData:
    data = QMimeData()
    data.setText(words)
    return data


def _web(address: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(address)])
    return data
