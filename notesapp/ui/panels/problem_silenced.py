"""How many checks are silenced in these notes, and bringing them back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from notesapp.checking.table import CHECKS
from notesapp.core.destinations import destination_of
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.widgets import Hairline, Label

ALL_OF_THEM = ""


class SilencedLine(QWidget):
    """Hidden where nothing is. ``back_requested`` carries a word of the header, or ALL_OF_THEM."""

    back_requested = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.text = Label(look, "", role="small", token="ink3", fill=True)
        self.button = QPushButton(self.tr("Show"))
        self.button.setProperty("role", "quiet")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        row = QHBoxLayout()
        row.setContentsMargins(16, 4, 8, 4)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(look))
        column.addLayout(row)
        self.hide()

    def show_words(self, words: tuple[str, ...]) -> None:
        """What the header silences."""
        if words == self._words:
            return
        self._words = words
        said = self.tr("1 check is silenced")
        if len(words) != 1:
            said = self.tr("{0} checks are silenced").format(len(words))
        self.text.set_text(said)
        self.button.setAccessibleName(self.tr("Show the silenced checks"))
        self.setVisible(bool(words))

    def _fill(self) -> None:
        self.menu.clear()
        for word in self._words:
            words = self.tr("Bring back “{0}”").format(silenced_name(word)).replace("&", "&&")
            action = self.menu.addAction(words)
            action.triggered.connect(lambda _=False, w=word: self.back_requested.emit(w))
        if len(self._words) > 1:
            self.menu.addSeparator()
            every = self.menu.addAction(self.tr("Bring all back"))
            every.triggered.connect(lambda: self.back_requested.emit(ALL_OF_THEM))


def silenced_name(word: str) -> str:
    """ "Title too long, YouTube"; the word itself where no check has that id."""
    check_id, _, key = word.partition("/")
    title = next((entry.title for entry in CHECKS if entry.id == check_id), check_id)
    destination = destination_of(key) if key else None
    if destination is None:
        return said_sentence(title)
    return f"{said_sentence(title)}, {said_sentence(destination.name)}"
