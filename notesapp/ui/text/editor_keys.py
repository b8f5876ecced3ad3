"""Keys that mean more in notes than in plain text; everything else types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from notesapp.core.edits.segments import enter_place
from notesapp.ui.text.positions import cursor_at, place_of
from notesapp.ui.text.source_cover import is_covered
from notesapp.ui.text.stamp_end import before_stamp

if TYPE_CHECKING:
    from notesapp.ui.text.editor import NotesEditor

_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)

# Also Ctrl+D and Ctrl+K, which X11 gives to every text widget.
_DELETES_ON = (
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
)
_DELETES_BACK = (QKeySequence.StandardKey.Backspace, QKeySequence.StandardKey.DeleteStartOfWord)

_ENDS = (
    (QKeySequence.StandardKey.MoveToEndOfLine, QTextCursor.MoveOperation.EndOfLine),
    (QKeySequence.StandardKey.MoveToEndOfBlock, QTextCursor.MoveOperation.EndOfBlock),
    (QKeySequence.StandardKey.MoveToEndOfDocument, QTextCursor.MoveOperation.End),
)

# On X11 these delete or jump as in Emacs, stamps and all; they are kept for commands.
_KEPT_FREE = (Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_K)


def chord_of(event: QKeyEvent) -> str:
    """The pressed key as settings write it."""
    chord = QKeySequence(event.keyCombination())
    return chord.toString(QKeySequence.SequenceFormat.PortableText)


def claim_key(editor: NotesEditor, event: QKeyEvent) -> bool | None:
    """Whether a key is the text's, before commands get it; None leaves that to the text widget.

    A command's key first puts what is being composed into the text. Esc ends composing without
    it, and does nothing else.
    """
    if editor.composition.is_open and chord_of(event) == "Esc":
        editor.composition.finish(keep=False)
        event.accept()
        return True
    if chord_of(event) not in editor.own_keys:
        return None
    editor.composition.finish(keep=True)
    event.ignore()
    return False


def press_key(editor: NotesEditor, event: QKeyEvent) -> bool:
    """Do what a key means here; False leaves it to the text widget."""
    if event.matches(QKeySequence.StandardKey.SelectAll):
        editor.selectAll()
        return True
    if event.matches(QKeySequence.StandardKey.Undo):
        editor.undo_requested.emit()
        return True
    if event.matches(QKeySequence.StandardKey.Redo):
        editor.redo_requested.emit()
        return True
    if _is_kept_free(editor, event):
        return True
    for chord, move in _ENDS:
        if event.matches(chord):
            return _go_to_words_end(editor, move)
    key = event.key()
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN:
        _break_line(editor)
        return True
    if key == Qt.Key.Key_Delete or any(event.matches(chord) for chord in _DELETES_ON):
        return _would_eat_source(editor, forward=True)
    if key == Qt.Key.Key_Backspace or any(event.matches(chord) for chord in _DELETES_BACK):
        return _would_eat_source(editor, forward=False)
    return False


def _is_kept_free(editor: NotesEditor, event: QKeyEvent) -> bool:
    """Whether a chord belongs to commands: if theirs cannot run now, it must not edit either."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return False
    if event.key() in _KEPT_FREE and modifiers == Qt.KeyboardModifier.ControlModifier:
        return True
    return chord_of(event) in editor.own_keys


def _go_to_words_end(editor: NotesEditor, move: QTextCursor.MoveOperation) -> bool:
    """The end, but before the stamp that ends a segment; pressed again there, behind it."""
    caret, end = editor.textCursor(), editor.textCursor()
    end.movePosition(move)
    words_end = before_stamp(editor.notes_document, end)
    if words_end.position() in (end.position(), caret.position()) or caret == end:
        return False
    editor.setTextCursor(words_end)
    editor.ensureCursorVisible()
    return True


def _break_line(editor: NotesEditor) -> None:
    """Enter: a plain line break, at the line's end where it would tear a stamp off."""
    cursor = editor.textCursor()
    document = editor.notes_document
    if not cursor.hasSelection():
        place = place_of(document.qt, cursor.position())
        block = cursor.block()
        place = enter_place(block.text(), block.next().text(), place)
        cursor = cursor_at(document.qt, place)
    editor.insert_break(cursor)


def _would_eat_source(editor: NotesEditor, *, forward: bool) -> bool:
    """Whether a deletion would reach into a covered line; then nothing happens."""
    cursor = editor.textCursor()
    if cursor.hasSelection():
        return False
    block = cursor.block()
    at_edge = cursor.atBlockEnd() if forward else cursor.atBlockStart()
    other = block.next() if forward else block.previous()
    if not at_edge or not other.isValid():
        return False
    return is_covered(other, show_source=editor.view.show_source)
