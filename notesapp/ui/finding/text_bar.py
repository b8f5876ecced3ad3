"""What the bars between text and status line have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred
from notesapp.ui.kit.widgets import Label
from notesapp.ui.window.main_window import MainWindow


class TextBar(QWidget):
    """A bar on the ground of the window with a hairline above it. Esc in it closes it."""

    closed = Signal()

    def __init__(self, look: Look, window: MainWindow) -> None:
        super().__init__()
        self._look = look
        self._window = window
        self.close_button = FlatButton(look, self.tr("Close"), icon="close", size=28)
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.clicked.connect(self.close_bar)
        self.hide()
        self.setProperty("closes_with_escape", True)
        window.add_below_text(self)

    def open_bar(self) -> None:
        """Show this bar in the place of any other of its kind."""
        for bar in self._window.bars_below:
            if bar is not self and bar.property("closes_with_escape"):
                bar.hide()
        self.show()

    def close_bar(self) -> None:
        """Hide the bar and go back to the text."""
        self.hide()
        self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("line"))
        painter.end()


class TroubleLine(QWidget):
    """What is wrong with a field, under it: a sign and one sentence; hidden without one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._label = Label(look, "", role="small", token="err", fill=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 0, 0)
        row.addWidget(self._label, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the line."""
        self._label.set_text(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect()
        box.setWidth(16)
        draw_centred(painter, box, self._look.pixmap("error", "err", 16, self))
        painter.end()
