"""The menu of the right button in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from notesapp.ui.text.editor import NotesEditor


def make_menu(editor: NotesEditor, at: QPoint) -> QMenu:
    """Qt's menu, with our own way to undo and to select: its own reach into the header."""
    menu = editor.createStandardContextMenu(at)
    own = {
        "edit-undo": editor.undo_requested.emit,
        "edit-redo": editor.redo_requested.emit,
        "select-all": editor.selectAll,
    }
    for action in menu.actions():
        act = own.get(action.objectName())
        if act is not None:
            action.triggered.disconnect()
            action.triggered.connect(lambda _=False, act=act: act())
    return menu
