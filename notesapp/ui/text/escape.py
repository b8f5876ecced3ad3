"""Esc in the text, before it plays: for what is open over the text and closes with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_KINDS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


def is_escape(event: QEvent) -> bool:
    """Whether an event filter of the text sees Esc alone: first as an override, then as a key."""
    return (
        event.type() in _KINDS
        and isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Escape
        and event.modifiers() == Qt.KeyboardModifier.NoModifier
    )
