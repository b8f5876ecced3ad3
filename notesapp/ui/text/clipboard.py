"""What copying gives and pasting takes: source lines travel only within the program."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QStandardItemModel

from notesapp.formats.rich_text import rich_html
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


def copied(text: str, first_line: int, header_last_line: int) -> QMimeData:
    """Copied text three ways: plain and rich without source lines, and whole for ourselves.

    Lines count from 0; ``header_last_line`` is -1 without a header. Source that is all there is
    was copied on purpose and is plain text too.
    """
    data = empty_data()
    shown = visible_text(text, first_line, header_last_line) or text
    data.setText(shown)
    data.setHtml(rich_html(shown))
    data.setData(OWN_FORMAT, QByteArray(text.encode("utf-8", "replace")))
    return data


def is_own(data: QMimeData) -> bool:
    """Whether it was copied in this program, source lines and all."""
    return data.hasFormat(OWN_FORMAT)


def pasted_text(data: QMimeData) -> str:
    """The text to paste, with ``\\n`` line ends."""
    if is_own(data):
        text = bytes(data.data(OWN_FORMAT).data()).decode("utf-8", "replace")
    else:
        text = data.text()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n")
