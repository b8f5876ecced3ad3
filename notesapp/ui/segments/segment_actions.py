"""Commands on segments: the stamp is taken at the key press, before anything else happens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from notesapp.core.edits.ahead import as_kind, mark_ahead, same_kind, waiting_below
from notesapp.core.edits.base import Edits, Position
from notesapp.core.edits.segments import next_segment
from notesapp.core.edits.stamping import remove_stamp, stamp_line
from notesapp.core.edits.words import room_for_words, words_of
from notesapp.core.model import Notes, Segment
from notesapp.core.query import neighbour, segment_at_line
from notesapp.ui.sound.playback import Playback
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor


class SegmentActions(QObject):
    """``refused`` carries one sentence where a command could not be done.

    ``stamped`` follows each stamp that was set at a key press: its line (0-based) and the moment.
    """

    refused = Signal(str)
    stamped = Signal(int, int)

    def __init__(
        self,
        document: NotesDocument,
        editor: NotesEditor,
        playback: Playback,
        reaction_ms: Callable[[], int],
        hear_before_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._editor = editor
        self._playback = playback
        self._reaction_ms = reaction_ms
        self._hear_before_ms = hear_before_ms

    def moment_ms(self) -> int:
        """The moment to stamp: what sounds now, minus the reaction offset in real time.

        Never before the place where playing began or jumped to: nothing was heard there.
        """
        position = self._playback.position_ms()
        if not self._playback.state.is_playing:
            return position
        reacted = position - round(self._reaction_ms() * self._playback.state.rate)
        return max(0, reacted, min(position, self._playback.since_ms))

    def next(self) -> None:
        """Go into the segment that waits below, else start one; stamped where there is audio."""
        moment = self.moment_ms() if self._playback.has_audio else None
        notes = self._document.fresh_notes()
        line = self._editor.place().line
        waiting = waiting_below(notes, line, moment)
        if waiting is not None:
            self._walk_into(notes, waiting)
        else:
            self._start(next_segment(notes, line, moment), moment)

    def same(self) -> None:
        """The same for another segment of this kind: one that waits below is made one."""
        moment = self.moment_ms() if self._playback.has_audio else None
        notes = self._document.fresh_notes()
        line = self._editor.place().line
        kind = same_kind(notes, line)
        waiting = waiting_below(notes, line, moment)
        if waiting is not None:
            self._walk_into(notes, waiting, as_kind(notes, waiting, kind))
        else:
            self._start(next_segment(notes, line, moment, kind), moment)

    def next_plain(self) -> None:
        """Start the next segment without a stamp."""
        self._start(next_segment(self._document.fresh_notes(), self._editor.place().line, None))

    def ahead(self) -> None:
        """Stamp the next segment below; caret, selection and view stay as they are."""
        if not self._has_moment():
            return
        moment = self.moment_ms()
        edits = mark_ahead(self._document.fresh_notes(), self._editor.place().line, moment)
        self.apply(lambda _: edits)
        line = edits[0].start.line + edits[0].text.rstrip("\n").count("\n")
        self.stamped.emit(line, moment)

    def stamp(self) -> None:
        """Stamp or restamp the segment under the caret; the caret keeps its words."""
        if not self._has_moment():
            return
        moment = self.moment_ms()
        notes = self._document.fresh_notes()
        place = self._editor.place()
        edits = stamp_line(notes, place.line, moment)
        if edits:
            self._apply_here(edits, place)
            self.stamped.emit(place.line, moment)
        elif segment_at_line(notes, place.line) is None:
            self.refused.emit(
                self.tr("This line carries no stamp. Put the caret in a question or an answer.")
            )

    def remove_stamp(self) -> None:
        """Take the stamp of the segment under the caret away."""
        segment = self._segment()
        if segment is not None:
            edits = remove_stamp(self._document.notes, segment)
            self._apply_here(edits, self._editor.place())

    def play(self) -> None:
        """Jump to the segment's stamp and play."""
        segment = self._segment()
        if segment is not None and segment.start_ms is not None:
            self._playback.play_from(segment.start_ms)

    def hear(self) -> None:
        """Play from just before the segment's stamp."""
        segment = self._segment()
        if segment is not None and segment.start_ms is not None:
            self._playback.play_from(segment.start_ms - self._hear_before_ms())

    def play_index(self, index: int) -> None:
        """Play a segment of the outline; -1 is the intro, which starts at 0."""
        if index < 0:
            self._playback.play_from(0)
            return
        notes = self._document.notes
        if index < len(notes.segments) and notes.segments[index].start_ms is not None:
            self._playback.play_from(notes.segments[index].start_ms or 0)

    def previous(self) -> None:
        """The caret into the segment before."""
        self._step(-1)

    def following(self) -> None:
        """The caret into the segment after."""
        self._step(1)

    def apply(self, change: Callable[[Notes], Edits], join: object = None) -> None:
        """Apply an edit that comes from a form; caret and scroll stay where they are."""
        edits = change(self._document.fresh_notes())
        if not edits:
            return
        scroll = self._editor.verticalScrollBar().value()
        cursor = self._editor.textCursor()
        cursor.setKeepPositionOnInsert(True)
        self._document.apply(edits, join=join)
        self._document.settle()
        cursor.setKeepPositionOnInsert(False)
        self._editor.setTextCursor(cursor)
        self._editor.verticalScrollBar().setValue(scroll)

    def _has_moment(self) -> bool:
        if not self._playback.has_audio:
            self.refused.emit(
                self.tr("Nothing is playing, so there is no moment to stamp. Open audio first.")
            )
        return self._playback.has_audio

    def _start(self, edits: Edits, moment: int | None = None) -> None:
        caret = self._document.apply(edits)
        self._document.settle()
        if caret is not None:
            self._editor.set_place(caret)
            if moment is not None:
                self.stamped.emit(caret.line, moment)

    def _walk_into(self, notes: Notes, waiting: Segment, change: Edits = ()) -> None:
        """The caret to where the words of a waiting segment go; its stamp stays."""
        room, place = room_for_words(notes, waiting)
        if change or room:
            self._document.apply((*change, *room))
            after = self._document.fresh_notes()
            place = words_of(after, after.segments[waiting.index]).start
        self._editor.set_place(place)

    def _apply_here(self, edits: Edits, place: Position) -> None:
        caret = self._document.apply(edits)
        self._document.settle()
        self._editor.set_place(caret or place)

    def _segment(self) -> Segment | None:
        return segment_at_line(self._document.fresh_notes(), self._editor.place().line)

    def _step(self, step: int) -> None:
        target = neighbour(self._document.fresh_notes(), self._editor.place().line, step)
        if target is not None:
            self._editor.show_line(target.first_line)
