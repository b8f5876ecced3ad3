"""Steps of the typing tests: a window on a text with a caret, keys, the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from notesapp.ui.episode.episode import Episode
from notesapp.ui.text.clipboard import empty_data

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
HEADER = '---\npodcast: "Loaf"\nlanguage: de\n---\n\n'

Write = Callable[[str], Episode]


def copy(text: str, html: str = "") -> None:
    data = empty_data()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def seen(episode: Episode) -> str:
    """The text with the caret as ``|``."""
    text = episode.document.text()
    at = episode.window.editor.textCursor().position()
    return f"{text[:at]}|{text[at:]}"


def press(episode: Episode, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(episode.window.editor, key, modifiers)
