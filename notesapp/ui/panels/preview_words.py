"""The words for what a destination can be given."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from notesapp.formats.base import Option

_WORDS = {
    "content=auto": "Whole notes where they fit",
    "content=notes": "Whole notes",
    "content=short": "Without questions and answers",
    "chapters=first": "Chapters after the summary",
    "chapters=last": "Chapters at the end",
    "chapters=none": "No chapters",
    "stamps=yes": "Times stay in the text",
    "stamps=no": "No times in the text",
}


def option_word(option: Option, value: str) -> str:
    """What one of its values means, for a menu where it stands without a title."""
    return _said(_WORDS.get(f"{option.name}={value}", f"{option.title}: {value}"))


def _said(text: str) -> str:
    return QCoreApplication.translate("Destinations", text)
