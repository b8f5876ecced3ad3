"""The text being edited: one QTextDocument, one undo order, and the notes parsed from it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from notesapp.core.edits.base import Edits, Position, difference
from notesapp.core.header import header_end
from notesapp.core.model import Notes
from notesapp.core.parser import SLICE, parse, parse_steps
from notesapp.storage.journal_text import Step
from notesapp.ui.text.positions import document_position, place_of, to_utf16

SLICE_MS = 2.0
PAUSE_MS = 1200
AT_ONCE_LINES = 1000
LULL_MS = 150  # a text longer than that is parsed when the keys rest; fast typing leaves no rest
HEADER_LINES = 2000
LOADED_LINES = 20_000  # of a longer text these are parsed before it is shown
_ENDS = ".!?…"


class NotesDocument(QObject):
    """Owns the text. Everything that changes it goes through ``apply`` or the keyboard.

    ``text_changed`` follows every change at once; ``notes_changed`` carries the parsed notes once
    the parse, done in slices between events, has caught up. ``dirty_changed`` tells whether the
    text differs from what was last loaded or saved.
    """

    text_changed = Signal()
    notes_changed = Signal(object)
    dirty_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.qt = QTextDocument(self)
        self.qt.setDocumentLayout(QPlainTextDocumentLayout(self.qt))
        self._notes = parse("")
        self._saved = ""
        self._dirty = False
        self._stale = False
        self._loading = False
        self._steps: Generator[None, None, Notes] | None = None
        self._join_key: object = None
        self.caret: Callable[[], int] = lambda: 0  # where an undone edit puts it again
        self.put_caret: Callable[[int], None] = lambda _: None
        self.watch: Callable[[int, int, int], None] = lambda *_: None  # before all who listen
        self.doing = ""  # "undo", "redo" or "join" while that changes the text
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)
        self._lull = QTimer(self)
        self._lull.setSingleShot(True)
        self._lull.setInterval(LULL_MS)
        self._lull.timeout.connect(self._timer.start)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.break_undo)
        self.qt.contentsChange.connect(self._on_contents_change)

    @property
    def notes(self) -> Notes:
        """The notes as last parsed; they may be a few keystrokes old."""
        return self._notes

    @property
    def dirty(self) -> bool:
        """Whether the text differs from what was last loaded or saved."""
        return self._dirty

    @property
    def stale(self) -> bool:
        """Whether the text has changed since ``notes`` was parsed."""
        return self._stale

    def text(self) -> str:
        """The text with ``\\n`` line ends; no-break spaces stay what they are."""
        return self.qt.toRawText().replace("\u2029", "\n")

    def fresh_notes(self) -> Notes:
        """The notes of the text as it is now; finishes the parse if one is under way."""
        if self._stale:
            self._finish(parse(self.text()))
        return self._notes

    def settle(self) -> None:
        """Catch up at once where that takes no time; a long text catches up in slices."""
        if self._stale and self.qt.blockCount() <= AT_ONCE_LINES:
            self.fresh_notes()

    def header_last_line(self) -> int:
        """The header's last line as the text is now, without parsing it; -1 without a header."""
        lines: list[str] = []
        block = self.qt.firstBlock()
        while block.isValid() and len(lines) < HEADER_LINES:
            lines.append(block.text())
            if not lines[0].startswith("---"):
                return -1
            block = block.next()
        return header_end(lines)

    def load(self, text: str) -> None:
        """Replace everything and forget the undo history: another file was opened."""
        self._loading = True
        self.qt.setPlainText(text)
        self._loading = False
        self.qt.clearUndoRedoStacks()
        self._saved = self.text()
        self._finish(parse(self._saved[: _line_start(self._saved, LOADED_LINES)]))
        if len(self._notes.text) < len(self._saved):  # the start is seen, the rest follows
            self._stale = True
            self._timer.start()
        self.break_undo()
        self._set_dirty(False)

    def load_steps(self, base: str, steps: Sequence[Step], saved: str) -> None:
        """Load a text and do steps that were done to it before; each can be undone again.

        ``saved`` is what stands on the disk.
        """
        self._loading = True
        self.qt.setPlainText(base)
        self.qt.clearUndoRedoStacks()
        for step in steps:
            self._do_again(step)
        self._loading = False
        self._saved = saved
        self._finish(parse(self.text()))
        self.break_undo()
        self.text_changed.emit()

    def _do_again(self, step: Step) -> None:
        self.break_undo()
        cursor = QTextCursor(self.qt)
        end = self.qt.characterCount() - 1
        cursor.setPosition(min(step[0].position, end))
        cursor.beginEditBlock()
        for change in step:
            end = self.qt.characterCount() - 1
            cursor.setPosition(min(change.position, end))
            cursor.setPosition(
                min(change.position + change.removed, end), QTextCursor.MoveMode.KeepAnchor
            )
            cursor.insertText(change.added)
        cursor.endEditBlock()

    def replace_all(self, text: str) -> None:
        """Make the text another one as one undo step that touches few lines."""
        self.apply(difference(self.text(), text))

    def mark_saved(self, text: str) -> None:
        """Remember what now stands on the disk."""
        self._saved = text
        self._set_dirty(self.text() != text)

    def apply(self, edits: Edits, *, join: object = None) -> Position | None:
        """Apply edits as one undo step; returns where the caret belongs, if they say so.

        Edits with the same ``join`` key in a row become one step: keystrokes in a form field.
        """
        if not edits:
            return None
        joins = join is not None and join == self._join_key
        self.doing = "join" if joins else ""
        cursor = QTextCursor(self.qt)
        if not joins:
            self.break_undo()
        ordered = sorted(edits, key=lambda e: e.start, reverse=True)
        spans = [
            (document_position(self.qt, e.start), document_position(self.qt, e.end), e)
            for e in ordered
        ]
        if joins:
            cursor.joinPreviousEditBlock()
        else:
            cursor.setPosition(self.caret())
            cursor.beginEditBlock()
        caret: QTextCursor | None = None
        for start, end, edit in spans:
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(edit.text)
            if edit.caret is not None:
                caret = QTextCursor(self.qt)  # edits above it are still to come
                caret.setPosition(start + to_utf16(edit.text, edit.caret))
        cursor.endEditBlock()
        self.doing = ""
        self.break_undo()
        self._join_key = join
        return None if caret is None else place_of(self.qt, caret.position())

    def break_undo(self) -> None:
        """End the undo step: what is typed next is undone on its own.

        Qt joins an edit to the one before only while the document is marked as modified
        (docs/adr/0004), so the mark is used for that and for nothing else.
        """
        self.qt.setModified(False)
        self._join_key = None
        self._pause.stop()

    def undo(self, cursor: QTextCursor) -> QTextCursor:
        """Undo one step; returns where Qt puts the caret."""
        self.break_undo()
        self.doing = "undo"
        self.qt.undo(cursor)
        self.doing = ""
        return cursor

    def redo(self, cursor: QTextCursor) -> QTextCursor:
        """Redo one step; returns where Qt puts the caret."""
        self.break_undo()
        self.doing = "redo"
        self.qt.redo(cursor)
        self.doing = ""
        return cursor

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._loading:
            return
        self.watch(position, removed, added)
        self._stale = True
        self._steps = None
        self._join_key = None
        if added == 1 and removed == 0:
            self._after_typing(position)
        if self.qt.blockCount() > AT_ONCE_LINES:
            self._timer.stop()
            self._lull.start()
        else:
            self._timer.start()
        self._set_dirty(True)
        self.text_changed.emit()

    def _after_typing(self, position: int) -> None:
        """A space behind a sentence end and a pause end an undo step."""
        self._pause.start()
        if position > 0 and self.qt.characterAt(position).isspace():
            before = self.qt.characterAt(position - 1)
            if before in _ENDS:
                QTimer.singleShot(0, self, self.break_undo)

    def _work(self) -> None:
        """One slice of parsing, a few milliseconds long."""
        until = perf_counter() + SLICE_MS / 1000
        if self._steps is None:
            self._steps = self._parse_run()
        try:
            while perf_counter() < until:
                next(self._steps)
        except StopIteration as done:
            self._finish(done.value)

    def _parse_run(self) -> Generator[None, None, Notes]:
        lines: list[str] = []
        block = self.qt.firstBlock()
        while block.isValid():
            lines.append(block.text())
            block = block.next()
            if len(lines) % SLICE == 0:
                yield
        notes = yield from parse_steps(lines)
        return notes

    def _finish(self, notes: Notes) -> None:
        self._timer.stop()
        self._lull.stop()
        self._steps = None
        self._stale = False
        self._notes = notes
        self._set_dirty(not _same_text(notes.lines, self._saved))
        self.notes_changed.emit(notes)

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)


def _line_start(text: str, line: int) -> int:
    """Where a line of so many begins; behind the text where there are not as many."""
    if text.count("\n") < line:
        return len(text)
    place = 0
    for _ in range(line):
        place = text.index("\n", place) + 1
    return place


def _same_text(lines: Sequence[str], text: str) -> bool:
    return sum(map(len, lines)) + len(lines) - 1 == len(text) and "\n".join(lines) == text
