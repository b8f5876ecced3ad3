"""The problem list: what is wrong, grouped by where it would show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from notesapp.core.matching import Key
from notesapp.core.problems import Problem, Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.steady_list import Index, SteadyList, SteadyModel
from notesapp.ui.kit.widgets import Ground
from notesapp.ui.panels.problem_row import ROW, GroupHead, ProblemDelegate, ProblemRow

_RANK = {Severity.RULE: 0, Severity.ADVICE: 1, Severity.NOTE: 2}
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class ProblemModel(SteadyModel):
    """Heads and problems as rows."""

    def data(self, index: Index, role: int = 0) -> object:
        if not index.isValid():
            return None
        row = self.row(index.row())
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, GroupHead) else row.problem.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, row: GroupHead | ProblemRow) -> str:
        if isinstance(row, GroupHead):
            state = self.tr("folded") if row.folded else self.tr("unfolded")
            return f"{row.title}, {row.count}, {state}"
        names = {
            Severity.RULE: self.tr("Error"),
            Severity.ADVICE: self.tr("Warning"),
            Severity.NOTE: self.tr("Note"),
        }
        fix = self.tr("F: {0}").format(row.fix) if row.fix else ""
        parts = (names[row.problem.severity], row.problem.message, row.place, fix)
        return ", ".join(part for part in parts if part)


class ProblemList(SteadyList):
    """The rows: a click or Enter goes to the place, or folds a group; F does the row's fix."""

    row_chosen = Signal(int)
    fix_chosen = Signal(int)
    fold_wanted = Signal(int, bool)

    def __init__(self, look: Look, model: ProblemModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self.painter_of_rows = ProblemDelegate(look, self)
        self.setItemDelegate(self.painter_of_rows)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            if self._on_fix(index, event.position().toPoint()):
                self.fix_chosen.emit(index.row())
            else:
                self.row_chosen.emit(index.row())

    def _on_fix(self, index: Index, at: QPoint) -> bool:
        row = index.data(ROW)
        if not isinstance(row, ProblemRow) or not row.fix:
            return False
        box = self.painter_of_rows.fix_rect(row, self.visualRect(index))
        return box.adjusted(-6, -4, 6, 4).contains(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        choosing = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if row >= 0 and event.key() in choosing:
            self.row_chosen.emit(row)
        elif row >= 0 and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.fold_wanted.emit(row, event.key() == Qt.Key.Key_Left)
        elif row >= 0 and event.key() == Qt.Key.Key_F:
            self.fix_chosen.emit(row)
        else:
            super().keyPressEvent(event)
            self.scrollTo(self.currentIndex())


class ProblemsPanel(Ground):
    """``line_activated`` carries a 0-based line; ``count_changed`` how many problems there are.

    ``fix_names`` says, by what stands before the colon of a problem's fix, how it is called; those
    who can do it add it. ``fix_requested`` carries the Problem.
    """

    line_activated = Signal(int)
    fix_requested = Signal(object)
    count_changed = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", parent)
        self._problems: tuple[Problem, ...] = ()
        self._names = _NO_NAMES
        self._folded: frozenset[str] = frozenset()
        self._is_stale = False
        self.fix_names: dict[str, Callable[[Problem], str]] = {}
        self.setAccessibleName(self.tr("Problems"))
        self._model = ProblemModel(self)
        self.list = ProblemList(look, self._model, self)
        self.list.setAccessibleName(self.tr("Problems"))
        self.empty = WrappedText(look, "", role="body", token="ink3", parent=self)
        self.empty.setContentsMargins(16, 16, 16, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)
        self.list.row_chosen.connect(self._choose)
        self.list.fold_wanted.connect(self._fold_row)
        self.list.fix_chosen.connect(self._fix)
        self.show_problems(())

    def show_problems(
        self, problems: tuple[Problem, ...], names: Mapping[str, str] = _NO_NAMES
    ) -> None:
        """Show these problems; ``names`` are the titles of the destinations that are checked.

        Neither the focus nor the view moves. Groups that were folded stay folded. The list is
        made when somebody looks at it.
        """
        before = len(self._problems)
        self._problems, self._names = problems, names
        self._is_stale = True
        if self.isVisible():
            self._refresh()
        self.empty.setText(self._nothing())
        self.empty.setVisible(not problems)
        if len(problems) != before:
            self.count_changed.emit(len(problems))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def _nothing(self) -> str:
        names = list(self._names.values())
        if not names:
            return self.tr("Nothing to fix.")
        last = names.pop()
        words = self.tr("{0} and {1}").format(", ".join(names), last) if names else last
        return self.tr("Nothing to fix for {0}.").format(words)

    def _refresh(self) -> None:
        rows: list[GroupHead | ProblemRow] = []
        for destination, problems in grouped(self._problems):
            folded = destination in self._folded
            title = self._title(destination)
            rows.append(GroupHead(destination, title, len(problems), folded))
            if not folded:
                rows += [ProblemRow(p, self._place(p), self._fix_name(p)) for p in problems]
        self.list.replace_rows(rows, [_key(row) for row in rows])

    def _title(self, destination: str) -> str:
        if not destination:
            return self.tr("The notes")
        return self._names.get(destination, destination.capitalize())

    def _place(self, problem: Problem) -> str:
        return self.tr("Line {0}").format(problem.line) if problem.line else ""

    def _fix_name(self, problem: Problem) -> str:
        named = self.fix_names.get(problem.fix.partition(":")[0])
        return named(problem) if named is not None else ""

    def _fix(self, number: int) -> None:
        row = self._model.row(number)
        if isinstance(row, ProblemRow) and row.fix:
            self.fix_requested.emit(row.problem)

    def _choose(self, number: int) -> None:
        row = self._model.row(number)
        if isinstance(row, GroupHead):
            self._fold(row.destination, not row.folded)
        elif row.problem.line:
            self.line_activated.emit(row.problem.line - 1)

    def _fold_row(self, number: int, folded: bool) -> None:
        row = self._model.row(number)
        if isinstance(row, GroupHead):
            self._fold(row.destination, folded)

    def _fold(self, destination: str, folded: bool) -> None:
        without = self._folded - {destination}
        self._folded = without | {destination} if folded else without
        self._refresh()

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        super().set_look(look)
        self.list.painter_of_rows.set_look(look)
        self.list.scheduleDelayedItemsLayout()


def grouped(problems: tuple[Problem, ...]) -> list[tuple[str, list[Problem]]]:
    """Problems by destination, the worst first within each; the notes' own come last."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.destination, []).append(problem)
    ordered = sorted(groups.items(), key=lambda group: group[0] == "")
    return [(name, sorted(found, key=_order)) for name, found in ordered]


def _order(problem: Problem) -> tuple[int, int]:
    return (_RANK[problem.severity], problem.line)


def _key(row: GroupHead | ProblemRow) -> Key:
    if isinstance(row, GroupHead):
        return (None, f"# {row.destination}")
    problem = row.problem
    return (problem.line, f"{problem.destination} {problem.id} {problem.message}")
