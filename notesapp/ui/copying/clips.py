"""What a destination is given, as it goes onto the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData

from notesapp.ui.text.clipboard import empty_data

HTML = "text/html"
CHARSET = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
"""Goes before the fragment, as browsers themselves write it: Firefox takes no rich text without
it on Linux, and some programs of macOS would read other letters than ASCII wrongly."""


def clip_data(plain: str, html: str) -> QMimeData:
    """Both texts to the byte: Qt adds no styles of its own to what it is handed as it is.

    Without ``html`` there is plain text alone, so that nothing rich can be pasted.
    """
    data = empty_data()
    data.setText(plain)
    if html:
        data.setData(HTML, QByteArray((CHARSET + html).encode("utf-8", "replace")))
    return data
