"""The problem list: what is wrong, grouped by where it would show, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from notesapp.checking.table import check_of, fix_of
from notesapp.core.destinations import CHECKED, destination_of
from notesapp.core.matching import Key
from notesapp.core.model import Notes, SegmentKind
from notesapp.core.problems import Problem, Severity
from notesapp.core.query import segment_at_line
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground
from notesapp.ui.panels.problem_list import ProblemList, ProblemModel
from notesapp.ui.panels.problem_row import GroupHead, ProblemRow
from notesapp.ui.panels.problem_silenced import SilencedLine
from notesapp.ui.panels.problem_tools import EVERYTHING, THE_NOTES, ProblemTools
from notesapp.ui.panels.problem_why import Why, WhyBox

_RANK = {Severity.RULE: 0, Severity.ADVICE: 1, Severity.NOTE: 2}
_GROUPS = {entry.key: number for number, entry in enumerate(CHECKED)} | {"": len(CHECKED) + 1}
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class ProblemsPanel(Ground):
    """``line_activated`` carries a 0-based line; ``count_changed`` how many problems there are.

    ``fix_names`` says, by what stands before the colon of a problem's fix, how it is called, where
    that is no fix of a check; those who can do it add it. ``fix_requested`` carries the Problem,
    ``silence_requested`` the Problem and whether for every destination, ``back_requested`` a word
    that the header silences, or nothing for all of them.
    """

    line_activated = Signal(int)
    fix_requested = Signal(object)
    silence_requested = Signal(object, bool)
    back_requested = Signal(str)
    count_changed = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", parent)
        self._problems: tuple[Problem, ...] = ()
        self._names = _NO_NAMES
        self._notes: Notes | None = None
        self._folded: frozenset[str] = frozenset()
        self._is_stale = False
        self.fix_names: dict[str, Callable[[Problem], str]] = {}
        self.setAccessibleName(self.tr("Problems"))
        self._model = ProblemModel(self)
        self.list = ProblemList(look, self._model, self)  # first: what the keyboard enters
        self.list.setAccessibleName(self.tr("Problems"))
        names = [(entry.key, said_sentence(entry.name)) for entry in CHECKED]
        self.tools = ProblemTools(look, names, self)
        self.empty = WrappedText(look, "", role="body", token="ink3", parent=self)
        self.empty.setContentsMargins(16, 8, 16, 4)
        self.why = WhyBox(look, self)
        self.silenced = SilencedLine(look, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        for part, stretch in (
            (self.tools, 0),
            (self.empty, 0),
            (self.list, 1),
            (self.why, 0),
            (self.silenced, 0),
        ):
            column.addWidget(part, stretch)
        self.list.setMinimumHeight(72)
        self._order()
        self._wire()
        self.show_problems(())

    def _order(self) -> None:
        """Tab goes from top to bottom."""
        tools, why = self.tools, self.why
        stops = (tools.filter, tools.draft, tools.full, tools.strip.button, self.list)
        below = (why.fix, why.go, why.silence, self.silenced.button)
        for one, next_one in pairwise((*stops, *below)):
            self.setTabOrder(one, next_one)

    def _wire(self) -> None:
        self.list.row_chosen.connect(self._choose)
        self.list.row_selected.connect(self._explain)
        self.list.fold_wanted.connect(self._fold_row)
        self.list.fix_chosen.connect(self._fix)
        self.list.silence_chosen.connect(self._silence)
        self.tools.filter_changed.connect(lambda _: self._show())
        self.why.fix_requested.connect(lambda: self._fix(self.list.currentIndex().row()))
        self.why.place_requested.connect(lambda: self._choose(self.list.currentIndex().row()))
        self.why.silence_requested.connect(
            lambda everywhere: self._silence(self.list.currentIndex().row(), everywhere=everywhere)
        )
        self.silenced.back_requested.connect(self.back_requested)

    # --- what is shown

    def show_problems(
        self,
        problems: tuple[Problem, ...],
        names: Mapping[str, str] = _NO_NAMES,
        notes: Notes | None = None,
    ) -> None:
        """Show these problems; ``names``, by key, are whom nothing to fix is said for.

        ``notes`` are those they were found in: places then name the question or the answer too.
        Neither the focus nor the view moves. Groups that were folded stay folded. The list is
        made when somebody looks at it.
        """
        before = len(self._problems)
        self._problems, self._names, self._notes = problems, names, notes
        self._show()
        if len(problems) != before:
            self.count_changed.emit(len(problems))

    def show_silenced(self, words: tuple[str, ...]) -> None:
        """What the header silences."""
        self.silenced.show_words(words)

    def filter_by(self, destination: str) -> None:
        """Show the problems of one destination, by its key; EVERYTHING and THE_NOTES work too."""
        self.tools.choose(destination)
        self._show()

    @property
    def is_full(self) -> bool:
        """Whether the full list is wanted."""
        return self.tools.full.isChecked()

    def show_full(self, full: bool) -> None:
        """Want the full list, or what a draft can have by now."""
        (self.tools.full if full else self.tools.draft).setChecked(True)

    def shown(self) -> tuple[Problem, ...]:
        """The problems that the filter lets through, folded or not."""
        return tuple(p for p in self._problems if self.lets_through(p))

    def lets_through(self, problem: Problem) -> bool:
        """Whether the filter shows a problem."""
        chosen = self.tools.chosen()
        if chosen == EVERYTHING:
            return True
        return problem.destination == ("" if chosen == THE_NOTES else chosen)

    def chosen(self) -> Problem | None:
        """The problem of the current row."""
        return self._problem_at(self.list.currentIndex().row())

    def fix_name(self, problem: Problem) -> str:
        """What the problem's fix is called; empty where it has none."""
        named = self.fix_names.get(problem.fix.partition(":")[0])
        if named is not None:
            return named(problem)
        fix = fix_of(problem.fix) if problem.fix else None
        return said_sentence(fix.title) if fix is not None else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def _show(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()
        shown = self.shown()
        self.empty.setText(self._nothing())
        self.empty.setVisible(not shown)
        safe = sum(_is_safe(problem) for problem in shown)
        self.tools.strip.show_count(safe)

    def _nothing(self) -> str:
        chosen = self.tools.chosen()
        if chosen == THE_NOTES:
            return self.tr("Nothing to fix in the notes.")
        names = list(self._names.values())
        if chosen != EVERYTHING:
            names = [self._title(chosen)]
        if not names:
            return self.tr("Nothing to fix.")
        last = names.pop()
        words = self.tr("{0} and {1}").format(", ".join(names), last) if names else last
        return self.tr("Nothing to fix for {0}.").format(words)

    def _refresh(self) -> None:
        self._is_stale = False
        rows: list[GroupHead | ProblemRow] = []
        for destination, problems in grouped(self.shown()):
            folded = destination in self._folded
            title = self._title(destination)
            rows.append(GroupHead(destination, title, len(problems), folded))
            if not folded:
                rows += [ProblemRow(p, self._place(p), self.fix_name(p)) for p in problems]
        current = self.list.currentIndex().row()
        self.list.replace_rows(rows, [_key(row) for row in rows])
        gone = current >= 0 and not self.list.currentIndex().isValid()
        if gone and self.list.hasFocus():  # the keys go on with the row that took its place
            self.list.select_row(_near(rows, current))
        self._explain(self.list.currentIndex().row())

    def _title(self, destination: str) -> str:
        if not destination:
            return self.tr("The notes")
        known = destination_of(destination)
        return said_sentence(known.name) if known is not None else destination.capitalize()

    def _place(self, problem: Problem) -> str:
        """ "Line 24, answer 3"."""
        if not problem.line:
            return ""
        line = self.tr("Line {0}").format(problem.line)
        at = segment_at_line(self._notes, problem.line - 1) if self._notes is not None else None
        if at is None or not at.pair or at.kind is SegmentKind.TOPIC:
            return line
        asks = at.kind is SegmentKind.QUESTION
        words = self.tr("{0}, question {1}") if asks else self.tr("{0}, answer {1}")
        return words.format(line, at.pair)

    def _problem_at(self, number: int) -> Problem | None:
        row = self._model.row(number) if 0 <= number < self._model.rowCount() else None
        return row.problem if isinstance(row, ProblemRow) else None

    # --- why

    def _explain(self, number: int) -> None:
        problem = self._problem_at(number)
        self.why.show_why(self._why_of(problem) if problem is not None else None)

    def _why_of(self, problem: Problem) -> Why:
        check = check_of(problem.id, problem.destination)
        has_place, fix = bool(problem.line), self.fix_name(problem)
        name = self._title(problem.destination) if problem.destination else ""
        if check is None:
            return Why(problem.message, "", "", fix, has_place, name)
        reason, source = said_sentence(check.explanation), self._source(check.source, check.read_on)
        return Why(said_sentence(check.title), reason, source, fix, has_place, name)

    def _source(self, source: str, read_on: str) -> str:
        year, _, month = read_on.partition("-")
        known = year.isdecimal() and month[:2].isdecimal()
        date = QDate(int(year), int(month[:2]), 1) if known else QDate()
        if not source or not date.isValid():
            return source
        words = self.tr("{0}, read {1}")
        return words.format(source, self.locale().toString(date, "MMMM yyyy"))

    # --- what is done

    def _fix(self, number: int) -> None:
        problem = self._problem_at(number)
        if problem is not None and self.fix_name(problem):
            self.fix_requested.emit(problem)

    def _silence(self, number: int, *, everywhere: bool = False) -> None:
        problem = self._problem_at(number)
        if problem is not None:
            self.silence_requested.emit(problem, everywhere or not problem.destination)

    def _choose(self, number: int) -> None:
        row = self._model.row(number) if number >= 0 else None
        if isinstance(row, GroupHead):
            self._fold(row.destination, not row.folded)
        elif isinstance(row, ProblemRow) and row.problem.line:
            self.line_activated.emit(row.problem.line - 1)

    def _fold_row(self, number: int, folded: bool) -> None:
        """A group's head folds and unfolds; a problem folds the group it stands in."""
        row = self._model.row(number)
        if isinstance(row, GroupHead):
            self._fold(row.destination, folded)
        elif folded:
            head = next(
                n for n in range(number, -1, -1) if isinstance(self._model.row(n), GroupHead)
            )
            self.list.select_row(head)
            self.list.scrollTo(self.list.currentIndex())
            self._fold(row.problem.destination, True)

    def _fold(self, destination: str, folded: bool) -> None:
        without = self._folded - {destination}
        self._folded = without | {destination} if folded else without
        self._refresh()

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        super().set_look(look)
        self.list.painter_of_rows.set_look(look)
        self.list.scheduleDelayedItemsLayout()


def worst_first(problem: Problem) -> tuple[int, int]:
    """The order of problems within a group."""
    return (_RANK[problem.severity], problem.line)


def grouped(problems: tuple[Problem, ...]) -> list[tuple[str, list[Problem]]]:
    """Problems by destination, the worst first within each; the notes' own come last.

    The order of the destinations is fixed, so that groups do not change places while one types.
    """
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.destination, []).append(problem)
    ordered = sorted(groups.items(), key=lambda group: _GROUPS.get(group[0], len(_GROUPS)))
    return [(name, sorted(found, key=worst_first)) for name, found in ordered]


def _is_safe(problem: Problem) -> bool:
    fix = fix_of(problem.fix) if problem.fix else None
    return fix is not None and fix.safe


def _near(rows: Sequence[GroupHead | ProblemRow], place: int) -> int:
    """The problem at a place, else the next, else the last before it; -1 where there is none."""
    found = [number for number, row in enumerate(rows) if isinstance(row, ProblemRow)]
    return next((number for number in found if number >= place), found[-1] if found else -1)


def _key(row: GroupHead | ProblemRow) -> Key:
    if isinstance(row, GroupHead):
        return (None, f"# {row.destination}")
    problem = row.problem
    return (problem.line, f"{problem.destination} {problem.id} {problem.message}")
