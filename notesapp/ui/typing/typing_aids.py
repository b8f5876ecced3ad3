"""What keys do beyond typing: Enter in a list, and typographic characters where wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock

from notesapp.core.edits.base import Position, TextEdit
from notesapp.core.edits.lists import enter_in_list
from notesapp.core.edits.quotes import TRIGGERS, typographic
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor
from notesapp.ui.text.positions import place_of

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOOK_BACK = 50  # lines
_BARE = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


class TypingAids:
    """Asked before a key types. ``is_on`` reads a yes-or-no setting."""

    def __init__(
        self, document: NotesDocument, editor: NotesEditor, is_on: Callable[[str], bool]
    ) -> None:
        self._document = document
        self._editor = editor
        self._is_on = is_on

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False where it types as it would."""
        if event.key() in _ENTERS:
            return event.modifiers() in _BARE and self._go_on_with_list()
        typed = event.text()
        if typed not in TRIGGERS:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.GroupSwitchModifier
        plain = modifiers in (*_BARE, Qt.KeyboardModifier.ShiftModifier)
        return plain and self._type(typed)

    def _go_on_with_list(self) -> bool:
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return False
        block = cursor.block()
        edits = enter_in_list(
            block.text(),
            self._editor.place(),
            above=_line_above(block),
            below=block.next().text(),
        )
        if not edits or self._is_literal(block) or not self._is_on("editor.continue_lists"):
            return False
        caret = self._document.apply(edits)
        if caret is not None:
            self._editor.set_place(caret, focus=False)
        return True

    def _type(self, typed: str) -> bool:
        """Type a character as it is, then set the typographic one in a step of its own."""
        cursor = self._editor.textCursor()
        document = self._document.qt
        place = place_of(document, cursor.selectionStart())
        block = document.findBlock(cursor.selectionStart())
        end = place_of(document, cursor.selectionEnd())
        before = block.text()[: place.column]
        after = document.findBlock(cursor.selectionEnd()).text()[end.column :]
        swap = typographic(before, typed, self.language(), after)
        if swap is None or self._is_literal(block) or not self._is_on("editor.smart_quotes"):
            return False
        cursor.insertText(typed)
        column = place.column + 1
        edit = TextEdit(
            Position(place.line, column - swap.back),
            Position(place.line, column),
            swap.text,
            len(swap.text),
        )
        caret = self._document.apply((edit,))
        if caret is not None:
            self._editor.set_place(caret, focus=False)
        return True

    def language(self) -> str:
        """The language of the notes, with the country where the header names it."""
        notes = self._document.notes
        return notes.header.text("language") or notes.language

    def _is_literal(self, block: QTextBlock) -> bool:
        return self._editor.view.role(block).kind in ("code", "source")


def _line_above(block: QTextBlock) -> str:
    """The nearest line above that is not blank."""
    above = block.previous()
    for _ in range(_LOOK_BACK):
        if not above.isValid() or above.text().strip():
            break
        above = above.previous()
    return above.text() if above.isValid() else ""
