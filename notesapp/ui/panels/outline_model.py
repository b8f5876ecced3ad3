"""The rows of the outline: what they are, in which order, and what each says."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from notesapp.core.lines import classify
from notesapp.core.matching import Key, segment_key
from notesapp.core.model import NodeKind, Notes, Segment, SegmentKind
from notesapp.ui.kit.steady_list import Index, SteadyModel
from notesapp.ui.panels.outline_row import ROW, Row, segment_row


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
        if row.waiting:
            parts.append(self.tr("waits for its words"))
        if row.problem:
            parts.append(self.tr("has a problem"))
        if row.sounding:
            parts.append(self.tr("sounding now"))
        return ", ".join(parts) + (f": {row.title}" if row.title else "")


def heading_text(line: str) -> str:
    """A heading or section word without its marks."""
    return line[classify(line).body :].strip().strip("#*_: \t").strip()


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
