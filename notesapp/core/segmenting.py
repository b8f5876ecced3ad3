"""From classified lines to segments: extent, lines and which stamp (rulings 3, 4 and 5)."""

from __future__ import annotations

from dataclasses import dataclass, field

from notesapp.core.labels import LabelTable
from notesapp.core.lines import LabelMark, Line, LineKind, TimeMark
from notesapp.core.model import Form, Node, NodeKind, SegmentKind


@dataclass(slots=True)
class Draft:
    """A segment while its lines are still being gathered."""

    first: int
    last: int
    kind: SegmentKind
    form: Form
    rows: list[tuple[int, Line]] = field(default_factory=list)
    label: LabelMark | None = None
    stamp: tuple[int, TimeMark, bool] | None = None  # line, mark, at the start
    attributes: tuple[tuple[str, str], ...] = ()
    attribute_line: int | None = None
    closed: bool = False
    blanks: int = 0

    @property
    def starts_stamped(self) -> bool:
        """Whether the stamp stands at the start."""
        return self.stamp is not None and self.stamp[2]


class Segmenter:
    """Takes the lines one by one; ``rows`` holds finished drafts and nodes in order."""

    def __init__(self, table: LabelTable, *, title_wanted: bool) -> None:
        self.rows: list[Draft | Node] = []
        self._table = table
        self._title_wanted = title_wanted
        self._draft: Draft | None = None
        self._paragraph: list[tuple[int, Line]] = []
        self._in_paragraph = False

    def take(self, number: int, text: str, line: Line) -> None:
        """Add the next line."""
        if line.kind is LineKind.BLANK:
            self._blank(number)
        elif line.kind is LineKind.ATTRIBUTES:
            self._attributes(number, line)
        elif line.kind in _NODE_OF:
            self._close()
            self._flush()
            self._add_node(_NODE_OF[line.kind], number)
            self._in_paragraph = False
        else:
            self._text(number, text, line)
            self._in_paragraph = True

    def finish(self) -> list[Draft | Node]:
        """The drafts and nodes, once all lines are in."""
        self._close()
        self._flush()
        return self.rows

    def _text(self, number: int, text: str, line: Line) -> None:
        kind = self._table.kind_of(line.label)
        heading = line.kind is LineKind.HEADING
        if kind is not None or line.leading is not None:
            self._close()
            self._flush()
            self._begin(number, text, line, kind)
        elif heading:
            self._close()
            self._flush()
            if line.trailing is not None:
                self._begin(number, text, line, None)
                self._close()
            elif not self._take_title(number):
                self._add_node(NodeKind.HEADING, number)
        elif self._draft is not None and self._goes_on(line):
            self._continue(number, line)
        else:
            self._close()
            self._plain(number, line)

    def _begin(self, number: int, text: str, line: Line, kind: SegmentKind | None) -> None:
        form = Form.HEADING if line.kind is LineKind.HEADING else Form.BLOCK
        form = Form.ITEM if line.item and form is Form.BLOCK else form
        draft = Draft(number, number, kind or SegmentKind.TOPIC, form, [(number, line)])
        draft.label = line.label if kind is not None else None
        if line.leading is not None:
            alone = draft.label is not None and line.leading.tail == len(text.rstrip("\r"))
            draft.stamp = (number, line.leading, not alone)
        elif line.trailing is not None:
            draft.stamp = (number, line.trailing, False)
        self._draft = draft
        self._title_wanted = False
        if form is Form.HEADING:
            self._close()

    def _goes_on(self, line: Line) -> bool:
        """Whether a line without label and leading stamp belongs to the open draft."""
        draft = self._draft
        if draft is None:
            return False
        if self._in_paragraph:
            if draft.kind is SegmentKind.TOPIC:
                return line.trailing is None and not line.item
            return not line.item or draft.form is Form.ITEM
        if draft.closed or draft.kind is SegmentKind.TOPIC or draft.form is Form.ITEM:
            return False
        return not line.item and not (draft.starts_stamped and line.trailing is not None)

    def _continue(self, number: int, line: Line) -> None:
        draft = self._draft
        if draft is None:
            return
        draft.last = number
        draft.blanks = 0
        draft.rows.append((number, line))
        if draft.stamp is not None and draft.stamp[1] is draft.rows[0][1].leading:
            draft.stamp = (draft.first, draft.stamp[1], True)  # alone behind its label until now
        if not draft.starts_stamped and draft.kind is not SegmentKind.TOPIC:
            draft.stamp = None if line.trailing is None else (number, line.trailing, False)

    def _plain(self, number: int, line: Line) -> None:
        """A line of an unlabelled paragraph; its end stamp makes a segment of what went before."""
        if line.trailing is None:
            if not self._paragraph and self._take_title(number):
                return
            if line.item:
                self._flush()
            self._paragraph.append((number, line))
            return
        rows = [] if line.item else self._paragraph
        if line.item:
            self._flush()
        rows = [*rows, (number, line)]
        self._paragraph = []
        form = Form.ITEM if rows[0][1].item else Form.BLOCK
        draft = Draft(rows[0][0], number, SegmentKind.TOPIC, form, rows)
        draft.stamp = (number, line.trailing, False)
        self._title_wanted = False
        self._draft = draft
        self._close_keeping_attributes()

    def _close_keeping_attributes(self) -> None:
        draft = self._draft
        self._draft = None
        if draft is not None:
            self.rows.append(draft)

    def _blank(self, number: int) -> None:
        self._in_paragraph = False
        draft = self._draft
        if draft is not None:
            stamped_at_end = draft.stamp is not None and not draft.stamp[2]
            topic = draft.kind is SegmentKind.TOPIC
            if stamped_at_end or topic or draft.form is not Form.BLOCK or draft.attributes:
                self._close()
            else:
                draft.blanks += 1
                return
        self._flush()
        self._add_node(NodeKind.BLANK, number)

    def _attributes(self, number: int, line: Line) -> None:
        draft = self._draft
        if draft is None and not self._paragraph and self.rows:
            last = self.rows[-1]
            if isinstance(last, Draft) and last.last == number - 1:
                draft = last
        if draft is not None and draft.blanks == 0 and draft.attribute_line is None:
            draft.attributes = line.attributes
            draft.attribute_line = number
            draft.last = number
            self._close()
            self._in_paragraph = False
            return
        self._close()
        self._flush()
        self._add_node(NodeKind.ATTRIBUTES, number)
        self._in_paragraph = False

    def _close(self) -> None:
        """End the open draft; blank lines gathered behind it become nodes."""
        draft = self._draft
        if draft is None:
            return
        self._draft = None
        self.rows.append(draft)
        for offset in range(draft.blanks):
            self._add_node(NodeKind.BLANK, draft.last + 1 + offset)

    def _flush(self) -> None:
        if self._paragraph:
            self.rows.append(Node(NodeKind.TEXT, self._paragraph[0][0], self._paragraph[-1][0]))
            self._paragraph = []

    def _take_title(self, number: int) -> bool:
        if not self._title_wanted:
            return False
        self._title_wanted = False
        self._add_node(NodeKind.TITLE, number)
        return True

    def _add_node(self, kind: NodeKind, number: int) -> None:
        last = self.rows[-1] if self.rows else None
        joins = kind in (NodeKind.BLANK, NodeKind.CODE)
        if joins and isinstance(last, Node) and last.kind is kind and last.last_line == number - 1:
            self.rows[-1] = Node(kind, last.first_line, number)
        else:
            self.rows.append(Node(kind, number, number))


_NODE_OF = {
    LineKind.FENCE: NodeKind.CODE,
    LineKind.RULE: NodeKind.RULE,
    LineKind.SECTION: NodeKind.SECTION,
}
