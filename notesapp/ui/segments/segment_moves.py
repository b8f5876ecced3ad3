"""Arranging segments: their kind, their label, their order, and what two of them share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from notesapp.core.edits.base import Edits, Position
from notesapp.core.edits.joining import join_segments, split_segment, swap_words
from notesapp.core.edits.labels import change_kind, set_label
from notesapp.core.edits.reorder import move_pair, move_segment, move_to, remove_segment
from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.query import segment_at_line
from notesapp.ui.files.messages import Offer

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

ROW_COMMANDS = (
    ("segment.play", "segment.hear", "segment.stamp", "segment.remove_stamp"),
    ("segment.change_kind", "segment.swap", "segment.join"),
    ("segment.move_up", "segment.move_down", "segment.move_pair_up", "segment.move_pair_down"),
    ("segment.remove",),
)


class SegmentMoves(QObject):
    """Commands on the segment under the caret, or on the outline's row while it has the keys."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._editor = desk.window.editor
        self._outline = desk.window.outline
        self._outline.drop_requested.connect(self._drop)
        self._outline.removal_requested.connect(self.remove)
        self._outline.menu_requested.connect(self._show_menu)
        desk.document.text_changed.connect(lambda: desk.window.bar.drop("removed"))

    def change_kind(self) -> None:
        """A question becomes an answer, an answer a question; with speakers, the next one."""
        self._change(
            lambda notes, place: change_kind(notes, place.line), self._no_label(), keep=True
        )

    def label_1(self) -> None:
        """Label with the show's first label."""
        self._label(0)

    def label_2(self) -> None:
        """Label with the second."""
        self._label(1)

    def label_3(self) -> None:
        """Label with the third."""
        self._label(2)

    def label_4(self) -> None:
        """Label with the fourth."""
        self._label(3)

    def label_5(self) -> None:
        """Label with the fifth."""
        self._label(4)

    def label_6(self) -> None:
        """Label with the sixth."""
        self._label(5)

    def split(self) -> None:
        """Part the segment at the caret."""
        self._change(split_segment, self.tr("A heading cannot be split. Put the caret in words."))

    def join(self) -> None:
        """Put the segment's words behind those of the one before."""
        self._change(
            lambda notes, place: join_segments(notes, place.line),
            self.tr("These two cannot be joined: other text stands between, or one is a heading."),
        )

    def swap(self) -> None:
        """Let the words of this segment and the next change places."""
        self._change(
            lambda notes, place: swap_words(notes, place.line, place),
            self.tr("There is no next segment here whose words could change places with these."),
        )

    def move_up(self) -> None:
        """Move the segment up by one."""
        self._move(move_segment, -1)

    def move_down(self) -> None:
        """Move the segment down by one."""
        self._move(move_segment, 1)

    def move_pair_up(self) -> None:
        """Move a question with its answers up by one pair."""
        self._move(move_pair, -1)

    def move_pair_down(self) -> None:
        """Move a question with its answers down by one pair."""
        self._move(move_pair, 1)

    def remove(self) -> None:
        """Take the segment out, and say how it comes back."""
        self._go_to_row()
        segment = segment_at_line(self._desk.document.fresh_notes(), self._editor.place().line)
        if segment is None:
            return
        self._apply(remove_segment(self._desk.document.notes, segment))
        key = self._desk.actions.key_of("edit.undo")
        sentence = self.tr("{0} removed. {1} brings it back.").format(self._name(segment), key)
        undo = Offer(self.tr("Undo"), self._desk.history.undo)
        self._desk.messages.say("removed", sentence, "note", undo)

    def _label(self, number: int) -> None:
        self._change(
            lambda notes, place: set_label(notes, place.line, number), self._no_label(), keep=True
        )

    def _no_label(self) -> str:
        return self.tr("This line carries no label. Put the caret in a question or a paragraph.")

    def _move(self, move: Callable[[Notes, int, int, Position | None], Edits], step: int) -> None:
        words = (
            self.tr("It is the first here: there is nothing above to change places with.")
            if step < 0
            else self.tr("It is the last here: there is nothing below to change places with.")
        )
        self._change(lambda notes, place: move(notes, place.line, step, place), words)

    def _change(
        self, change: Callable[[Notes, Position], Edits], refusal: str, *, keep: bool = False
    ) -> None:
        """``keep`` leaves an unchanged text without a word where the segment is as was wanted."""
        self._go_to_row()
        notes = self._desk.document.fresh_notes()
        place = self._editor.place()
        edits = change(notes, place)
        if edits:
            self._apply(edits)
        elif not keep or segment_at_line(notes, place.line) is None:
            self._desk.segments.refused.emit(refusal)

    def _apply(self, edits: Edits) -> None:
        """Without a caret of its own, an edit leaves the caret in its words."""
        focus = not self._outline.list.hasFocus()
        caret = self._desk.document.apply(edits)
        self._desk.document.settle()
        if caret is not None:
            self._editor.set_place(caret, focus=focus)
        self._outline.show_current(self._editor.place().line)

    def _go_to_row(self) -> None:
        """While the outline has the keys, its current row is what a command means."""
        notes = self._desk.document.fresh_notes()
        line = self._outline.current_line(notes)
        if line is None or not self._outline.list.hasFocus():
            return
        here = segment_at_line(notes, self._editor.place().line)
        if here is None or not here.first_line <= line <= here.last_line:
            self._editor.set_place(Position(line, 0), focus=False)

    def _drop(self, segment: Segment, before: int, pair: bool) -> None:
        """A row was let go; the notes may have changed since the outline was drawn."""
        notes = self._desk.document.fresh_notes()
        if segment.index < len(notes.segments) and notes.segments[segment.index] == segment:
            self._apply(move_to(notes, segment.index, before, pair=pair))

    def _show_menu(self, line: int, at: QPoint) -> None:
        """The commands on a row; they act on the text, so the caret goes there first."""
        self._editor.set_place(Position(line, 0), focus=False)
        menu = self.row_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def row_menu(self) -> QMenu:
        """The menu of a row, with the actions of the Segment menu."""
        menu = QMenu(self._desk.window)
        for group in ROW_COMMANDS:
            if menu.actions():
                menu.addSeparator()
            for command in group:
                menu.addAction(self._desk.actions.actions[command])
        return menu

    def _name(self, segment: Segment) -> str:
        names = {
            SegmentKind.QUESTION: self.tr("Question {0}"),
            SegmentKind.ANSWER: self.tr("Answer {0}"),
        }
        return names.get(segment.kind, self.tr("Segment")).format(segment.pair or "").strip()
