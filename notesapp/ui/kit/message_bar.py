"""Messages that do not interrupt: a bar under the column heads, one sentence, one action."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.start_tiles import WrappedText

HEIGHT = 40
_KINDS = {
    "note": ("note", "accent", "soft"),
    "warning": ("warning", "warn", "warnSoft"),
    "error": ("error", "err", "errSoft"),
}


@dataclass(frozen=True)
class BarMessage:
    """One message; ``kind`` is ``note``, ``warning`` or ``error``, ``id`` names it in signals.

    ``action`` and ``second`` are words of buttons; the second leaves the message where it is.
    """

    id: str
    kind: str
    sentence: str
    action: str = ""
    second: str = ""


class MessageBar(QWidget):
    """Shows the newest message; closing it brings back the one before. Empty, it is hidden."""

    action_requested = Signal(str)
    second_requested = Signal(str)
    message_closed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._messages: tuple[BarMessage, ...] = ()
        self.setMinimumHeight(HEIGHT)
        self.sentence = WrappedText(look, "", role="body", token="ink", weight=500)
        self.action, self.second = QPushButton(), QPushButton()
        for button in (self.action, self.second):
            button.setProperty("role", "quiet")
            button.setAutoDefault(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button = FlatButton(look, self.tr("Close message"), icon="close", size=24)
        self.close_button.setToolTip(self.tr("Close message"))
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 4, 12, 5)
        row.setSpacing(8)
        row.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.second)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.action.clicked.connect(self._act)
        self.second.clicked.connect(self._act_second)
        self.close_button.clicked.connect(self._close_current)
        self.hide()

    def current(self) -> BarMessage | None:
        """The message on show."""
        return self._messages[-1] if self._messages else None

    def show_message(self, message: BarMessage) -> None:
        """Show a message; one of the same id is replaced."""
        kept = tuple(old for old in self._messages if old.id != message.id)
        self._messages = (*kept, message)
        self._refresh()

    def drop(self, message_id: str) -> None:
        """Take a message away because its reason is gone; no signal."""
        self._messages = tuple(old for old in self._messages if old.id != message_id)
        self._refresh()

    def _refresh(self) -> None:
        message = self.current()
        self.setVisible(message is not None)
        if message is not None:
            if message.sentence != self.sentence.text():
                announce(self, message.sentence)
            self.sentence.setText(message.sentence)
            self.action.setText(message.action)
            self.action.setVisible(bool(message.action))
            self.second.setText(message.second)
            self.second.setVisible(bool(message.second))
            self.setAccessibleName(message.sentence)
            self.update()

    def _act(self) -> None:
        message = self.current()
        if message is not None:
            self.action_requested.emit(message.id)

    def _act_second(self) -> None:
        message = self.current()
        if message is not None:
            self.second_requested.emit(message.id)

    def _close_current(self) -> None:
        message = self.current()
        if message is not None:
            self.drop(message.id)
            self.message_closed.emit(message.id)

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        message = self.current()
        icon, token, ground = _KINDS[message.kind if message else "note"]
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color(ground))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.color("line"))
        box = self.rect().adjusted(16, 0, 0, -1)
        box.setWidth(16)
        draw_centred(painter, box, self._look.pixmap(icon, token, 16, self))
        painter.end()
