"""The commands of a typist: paste plainly, link, move lines, mark what is still to check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor

from notesapp.core.clean_paste import clean_text, fitted, paste_of
from notesapp.core.edits.base import Position
from notesapp.core.edits.lines import move_lines
from notesapp.core.edits.marks import toggle_mark
from notesapp.core.marks import MARK, next_mark
from notesapp.storage.text_limits import MAX_NOTES_BYTES, beyond_limits
from notesapp.ui.text.clipboard import is_own, pasted_text
from notesapp.ui.text.positions import document_position, place_of
from notesapp.ui.typing.links import Links
from notesapp.ui.typing.nearby import notes_near
from notesapp.ui.typing.typing_aids import TypingAids

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class TypingActions(QObject):
    """Puts its aids into the editor when it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._document = desk.document
        self._editor = desk.window.editor
        self._messages = desk.messages
        self._bar = desk.window.bar
        self._settings = desk.settings
        self._held = 0
        self.links = Links(desk.window, desk.document, desk.messages)
        self.aids = TypingAids(self._document, self._editor, self._is_on)
        self._editor.typing_aids.append(self.aids.press)
        self._editor.paste_aids += [self._refuses, self.links.paste_over]
        self._editor.read_paste = self._read

    # --- pasting and links

    def link(self) -> None:
        """Make a link, or change the one under the caret."""
        self.links.ask()

    def paste_plain(self) -> None:
        """Paste the words alone, without links, lists and what only this program reads."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and data.hasText() and not self._refuses(data):
            self._editor.insert_as_step(clean_text(data.text(), straight=self._straight()))

    def _refuses(self, data: QMimeData) -> bool:
        """Say what is too long to be shown, and could not be opened again once it is saved."""
        text = pasted_text(data)
        too_much = beyond_limits(text)
        size = len(text) + self._document.qt.characterCount()
        if size > MAX_NOTES_BYTES // 4:  # no character has more than four bytes
            size = len((self._document.text() + text).encode("utf-8", "replace"))
        if size > MAX_NOTES_BYTES:
            too_much = self.tr("makes these notes too long. Split them into several files.")
        if too_much:
            self._messages.say("paste", self.tr("Not pasted: the text {0}").format(too_much))
        return bool(too_much)

    def _read(self, data: QMimeData) -> str:
        """What pasting puts into the text: our own as it was, everything else cleaned."""
        if is_own(data):
            return pasted_text(data)
        cursor = self._editor.textCursor()
        block = self._document.qt.findBlock(cursor.selectionStart())
        literal = self._editor.view.role(block).kind in ("code", "source")
        language = self.aids.language()
        straight = self._straight()
        if literal:
            return clean_text(data.text(), language=language, straight=straight)
        html = data.html() if data.hasHtml() else ""
        text = paste_of(html, data.text(), language=language, straight=straight)
        before = block.text()[: place_of(self._document.qt, cursor.selectionStart()).column]
        return fitted(before, text, data.text())

    def _straight(self) -> bool:
        return self._settings.read().word("editor.paste_quotes") == "straight"

    def _is_on(self, key: str) -> bool:
        return self._settings.read().is_on(key)

    # --- lines

    def line_up(self) -> None:
        """Move the line, or the selected ones, up."""
        self._move_lines(-1)

    def line_down(self) -> None:
        """Move the line, or the selected ones, down."""
        self._move_lines(1)

    def _move_lines(self, step: int) -> None:
        qt = self._document.qt
        cursor = self._editor.textCursor()
        anchor, caret = place_of(qt, cursor.anchor()), place_of(qt, cursor.position())
        first, last = min(anchor, caret), max(anchor, caret)
        last_line = last.line - (last.column == 0 and last.line > first.line)
        near = notes_near(self._document, first.line, last_line)
        move = move_lines(near.notes, first.line - near.offset, last_line - near.offset, step)
        if not move.edits:
            return
        if not self._held:
            self._editor.installEventFilter(self)
            self._held = 1
        self._document.apply(near.outside(move.edits), join=("lines", self._held))
        self._document.settle()

        def moved(place: Position) -> Position:
            beyond = place.line > last_line  # the selection ends at the start of the next line
            old = (last_line if beyond else place.line) - near.offset
            line = move.lines.get(old, old) + near.offset + beyond
            return Position(line, place.column)

        chosen = QTextCursor(qt)
        chosen.setPosition(document_position(qt, moved(anchor)))
        chosen.setPosition(document_position(qt, moved(caret)), QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(chosen)
        self._editor.ensureCursorVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the key is held, its moves are one undo step; letting it go ends the step."""
        kind = event.type()
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._held += not event.isAutoRepeat()
        elif kind == QEvent.Type.FocusOut:
            self._held += 1
        return False

    # --- what is still to check

    def mark(self) -> None:
        """Mark the word as still to check, or take that mark away."""
        cursor = self._editor.textCursor()
        start = place_of(self._document.qt, cursor.selectionStart())
        end = place_of(self._document.qt, cursor.selectionEnd())
        near = notes_near(self._document, start.line, end.line)
        edits = near.outside(toggle_mark(near.notes, near.inside(start), near.inside(end)))
        if not edits:
            self._messages.say("mark", self.tr("No mark fits here. Put the caret in the text."))
            return
        self._bar.drop("mark")
        caret = self._document.apply(edits)
        self._document.settle()
        if caret is not None:
            self._editor.set_place(caret)

    def next_mark(self) -> None:
        """Go to the next mark and select it; from the last to the first."""
        qt = self._document.qt
        cursor = self._editor.textCursor()
        here = place_of(qt, cursor.selectionStart())
        found = next_mark(self._document.fresh_notes(), here)
        if found is None:
            self._messages.say("mark", self.tr("Nothing is marked as still to check."))
            return
        self._bar.drop("mark")
        chosen = QTextCursor(qt)
        chosen.setPosition(document_position(qt, Position(found.line, found.column + len(MARK))))
        chosen.setPosition(document_position(qt, found), QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(chosen)
        self._editor.ensureCursorVisible()
