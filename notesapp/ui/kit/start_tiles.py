"""The pieces of the start screen: where files are dropped, the ways in, the rows of recent work."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from notesapp.ui.kit.buttons import PaintedButton
from notesapp.ui.kit.key_caps import caps_size, draw_caps, split_keys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round, stroke_round

_ICON_LEFT, _TEXT_LEFT, _MARGIN = 16, 48, 16
_TALL, _LOW = 140, 80
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class WrappedText(QLabel):
    """Several lines of text in a role and a colour of the look."""

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        role: str,
        token: str,
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._role, self._token, self._weight = role, token, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Take colour and type from another look."""
        self.setFont(look.font(self._role, weight=self._weight))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, look.color(self._token))
        self.setPalette(palette)


class DropArea(QLabel):
    """Where files may be dropped; ``set_hot`` while something is dragged over the screen."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._hot = False
        self.set_low(False)
        self.setAccessibleName(self.tr("Drop audio or notes here"))

    def is_hot(self) -> bool:
        """Whether it says that a drop would open something."""
        return self._hot

    def set_hot(self, hot: bool) -> None:
        """Show or hide the accent ring."""
        if hot != self._hot:
            self._hot = hot
            self.update()

    def set_low(self, low: bool) -> None:
        """Take less room, without the drawing, where the window is low."""
        self.setFixedHeight(_LOW if low else _TALL)

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.update()

    def _paint_frame(self, painter: QPainter) -> None:
        look = self._look
        fill_round(painter, self.rect(), 8, look.color("soft" if self._hot else "surface"))
        if self._hot:
            stroke_round(painter, self.rect(), 8, look.color("accent"), 2.0)
            return
        pen = QPen(look.color("edge"), 1.5)
        pen.setDashPattern([5, 3])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, width = self._look, self.width()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        top = (self.height() - _TALL) // 2
        if self.height() == _TALL:
            token = "accent" if self._hot else "ink2"
            draw_centred(painter, QRect(0, 28, width, 24), look.pixmap("drop", token, 24, self))
        else:
            top -= 18
        first = self.tr("Drop to open") if self._hot else self.tr("Drop audio or notes here")
        second = self.tr("mp3, m4a, opus, ogg, flac, wav. Markdown or plain text.")
        rows = ((first, "heading", "ink", 62, 24), (second, "small", "ink2", 90, 20))
        for text, role, ink, below, height in rows:
            painter.setFont(look.font(role))
            painter.setPen(look.color(ink))
            painter.drawText(
                QRect(0, top + below, width, height), Qt.AlignmentFlag.AlignCenter, text
            )
        painter.end()


class Tile(PaintedButton):
    """A way in: icon, name, one sentence, its keys. The emphasised one stands on a soft ground."""

    radius = 8

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        detail: str,
        *,
        emphasised: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._icon, self._detail, self._emphasised = icon, detail, emphasised
        self.ring_token = "ink" if emphasised else "accent"
        self._keys: tuple[str, ...] = ()
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_chord(self, chord: str) -> None:
        """Show the keys that do the same."""
        self._keys = split_keys(chord)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 64)

    def paint_ground(self, painter: QPainter) -> None:
        look, strong = self._look, self._emphasised
        rest, hot = ("soft", "softHover") if strong else ("surface", "hover")
        token = "press" if self.isDown() else hot if self.is_hot() else rest
        fill_round(painter, self.rect(), 8, look.color(token))
        edge = "accent" if strong else "ink2" if self.is_hot() else "edge"
        stroke_round(painter, self.rect(), 8, look.color(edge), 2.0 if strong else 1.0)

    def paint_content(self, painter: QPainter) -> None:
        look = self._look
        token = "accent" if self._emphasised else "ink2"
        pixmap = look.pixmap(self._icon, token, 20, self)
        draw_centred(painter, QRect(_ICON_LEFT, 0, 20, self.height()), pixmap)
        caps = caps_size(look, self._keys).width()
        wanted = QFontMetrics(look.font("strong")).horizontalAdvance(self.text())
        if _TEXT_LEFT + wanted + 8 + caps + _MARGIN > self.width():
            caps = 0  # large words: the name counts for more than its key
        right = self.width() - _MARGIN - caps
        if caps:
            draw_caps(painter, QRect(right, 0, caps, self.height()), look, self._keys)
        room = right - _TEXT_LEFT - 8
        middle = self.height() // 2
        rows = ((self.text(), "strong", "ink", -21), (self._detail, "small", "ink2", 1))
        for text, role, ink, top in rows:
            font = look.font(role)
            elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(look.color(ink))
            painter.drawText(QRect(_TEXT_LEFT, middle + top, room, 20), _LEFT, elided)


class RecentRow(PaintedButton):
    """Recent notes: their title, and where the editor stopped."""

    def __init__(
        self, look: Look, path: Path, title: str, detail: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self.path = path
        self._detail = detail
        self.setText(title)
        self.setToolTip(str(path))
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 36)

    def paint_content(self, painter: QPainter) -> None:
        look = self._look
        pixmap = look.pixmap("document", "ink2", 16, self)
        draw_centred(painter, QRect(_ICON_LEFT + 2, 0, 16, self.height()), pixmap)
        small, strong = look.font("small", tabular=True), look.font("strong")
        wanted = QFontMetrics(small).horizontalAdvance(self._detail) + 1
        room = self.width() - _TEXT_LEFT - _MARGIN
        detail_room = min(wanted, room // 2)
        box = QRect(self.width() - _MARGIN - detail_room, 0, detail_room, self.height())
        self._draw(painter, box, small, "ink3", self._detail)
        box = QRect(_TEXT_LEFT, 0, room - detail_room - 12, self.height())
        self._draw(painter, box, strong, "ink", self.text())

    def _draw(self, painter: QPainter, box: QRect, font: QFont, token: str, text: str) -> None:
        painter.setFont(font)
        painter.setPen(self._look.color(token))
        elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, elided)
