"""One step on the way: its number or a tick, what it is, and its few fields."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round, stroke_round
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Label

_SIZE = 24


class StepMark(QLabel):
    """A number in a circle; a tick once the step is done."""

    def __init__(self, look: Look, number: int) -> None:
        super().__init__()
        self._look, self._number, self._done = look, number, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_done(self, done: bool) -> None:
        """Show the tick, or the number again."""
        self._done = done
        self.setAccessibleName(self.tr("Done") if done else str(self._number))
        self.update()

    def is_done(self) -> bool:
        """Whether the tick shows."""
        return self._done

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, box = self._look, QRect(0, 0, _SIZE, _SIZE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._done:
            fill_round(painter, box, _SIZE // 2, look.color("soft"))
            draw_centred(painter, box, look.pixmap("check", "accent", 16, self))
        else:
            stroke_round(painter, box, _SIZE // 2, look.color("edge"))
            painter.setFont(look.font("strong", tabular=True))
            painter.setPen(look.color("ink2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StepCard(QWidget):
    """The step; ``add`` puts a field or a button below its sentence."""

    def __init__(self, look: Look, number: int, name: str, sentence: str) -> None:
        super().__init__()
        self.mark = StepMark(look, number)
        self.setAccessibleName(name)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 2, 0, 0)
        self._column.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(look, name, role="strong", fill=True))
        words.addWidget(WrappedText(look, sentence, role="small", token="ink2"))
        self._column.addLayout(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column, 1)
        self.set_done(False)

    def add(self, widget: QWidget, *, fill: bool = False) -> None:
        """Put something below; a button keeps its own width."""
        side = Qt.AlignmentFlag.AlignLeft
        self._column.addWidget(widget, 0, Qt.AlignmentFlag(0) if fill else side)

    def set_done(self, done: bool) -> None:
        """Show whether the step is done."""
        self.mark.set_done(done)
