"""Reports over the window that is in front: of this run, or of one that died before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from notesapp.errors import NotesError
from notesapp.storage.atomic import write_atomic
from notesapp.storage.crash_traces import CrashTraces, Trace
from notesapp.storage.log_file import RecentLines
from notesapp.ui.crash.crashes import Crash
from notesapp.ui.files.messages import Offer
from notesapp.ui.kit.sentences import said_sentence

if TYPE_CHECKING:
    from notesapp.ui.crash.crash_dialog import CrashDialog
    from notesapp.ui.episode.episode import Episode
    from notesapp.ui.program import Program

REPORT_NAME = "show-notes-report.txt"


class Reports(QObject):
    """Shows one report at a time. ``folder`` holds the log and the traces."""

    def __init__(self, program: Program, recent: RecentLines, folder: Path, begun_s: float) -> None:
        super().__init__(program)
        self._program, self._recent = program, recent
        self._folder, self._begun_s = folder, begun_s
        self.shown: CrashDialog | None = None

    def typed(self) -> int:
        """A number that changes when somebody types."""
        return sum(episode.document.qt.revision() for episode in self._program.episodes)

    def show(self, crash: Crash) -> bool:
        """The dialog for an exception; False where there is no window or one is open already."""
        episode = self._front()
        if episode is None or self.shown is not None:
            return False
        said = (
            self.tr("Something went wrong. Your text is safe.")
            if crash.is_safe
            else self.tr("Something went wrong. Save your notes now, under another name.")
        )
        self._open(episode, said, crash.trace)
        return True

    def look_back(self, home: str) -> None:
        """Offer what a program that died of a fault left, once and without interrupting."""
        traces = CrashTraces(self._folder).left_over(home)
        episode = self._front()
        if not traces or episode is None:
            return
        words = self.tr("Show Notes stopped unexpectedly {0}. Your text was kept.")
        said = words.format(self._when(traces[0].stopped_at_s))
        offer = Offer(self.tr("See report…"), lambda: self.show_trace(episode, said, traces[0]))
        bar = episode.window.bar
        above = bar.current()
        episode.messages.say("crash", said, "note", offer)
        if above is not None:  # what was said before matters more
            bar.show_message(above)

    def show_trace(self, episode: Episode, said: str, trace: Trace) -> None:
        """The report of a program that died."""
        episode.window.bar.drop("crash")
        if self.shown is None:
            self._open(episode, said, trace.text, has_notes=False)

    def _open(self, episode: Episode, said: str, trace: str, *, has_notes: bool = True) -> None:
        from notesapp.ui.crash.crash_dialog import CrashDialog
        from notesapp.ui.crash.report_text import report_text, system_lines

        over = QApplication.activeModalWidget() or episode.window
        system = system_lines(
            episode.playback.engine_name,
            episode.window.look.theme.name,
            monotonic() - self._begun_s,
        )
        lines = self._recent.lines()

        def report(with_notes: bool) -> str:
            episodes = list(self._program.episodes)
            texts = [e.document.text() for e in episodes] if with_notes else []
            return report_text(system, trace, lines, _names(episodes), texts)

        dialog = CrashDialog(episode.window.look, said, report, over, has_notes=has_notes)
        self.shown = dialog
        dialog.destroyed.connect(self._forget)
        dialog.save_requested.connect(lambda text: self._save(dialog, text))
        dialog.folder_requested.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
        )
        dialog.show()

    def _forget(self) -> None:
        self.shown = None

    def _save(self, dialog: CrashDialog, text: str) -> None:
        path = self._program.services.dialogs.save_report(dialog, REPORT_NAME)
        if path is None:
            return
        try:
            write_atomic(path, text.encode("utf-8", "backslashreplace"))
        except NotesError as trouble:
            dialog.show_saved(said_sentence(trouble.sentence))
        else:
            dialog.show_saved(self.tr("The report is saved."))

    def _when(self, at_s: float) -> str:
        """A time of day, with its date where that is not today's."""
        then, locale = QDateTime.fromSecsSinceEpoch(int(at_s)), QLocale()
        clock = locale.toString(then.time(), QLocale.FormatType.ShortFormat)
        if then.date() == QDate.currentDate():
            return self.tr("at {0}").format(clock)
        day = locale.toString(then.date(), QLocale.FormatType.ShortFormat)
        return self.tr("on {0} at {1}").format(day, clock)

    def _front(self) -> Episode | None:
        episodes = [e for e in self._program.episodes if e.window.isVisible()]
        active = next((e for e in episodes if e.window.isActiveWindow()), None)
        return active or (episodes[0] if episodes else None)


def _names(episodes: Iterable[Episode]) -> Iterable[str]:
    """What the user's files are called, their folders too."""
    for episode in episodes:
        session = episode.session
        for path in (session.path, episode.playback.path):
            if path is not None:
                yield from (str(path), path.name, path.stem, str(path.parent), path.parent.name)
        yield session.copy_name
