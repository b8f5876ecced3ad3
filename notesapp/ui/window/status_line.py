"""The status line: what is saved, what is wrong, where the caret is; words, style and room left."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from notesapp.ui.kit.buttons import PaintedButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred

HEIGHT = 28
NARROW, TIGHT, MINIMUM = 960, 840, 480
_ICON, _PADDING, _SPACE = 16, 6, 6


class StatusButton(PaintedButton):
    """One entry: pairs of icon and text side by side. Hidden while it has nothing to say."""

    radius = 4

    def __init__(self, look: Look, token: str, weight: int, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._token, self._weight = token, weight
        self._pairs: tuple[tuple[str, str, str], ...] = ()
        self._dropped = False
        self.hide()

    def set_dropped(self, dropped: bool) -> None:
        """Step back while the window is too narrow for it."""
        self._dropped = dropped
        self.setVisible(bool(self._pairs) and not dropped)

    def set_pairs(self, pairs: tuple[tuple[str, str, str], ...], name: str) -> None:
        """Show (icon, token of the icon, text) pairs; ``name`` is what a screen reader says."""
        self._pairs = pairs
        self.setAccessibleName(name)
        self.setText(" ".join(text for _, _, text in pairs))
        self.setVisible(bool(pairs) and not self._dropped)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        width = 2 * _PADDING + 10 * max(0, len(self._pairs) - 1)
        for icon, _, text in self._pairs:
            width += (_ICON + _SPACE if icon else 0) + metrics.horizontalAdvance(text) + 1
        return QSize(width, 24)

    def _font(self) -> QFont:
        return self._look.font("small", weight=self._weight, tabular=True)

    def paint_content(self, painter: QPainter) -> None:
        look, x = self._look, _PADDING
        metrics = QFontMetrics(self._font())
        painter.setFont(self._font())
        painter.setPen(look.color(self.ink(self._token)))
        for icon, token, text in self._pairs:
            if icon:
                box = QRect(x, 0, _ICON, self.height())
                draw_centred(painter, box, look.pixmap(icon, token, _ICON, self))
                x += _ICON + _SPACE
            width = metrics.horizontalAdvance(text) + 1
            painter.drawText(QRect(x, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += width + 10


class StatusLine(QWidget):
    """Each entry is a button that opens what it names; empty text hides it."""

    saved_requested = Signal()
    problems_requested = Signal()
    place_requested = Signal()
    words_requested = Signal()
    stamp_style_requested = Signal()
    room_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Status"))
        self.saved = StatusButton(look, "ink2", 400)
        self.problems = StatusButton(look, "ink2", 500)
        self.place = StatusButton(look, "ink2", 400)
        self.words = StatusButton(look, "ink2", 400)
        self.stamp_style = StatusButton(look, "ink2", 400)
        self.room = StatusButton(look, "ink2", 400)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16 - _PADDING, 1, 16 - _PADDING, 0)
        row.setSpacing(6)
        for entry in (self.saved, self.problems, self.place):
            row.addWidget(entry)
        row.addStretch(1)
        for entry in (self.words, self.stamp_style, self.room):
            row.addWidget(entry)

    def _connect(self) -> None:
        self.saved.clicked.connect(self.saved_requested)
        self.problems.clicked.connect(self.problems_requested)
        self.place.clicked.connect(self.place_requested)
        self.words.clicked.connect(self.words_requested)
        self.stamp_style.clicked.connect(self.stamp_style_requested)
        self.room.clicked.connect(self.room_requested)

    def set_saved(self, text: str, *, icon: str = "check", token: str = "ink2") -> None:
        """The saved state; with a tick when all is well, ``icon=""`` while it is not yet."""
        self.saved.set_pairs(((icon, token, text),) if text else (), text)

    def set_problems(self, errors: int, warnings: int, notes: int = 0) -> None:
        """Problems by shape and number; nothing where there are none."""
        rows = (
            ("error", "err", errors, self.tr("Errors: {0}").format(errors)),
            ("warning", "warn", warnings, self.tr("Warnings: {0}").format(warnings)),
            ("note", "ink2", notes, self.tr("Notes: {0}").format(notes)),
        )
        pairs = tuple((icon, token, str(count)) for icon, token, count, _ in rows if count)
        self.problems.set_pairs(pairs, ", ".join(name for _, _, count, name in rows if count))

    def set_place(self, text: str) -> None:
        """Where the caret is: "Q 3 of 5"."""
        self.place.set_pairs((("", "", text),) if text else (), text)

    def set_words(self, text: str) -> None:
        """How many words."""
        self.words.set_pairs((("", "", text),) if text else (), text)

    def set_stamp_style(self, text: str) -> None:
        """How the document writes its stamps."""
        self.stamp_style.set_pairs((("", "", text),) if text else (), text)

    def set_room(self, text: str, *, severity: str = "") -> None:
        """What is left at the chosen destination; ``severity`` ``warn`` or ``err`` adds a shape."""
        icon = {"warn": "warning", "err": "error"}.get(severity, "")
        self.room.set_pairs(((icon, severity, text),) if text else (), text)

    def minimumSizeHint(self) -> QSize:
        return QSize(MINIMUM, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = event.size().width()
        self.stamp_style.set_dropped(width < NARROW)
        self.words.set_dropped(width < TIGHT)
        super().resizeEvent(event)

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("line"))
        painter.end()
