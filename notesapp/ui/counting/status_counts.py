"""Words or characters of the notes, or of what is selected; a click changes which."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from notesapp.core.counting import Counts, count_lines, count_notes
from notesapp.core.model import Notes
from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.window.main_window import MainWindow

AFTER_MS = 80
_BREAKS = str.maketrans("\u2029\u2028", "\n\n")


class StatusCounts(QObject):
    """Counts beside the window, shortly after the last change."""

    def __init__(self, window: MainWindow, jobs: Jobs, settings: SettingsFile) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._settings = settings
        self._notes: Notes | None = None
        self._whole = Counts()
        self._selected: Counts | None = None
        self._kind = settings.read().word("look.count")
        self._soon = self._timer(self._count_notes)
        self._soon_selected = self._timer(self._count_selected)
        window.editor.selectionChanged.connect(self._soon_selected.start)
        window.status.words_requested.connect(self._change_kind)

    def take(self, notes: Notes) -> None:
        """The notes have changed."""
        self._notes = notes
        self._soon.start()

    def _timer(self, call: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(AFTER_MS)
        timer.timeout.connect(call)
        return timer

    def _count_notes(self) -> None:
        notes = self._notes
        if notes is not None:
            self._jobs.run("counts", lambda: count_notes(notes), self._show_whole)

    def _count_selected(self) -> None:
        cursor = self._window.editor.textCursor()
        if not cursor.hasSelection():
            self._show_selected(None)
            return
        text = cursor.selectedText().translate(_BREAKS)
        self._jobs.run("selected", lambda: count_lines(text.split("\n")), self._show_selected)

    def _show_whole(self, counts: Counts) -> None:
        self._whole = counts
        self._show()

    def _show_selected(self, counts: Counts | None) -> None:
        if counts is not None and not self._window.editor.textCursor().hasSelection():
            counts = None
        self._selected = counts
        self._show()

    def _change_kind(self) -> None:
        self._kind = "characters" if self._kind == "words" else "words"
        self._settings.prefer("look.count", self._kind)
        self._show()

    def _show(self) -> None:
        characters = self._kind == "characters"
        whole = self._number(self._whole, characters)
        status = self._window.status
        if self._selected is None:
            words = self.tr("{0} characters") if characters else self.tr("{0} words")
            status.set_words(words.format(whole) if self._whole.characters else "")
        else:
            words = self.tr("{0} of {1} characters") if characters else self.tr("{0} of {1} words")
            status.set_words(words.format(self._number(self._selected, characters), whole))
        other = self.tr("Count words") if characters else self.tr("Count characters")
        status.words.setToolTip(other)

    def _number(self, counts: Counts, characters: bool) -> str:
        number = counts.characters if characters else counts.words
        return self._window.locale().toString(number)
