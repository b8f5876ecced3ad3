"""Commands on stretches: loop the segment or what is marked, play this segment and no more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from notesapp.core.query import segment_at_line
from notesapp.core.spans import segment_span
from notesapp.player.span import span_between
from notesapp.ui.sound.looping import Looping
from notesapp.ui.sound.playback import Playback
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor


class LoopActions(QObject):
    """``refused`` carries one sentence where there is nothing to loop or play."""

    refused = Signal(str)

    def __init__(
        self,
        document: NotesDocument,
        editor: NotesEditor,
        playback: Playback,
        looping: Looping,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._editor = editor
        self._playback = playback
        self._looping = looping
        looping.refused.connect(self.refused)

    def toggle(self) -> None:
        """Loop the segment under the caret, or stop the loop that is on."""
        if self._looping.loop is not None:
            self._looping.stop()
        else:
            self._with_span(self._loop)

    def mark_start(self) -> None:
        """The loop starts at what sounds now."""
        self._looping.mark_start(self._playback.position_ms())

    def mark_end(self) -> None:
        """The loop ends at what sounds now."""
        self._looping.mark_end(self._playback.position_ms())

    def play_segment(self) -> None:
        """Play the segment under the caret from its stamp to the next one, then pause."""
        self._with_span(self._looping.play_once)

    def _loop(self, start_ms: int, end_ms: int) -> None:
        if span_between(start_ms, end_ms) is None:
            self.refused.emit(self.tr("This segment is too short to loop."))
        else:
            self._looping.start(start_ms, end_ms)

    def _with_span(self, use: Callable[[int, int], None]) -> None:
        notes = self._document.fresh_notes()
        segment = segment_at_line(notes, self._editor.place().line)
        if segment is None or segment.start_ms is None:
            self.refused.emit(
                self.tr("Put the caret in a question or an answer with a stamp, or mark a loop.")
            )
            return
        span = segment_span(notes, segment, self._playback.state.duration_ms)
        if span is None:
            self.refused.emit(self.tr("This stamp lies at or past the end of the audio."))
        else:
            use(*span)
