"""Commands on files: the notes, their audio, and where the editor left both."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

from notesapp.audio.facts import AUDIO_SUFFIXES
from notesapp.core.edits.base import Edits, Position
from notesapp.core.edits.header_edits import set_header
from notesapp.core.model import Notes
from notesapp.errors import NotesError
from notesapp.storage.state_file import DocumentState, StateFile
from notesapp.ui.files.audio_watch import AudioWatch
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.sound.playback import Playback
from notesapp.ui.text.positions import place_of
from notesapp.ui.text.source_cover import covered_until
from notesapp.ui.window.main_window import MainWindow

NOTES_SUFFIXES = (".md", ".markdown", ".txt", ".text")


@dataclass(frozen=True, slots=True)
class Doors:
    """What file commands reach outside their window: other windows, the sample."""

    open_elsewhere: Callable[[Path], None]
    open_at: Callable[[Path, Position], None]
    show_open: Callable[[Path], bool]
    new_window: Callable[[], FileActions]
    sample: Callable[[], tuple[str, str, Path]]
    quit: Callable[[], None]
    recover: Callable[[MainWindow], None]


class FileActions(QObject):
    """One document a window: opening in a window with notes opens another one."""

    trouble_found = Signal(str, str)
    apply_requested = Signal(object)
    keep_audio_offered = Signal(str)
    import_requested = Signal(Path)

    def __init__(
        self,
        window: MainWindow,
        session: NoteSession,
        playback: Playback,
        watch: AudioWatch,
        state: StateFile,
        dialogs: Dialogs,
        doors: Doors,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._sample_audio: Path | None = None
        self._playback = playback
        self._watch = watch
        self._state = state
        self._dialogs = dialogs
        self._doors = doors

    # --- opening

    def new(self) -> None:
        """Empty notes, in another window where this one is used."""
        if self._session.is_open:
            self._doors.new_window().new()
        else:
            self._session.start_new()
            self._show()

    def open_notes(self) -> None:
        """Ask for notes and open them."""
        path = self._dialogs.open_notes(self._window, self._folder())
        if path is not None:
            self.open_path(path)

    def open_audio(self) -> None:
        """Ask for audio and open it beside the notes, or with new ones."""
        path = self._dialogs.open_audio(self._window, self._folder())
        if path is not None:
            self.open_path(path)

    def open_sample(self) -> None:
        """A copy of the sample episode, in another window where this one is used."""
        if self._session.is_used:
            self._doors.new_window().open_sample()
            return
        try:
            name, text, audio = self._doors.sample()
        except NotesError as trouble:
            self.trouble_found.emit("sample", trouble.sentence)
            return
        self._session.start_new(text, name)
        self._sample_audio = audio
        self._playback.load(audio)
        self._show()

    def open_paths(self, paths: list[Path]) -> None:
        """Open what was dropped: audio and notes, in any order."""
        audio = [p for p in paths if p.suffix.lower() in AUDIO_SUFFIXES]
        for path in [p for p in paths if p not in audio][:1] + audio[:1]:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open one file by what it is."""
        suffix = path.suffix.lower()
        if suffix in AUDIO_SUFFIXES:
            self._attach(path)
        elif suffix in ("", *NOTES_SUFFIXES) or not path.is_file():
            self._open(path)
        else:
            self.import_requested.emit(path)

    def start_notes(self, text: str, name: str, audio: Path | None = None) -> None:
        """Begin notes with a text, unsaved, and open their audio."""
        self._session.start_new(text, name)
        if audio is not None:
            self._playback.load(audio)
        self._show()

    def keep_original(self, data: bytes) -> None:
        """Keep what these notes were imported from, as it came."""
        session = self._session
        session.versions.keep("imported", "", session.path, session.journal.doc_id, data)

    def fill_recent(self, menu: QMenu) -> None:
        """The submenu of recent files."""
        menu.clear()
        for recent in self._state.recent():
            action = menu.addAction(str(recent.path.name))
            action.setToolTip(str(recent.path))
            action.setEnabled(recent.exists)
            action.triggered.connect(lambda _=False, p=recent.path: self.open_path(p))
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    def _open(self, path: Path) -> None:
        if self._doors.show_open(path):
            return
        if self._session.is_used:
            self._doors.open_elsewhere(path)
            return
        trouble = self.open_here(path)
        if trouble:
            self.trouble_found.emit("open", trouble)

    def open_here(self, path: Path) -> str:
        """Open notes in this window, as they were left; a sentence where they cannot be read."""
        try:
            self._session.open(path)
        except NotesError as trouble:
            return trouble.sentence
        known = self._state.recall(path)
        self._show()
        self._watch.find(known)
        if known is not None:
            self._restore(known)
        return ""

    def _attach(self, path: Path) -> None:
        if not self._session.is_open:
            self._session.start_new("", f"{path.stem}.md")
            self._show()
        if path == self._playback.path:
            self._playback.drop_audio()  # wanted anew: what is known of it may be old
        self._playback.load(path)
        self.remember()
        notes = self._session.document.notes
        own = self._session.path
        if own is not None and own.suffix != ".txt" and not notes.header.text("audio"):
            self.keep_audio_offered.emit(path.name)

    def _restore(self, known: DocumentState) -> None:
        editor = self._window.editor
        editor.set_place(place_of(self._session.document.qt, known.caret))
        editor.verticalScrollBar().setValue(known.scroll)
        # Once more when what stands around the text has got its size, which scrolls it.
        scroll = partial(editor.verticalScrollBar().setValue, known.scroll)
        QTimer.singleShot(0, editor, scroll)

    def _show(self) -> None:
        """Show the notes from their first visible line, the caret ready to write."""
        self._window.show_work()
        editor = self._window.editor
        editor.set_place(Position(covered_until(self._session.document.notes), 0))
        editor.verticalScrollBar().setValue(0)

    # --- saving

    def save(self) -> bool:
        """Save; asks where for notes without a file."""
        if self._session.path is None:
            return self.save_as()
        self._session.accept_losses()
        saved = self._session.save()
        self.remember()
        return saved

    def save_as(self) -> bool:
        """Ask where and save."""
        suggestion = (self._folder() or Path.home()) / (self._session.name or "notes.md")
        path = self._dialogs.save_notes(self._window, suggestion)
        if path is None:
            return False
        saved = self._session.save_as(path)
        self.remember()
        return saved

    def reload(self) -> None:
        """Take what stands on the disk, as one step that can be undone."""
        try:
            self._session.reload()
        except NotesError as trouble:
            self.trouble_found.emit("open", trouble.sentence)

    def save_as_markdown(self) -> bool:
        """Save plain-text notes as Markdown, which can hold details."""
        path = self._session.path
        suggestion = path.with_suffix(".md") if path is not None else Path.home() / "notes.md"
        chosen = self._dialogs.save_notes(self._window, suggestion)
        return chosen is not None and self._session.save_as(chosen)

    def keep_audio(self) -> None:
        """Write the audio's name into the header, relative to the notes."""
        audio = self._playback.path
        if audio is None:
            return
        folder = self._session.folder
        name = audio.name if folder is None else _relative(audio, folder)

        def change(notes: Notes) -> Edits:
            return set_header(notes, "audio", name)

        self.apply_requested.emit(change)

    def remember(self) -> None:
        """Keep where the editor is; it may be lost without harm."""
        found = self.whereabouts()
        if found is not None:
            self._state.remember(*found)

    def whereabouts(self) -> tuple[Path, DocumentState] | None:
        """Where the editor is, for the state file; None for notes without a file.

        Audio that is away for now keeps its place.
        """
        path = self._session.path
        if path is None:
            return None
        notes = self._session.document.notes
        editor = self._window.editor
        known = self._state.recall(path) or DocumentState()
        audio = self._playback.path
        if audio is not None:
            known = replace(known, audio_path=str(audio))
        if self._playback.has_audio:
            at_ms, length_ms = self._playback.position_ms(), self._playback.state.duration_ms
            known = replace(known, position_ms=at_ms, duration_ms=length_ms)
        left = replace(
            known,
            caret=editor.textCursor().position(),
            scroll=editor.verticalScrollBar().value(),
            title=notes.title or path.stem,
        )
        return path, left

    def may_close(self) -> bool:
        """Save or ask before the window goes; False keeps it open."""
        session = self._session
        geometry = self._window.saveGeometry().toBase64().data()
        self._state.remember_window(bytes(geometry).decode("ascii"))
        if not session.is_open:
            return True
        self.remember()
        session.flush()
        if not session.document.dirty:
            return True
        if session.path is None and not session.document.text().strip():
            session.forget_unsaved()
            return True
        name = session.name or self.tr("Untitled")
        answer = self._dialogs.unsaved(self._window, name, has_file=session.path is not None)
        if answer == "save":
            return self.save()
        if answer == "discard":
            session.forget_unsaved()
            return True
        return False

    def close(self) -> None:
        """Close this window."""
        self._window.close()

    def quit(self) -> None:
        """Close every window."""
        self._doors.quit()

    def _folder(self) -> Path | None:
        """Where its files are; the sample's audio lies in the program, where nothing is saved."""
        audio = self._playback.path
        lent = audio is None or audio == self._sample_audio
        return self._session.folder or (None if lent or audio is None else audio.parent)


def _relative(audio: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(audio, folder)).as_posix()
    except ValueError:
        return str(audio)
