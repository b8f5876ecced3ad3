"""The bar that makes a link: its words and its address, below the text and never over it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look

HEIGHT = 48
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinkBar(QWidget):
    """Two fields. ``link_set`` carries words and address as they were typed."""

    link_set = Signal(str, str)
    link_removed = Signal()
    close_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Link"))
        self.words = QLineEdit()
        self.address = QLineEdit()
        self.address.setPlaceholderText(self.tr("https://…"))
        self._captions = (
            self._caption(self.tr("Text"), self.words),
            self._caption(self.tr("Address"), self.address),
        )
        self.set_button = QPushButton(self.tr("Set link"))
        self.remove_button = QPushButton(self.tr("Remove link"))
        self.remove_button.setProperty("role", "quiet")
        self.close_button = FlatButton(look, self.tr("Close"), icon="close", size=24)
        self.close_button.setToolTip(self.tr("Close"))
        self._lay_out()
        self.set_button.clicked.connect(self._set)
        self.remove_button.clicked.connect(self.link_removed)
        self.close_button.clicked.connect(self.close_requested)
        self.address.textChanged.connect(lambda _: self._show_state())
        self.set_look(look)
        self.hide()
        self.setProperty("closes_with_escape", True)

    def _caption(self, text: str, field: QLineEdit) -> QLabel:
        caption = QLabel(text)
        caption.setBuddy(field)
        field.setAccessibleName(text)
        return caption

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._captions[0])
        row.addWidget(self.words, 2)
        row.addSpacing(4)
        row.addWidget(self._captions[1])
        row.addWidget(self.address, 3)
        row.addWidget(self.remove_button)
        row.addWidget(self.set_button)
        row.addWidget(self.close_button)
        for button in (self.set_button, self.remove_button):
            button.setAutoDefault(True)

    def open_for(self, words: str, address: str, *, exists: bool) -> None:
        """Show it for some words; what is missing gets the focus."""
        self.words.setText(words)
        self.address.setText(address)
        self.remove_button.setVisible(exists)
        self.set_button.setText(self.tr("Change link") if exists else self.tr("Set link"))
        self._show_state()
        self.show()
        field = self.address if words or not address else self.words
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def refuse_address(self) -> None:
        """Say that what stands in the field is no address, and go there."""
        sentence = self.tr("This is no web address. Write it as example.org/page.")
        self.address.setToolTip(sentence)
        self.address.setAccessibleDescription(sentence)
        self._captions[1].setText(self.tr("No web address"))
        self._tint(self._captions[1], "err")
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        self.address.selectAll()

    def _show_state(self) -> None:
        self.set_button.setEnabled(bool(self.address.text().strip()))
        self.address.setToolTip("")
        self.address.setAccessibleDescription("")
        self._captions[1].setText(self.tr("Address"))
        self._tint(self._captions[1], "ink2")

    def _set(self) -> None:
        if self.address.text().strip():
            self.link_set.emit(self.words.text(), self.address.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() == Qt.Key.Key_Escape and bare:
            self.close_requested.emit()
        elif event.key() in _ENTERS and bare:
            self._set()
        else:
            super().keyPressEvent(event)

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        for caption in self._captions:
            caption.setFont(look.font("caption"))
            self._tint(caption, "ink2")
        self.update()

    def _tint(self, caption: QLabel, token: str) -> None:
        palette = caption.palette()
        palette.setColor(palette.ColorRole.WindowText, self._look.color(token))
        caption.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("line"))
        painter.end()
