"""The outline: every question and answer with its stamp, and where the sound is."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from notesapp.core.chapters import Chapter
from notesapp.core.model import Notes, Segment
from notesapp.ui.kit.heads import ColumnHead
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground
from notesapp.ui.panels.outline_list import OutlineList
from notesapp.ui.panels.outline_model import Mark, OutlineModel, rows_of
from notesapp.ui.panels.outline_row import columns_for

INTRO = -1


class Outline(Ground):
    """Head and list. ``play_requested`` carries a segment's index, or -1 for the start at 0:00.

    ``line_activated`` carries a 0-based line. ``drop_requested`` carries a Segment, the line of the
    row it shall stand before, and whether its pair comes along. ``menu_requested`` carries the line
    of a row and where on the screen its menu belongs; ``removal_requested`` means the current row.
    """

    line_activated = Signal(int)
    play_requested = Signal(int)
    drop_requested = Signal(object, int, bool)
    menu_requested = Signal(int, QPoint)
    removal_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", parent)
        self._next_key = "Ctrl+Enter"
        self._rows: list[Segment | Mark] = []
        self._notes: Notes | None = None
        self.setAccessibleName(self.tr("Outline"))
        self.head = ColumnHead(look, self.tr("Outline"))
        self._model = OutlineModel(self)
        self.list = OutlineList(look, self._model, self)
        self.list.setAccessibleName(self.tr("Questions and answers"))
        self.empty = WrappedText(look, "", role="body", token="ink3", parent=self)
        self.setFocusProxy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.empty)
        column.addSpacing(6)
        column.addWidget(self.list, 1)
        self.empty.setContentsMargins(16, 12, 16, 4)
        self.list.row_chosen.connect(self._choose)
        self.list.row_played.connect(self._play)
        self.list.row_removed.connect(lambda _: self.removal_requested.emit())
        self.list.menu_asked.connect(self._ask_menu)
        self.list.drag.dropped.connect(self.drop_requested)
        self.set_next_key(self._next_key)
        self.empty.hide()

    def set_next_key(self, key: str) -> None:
        """The key that starts the next segment, for the sentence of the empty outline."""
        self._next_key = key
        words = self.tr("No questions yet. {0} starts the first, stamped.")
        self.empty.setText(words.format(key))

    def show_notes(
        self, notes: Notes, chapters: tuple[Chapter, ...], problem_lines: frozenset[int]
    ) -> None:
        """Follow the notes; ``problem_lines`` are 0-based. Selection and scroll place stay."""
        self._notes = notes
        intro = next((c.title for c in chapters if c.kind == "intro"), "")
        self._rows, keys = rows_of(notes, intro)
        last = max((stamp.start_ms for stamp in notes.stamps), default=0)
        pairs = max((s.pair or 0 for s in notes.segments[-50:]), default=0)
        self.list.painter_of_rows.columns = columns_for(self._look, pairs, last)
        self._model.set_problems(problem_lines)
        self.list.replace_rows(self._rows, keys)
        self.list.drag.follow(notes, self._rows)
        self.empty.setVisible(not notes.segments)
        self._show_fact(notes)

    def _show_fact(self, notes: Notes) -> None:
        count = len(notes.segments)
        stamped = sum(s.stamp is not None for s in notes.segments)
        words = self.tr("{0} of {1} stamped")
        self.head.set_fact(words.format(stamped, count) if count else "")

    def show_current(self, line: int) -> None:
        """Select the row of a 0-based line, without a signal; none before the first row."""
        row = bisect_right(self._rows, line, key=attrgetter("first_line")) - 1
        if row != self.list.currentIndex().row():
            self.list.select_row(row)
            self._reveal(row)

    def _reveal(self, row: int) -> None:
        """Bring a row into view only if it is not, and by as little as will do."""
        if row >= 0:
            hint = QAbstractItemView.ScrollHint.EnsureVisible
            self.list.scrollTo(self._model.index(row), hint)

    def show_sounding(self, segment_index: int | None) -> None:
        """Draw the sound bars at a segment, or at none."""
        if self._model.set_sounding(segment_index):
            self.list.viewport().update()

    def current_line(self, notes: Notes) -> int | None:
        """The 0-based line of the current segment's row; None where there is none.

        Also None while the rows are those of other notes than ``notes``.
        """
        row = self.list.currentIndex().row()
        entry = self._rows[row] if 0 <= row < len(self._rows) and self._notes is notes else None
        return entry.first_line if isinstance(entry, Segment) else None

    def _ask_menu(self, row: int, at: QPoint) -> None:
        entry = self._rows[row]
        if isinstance(entry, Segment):
            self.list.select_row(row)
            self.menu_requested.emit(entry.first_line, at)

    def _choose(self, row: int) -> None:
        self.line_activated.emit(self._rows[row].first_line)

    def _play(self, row: int) -> None:
        facts = self._model.row_facts(row)
        if facts.time:
            self.play_requested.emit(facts.segment if facts.segment >= 0 else INTRO)

    def row_rect(self, row: int) -> QRect:
        """Where a row is on screen, in the coordinates of the list's viewport."""
        return self.list.visualRect(self._model.index(row))

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        super().set_look(look)
        self.list.painter_of_rows.set_look(look)
        self.list.drag.set_look(look)
        self.list.scheduleDelayedItemsLayout()
