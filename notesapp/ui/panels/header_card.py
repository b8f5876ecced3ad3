"""The header as one quiet line above the text; a click opens the details."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from notesapp.core.model import Notes
from notesapp.ui.kit.buttons import PaintedButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred


class HeaderCard(PaintedButton):
    """Podcast, number and title in one line, elided. Its ``clicked`` asks for the details."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(36)
        self.setToolTip(self.tr("Edit the episode's details"))
        self._trouble = ""
        self._strong = ""

    def show_notes(self, notes: Notes) -> None:
        """Say what the header says; hidden where there is no header."""
        header = notes.header
        self.setVisible(header.present)
        podcast = header.text("podcast")
        number = self.tr("episode {0}").format(notes.number) if notes.number is not None else ""
        show = ", ".join(part for part in (podcast, number) if part)
        self._strong = show or self.tr("Episode details")
        self._trouble = ""
        if not header.readable:
            line = header.problems[0].line if header.problems else 1
            self._trouble = self.tr("Line {0} of the header cannot be read").format(line)
        self.setText(notes.header.text("title"))
        self.setAccessibleName(f"{self._strong} {self.text()} {self._trouble}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 36)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 36)

    def paint_content(self, painter: QPainter) -> None:
        look = self._look
        area = self.rect().adjusted(16, 0, -16, 0)
        icon, token = ("warning", "warn") if self._trouble else ("document", "ink3")
        pixmap = look.pixmap(icon, token, 16, self)
        draw_centred(painter, QRect(area.left(), 0, 16, self.height()), pixmap)
        left = area.left() + 26
        bold = look.font("small", weight=600)
        painter.setFont(bold)
        painter.setPen(look.color("ink2"))
        words = QFontMetrics(bold).elidedText(
            self._strong, Qt.TextElideMode.ElideRight, area.right() - left
        )
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, 0, area.right() - left, self.height()), align, words)
        left += QFontMetrics(bold).horizontalAdvance(words) + 10
        plain = look.font("small")
        painter.setFont(plain)
        painter.setPen(look.color("warn" if self._trouble else "ink3"))
        rest = QFontMetrics(plain).elidedText(
            self._trouble or self.text(), Qt.TextElideMode.ElideRight, max(0, area.right() - left)
        )
        painter.drawText(QRect(left, 0, max(0, area.right() - left), self.height()), align, rest)
