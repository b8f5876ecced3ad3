"""The row of the audio itself: a copy or in its place, and what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from notesapp.core.problems import Severity
from notesapp.publishing.names import copy_path
from notesapp.storage.resources import belongs_to_program
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.publish.publish_rows import PublishRow, RowWidget, WrittenRow

COPY, REPLACE = "copy", "replace"


class AudioRow(RowWidget):
    """A copy is written unless somebody chooses otherwise, this time.

    ``chapters_requested`` once it is written.
    """

    chapters_requested = Signal()

    def __init__(self, look: Look, row: PublishRow, audio: Path | None) -> None:
        super().__init__(look, row)
        self._audio = audio
        self._folder: Path | None = None
        self.way = COPY
        name = self.tr("A copy or the audio itself")
        self.choose = FlatButton(look, name, icon="chevron-down", size=24)
        self.choose.setToolTip(name)
        self.choose.setVisible(audio is not None and not belongs_to_program(audio))
        self.choose.clicked.connect(self._open_menu)
        self.chapters = _quiet(self.tr("Show chapters"))
        for widget in (self.choose, self.chapters):
            self.line.addWidget(widget)
        self.chapters.hide()
        self.line.setContentsMargins(12, 0, 8, 0)
        self.chapters.clicked.connect(self.chapters_requested)
        self._menu = self._make_menu()

    def is_in_place(self) -> bool:
        """Whether the audio itself is to get the chapters."""
        return self.way == REPLACE

    def set_way(self, way: str) -> None:
        """A copy, or the audio itself."""
        self.way = way
        if way == REPLACE:
            self.tick.setChecked(True)
        self._refresh()
        self.toggled.emit()

    def look_in(self, folder: Path, *, replace: bool) -> None:
        self._folder, self._replace = folder, replace
        self._refresh()

    def show_written(self, written: WrittenRow | None) -> None:
        self.choose.hide()
        super().show_written(written)
        self.chapters.setVisible(written is not None)

    def show_state(self) -> None:
        super().show_state()
        if self.way == REPLACE and self.is_chosen() and not self._done:
            words = self.tr("Replaces the audio itself")
            self.say(words, Severity.ADVICE, tip=self.state.tip or words)

    def _target(self) -> Path | None:
        if self._audio is None or self._folder is None:
            return None
        return copy_path(self._audio, self._folder, self.tr("chapters"))

    def _refresh(self) -> None:
        target = self._target()
        if target is None or self._audio is None:
            return
        if self.way == REPLACE:
            self.file.set_text(self.tr("{0} itself").format(self._audio.name))
            self.look_for(None)
        else:
            own = target.name == self._audio.name
            words = self.tr("{0}, a copy") if own else "{0}"
            self.file.set_text(words.format(target.name))
            self.look_for(target)

    def _make_menu(self) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        ways = ((COPY, self.tr("Write a copy")), (REPLACE, self.tr("Replace the audio itself")))
        for way, words in ways:
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(way == self.way)
            action.triggered.connect(lambda _=False, way=way: self.set_way(way))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        below = self.choose.mapToGlobal(self.choose.rect().bottomRight())
        self._menu.ensurePolished()
        self._menu.popup(below - QPoint(self._menu.sizeHint().width(), -4))


def _quiet(words: str) -> QPushButton:
    button: QWidget = QPushButton(words)
    button.setProperty("role", "quiet")
    assert isinstance(button, QPushButton)
    return button
