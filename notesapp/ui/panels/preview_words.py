"""The words for what a destination can be given."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from notesapp.formats.base import Option

_TITLES = {
    "content": "What is given",
    "chapters": "Where the chapters stand",
    "stamps": "Times in the text",
}
_WORDS = {
    "content=auto": "Whole notes where they fit",
    "content=notes": "Whole notes",
    "content=short": "Summary and chapters",
    "chapters=first": "After the summary",
    "chapters=last": "At the end",
    "chapters=none": "Nowhere",
    "stamps=yes": "Keep them",
    "stamps=no": "Leave them out",
}


def option_title(option: Option) -> str:
    """What an option is about, in few words."""
    return _said(_TITLES.get(option.name, option.title))


def option_word(option: Option, value: str) -> str:
    """What one of its values means."""
    return _said(_WORDS.get(f"{option.name}={value}", value.capitalize()))


def _said(text: str) -> str:
    return QCoreApplication.translate("Destinations", text)
