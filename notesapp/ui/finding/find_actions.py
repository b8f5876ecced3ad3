"""Find and replace in the notes of a window."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPainter, QTextCursor

from notesapp.core.edits.base import Edits, Position
from notesapp.core.finding import Found, Hit, Query, looked_at, stretch_around
from notesapp.core.model import Notes
from notesapp.errors import NotesError
from notesapp.ui.files.messages import Messages, Offer
from notesapp.ui.finding.find_bar import FindBar
from notesapp.ui.finding.hit_paint import paint_hits
from notesapp.ui.finding.searcher import Searcher
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor_paint import BlockOnScreen
from notesapp.ui.text.escape import is_escape
from notesapp.ui.text.history import History
from notesapp.ui.text.positions import cursor_at, place_of
from notesapp.ui.window.main_window import MainWindow

AFTER_MS = 120


class FindActions(QObject):
    """The current hit is the selection; the others are only painted.

    Searches run beside the window, so what a key asks for may wait until the hits are known.
    """

    def __init__(
        self, window: MainWindow, document: NotesDocument, messages: Messages, history: History
    ) -> None:
        super().__init__(window)
        self._window = window
        self._editor = window.editor
        self._document = document
        self._messages = messages
        self._history = history
        self._searcher = Searcher(window)
        self._query = Query("")
        self._found = Found()
        self._fresh = False
        self._waiting: list[Callable[[], None]] = []
        self._within: range | None = None
        self._origin = Position(0, 0)
        self._moving = False
        self.bar = FindBar(window.look, window)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self._search)
        self._connect()

    def _connect(self) -> None:
        bar, editor = self.bar, self._editor
        bar.changed.connect(self._on_query)
        bar.next_requested.connect(self.find_next)
        bar.previous_requested.connect(self.find_previous)
        bar.replace_requested.connect(self._replace_one)
        bar.replace_all_requested.connect(self._replace_all)
        bar.words.textChanged.connect(self._forget_trouble)
        bar.closed.connect(editor.viewport().update)
        editor.backdrops.append(self._paint)
        editor.installEventFilter(self)
        editor.selectionChanged.connect(self._on_selection)
        editor.cursorPositionChanged.connect(self._on_selection)
        self._document.text_changed.connect(self._on_text)
        self._document.notes_changed.connect(lambda _: self._search_again())

    # --- commands

    def find(self) -> None:
        """Open the bar with what is selected."""
        self._open(replace=False)

    def replace(self) -> None:
        """Open the bar with its second row."""
        self._open(replace=True)

    def find_next(self) -> None:
        """The hit after the caret, round the end."""
        self._step(1)

    def find_previous(self) -> None:
        """The hit before the caret, round the start."""
        self._step(-1)

    def close(self) -> None:
        """Close the bar; the caret stays where the last hit is."""
        self.bar.close_bar()

    # --- the bar

    def _open(self, *, replace: bool) -> None:
        self._messages_drop()
        bar = self.bar
        words = self._selected_words()
        self._origin = self._selection()[0]
        was_open = bar.isVisible()
        bar.open_bar()
        bar.show_replace(replace or (was_open and bar.replaces))
        if words and words != bar.field.text():
            bar.field.setText(words)
        else:
            self._on_query()
        bar.take_focus(in_words=replace and bool(bar.field.text()) and was_open)

    def _selected_words(self) -> str:
        """What is selected, where it can be looked for; nothing if it is the current hit."""
        text = self._editor.textCursor().selectedText()
        if not text or "\u2029" in text or self._current() is not None:
            return ""
        return re.escape(text) if self.bar.switches["regex"].isChecked() else text

    def _forget_trouble(self) -> None:
        if self._fresh:
            self.bar.trouble.say("")

    def _on_query(self) -> None:
        self._query = self.bar.query()
        self._search(self._go_from_origin)

    def _search(self, then: Callable[[], None] | None = None) -> None:
        """Search anew; what waits is done when the hits are known."""
        self._fresh = False
        if then is not None:
            self._waiting = [then]
        self._document.settle()
        if self._document.stale:
            return  # the notes are told when they have caught up
        notes = self._document.notes
        self._within = None
        if self.bar.isVisible() and self.bar.within_segment:
            self._within = stretch_around(notes, self._selection()[0].line)
        if not self._query.text:
            self._searcher.known = {}
            self._on_found(Found())
            return
        source = self._editor.view.show_source
        self._searcher.find(
            self._query, notes, self._within, source, self._on_found, self._on_refused
        )

    def _search_again(self) -> None:
        """The notes have changed: at once for what waits, else when the keys rest."""
        if self._waiting:
            self._search()
        elif self.bar.isVisible():
            self._soon.start()

    def _on_found(self, found: Found) -> None:
        if self._document.stale:
            return
        self._found, self._fresh = found, True
        self.bar.trouble.say("")
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
        self._show_count()
        self._editor.viewport().update()

    def _on_refused(self, trouble: Exception) -> None:
        if not isinstance(trouble, NotesError):
            raise trouble
        self._waiting = []
        self._found = Found()
        self._searcher.known = {}
        sentence = said_sentence(trouble.sentence)
        if self.bar.isVisible():
            self.bar.trouble.say(sentence)
            self.bar.show_count("", any_hits=False)
        else:
            self._messages.say("find", sentence)
        self._editor.viewport().update()

    # --- moving

    def _go_from_origin(self) -> None:
        index = self._found.index_from(self._origin)
        if index is not None:
            self._select(self._found.hit(index))
        elif self._current() is None and self.bar.isVisible():
            self._move(cursor_at(self._document.qt, self._origin))

    def _step(self, way: int) -> None:
        if not self._query.text:
            self._open(replace=False)
            return
        if self._fresh and (self.bar.isVisible() or not self._document.stale):
            self._go(way)
        elif self._waiting and self.bar.isVisible():
            self._waiting.append(lambda: self._go(way))
        else:
            self._search(lambda: self._go(way))

    def _go(self, way: int) -> None:
        start, end = self._selection()
        found = self._found
        index = found.index_from(end) if way > 0 else found.index_before(start)
        if index is not None:
            self._messages_drop()
            self._select(found.hit(index))
            self._origin = self._selection()[0]
        elif not self.bar.isVisible():
            sentence = self.tr("“{0}” is not in these notes.")
            self._messages.say("find", sentence.format(self._query.text))

    def _select(self, hit: Hit) -> None:
        cursor = cursor_at(self._document.qt, Position(hit.line, hit.start))
        end = cursor_at(self._document.qt, Position(hit.line, hit.end)).position()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._move(cursor)

    def _move(self, cursor: QTextCursor) -> None:
        editor = self._editor
        self._moving = True
        seen = editor.viewport().rect().adjusted(0, 0, 0, -8)
        editor.setTextCursor(cursor)
        if not seen.contains(editor.cursorRect().center()):
            editor.centerCursor()
        self._moving = False
        self._show_count()

    # --- replacing

    def _replace_one(self) -> None:
        hit = self._current()
        if hit is None or not self._fresh:
            self._step(1)
            return
        notes = self._document.notes
        self._searcher.replace(
            self._query,
            self.bar.words.text(),
            notes,
            (hit.line,),
            hit,
            lambda result: self._apply_one(notes, result),
            self._on_words_refused,
        )

    def _apply_one(self, notes: Notes, result: tuple[Edits, int]) -> None:
        if not self._is_of_now(notes):
            return
        caret = self._document.apply(result[0])
        if caret is not None:
            self._move(cursor_at(self._document.qt, caret))
        self._search(lambda: self._go(1))

    def _replace_all(self) -> None:
        if not self._fresh:
            self._search(self._replace_all)
            return
        notes = self._document.notes
        lines = tuple(looked_at(notes, self._within, source=self._editor.view.show_source))
        self._searcher.replace(
            self._query,
            self.bar.words.text(),
            notes,
            lines,
            None,
            lambda result: self._apply_all(notes, result),
            self._on_words_refused,
        )

    def _apply_all(self, notes: Notes, result: tuple[Edits, int]) -> None:
        edits, count = result
        if not edits or not self._is_of_now(notes):
            return
        scroll = self._editor.verticalScrollBar().value()
        self._document.apply(edits)
        self._editor.verticalScrollBar().setValue(scroll)
        self._origin = self._selection()[0]
        self._search()
        sentence = self.tr("{0} replaced.").format(self._window.locale().toString(count))
        undo = Offer(self.tr("Undo"), self._history.undo)
        self._messages.say("replaced", sentence, offer=undo)

    def _on_words_refused(self, trouble: Exception) -> None:
        """The pattern is fine, its hits too; what shall replace them is not."""
        if not isinstance(trouble, NotesError):
            raise trouble
        self.bar.trouble.say(said_sentence(trouble.sentence))

    def _is_of_now(self, notes: Notes) -> bool:
        """Whether nothing was typed since the edits were worked out."""
        return not self._document.stale and self._document.notes is notes

    # --- reactions

    def _on_text(self) -> None:
        self._fresh = False
        self._messages_drop("replaced")

    def _on_selection(self) -> None:
        if self._moving or not self.bar.isVisible():
            return
        start = self._selection()[0]
        self._origin = start
        if self._within is not None and start.line not in self._within:
            self._search()
        self._show_count()

    def _messages_drop(self, name: str = "find") -> None:
        self._window.bar.drop(name)

    def _selection(self) -> tuple[Position, Position]:
        cursor = self._editor.textCursor()
        qt = self._document.qt
        return place_of(qt, cursor.selectionStart()), place_of(qt, cursor.selectionEnd())

    def _current(self) -> Hit | None:
        start, end = self._selection()
        index = self._found.index_of(start, end)
        return None if index is None else self._found.hit(index)

    def _show_count(self) -> None:
        if not self.bar.isVisible() or not self._fresh:
            return
        number = self._window.locale().toString
        count = self._found.count
        words = ""
        if self._query.text:
            words = self.tr("Nothing found")
        if count:
            index = self._found.index_of(*self._selection())
            words = (
                self.tr("{0} found").format(number(count))
                if index is None
                else self.tr("{0} of {1}").format(number(index + 1), number(count))
            )
        self.bar.show_count(words, any_hits=bool(count))

    def _paint(self, painter: QPainter, views: list[BlockOnScreen]) -> None:
        known = self._searcher.known
        if known and self.bar.isVisible():
            current = self._current() if self._fresh else None
            paint_hits(painter, views, self._window.look, known, self._within, current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the text closes the bar before it plays."""
        if not self.bar.isVisible() or not is_escape(event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.close()
        return True
