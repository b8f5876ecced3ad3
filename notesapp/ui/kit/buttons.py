"""Buttons of the window's chrome. A click never takes the focus from the text; Tab reaches them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round, focus_ring, stroke_round

_GAP = 8


_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def ring_after(event: QFocusEvent, ring: bool) -> bool:
    """Whether the ring of keyboard focus shows: not for the mouse, and not for a mere window."""
    if event.reason() in _PASSING:
        return ring
    return event.gotFocus() and event.reason() != Qt.FocusReason.MouseFocusReason


class PaintedButton(QAbstractButton):
    """Base of the painted buttons: the look, Enter as well as Space, the ring for the keyboard."""

    radius = 6
    ring_token = "accent"

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._ring = False
        self._told = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def setToolTip(self, words: str) -> None:
        """Show words to the mouse; a screen reader hears what its name has not said already."""
        super().setToolTip(words)
        if self.accessibleDescription() in ("", self._told):
            rest = words.removeprefix(self.accessibleName() or self.text()).strip()
            self._told = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
            self.setAccessibleDescription(self._told)

    def is_hot(self) -> bool:
        """Whether the pointer is over the button and it can be pressed."""
        return self.underMouse() and self.isEnabled()

    def ink(self, token: str = "ink2") -> str:
        """The token for text and icon in the present state."""
        return token if self.isEnabled() else "ink3"

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self._ring)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        self.paint_content(painter)
        if self._ring and self.hasFocus():
            focus_ring(painter, self.rect(), self.radius, self._look.color(self.ring_token))
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """Fill for hover, pressed and checked; nothing at rest."""
        token = ""
        if self.isChecked():
            token = "softHover" if self.is_hot() else "soft"
        elif self.isDown():
            token = "press"
        elif self.is_hot():
            token = "hover"
        if token:
            fill_round(painter, self.rect(), self.radius, self._look.color(token))

    def paint_content(self, painter: QPainter) -> None:
        """Paint icon and text; for the children of this class."""


class FlatButton(PaintedButton):
    """Icon, text or both without a frame; 32 high, or 24 where it is small."""

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        icon: str = "",
        text: str = "",
        size: int = 32,
        icon_size: int = 16,
        role: str = "body",
        weight: int = 500,
        token: str = "ink2",
        trailing_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self._icon, self._icon_size, self._trailing = icon, icon_size, trailing_icon
        self._size, self._role, self._weight, self._token = size, role, weight, token
        self.radius = 6 if size >= 28 else 4
        self.setAccessibleName(name)
        self.setText(text)

    def set_icon(self, icon: str) -> None:
        """Show another drawing."""
        if icon != self._icon:
            self._icon = icon
            self.update()

    def set_text(self, text: str) -> None:
        """Show another text and take the width it needs."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = max(self._size, self._look.fonts.line(self._role) + 4)
        if not self.text():
            return QSize(height, height)
        return QSize(2 * _GAP + self._content_width(), height)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _font(self) -> QFont:
        return self._look.font(self._role, weight=self._weight, tabular=True)

    def _content_width(self) -> int:
        width = self._metrics().horizontalAdvance(self.text())
        if self._icon:
            width += self._icon_size + 6
        if self._trailing:
            width += 16 + 4
        return width

    def paint_content(self, painter: QPainter) -> None:
        look = self._look
        token = "accent" if self.isChecked() and self.isEnabled() else self.ink(self._token)
        if self._icon and not self.text():
            pixmap = look.pixmap(self._icon, token, self._icon_size, self)
            draw_centred(painter, self.rect(), pixmap)
            return
        x = _GAP
        if self._icon:
            box = QRect(x, 0, self._icon_size, self.height())
            draw_centred(painter, box, look.pixmap(self._icon, token, self._icon_size, self))
            x += self._icon_size + 6
        right = self.width() - _GAP
        if self._trailing:
            box = QRect(right - 16, 0, 16, self.height())
            draw_centred(painter, box, look.pixmap(self._trailing, self.ink(), 12, self))
            right -= 20
        painter.setFont(self._font())
        painter.setPen(look.color(token))
        box = QRect(x, 0, right - x + 1, self.height())
        painter.drawText(
            box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )


class PillButton(PaintedButton):
    """One word in a rounded frame, 20 high; ``set_warning`` adds the triangle and the amber."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setText(text)
        self._warning = False

    def set_pill(self, text: str, *, warning: bool = False) -> None:
        """Show a text, with the warning sign if something is wrong."""
        if (text, warning) != (self.text(), self._warning):
            self.setText(text)
            self._warning = warning
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font("small", weight=500))
        height = self._look.fonts.line("small") + 4
        extra = 18 if self._warning else 0
        return QSize(metrics.horizontalAdvance(self.text()) + 24 + extra, height)

    def paint_ground(self, painter: QPainter) -> None:
        self.radius = self.height() // 2
        warm = "warnSoft" if self._warning else ""
        token = "press" if self.isDown() else "hover" if self.is_hot() else warm
        if token:
            fill_round(painter, self.rect(), self.radius, self._look.color(token))
        edge = "warn" if self._warning else "ink2" if self.is_hot() else "edge"
        stroke_round(painter, self.rect(), self.radius, self._look.color(edge))

    def paint_content(self, painter: QPainter) -> None:
        look, box = self._look, self.rect()
        if self._warning:
            pixmap = look.pixmap("warning", "warn", 14, self)
            draw_centred(painter, QRect(10, 0, 14, self.height()), pixmap)
            box = box.adjusted(16, 0, 0, 0)
        painter.setFont(look.font("small", weight=500))
        painter.setPen(look.color("warn" if self._warning else self.ink()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
