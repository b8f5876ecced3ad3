"""One sentence about all of the dialog, on a tinted ground."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from notesapp.core.problems import Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.panels.problem_row import SIGNS

_GROUNDS = {Severity.RULE: "errSoft", Severity.ADVICE: "warnSoft", Severity.NOTE: "soft"}


class Banner(QWidget):
    """One sentence with its shape and at most two actions, the second beside the first."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._severity = Severity.RULE
        self._icon = QLabel()
        self.words = WrappedText(look, "", role="body", token="ink")
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.action = QPushButton()
        self.action.setProperty("role", "quiet")
        self.second = QPushButton()
        self.second.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.second)
        row.addWidget(self.action)
        self.setMinimumHeight(40)
        self.hide()

    def show_message(
        self, severity: Severity, words: str, action: str = "", second: str = ""
    ) -> None:
        """Show a sentence; empty words hide the banner."""
        if words != self.words.text():
            announce(self, words)
        self._severity = severity
        self.words.setText(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        icon, token = SIGNS[self._severity]
        self._icon.setPixmap(look.pixmap(icon, token, 16, self))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, self.rect(), 6, self._look.color(_GROUNDS[self._severity]))
        painter.end()
