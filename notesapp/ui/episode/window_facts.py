"""What the window says about its document: title, head, card, outline, details, status line."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTime, QTimer

from notesapp.core.destinations import PLATFORMS
from notesapp.core.model import Notes, SegmentKind
from notesapp.core.query import segment_at_line
from notesapp.core.timecode import StampStyle, describe_style, format_time
from notesapp.storage.state_file import DocumentState
from notesapp.ui.episode.live import Facts
from notesapp.ui.files.audio_words import shown_name
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.kit.actions import Actions
from notesapp.ui.sound.playback import Playback
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.window.main_window import MainWindow


class WindowFacts(QObject):
    """Writes facts into widgets; decides nothing."""

    def __init__(
        self,
        window: MainWindow,
        document: NotesDocument,
        session: NoteSession,
        playback: Playback,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._session = session
        self._playback = playback
        self._actions = actions
        self._saved_at = ""
        window.head.set_name("")
        window.status.set_saved(self.tr("No notes open"), icon="")

    def show_file(self) -> None:
        """Another file, or another name."""
        name = shown_name(self._session.name) or self.tr("Untitled")
        self._window.setWindowTitle(f"{name}[*] – {self.tr('Show Notes')}")
        path = self._session.path
        self._window.setWindowFilePath(str(path) if path is not None else "")
        self._window.head.set_name(name)
        self._saved_at = ""
        self.show_notes(self._document.notes)
        self.show_saved()

    def show_saved(self) -> None:
        """Whether the notes are saved, and since when where that is known."""
        dirty = self._document.dirty
        self._window.setWindowModified(dirty)
        status = self._window.status
        if not self._session.is_open:
            return
        if dirty:
            self._window.head.set_fact(self.tr("Edited"))
            status.set_saved(self.tr("Edited"), icon="")
            return
        self._window.head.set_fact("")
        if self._session.path is None:
            status.set_saved(self.tr("Not saved yet"), icon="")
            return
        words = self.tr("Saved {0}").format(self._saved_at) if self._saved_at else self.tr("Saved")
        status.set_saved(words)

    def mark_saved(self) -> None:
        """The notes have just been written."""
        self._saved_at = QTime.currentTime().toString("HH:mm")
        self.show_saved()

    def show_notes(self, notes: Notes) -> None:
        """What can be said at once after each parse."""
        window = self._window
        if self._actions.actions["view.show_source"].isChecked():
            window.card.hide()
        else:
            window.card.show_notes(notes)
        window.show_card_line()
        window.panel.details.show_notes(notes)
        window.overview.set_markers(
            tuple((str(s.kind), s.start_ms) for s in notes.segments if s.start_ms is not None)
        )
        window.status.set_stamp_style(self._style_words(notes.style))
        self.show_saved()

    def _style_words(self, style: StampStyle) -> str:
        """ "[m:ss], at the end": how stamps are written, and where."""
        written = describe_style(style).rpartition(" ")[0]
        words = (
            self.tr("{0}, at the start") if style.place == "start" else self.tr("{0}, at the end")
        )
        return words.format(written)

    def show_facts(self, facts: Facts) -> None:
        """What was derived beside the window."""
        window = self._window
        window.outline.show_notes(facts.notes, facts.chapters, facts.problem_lines)
        window.status.set_problems(*facts.counts)
        QTimer.singleShot(0, window, lambda: self._show_problems(facts))

    def _show_problems(self, facts: Facts) -> None:
        """In a turn of its own: a long list holds the window as long as the outline does."""
        self.show_place()
        names = {entry.key: entry.name for entry in PLATFORMS}
        panel = self._window.panel.problems
        every = facts.every if panel.is_full else None
        panel.show_problems(facts.problems if every is None else every, names, facts.notes)
        panel.show_silenced(facts.notes.header.items("silenced"))

    def show_place(self) -> None:
        """Where the caret is."""
        if not self._session.is_open:
            return
        notes = self._document.notes
        place = self._window.editor.place()
        segment = segment_at_line(notes, place.line)
        words = self.tr("Line {0}, column {1}").format(place.line + 1, place.column + 1)
        if segment is not None and segment.pair and segment.kind is not SegmentKind.TOPIC:
            asked = next((s.pair for s in reversed(notes.segments) if s.pair), 0)
            letter = (
                self.tr("Q {0} of {1}")
                if segment.kind is SegmentKind.QUESTION
                else self.tr("A {0} of {1}")
            )
            words = f"{letter.format(segment.pair, asked)}   {words}"
        self._window.status.set_place(words)
        self._window.outline.show_current(place.line)

    def where_stopped(self, state: DocumentState) -> str:
        """ "stopped at 12:04 of 33:10", for the list of recent files."""
        if not state.duration_ms:
            return ""
        at, of = format_time(state.position_ms), format_time(state.duration_ms)
        return self.tr("Stopped at {0} of {1}").format(at, of)

    def show_moves(self) -> None:
        """The two moves of the job, with what they would do now."""
        for move, command in (
            (self._window.stamp_move, "segment.stamp"),
            (self._window.next_move, "segment.next"),
        ):
            action = self._actions.actions[command]
            text = (
                self.tr("Stamp")
                if command == "segment.stamp"
                else _short(self._actions.title_of(command))
            )
            move.set_move(text, self._actions.key_of(command))
            move.setEnabled(action.isEnabled())
            move.setToolTip(action.toolTip())


def _short(title: str) -> str:
    """ "Next answer" of "Next answer, stamped"."""
    return title.split(",")[0]
