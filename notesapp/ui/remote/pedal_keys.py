"""Foot pedals that send keys: hold to play, wherever the caret is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow

from notesapp.remote.pedal_reports import BACK, FORWARD, PLAY

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


@dataclass(frozen=True, slots=True)
class PedalSet:
    """The keys that pedals send, portable; an empty one is none."""

    play: str = ""
    back: str = ""
    forward: str = ""

    def by_key(self) -> dict[Qt.Key, str]:
        """Which pedal each key is. A text that is no key is left out."""
        named = ((self.forward, FORWARD), (self.back, BACK), (self.play, PLAY))
        found: dict[Qt.Key, str] = {}
        for text, pedal in named:
            sequence = QKeySequence(text)
            first = sequence[0].key() if sequence.count() == 1 else Qt.Key.Key_unknown  # type: ignore[index]
            if first != Qt.Key.Key_unknown:
                found[first] = pedal
        return found


class PedalKeys(QObject):
    """``act`` gets a pedal and whether it is down. Listens only while keys are set.

    The keys mean nothing else in a window with notes then; dialogs get them as they are. A key
    counts once however long it is down, and is up when the program loses the keyboard.
    """

    def __init__(self, act: Callable[[str, bool], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self._keys: dict[Qt.Key, str] = {}
        self._down: set[str] = set()
        self._listens = False
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        self._app = app

    def set_keys(self, keys: PedalSet) -> None:
        """Other keys."""
        self._keys = keys.by_key()
        self._release_all()
        if bool(self._keys) == self._listens:
            return
        self._listens = bool(self._keys)
        if self._listens:
            self._app.installEventFilter(self)
            self._app.focusWindowChanged.connect(self._release_all)
        else:
            self._app.removeEventFilter(self)
            self._app.focusWindowChanged.disconnect(self._release_all)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        pedal = self._keys.get(Qt.Key(event.key()))
        if pedal is None or not isinstance(QApplication.activeWindow(), QMainWindow):
            return False
        event.accept()
        if event.type() == QEvent.Type.ShortcutOverride or event.isAutoRepeat():
            return True
        self._set(pedal, down=event.type() == QEvent.Type.KeyPress)
        return True

    def _set(self, pedal: str, *, down: bool) -> None:
        if down == (pedal in self._down):
            return
        if down:
            self._down.add(pedal)
        else:
            self._down.discard(pedal)
        self._act(pedal, down)

    def _release_all(self) -> None:
        for pedal in tuple(self._down):
            self._set(pedal, down=False)
