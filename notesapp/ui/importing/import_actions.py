"""Commands that bring something in: from a file, from the clipboard, out of the audio."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from notesapp.core.edits.base import Edits, difference
from notesapp.core.edits.header_edits import adds_source
from notesapp.core.edits.inserting import insert_text
from notesapp.core.model import Notes
from notesapp.errors import NotesError
from notesapp.ui.files.audio_words import shown_name
from notesapp.ui.files.messages import Offer
from notesapp.ui.text.clipboard import is_own, pasted_text

if TYPE_CHECKING:
    from notesapp.importing.imported import ImportedAnything
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.files.file_actions import FileActions
    from notesapp.ui.importing.import_dialog import ImportDialog

Options = Mapping[str, str]
Read = Callable[[Options], "ImportedAnything"]
HOLDS = "audio_chapters"


class ImportActions(QObject):
    """Reads beside the window, shows what was read, and does only what is chosen there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._looked_at: Path | None = None
        self.dialog: ImportDialog | None = None
        self._original: bytes | None = None
        desk.playback.audio_changed.connect(self._on_audio)
        desk.playback.state_changed.connect(lambda _: self._look_into_audio())

    def import_notes(self) -> None:
        """Ask for a file and show what is in it."""
        path = self._desk.dialogs.import_notes(self._desk.window, self._desk.session.folder)
        if path is not None:
            self.show_path(path)

    def import_clipboard(self) -> None:
        """Show what the clipboard holds, as a page where that says more than its words."""
        text, html = _copied()
        if not text.strip() and not html.strip():
            self._desk.messages.tell("import", self.tr("The clipboard holds no text to import."))
            return
        self._read(
            lambda options: _clipboard(text, html, options),
            lambda: _copied_original(text, html),
        )

    def show_path(self, path: Path) -> None:
        """Show what is in a file: audio, a chapter file, a page or notes."""
        self._read(lambda options: _file(path, options), lambda: _file_original(path), path)

    # --- reading

    def _read(
        self, read: Read, original: Callable[[], bytes | None], path: Path | None = None
    ) -> None:
        def done(result: tuple[ImportedAnything, bytes | None]) -> None:
            self._original = result[1]
            self._show(result[0], read, path)

        self._desk.window.bar.drop("import")
        self._desk.jobs.run("import", lambda: (read({}), original()), done, self._refuse)

    def _refuse(self, trouble: Exception) -> None:
        if not isinstance(trouble, NotesError):
            raise trouble
        self._desk.messages.tell("import", trouble.sentence)

    def _show(self, done: ImportedAnything, read: Read, path: Path | None) -> None:
        from notesapp.ui.importing.import_dialog import ImportDialog

        if done.from_audio and not done.chapters:
            words = self.tr("{0} holds no chapters to import.")
            self._desk.messages.tell("import", words.format(shown_name(done.name)))
            return
        if done.is_empty and not done.options:
            words = self.tr("{0} holds nothing to import.")
            self._desk.messages.tell("import", words.format(shown_name(done.name)))
            return
        session = self._desk.session
        dialog = ImportDialog(
            self._desk.look(),
            done,
            fills=session.is_open and not session.is_used,
            can_add=session.is_used,
            parent=self._desk.window,
        )
        dialog.options_changed.connect(lambda options: self._read_again(dialog, read, options))
        dialog.accepted.connect(lambda: self._take(dialog.done_now, dialog.choice, path))
        dialog.finished.connect(lambda _: self._let_go(dialog))
        self.dialog = dialog
        dialog.open()

    def _read_again(self, dialog: ImportDialog, read: Read, options: Options) -> None:
        def done(result: ImportedAnything) -> None:
            if self.dialog is dialog:
                dialog.show_done(result)

        def refused(trouble: Exception) -> None:
            if not isinstance(trouble, NotesError):
                raise trouble
            if self.dialog is dialog:
                dialog.show_trouble(trouble.sentence)

        self._desk.jobs.run("import", lambda: read(options), done, refused)

    def _let_go(self, dialog: ImportDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    # --- taking it in

    def _take(self, done: ImportedAnything, choice: str, path: Path | None) -> None:
        self._desk.window.bar.drop(HOLDS)
        if choice == "add":
            self._add(done)
        else:
            self._begin(done, path)

    def _begin(self, done: ImportedAnything, path: Path | None) -> None:
        """New notes; empty ones that are open are filled, and keep their audio."""
        session = self._desk.session
        audio = path if done.from_audio else None
        if session.is_open and not session.is_used:
            self._desk.segments.apply(lambda notes: difference(notes.text, done.notes_text))
            self._show_first_line()
            self._keep_original(self._desk.files)
            if audio is not None and self._desk.playback.path != audio:
                self._desk.playback.load(audio)
            return
        name = f"{Path(done.name).stem.split('.')[0] or 'notes'}.md"
        files = self._desk.doors.new_window() if session.is_used else self._desk.files
        files.start_notes(done.notes_text, name, audio)
        self._keep_original(files)

    def _keep_original(self, files: FileActions) -> None:
        """What was imported is kept for good, among the earlier versions of what it became."""
        if self._original is not None:
            files.keep_original(self._original)

    def _add(self, done: ImportedAnything) -> None:
        """Below the caret's pair, as one undo step; plain text is offered as Markdown first."""
        desk = self._desk
        line = desk.window.editor.place().line
        edits = insert_text(desk.document.fresh_notes(), line, done.added_text)
        if desk.session.is_plain_text and adds_source(edits):
            words = self.tr("Plain text has no place for this. Save the notes as Markdown.")
            desk.messages.say("plain_text", words)
            return

        def change(_: Notes) -> Edits:
            return edits

        desk.segments.apply(change)
        self._keep_original(desk.files)
        desk.window.editor.show_line(
            edits[0].start.line + edits[0].text[: edits[0].caret].count("\n")
        )

    def _show_first_line(self) -> None:
        """The caret where the notes begin, with nothing selected that a key would replace."""
        notes = self._desk.document.fresh_notes()
        first = notes.header.last_line + 1 if notes.header.present else 0
        while first < len(notes.lines) - 1 and not notes.lines[first].strip():
            first += 1
        self._desk.window.editor.show_line(min(first, len(notes.lines) - 1))

    # --- chapters in the audio

    def _on_audio(self) -> None:
        self._looked_at = None
        self._desk.window.bar.drop(HOLDS)

    def _look_into_audio(self) -> None:
        """Audio that was opened with empty notes may hold chapters: then that is said."""
        path = self._desk.playback.path
        if path is None or path == self._looked_at or not self._desk.playback.has_audio:
            return
        self._looked_at = path
        if self._is_empty():
            self._desk.jobs.run(
                "chapters in audio",
                lambda: _file(path, {}),
                lambda done: self._offer(done, path),
                lambda _: None,
            )

    def _is_empty(self) -> bool:
        session = self._desk.session
        return session.is_open and not session.document.text().strip()

    def _offer(self, done: ImportedAnything, path: Path) -> None:
        if not done.chapters or not self._is_empty() or path != self._desk.playback.path:
            return
        count = len(done.chapters)
        words = (
            self.tr("{0} holds 1 chapter.") if count == 1 else self.tr("{0} holds {1} chapters.")
        )
        offer = Offer(self.tr("Import…"), lambda: self.show_path(path))
        self._desk.messages.say(HOLDS, words.format(shown_name(path.name), count), offer=offer)


def _copied() -> tuple[str, str]:
    """Text and page in the clipboard; what was copied here is taken as it stands in its notes."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None:
        return "", ""
    own = is_own(data)
    return pasted_text(data), data.html() if data.hasHtml() and not own else ""


def _file(path: Path, options: Options) -> ImportedAnything:
    from notesapp.importing.read_any import read_any  # wanted rarely

    return read_any(path, options)


def _clipboard(text: str, html: str, options: Options) -> ImportedAnything:
    from notesapp.importing.read_any import read_clipboard

    return read_clipboard(text, html, options)


def _file_original(path: Path) -> bytes | None:
    from notesapp.importing.read_any import original_of

    return original_of(path)


def _copied_original(text: str, html: str) -> bytes:
    from notesapp.importing.read_any import page_says_more

    return (html if page_says_more(text, html) else text).encode("utf-8", "replace")
