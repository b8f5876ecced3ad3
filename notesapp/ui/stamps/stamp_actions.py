"""Commands on stamps that are there: nudge, walk, find the last one made, copy the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QTextCursor

from notesapp.core.edits.base import Edits, Position
from notesapp.core.edits.nudging import neighbour_stamp, nudge
from notesapp.core.model import Notes, Place, Segment
from notesapp.core.query import segment_at_line
from notesapp.core.timecode import format_stamp, format_time
from notesapp.ui.stamps.reaction_watch import ReactionWatch
from notesapp.ui.stamps.rewriting import Rewriting
from notesapp.ui.stamps.title_actions import TitleActions

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

BURST_MS = 1500  # nudges closer to each other than this are one undo step
HEAR_AFTER_MS = 250


class StampActions(QObject):
    """What a window's stamp commands do; the caret keeps its words."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._burst = 0
        self._since_nudge = QElapsedTimer()
        self._last: QTextCursor | None = None
        self._hear = QTimer(self)
        self._hear.setSingleShot(True)
        self._hear.setInterval(HEAR_AFTER_MS)
        self._hear.timeout.connect(desk.segments.hear)
        self.reaction = ReactionWatch(desk, self)
        self.rewriting = Rewriting(desk, self.reaction.settle, self)
        self.titles = TitleActions(desk, self)
        desk.segments.stamped.connect(self._on_stamped)

    def earlier(self) -> None:
        """The stamp one second earlier."""
        self._nudge(-1000)

    def later(self) -> None:
        """The stamp one second later."""
        self._nudge(1000)

    def earlier_fine(self) -> None:
        """The stamp a tenth of a second earlier."""
        self._nudge(-100)

    def later_fine(self) -> None:
        """The stamp a tenth of a second later."""
        self._nudge(100)

    def previous_stamp(self) -> None:
        """The caret to the stamp before it, links in prose too."""
        self._walk(-1)

    def next_stamp(self) -> None:
        """The caret to the stamp behind it, links in prose too."""
        self._walk(1)

    def last_stamp(self) -> None:
        """The caret into the segment that was stamped last, where its words go on."""
        segment = self._last_segment()
        if segment is None:
            self._say(self.tr("No stamp has been set here yet. Play, and set one."))
            return
        lines = self._desk.document.fresh_notes().lines
        self._desk.window.editor.set_place(_end_of_words(segment, lines))

    def copy_stamp(self) -> None:
        """The moment that sounds as a stamp, in the document's style, to the clipboard."""
        moment_ms = self._desk.segments.moment_ms()
        stamp = format_stamp(moment_ms, self._desk.document.fresh_notes().style)
        QGuiApplication.clipboard().setText(stamp)
        self._say(self.tr("{0} is in the clipboard.").format(stamp))

    def shift(self) -> None:
        """Shift stamps, where something was cut from the audio or put into it."""
        self.rewriting.shift()

    def convert(self) -> None:
        """Write the stamps in another style."""
        self.rewriting.convert()

    def title(self) -> None:
        """The keyboard into the chapter's title."""
        self.titles.title()

    def _nudge(self, by_ms: int) -> None:
        desk = self._desk
        segment = segment_at_line(desk.document.fresh_notes(), desk.window.editor.place().line)
        if segment is None or segment.start_ms is None:
            return
        state = desk.playback.state
        duration_ms = state.duration_ms if state.is_usable else 0
        edits = nudge(desk.document.notes, segment, by_ms, duration_ms)
        if not edits:
            self._say_stuck(segment.start_ms, by_ms)
            return
        if not self._since_nudge.isValid() or self._since_nudge.elapsed() > BURST_MS:
            self._burst += 1
        self._since_nudge.start()

        def change(notes: Notes) -> Edits:
            return edits

        desk.segments.apply(change, join=("nudge", self._burst, segment.index))
        if desk.settings.read().is_on("stamp.hear_after_nudge"):
            self._hear.start()

    def _say_stuck(self, start_ms: int, by_ms: int) -> None:
        time = format_time(start_ms)
        if by_ms < 0:
            self._say(self.tr("{0} is the start: a stamp cannot go before it.").format(time))
        else:
            words = self.tr("{0} cannot go further: the audio or its range ends there.")
            self._say(words.format(time))

    def _walk(self, step: int) -> None:
        editor = self._desk.window.editor
        stamp = neighbour_stamp(self._desk.document.fresh_notes(), editor.place(), step)
        if stamp is not None:
            editor.set_place(Position(stamp.line, stamp.start))

    def _on_stamped(self, line: int, _moment_ms: int) -> None:
        """A cursor of the document's own: it stays with its words, whatever is written above."""
        block = self._desk.document.qt.findBlockByNumber(line)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(1, len(block.text())))
        self._last = cursor

    def _last_segment(self) -> Segment | None:
        if self._last is None:
            return None
        segment = segment_at_line(self._desk.document.fresh_notes(), self._last.blockNumber())
        return segment if segment is not None and segment.stamp is not None else None

    def _say(self, sentence: str) -> None:
        self._desk.messages.say("segment", sentence)


def _end_of_words(segment: Segment, lines: tuple[str, ...]) -> Position:
    """Where more words of a segment would be typed."""
    stamp = segment.stamp
    if stamp is None or stamp.place is not Place.END:
        last = segment.body_last_line
        return Position(last, len(lines[last].rstrip()))
    column = len(lines[stamp.line][: stamp.start].rstrip())
    if segment.label is not None and segment.label.line == stamp.line:
        column = max(column, min(segment.label.end + 1, stamp.start))
    return Position(stamp.line, column)
