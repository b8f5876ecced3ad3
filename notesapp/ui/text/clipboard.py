"""What copying gives and pasting takes: source lines travel only within the program."""

from __future__ import annotations

import html

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QStandardItemModel

from notesapp.core.model import Notes
from notesapp.ui.text.source_cover import visible_text

OWN_FORMAT = "application/x-notesapp-notes"


def empty_data() -> QMimeData:
    """Data that the clipboard may keep until the very end.

    Without a display server Qt deletes what was copied after Python is gone, and what
    ``QMimeData()`` makes calls Python then: a segmentation fault. What Qt made itself is safe.
    """
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data


def copied(text: str, first_line: int, notes: Notes) -> QMimeData:
    """Copied text three ways: plain and rich without source lines, and whole for ourselves."""
    data = empty_data()
    shown = visible_text(text, first_line, notes)
    data.setText(shown)
    paragraphs = (html.escape(part).replace("\n", "<br>") for part in shown.split("\n\n"))
    data.setHtml("".join(f"<p>{part}</p>" for part in paragraphs))
    data.setData(OWN_FORMAT, QByteArray(text.encode("utf-8", "replace")))
    return data


def pasted_text(data: QMimeData) -> str:
    """The text to paste, with ``\\n`` line ends."""
    if data.hasFormat(OWN_FORMAT):
        text = bytes(data.data(OWN_FORMAT).data()).decode("utf-8", "replace")
    else:
        text = data.text()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
