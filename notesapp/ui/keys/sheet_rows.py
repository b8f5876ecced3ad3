"""What the sheet of keys says: commands with their keys, by task, in three columns."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from notesapp.commands.keys import Binding, is_media
from notesapp.ui.kit.actions import key_text, said

COLUMNS = (("Segment",), ("Playback", "Edit"), ("View", "File", "Publish", "Help"))


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One command with its chords as keyboards write them; ``changed`` where they are one's own."""

    words: str
    chords: tuple[str, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """The commands of one task."""

    title: str
    column: int
    rows: tuple[KeyRow, ...]


def shown_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The chords worth showing: two at most, no media keys where there are others."""
    typed = [key for key in keys if not is_media(key)] or list(keys[:1])
    return tuple(dict.fromkeys(key_text(QKeySequence(key)) for key in typed))[:2]


def sheet_sections(bindings: tuple[Binding, ...]) -> tuple[Section, ...]:
    """The sections in the order they are read: down the columns."""
    titles = _titles()
    return tuple(
        Section(titles[menu], number, _rows(menu, bindings))
        for number, menus in enumerate(COLUMNS)
        for menu in menus
    )


def _rows(menu: str, bindings: tuple[Binding, ...]) -> tuple[KeyRow, ...]:
    """A command's keys and those it has in the notes stand in one row."""
    keys: dict[str, tuple[str, ...]] = {}
    changed: dict[str, bool] = {}
    titles: dict[str, str] = {}
    for binding in bindings:
        entry = binding.command
        if entry.menu == menu:
            titles[entry.id] = said(entry.title)
            keys[entry.id] = keys.get(entry.id, ()) + binding.keys
            changed[entry.id] = changed.get(entry.id, False) or binding.is_changed
    return tuple(
        KeyRow(titles[name], shown_keys(held), changed[name]) for name, held in keys.items() if held
    )


def _titles() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "Segment": tr("KeysSheet", "Questions and answers"),
        "Playback": tr("KeysSheet", "Listen"),
        "Edit": tr("KeysSheet", "Text"),
        "View": tr("KeysSheet", "See and go"),
        "File": tr("KeysSheet", "Files"),
        "Publish": tr("KeysSheet", "Publish"),
        "Help": tr("KeysSheet", "Help"),
    }
