"""Small pieces every part of the window uses: lines, labels and plain grounds."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from notesapp.ui.kit.look import Look


class Hairline(QWidget):
    """A line of one pixel between regions; ``inset`` shortens an upright one at both ends."""

    def __init__(
        self,
        look: Look,
        *,
        upright: bool = False,
        length: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        if upright:
            self.setFixedWidth(1)
            if length:
                self.setFixedHeight(length)
        else:
            self.setFixedHeight(1)

    def set_look(self, look: Look) -> None:
        """Take the colour from another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("line"))
        painter.end()


class Label(QLabel):
    """One line of text that elides at its end rather than forcing its region wider.

    It paints itself; a QLabel is what assistive tools take for words. ``fill`` takes all the width
    there is. The whole text stays in the accessible name, and in the tooltip while some of it is
    hidden.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        role: str = "body",
        weight: int | None = None,
        token: str = "ink",
        elide: bool = True,
        fill: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._text = look, ""
        self._role, self._weight, self._token = role, weight, token
        wide = QSizePolicy.Policy.Maximum if elide else QSizePolicy.Policy.Fixed
        if fill:
            wide = QSizePolicy.Policy.Expanding
        self._elide = elide
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The whole text, elided or not."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def set_token(self, token: str) -> None:
        """Paint in another colour."""
        if token != self._token:
            self._token = token
            self.update()

    def set_look(self, look: Look) -> None:
        """Take colour and type from another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return self._look.font(self._role, weight=self._weight, tabular=True)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        width = metrics.horizontalAdvance(self._text) + (1 if self._text else 0)
        return QSize(width, self._look.fonts.line(self._role))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 24), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._font()
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        hidden = self._text if shown != self._text else ""
        if self.toolTip() != hidden:
            self.setToolTip(hidden)
        painter.setFont(font)
        painter.setPen(self._look.color(self._token if self.isEnabled() else "ink3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Ground(QWidget):
    """A plain area in the colour of a token."""

    def __init__(self, look: Look, token: str = "bg", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._ground = look, token

    def set_look(self, look: Look) -> None:
        """Take the colour from another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color(self._ground))
        painter.end()
