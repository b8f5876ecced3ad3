"""Finding over notes: the search beside the window, and opening a file at a hit."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from notesapp.core.edits.base import Position
from notesapp.core.finding import Query
from notesapp.errors import NotesError
from notesapp.storage.atomic import is_same_file
from notesapp.storage.state_file import StateFile
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.finding.everywhere_dialog import EverywhereDialog
from notesapp.ui.finding.note_search import MOST_HITS, FileHits, notes_near, search_files
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.worker import Worker
from notesapp.ui.window.main_window import MainWindow


class FindEverywhere(QObject):
    """One search at a time; a newer one, or closing its window, ends the one before."""

    _found = Signal(int, object)
    _ended = Signal(int, str)

    def __init__(
        self,
        window: MainWindow,
        session: NoteSession,
        state: StateFile,
        open_at: Callable[[Path, Position], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._state = state
        self._open_at = open_at
        self._numbers = count(1)
        self._number = 0
        self._files = self._hits = self._asked = 0
        self._executor = Worker("find-notes")
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        window.closed.connect(self._close)
        self.dialog = EverywhereDialog(window.look, window)
        self.dialog.query_changed.connect(self.search)
        self.dialog.place_requested.connect(self._go)
        self.dialog.hidden.connect(self._stop)

    def open(self) -> None:
        """Show the dialog with what is selected."""
        dialog = self.dialog
        words = self._window.editor.textCursor().selectedText() if self._window.works else ""
        if words and "\u2029" not in words:
            dialog.field.setText(words)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        dialog.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        dialog.field.selectAll()
        self.search()

    def search(self) -> None:
        """Look for what the field says."""
        self._stop()
        dialog, query = self.dialog, self.dialog.query()
        dialog.clear()
        dialog.trouble.say("")
        dialog.show_facts("")
        if not query.text:
            return
        self._files = self._hits = 0
        path = self._session.path
        recent = tuple(r.path for r in self._state.recent() if r.exists)
        texts: dict[Path, str] = {}
        paths = notes_near(self._session.folder, recent)
        self._asked = len(paths)
        if path is not None:
            own = next((p for p in paths if p.name == path.name and is_same_file(p, path)), path)
            texts[own] = self._session.document.text()
        source = self._window.editor.view.show_source
        number = self._number
        self._executor.submit(self._work, number, paths, texts, query, source)

    def _work(
        self,
        number: int,
        paths: tuple[Path, ...],
        texts: dict[Path, str],
        query: Query,
        source: bool,
    ) -> None:
        sentence = ""
        try:
            for found in search_files(
                paths, texts, query, source=source, is_wanted=lambda: number == self._number
            ):
                self._found.emit(number, found)
        except NotesError as trouble:
            sentence = trouble.sentence
        except RuntimeError:
            return  # the window has gone
        self._ended.emit(number, sentence)

    def _on_found(self, number: int, found: FileHits) -> None:
        if number != self._number:
            return
        self._files += 1
        self._hits += len(found.hits)
        self.dialog.add(found, said_sentence(found.trouble))
        self._show_facts(ended=False)

    def _on_ended(self, number: int, sentence: str) -> None:
        if number != self._number:
            return
        if sentence:
            self.dialog.trouble.say(said_sentence(sentence))
            self.dialog.show_facts("")
        else:
            self._show_facts(ended=True)

    def _show_facts(self, *, ended: bool) -> None:
        text = self._window.locale().toString
        if not ended:
            words = self.tr("{0} of {1} files searched, {2} hits so far")
            words = words.format(text(self._files), text(self._asked), text(self._hits))
        elif self._hits >= MOST_HITS:
            words = self.tr("Only the first {0} hits are shown. Type more to narrow the search.")
            words = words.format(text(MOST_HITS))
        elif not self._hits:
            words = self.tr("Nothing found. Files searched: {0}").format(text(self._files))
        else:
            words = self.tr("Hits: {0}. Files searched: {1}")
            words = words.format(text(self._hits), text(self._files))
        self.dialog.show_facts(words)

    def _go(self, path: Path, place: Position) -> None:
        self._open_at(path, place)

    def _stop(self) -> None:
        self._number = next(self._numbers)

    def _close(self) -> None:
        self._stop()
        self.dialog.close()
        self._executor.shutdown(wait=False, cancel_futures=True)
