"""Two texts beside each other: the lines that go and come, with a tick or a choice for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from notesapp.core.comparing import Difference, Part, Side, compare
from notesapp.ui.files.difference_view_paint import BLOCK, ROW, STATE, DifferenceDelegate
from notesapp.ui.files.difference_view_rows import Block, Row, RowKind, rows_of
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.preview_list import PreviewList
from notesapp.ui.kit.steady_list import Index

CYCLE = (Side.MINE, Side.THEIRS, Side.BOTH)


class DifferenceModel(QAbstractListModel):
    """The rows, and what was decided for each difference.

    ``sides`` is empty where lines are only looked at or ticked.
    """

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.blocks: tuple[Block, ...] = ()
        self.ticks: list[bool] | None = None
        self.sides: list[Side] | None = None
        self.names = ("", "", "")

    def show(
        self,
        old: Sequence[str],
        new: Sequence[str],
        blocks: tuple[Block, ...],
        ticks: list[bool] | None,
        sides: list[Side] | None,
    ) -> None:
        """Show another comparison."""
        self.beginResetModel()
        self.blocks, self.ticks, self.sides = blocks, ticks, sides
        heads = ticks is not None or sides is not None
        self.rows = rows_of(old, new, blocks, heads=heads)
        self.endResetModel()
        self.chosen_changed.emit()

    def decide(self, block: int, side: Side | None = None) -> None:
        """Turn the tick of a difference, or choose a side of it (None: the next one)."""
        if not 0 <= block < len(self.blocks):
            return
        if self.sides is not None:
            here = CYCLE.index(self.sides[block])
            self.sides[block] = CYCLE[(here + 1) % len(CYCLE)] if side is None else side
        elif self.ticks is not None:
            self.ticks[block] = not self.ticks[block]
        else:
            return
        self._told()

    def tick_all(self, on: bool) -> None:
        """Tick all, or none."""
        if self.ticks is not None:
            self.ticks = [on] * len(self.blocks)
            self._told()

    def _told(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
        self.chosen_changed.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == BLOCK:
            return self.blocks[row.block] if row.block >= 0 else None
        if role == STATE:
            return self._state(row)
        if role == Qt.ItemDataRole.CheckStateRole and row.kind is RowKind.HEAD:
            if self.ticks is None:
                return None
            return Qt.CheckState.Checked if self.ticks[row.block] else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and row.kind is not RowKind.HEAD:
            return None if len(row.text) < 60 else row.text
        return None

    def _state(self, row: Row) -> bool | Side | None:
        if row.block < 0:
            return None
        if self.sides is not None:
            return self.sides[row.block]
        return self.ticks[row.block] if self.ticks is not None else None

    def _spoken(self, row: Row) -> str:
        text = row.text.strip() or self.tr("an empty line")
        if row.kind is RowKind.HEAD:
            return self._spoken_head(row)
        if row.kind is RowKind.SAME:
            return self.tr("Same: {0}").format(text)
        if self.sides is not None:
            return f"{self.names[0 if row.kind is RowKind.OLD else 1]}: {text}"
        words = self.tr("Without: {0}") if row.kind is RowKind.OLD else self.tr("With: {0}")
        return words.format(text)

    def _spoken_head(self, row: Row) -> str:
        name = row.text or self.tr("Outside of segments")
        if self.sides is not None:
            return f"{name}, {self.names[CYCLE.index(self.sides[row.block])]}"
        if self.ticks is not None:
            state = self.tr("ticked") if self.ticks[row.block] else self.tr("not ticked")
            return f"{name}, {state}"
        return name


class DifferenceView(PreviewList):
    """Lines that go (−) and come (+), under the names of their segments.

    Where differences can be ticked or chosen, a click on a head or Space does it; Left and Right
    choose mine and theirs. ``chosen_changed`` follows every decision and every new comparison.
    """

    chosen_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.rows_model = DifferenceModel()
        super().__init__(look, self.rows_model, parent)
        self.differences: tuple[Difference, ...] = ()
        self.parts: tuple[Part, ...] = ()
        self.set_names(self.tr("Mine"), self.tr("Theirs"))
        self._delegate = DifferenceDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("What differs"))
        self.empty_words = self.tr("Both are the same.")
        self.rows_model.chosen_changed.connect(self.chosen_changed)

    def set_names(self, mine: str, theirs: str) -> None:
        """What the two sides of a choice are called."""
        self.rows_model.names = (mine, theirs, self.tr("Both"))

    def show_difference(
        self,
        old: Sequence[str],
        new: Sequence[str],
        *,
        ticks: bool = False,
        differences: tuple[Difference, ...] | None = None,
    ) -> None:
        """Show what turns old lines into new ones; with ``ticks`` each can be left out.

        ``differences`` are what ``compare`` says of both, where that was asked already.
        """
        self.differences = compare(old, new) if differences is None else differences
        self.parts = ()
        blocks = tuple(Block(one.old, one.new, one.segment) for one in self.differences)
        self._show(old, new, blocks, [True] * len(blocks) if ticks else None, None)

    def show_merge(
        self, mine: Sequence[str], theirs: Sequence[str], parts: tuple[Part, ...]
    ) -> None:
        """Show where two texts differ, with a choice of mine, theirs or both for each.

        What decides itself is chosen so at first; where the user has to choose it is mine.
        """
        self.differences, self.parts = (), parts
        blocks = tuple(
            Block(one.mine, one.theirs, one.segment, None if one.is_conflict else one.side)
            for one in parts
        )
        sides = [Side.MINE if one.is_conflict else one.side for one in parts]
        self._show(mine, theirs, blocks, None, sides)

    def chosen(self) -> tuple[Difference, ...]:
        """The differences that are ticked; all where none can be."""
        ticks = self.rows_model.ticks
        if ticks is None:
            return self.differences
        return tuple(one for one, on in zip(self.differences, ticks, strict=True) if on)

    def choices(self) -> dict[int, Side]:
        """The side chosen for each part, by its number, as ``merged_edits`` wants it."""
        return dict(enumerate(self.rows_model.sides or ()))

    def tick_all(self, on: bool) -> None:
        """Tick all differences, or none."""
        self.rows_model.tick_all(on)

    def choose_all(self, side: Side) -> None:
        """Choose one side for all parts."""
        for block in range(len(self.parts)):
            self.rows_model.decide(block, side)

    def _show(
        self,
        old: Sequence[str],
        new: Sequence[str],
        blocks: tuple[Block, ...],
        ticks: list[bool] | None,
        sides: list[Side] | None,
    ) -> None:
        self.rows_model.show(old, new, blocks, ticks, sides)
        if self.rows_model.rows:
            self.setCurrentIndex(self.rows_model.index(0))
        self.scrollToTop()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = self.rows_model.rows[index.row()]
        if self.rows_model.sides is None:
            if row.kind is RowKind.HEAD:
                self.rows_model.decide(row.block)
            return
        if row.kind is RowKind.HEAD:
            side = self._delegate.side_at(self.visualRect(index), point)
            if side is not None:
                self.rows_model.decide(row.block, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        block = self._block()
        sided = self.rows_model.sides is not None
        if block < 0:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self.rows_model.decide(block)
        elif sided and event.key() == Qt.Key.Key_Left:
            self.rows_model.decide(block, Side.MINE)
        elif sided and event.key() == Qt.Key.Key_Right:
            self.rows_model.decide(block, Side.THEIRS)
        else:
            super().keyPressEvent(event)

    def _block(self) -> int:
        """The difference that the current row belongs to; the last one above for other lines."""
        place = self.currentIndex().row()
        rows = self.rows_model.rows[: place + 1] if place >= 0 else []
        return next((row.block for row in reversed(rows) if row.block >= 0), -1)
