"""What a destination changes or drops, in quiet lines below its preview."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText

FEW = 3  # that do not take the room from what they are about


class Remark(QWidget):
    """One sentence with the sign of a note."""

    def __init__(self, look: Look, sentence: str) -> None:
        super().__init__()
        self.sentence = WrappedText(look, sentence, role="small", token="ink3")
        self._sign = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence, 1)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take the sign from another look."""
        self._sign.setPixmap(look.pixmap("note", "ink3", 16, self))


class Remarks(QWidget):
    """The first few sentences; a button shows the others."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._said: tuple[str, ...] = ()
        self._whole = False
        self.rows: list[Remark] = []
        self.more = FlatButton(look, "", text=" ", size=24, role="small", token="accent")
        self.more.clicked.connect(self._show_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def sentences(self) -> tuple[str, ...]:
        """All of them, in sight or not."""
        return self._said

    def show_remarks(self, sentences: tuple[str, ...]) -> None:
        """Show these; the same ones leave everything as it is."""
        if sentences == self._said:
            return
        self._said, self._whole = sentences, False
        self._fill()

    def set_look(self, look: Look) -> None:
        """Remember the look for sentences that come later."""
        self._look = look

    def _show_all(self) -> None:
        self._whole = True
        self._fill()

    def _fill(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        shown = self._said if self._whole or len(self._said) <= FEW + 1 else self._said[:FEW]
        self.rows = [Remark(self._look, sentence) for sentence in shown]
        for place, row in enumerate(self.rows):
            self._column.insertWidget(place, row)
        hidden = len(self._said) - len(shown)
        self.more.setVisible(bool(hidden))
        words = self.tr("{0} more").format(hidden)
        self.more.set_text(words)
        self.more.setAccessibleName(words)
        self.setVisible(bool(self._said))
