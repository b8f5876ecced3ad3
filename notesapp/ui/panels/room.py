"""How much of a destination's room is used, as a meter and in words that say the unit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from notesapp.core.destinations import APPLE, Destination
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Label

_FULL = 0.9


def amount_words(count: int, in_bytes: bool, locale: QLocale) -> str:
    """ "1,214 bytes" or "1 character"."""
    if in_bytes:
        words = _said("{0} byte") if count == 1 else _said("{0} bytes")
    else:
        words = _said("{0} character") if count == 1 else _said("{0} characters")
    return words.format(locale.toString(count))


def left_words(destination: Destination, size: int, locale: QLocale) -> str:
    """ "2,786 bytes left", or "212 bytes too many"."""
    left = destination.limit - size
    words = _said("{0} too many") if left < 0 else _said("{0} left")
    return words.format(amount_words(abs(left), destination.in_bytes, locale))


def room_state(destination: Destination, size: int) -> str:
    """``err`` past the limit, ``warn`` from 90 %, else empty."""
    if size > destination.limit:
        return "err"
    return "warn" if size >= destination.limit * _FULL else ""


def short_name(destination: Destination) -> str:
    """ "Apple" of "Apple Podcasts", where there is little room."""
    return said_name(destination).removesuffix(" Podcasts")


def said_name(destination: Destination) -> str:
    """The destination's name in the user's language."""
    return QCoreApplication.translate("Destinations", destination.name)


def _said(text: str) -> str:
    return QCoreApplication.translate("Room", text)


class Room(QWidget):
    """A meter, what is left, and how much of what. Hidden for what has no limit."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state = ""
        self.meter = QProgressBar()
        self.meter.setTextVisible(False)
        self.meter.setRange(0, 1000)
        self.meter.setFixedHeight(4)
        self.sign = QLabel()
        self.left = Label(look, "", role="strong")
        self.used = Label(look, "", role="small", token="ink3")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.sign)
        row.addWidget(self.left)
        row.addStretch(1)
        row.addWidget(self.used)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.meter)
        column.addLayout(row)
        self.show_size(APPLE, 0)

    def show_size(self, destination: Destination, size: int) -> None:
        """Show so much of a destination's room, in the destination's unit."""
        self.setVisible(bool(destination.limit))
        if not destination.limit:
            return
        self._state = room_state(destination, size)
        locale, limit = self.locale(), destination.limit
        self.left.set_text(left_words(destination, size, locale))
        used = self.tr("{0} of {1}")
        self.used.set_text(used.format(locale.toString(size), locale.toString(limit)))
        self.meter.setValue(min(1000, round(1000 * size / limit)))
        self.meter.setAccessibleName(f"{self.left.text()}, {self.used.text()}")
        if self.meter.property("state") != self._state:
            self.meter.setProperty("state", self._state)
            self.meter.style().unpolish(self.meter)
            self.meter.style().polish(self.meter)
        self.set_look(self._look)

    def state(self) -> str:
        """``err`` past the limit, ``warn`` from 90 %, else empty."""
        return self._state

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        self.left.set_token(self._state or "ink")
        self.sign.setVisible(bool(self._state))
        if self._state:
            icon = "error" if self._state == "err" else "warning"
            self.sign.setPixmap(look.pixmap(icon, self._state, 16, self))
