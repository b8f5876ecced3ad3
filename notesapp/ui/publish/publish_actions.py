"""Publishing from the window: what would be written, and writing it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from notesapp.core.chapters import chapters_of
from notesapp.core.checks import check
from notesapp.core.model import Notes
from notesapp.core.problems import Problem, Severity
from notesapp.errors import FileTrouble
from notesapp.formats.base import AudioInfo
from notesapp.formats.publish import Output, Target, deliver, render
from notesapp.formats.registry import FORMATS
from notesapp.storage.atomic import make_folder, write_all_atomic
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.show_store import ShowStore
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.publish.publish_dialog import PublishDialog
from notesapp.ui.publish.publish_rows import PublishRow, WrittenRow
from notesapp.ui.sound.playback import Playback
from notesapp.ui.window.main_window import MainWindow


class PublishActions(QObject):
    """Publishing never edits the notes and never writes onto them or the audio."""

    copied = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        session: NoteSession,
        playback: Playback,
        settings: SettingsFile,
        audio: Callable[[], AudioInfo],
        base: Callable[[], str],
        shows: ShowStore,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._playback = playback
        self._settings = settings
        self._audio = audio
        self._base = base
        self._shows = shows
        self.dialog: PublishDialog | None = None

    def publish(self) -> None:
        """Open the dialog."""
        notes = self._session.document.fresh_notes()
        outputs = self._render(notes)
        problems = check(notes, chapters_of(notes), self._audio().duration_ms)
        show = self._shows.show_of(notes)
        ticked = show.publish if show is not None else None
        rows = tuple(self._row(output, problems, ticked) for output in outputs)
        dialog = PublishDialog(
            self._window.look,
            rows,
            self._folder(),
            publish=self.write,
            title=self._title(notes),
            parent=self._window,
        )
        dialog.show_problems_requested.connect(self._show_problems)
        dialog.show_folder_requested.connect(
            lambda folder: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        )
        self.dialog = dialog
        dialog.open()

    def write(self, keys: tuple[str, ...], folder: Path, replace: bool) -> tuple[WrittenRow, ...]:
        """Write the chosen formats into a folder. Raises FileTrouble; then nothing was written."""
        outputs = [o for o in self._render(self._session.document.fresh_notes()) if o.key in keys]
        paths = [folder / output.name for output in outputs]
        if not replace:
            there = next((path for path in paths if path.exists()), None)
            if there is not None:
                raise FileTrouble(
                    self.tr(
                        "“{0}” is already there. Allow replacing, or choose another folder."
                    ).format(there.name)
                )
        make_folder(folder)
        protected = [p for p in (self._session.path, self._playback.path) if p is not None]
        deliver(outputs, paths, protected=protected, write=write_all_atomic)
        self._settings.prefer("publish.folder", str(folder))
        with suppress(FileTrouble):  # what was published stands; the ticks are a convenience
            self._shows.remember_ticks(self._session.document.notes, keys)
        return tuple(
            WrittenRow(
                output.key, path, " ".join(said_sentence(loss.message) for loss in output.losses)
            )
            for output, path in zip(outputs, paths, strict=True)
        )

    def copy_description(self) -> None:
        """The description block to the clipboard."""
        for output in self._render(self._session.document.fresh_notes()):
            if output.key == "description":
                QGuiApplication.clipboard().setText(output.data.decode("utf-8"))
                self.copied.emit(self.tr("The description is on the clipboard."))

    def _render(self, notes: Notes) -> tuple[Output, ...]:
        targets = [Target(entry) for entry in FORMATS]
        return render(notes, self._base(), targets, self._audio())

    def _row(
        self, output: Output, problems: tuple[Problem, ...], ticked: tuple[str, ...] | None
    ) -> PublishRow:
        entry = next(f for f in FORMATS if f.key == output.key)
        rules = [p for p in problems if p.severity is Severity.RULE]
        state, severity = self.tr("Ready"), ""
        if output.losses:
            state, severity = said_sentence(output.losses[0].message), "advice"
        if rules and output.key == "description":
            state, severity = said_sentence(rules[0].message), "rule"
        text = output.data.decode("utf-8") if entry.key == "description" else ""
        return PublishRow(
            key=output.key,
            title=entry.title,
            file_name=output.name,
            state=state,
            severity=severity,
            checked=ticked is None or output.key in ticked,
            clipboard_text=text,
        )

    def _title(self, notes: Notes) -> str:
        if notes.number is not None:
            return self.tr("Publish episode {0}").format(notes.number)
        return self.tr("Publish")

    def _folder(self) -> Path:
        own = self._session.folder
        if own is not None:
            return own
        last = self._settings.read().word("publish.folder")
        return Path(last) if last else Path.home()

    def _show_problems(self) -> None:
        self._window.set_panel_wanted(True)
        self._window.panel.show_tab("problems")
