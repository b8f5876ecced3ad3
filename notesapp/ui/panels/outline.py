"""The outline: every question and answer with its stamp, and where the sound is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip, QVBoxLayout, QWidget

from notesapp.core.chapters import Chapter
from notesapp.core.lines import classify
from notesapp.core.matching import Key, segment_key
from notesapp.core.model import NodeKind, Notes, Segment, SegmentKind
from notesapp.ui.kit.heads import ColumnHead
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.steady_list import Index, SteadyList, SteadyModel
from notesapp.ui.kit.widgets import Ground
from notesapp.ui.panels.outline_row import ROW, OutlineDelegate, Row, columns_for, segment_row

INTRO = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """A row that is no segment: ``intro``, ``heading`` or ``section``, with its line's text."""

    kind: str
    first_line: int
    text: str


class OutlineModel(SteadyModel):
    """Entries of kind and number; what a row says is made when it is asked for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._problems: frozenset[int] = frozenset()
        self._sounding: int | None = None

    def set_problems(self, lines: frozenset[int]) -> None:
        """The lines with problems, 0-based; follow it with ``replace``."""
        self._problems = lines

    def set_sounding(self, segment: int | None) -> bool:
        """Which segment sounds; returns whether that is news. Repaint then."""
        is_news = segment != self._sounding
        self._sounding = segment
        return is_news

    def row_facts(self, number: int) -> Row:
        """What a row says."""
        entry: Segment | Mark = self.row(number)
        if isinstance(entry, Segment):
            lines = range(entry.first_line, entry.last_line + 1)
            problem = any(line in self._problems for line in lines)
            return segment_row(entry, problem=problem, sounding=entry.index == self._sounding)
        if entry.kind == "intro":
            return Row(entry.first_line, -1, entry.text, icon="document", time="0:00")
        ruled = number > 0 and isinstance(self.row(number - 1), Segment)
        icon = "link" if entry.kind == "section" else "document"
        return Row(entry.first_line, -1, heading_text(entry.text), icon=icon, rule_above=ruled)

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        row = self.row_facts(index.row())
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, self.row(index.row()))
        return None

    def _spoken(self, row: Row, segment: Segment | Mark) -> str:
        if isinstance(segment, Mark):
            return row.title
        names = {
            SegmentKind.QUESTION: self.tr("Question {0}"),
            SegmentKind.ANSWER: self.tr("Answer {0}"),
        }
        name = names.get(segment.kind, self.tr("Topic")).format(segment.pair or "").strip()
        parts = [name, row.time or self.tr("no stamp")]
        if row.problem:
            parts.append(self.tr("has a problem"))
        if row.sounding:
            parts.append(self.tr("sounding now"))
        return ", ".join(parts) + (f": {row.title}" if row.title else "")


def heading_text(line: str) -> str:
    """A heading or section word without its marks."""
    return line[classify(line).body :].strip().strip("#*_: \t").strip()


class OutlineList(SteadyList):
    """The rows. A click moves the caret; the time, a double click and Space play."""

    row_chosen = Signal(int)
    row_played = Signal(int)

    def __init__(self, look: Look, model: OutlineModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._model = model
        self.painter_of_rows = OutlineDelegate(look, self)
        self.setItemDelegate(self.painter_of_rows)
        self.setUniformItemSizes(True)
        self._pressed_time = False

    def _on_time(self, index: QModelIndex, point: QPoint) -> bool:
        if not index.isValid():
            return False
        row = self._model.row_facts(index.row())
        return self.painter_of_rows.is_on_time(self.visualRect(index), row, point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_time = self._on_time(
            self.indexAt(event.position().toPoint()), event.position().toPoint()
        )
        if not self._pressed_time:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if not self._pressed_time:
            self.row_chosen.emit(index.row())
        elif self._on_time(index, point):
            self.row_played.emit(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        self._pressed_time = self._on_time(index, point)
        if index.isValid() and not self._pressed_time:
            self._pressed_time = True
            self.row_played.emit(index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        hand = self._on_time(self.indexAt(point), point)
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if row >= 0 and not event.modifiers() and event.key() in keys:
            self.row_chosen.emit(row)
        elif row >= 0 and not event.modifiers() and event.key() == Qt.Key.Key_Space:
            self.row_played.emit(row)
        else:
            super().keyPressEvent(event)
            if event.key() in _MOVING:
                self.scrollTo(self.currentIndex())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid():
                QToolTip.showText(event.globalPos(), self._tip(index, event.pos()), self)
                return True
        return super().viewportEvent(event)

    def _tip(self, index: QModelIndex, point: QPoint) -> str:
        row = self._model.row_facts(index.row())
        if self._on_time(index, point):
            return self.tr("Play from {0}").format(row.time)
        if row.unstamped:
            return self.tr("{0}\nNo stamp yet").format(row.title)
        return row.title


_MOVING = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
)


class Outline(Ground):
    """Head and list. ``play_requested`` carries a segment's index, or -1 for the start at 0:00.

    ``line_activated`` carries a 0-based line.
    """

    line_activated = Signal(int)
    play_requested = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", parent)
        self._next_key = "Ctrl+Enter"
        self._rows: list[Segment | Mark] = []
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
        intro = next((c.title for c in chapters if c.kind == "intro"), "")
        self._rows, keys = rows_of(notes, intro)
        last = max((stamp.start_ms for stamp in notes.stamps), default=0)
        pairs = max((s.pair or 0 for s in notes.segments[-50:]), default=0)
        self.list.painter_of_rows.columns = columns_for(self._look, pairs, last)
        self._model.set_problems(problem_lines)
        self.list.replace_rows(self._rows, keys)
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
        self.list.scheduleDelayedItemsLayout()


def rows_of(notes: Notes, intro: str) -> tuple[list[Segment | Mark], list[Key]]:
    """The rows of the notes and what each is recognised by; ``intro`` is its title or empty."""
    rows: list[Segment | Mark] = list(notes.segments)
    marked = (NodeKind.HEADING, NodeKind.SECTION)
    rows += [
        Mark(str(node.kind), node.first_line, notes.lines[node.first_line])
        for node in notes.nodes
        if node.kind in marked
    ]
    rows.sort(key=attrgetter("first_line"))
    if intro:
        rows.insert(0, Mark("intro", _first_text_line(notes), intro))
    return rows, [_key(row) for row in rows]


def _key(row: Segment | Mark) -> Key:
    if isinstance(row, Segment):
        return segment_key(row)
    return (-1, "intro") if row.kind == "intro" else (None, f"# {row.text}")


def _first_text_line(notes: Notes) -> int:
    quiet = (NodeKind.HEADER, NodeKind.BLANK)
    return next((n.first_line for n in notes.nodes if n.kind not in quiet), 0)
