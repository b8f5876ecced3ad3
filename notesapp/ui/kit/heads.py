"""Column heads: a bold name, a small fact, and the moves of that column at the right."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from notesapp.ui.kit.buttons import FlatButton, PaintedButton
from notesapp.ui.kit.key_caps import caps_size, draw_caps, split_keys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred
from notesapp.ui.kit.widgets import Label

HEIGHT = 40
_NAME_ROOM = 140  # margins, and enough of a name to know it by


class MoveButton(PaintedButton):
    """A move of the job: icon, words and its key as caps ("Stamp", "Next answer")."""

    def __init__(
        self, look: Look, icon: str, text: str, chord: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._icon = icon
        self._chord = ""
        self._compact = False
        self.set_move(text, chord)

    def set_move(self, text: str, chord: str) -> None:
        """Say what the move is now, and its key."""
        if (text, chord) == (self.text(), self._chord):
            return
        self._chord = chord
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({chord})" if chord else text)
        self.updateGeometry()
        self.update()
        head = self.parentWidget()
        if isinstance(head, ColumnHead):
            head.fit_moves()

    def set_compact(self, compact: bool) -> None:
        """Leave the caps out where the window is narrow; the tooltip keeps the key."""
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def whole_width(self) -> int:
        """What it needs with its caps, whether they are shown now or not."""
        caps = caps_size(self._look, split_keys(self._chord)).width()
        return self._words_width() + (12 + caps if caps else 0)

    def _words_width(self) -> int:
        text = QFontMetrics(self._look.font("body", weight=500)).horizontalAdvance(self.text())
        return 8 + 16 + 6 + text + 8

    def _keys(self) -> tuple[str, ...]:
        return () if self._compact else split_keys(self._chord)

    def sizeHint(self) -> QSize:
        return QSize(self._words_width() if self._compact else self.whole_width(), 32)

    def paint_content(self, painter: QPainter) -> None:
        look = self._look
        pixmap = look.pixmap(self._icon, self.ink("ink2"), 16, self)
        draw_centred(painter, QRect(8, 0, 16, self.height()), pixmap)
        font = look.font("body", weight=500)
        painter.setFont(font)
        painter.setPen(look.color(self.ink()))
        width = QFontMetrics(font).horizontalAdvance(self.text()) + 1
        box = QRect(30, 0, width, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        left = 30 + width + 11
        draw_caps(painter, QRect(left, 0, self.width() - left, self.height()), look, self._keys())


class ColumnHead(QWidget):
    """The head of one column, 40 high, with a hairline below."""

    def __init__(self, look: Look, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.name = Label(look, name, role="strong")
        self.fact = Label(look, "", role="small", token="ink3")
        self._compact = False
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 1)
        self._row.setSpacing(4)
        self._row.addWidget(self.name)
        self._row.addSpacing(4)
        self._row.addWidget(self.fact)
        self._row.addStretch(1)

    def set_name(self, name: str) -> None:
        """The bold name: a file, or what the column is."""
        self.name.set_text(name)

    def set_fact(self, fact: str) -> None:
        """The small fact beside it, such as "9 of 10 stamped"; may be empty."""
        self.fact.set_text(fact)

    def add_button(self, icon: str, name: str, tooltip: str = "") -> FlatButton:
        """Add a small icon button at the right; ``name`` is for assistive tools."""
        button = FlatButton(self._look, name, icon=icon, size=24)
        button.setToolTip(tooltip or name)
        self._row.addWidget(button)
        return button

    def add_move(self, icon: str, text: str, chord: str = "") -> MoveButton:
        """Add a move with its words and key caps at the right."""
        button = MoveButton(self._look, icon, text, chord)
        self._row.addWidget(button)
        self.fit_moves()
        return button

    def set_compact(self, compact: bool) -> None:
        """Drop the key caps of the moves."""
        self._compact = compact
        self.fit_moves()

    def fit_moves(self) -> None:
        """Drop the caps, too, where there is no room for them beside the name."""
        moves = self.findChildren(MoveButton)
        wanted = _NAME_ROOM + sum(move.whole_width() + 4 for move in moves)
        for move in moves:
            move.set_compact(self._compact or wanted > self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_moves()

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._look.color("line"))
        painter.end()
