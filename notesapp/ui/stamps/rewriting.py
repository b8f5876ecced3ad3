"""The dialogs that rewrite many stamps at once; each is one undo step, planned before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.core.edits.base import Edits
from notesapp.core.model import Notes
from notesapp.core.query import segment_at_line
from notesapp.ui.files.messages import Offer

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.stamps.shift_dialog import ShiftDialog
    from notesapp.ui.stamps.style_dialog import StyleDialog


class Rewriting(QObject):
    """Opens them and applies what they planned; ``before`` is called just before that."""

    def __init__(self, desk: Desk, before: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._before = before
        self._desk = desk
        self.shift_dialog: ShiftDialog | None = None
        self.style_dialog: StyleDialog | None = None
        words = self.tr("Shift…")
        desk.messages.add_second("audio_differs", Offer(words, self._shift_by_difference))

    def shift(self, by_ms: int = 0) -> None:
        """Shift stamps from the caret's segment on, else from what sounds."""
        from notesapp.ui.stamps.shift_dialog import ShiftDialog

        desk = self._desk
        notes = desk.document.fresh_notes()
        segment = segment_at_line(notes, desk.window.editor.place().line)
        stamped = segment is not None and segment.start_ms is not None
        from_ms = desk.playback.position_ms()
        if segment is not None and segment.start_ms is not None and stamped:
            from_ms = segment.start_ms
        duration_ms = desk.audio_info().duration_ms
        dialog = ShiftDialog(desk.look(), notes, from_ms, by_ms, duration_ms, desk.window)
        dialog.hear_requested.connect(self._desk.playback.play_from)
        dialog.accepted.connect(lambda: self._apply(notes, dialog.plan.edits))
        dialog.finished.connect(dialog.deleteLater)
        self.shift_dialog = dialog
        dialog.open()

    def convert(self) -> None:
        """Choose how the notes write their stamps, and convert those that are there."""
        from notesapp.ui.stamps.style_dialog import StyleDialog

        notes = self._desk.document.fresh_notes()
        dialog = StyleDialog(self._desk.look(), notes, self._desk.window)
        dialog.accepted.connect(lambda: self._apply(notes, dialog.conversion.edits))
        dialog.finished.connect(dialog.deleteLater)
        self.style_dialog = dialog
        dialog.open()

    def _shift_by_difference(self) -> None:
        change = self._desk.messages.last_change
        self.shift((change.by_ms or 0) if change is not None else 0)

    def _apply(self, planned_on: Notes, edits: Edits) -> None:
        """A plan is for the text it was made from; where that has changed, nothing is done."""

        def change(notes: Notes) -> Edits:
            return edits if notes.lines == planned_on.lines else ()

        self._before()
        self._desk.segments.apply(change)
