"""The pieces of the details form: a field with its label, and the small count below it."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from notesapp.core.header_keys import KEYS_BY_NAME, KeyType
from notesapp.core.model import Notes
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Label

_WHOLE = re.compile("[0-9]{1,9}")

HeaderInput = str | int | tuple[str, ...]


class Captioned(QWidget):
    """A label over a field; a click on the label goes to the field, assistive tools read both."""

    def __init__(self, look: Look, caption: str, field: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self.caption = QLabel(caption)
        self.caption.setBuddy(field)
        self.field = field
        field.setAccessibleName(caption)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        for widget in beside:
            row.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.caption)
        self._column.addLayout(row)
        self.set_look(look)

    def add_below(self, widget: QWidget) -> None:
        """Put a count or a hint under the field."""
        self._column.addWidget(widget)

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self.caption.setFont(look.font("caption"))
        palette = self.caption.palette()
        palette.setColor(palette.ColorRole.WindowText, look.color("ink2"))
        self.caption.setPalette(palette)


class Count(QWidget):
    """How long a value is, in small print; past a limit with the triangle and its colour."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._over = False
        self.sign = QLabel()
        self.words = WrappedText(look, "", role="small", token="ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.sign)
        row.addWidget(self.words, 1)
        self.sign.hide()

    def show_count(self, words: str, *, over: bool = False) -> None:
        """Show a sentence; nothing where it is empty."""
        self.words.setText(words)
        self._over = over
        self.setVisible(bool(words))
        self.set_look(self._look)

    def is_over(self) -> bool:
        """Whether it warns."""
        return self._over

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        self.sign.setPixmap(look.pixmap("warning", "warn", 14, self))
        self.sign.setVisible(self._over)
        self.words.set_look(look)
        if self._over:
            palette = self.words.palette()
            palette.setColor(palette.ColorRole.WindowText, look.color("warn"))
            self.words.setPalette(palette)


class SegmentHead(QWidget):
    """The bold line above the segment's fields, and which segment it is."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.name = Label(look, name, role="strong")
        self.place = Label(look, "", role="small", token="ink3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name)
        row.addStretch(1)
        row.addWidget(self.place)


def caption_of(key: str) -> str:
    """What a header key is called on screen."""
    return QCoreApplication.translate("HeaderKey", KEYS_BY_NAME[key].title)


def help_of(key: str) -> str:
    """What a header key is for, in one sentence."""
    return QCoreApplication.translate("HeaderKey", KEYS_BY_NAME[key].help)


def shown_value(notes: Notes, key: str) -> str:
    """What a field says: the header's value, else what the text's first line says."""
    if key in notes.header.values:
        return notes.header.text(key)
    first_line = {"title": notes.title, "episode": notes.number, "season": notes.season}
    found = first_line.get(key)
    return "" if found is None else str(found)


def typed_value(key: str, text: str) -> HeaderInput:
    """What was typed, as the header holds it: a whole number, a list at commas, else text."""
    kind = KEYS_BY_NAME[key].type
    clean = " ".join(text.split())
    if kind is KeyType.NUMBER and _WHOLE.fullmatch(clean):
        return int(clean)
    if kind is KeyType.LIST:
        return tuple(part.strip() for part in clean.split(",") if part.strip())
    return clean
