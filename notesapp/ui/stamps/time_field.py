"""A field for a time or for how far to move one; up and down are seconds, with Shift tenths."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from notesapp.core.going import parse_step
from notesapp.ui.stamps.shift_list import shown_time

MINUS = "\u2212"


def signed_time(ms: int) -> str:
    """``+0:42``, ``−1:05.5``; ``0:00`` for nothing."""
    sign = MINUS if ms < 0 else "+" if ms > 0 else ""
    return sign + shown_time(abs(ms))


class TimeField(QLineEdit):
    """``signed`` is for a length with its direction; else a moment, which is never below 0."""

    stepped = Signal()

    def __init__(self, name: str, *, signed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signed = signed
        self.setAccessibleName(name)
        self.setMaxLength(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = max(96, self.fontMetrics().horizontalAdvance("+0:00:00.000") + 20)
        return QSize(width, super().sizeHint().height())

    def ms(self) -> int | None:
        """What is typed; None where it is no time."""
        ms = parse_step(self.text())
        return None if ms is None or (ms < 0 and not self._signed) else ms

    def set_ms(self, ms: int) -> None:
        """Show a time."""
        self.setText(signed_time(ms) if self._signed else shown_time(max(0, ms)))

    def step(self, by_ms: int) -> None:
        """Move on from what is typed."""
        self.set_ms((self.ms() or 0) + by_ms)
        self.stepped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not sign:
            super().keyPressEvent(event)
            return
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.step(sign * (100 if fine else 1000))
