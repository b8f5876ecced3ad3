"""The problem list groups, names its shapes, leads to the place, and never jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from notesapp.core.problems import Problem, Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.panels.problem_row import ROW, GroupHead, ProblemRow
from notesapp.ui.panels.problems_panel import ProblemsPanel

NAMES = {"apple": "Apple Podcasts", "spotify": "Spotify", "youtube": "YouTube"}


def problem(line: int, severity: Severity, destination: str = "", message: str = "") -> Problem:
    return Problem("id", severity, destination, line, message or f"Something at {line}.")


SEVERAL = (
    problem(9, Severity.ADVICE),
    problem(34, Severity.ADVICE, "youtube"),
    problem(24, Severity.RULE, "youtube"),
    problem(0, Severity.NOTE, "spotify", "There are fewer than three chapters."),
)


@pytest.fixture
def panel(qtbot, look: Look) -> ProblemsPanel:
    panel = ProblemsPanel(look)
    qtbot.addWidget(panel)
    panel.resize(344, 640)
    panel.show()
    return panel


def rows(panel: ProblemsPanel) -> list[object]:
    model = panel.list.model()
    return [model.index(row, 0).data(ROW) for row in range(model.rowCount())]


def in_words(panel: ProblemsPanel) -> list[str]:
    return [
        f"{row.title} {row.count}"
        if isinstance(row, GroupHead)
        else f"{row.problem.severity} {row.place}".strip()
        for row in rows(panel)
    ]


def click(qtbot, panel: ProblemsPanel, row: int) -> None:
    rect = panel.list.visualRect(panel.list.model().index(row, 0))
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_problems_stand_under_their_destination_the_worst_first(panel: ProblemsPanel) -> None:
    panel.show_problems(SEVERAL, NAMES)
    assert in_words(panel) == [
        *("Spotify 1", "note"),
        *("YouTube 2", "rule Line 24", "advice Line 34"),
        *("The notes 1", "advice Line 9"),
    ]


def test_a_screen_reader_hears_the_severity(panel: ProblemsPanel) -> None:
    panel.show_problems(SEVERAL, NAMES)
    model = panel.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 0).data(role) == "Note, There are fewer than three chapters."
    assert model.index(2, 0).data(role) == "YouTube, 2, unfolded"
    assert model.index(3, 0).data(role) == "Error, Something at 24., Line 24"


def test_a_click_leads_to_the_line(qtbot, panel: ProblemsPanel) -> None:
    panel.show_problems(SEVERAL, NAMES)
    with qtbot.waitSignal(panel.line_activated) as line:
        click(qtbot, panel, 3)
    assert line.args == [23]
    with qtbot.assertNotEmitted(panel.line_activated):
        click(qtbot, panel, 1)


def test_enter_leads_there_too(qtbot, panel: ProblemsPanel) -> None:
    panel.show_problems(SEVERAL, NAMES)
    panel.list.select_row(4)
    with qtbot.waitSignal(panel.line_activated) as line:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert line.args == [33]


def test_groups_fold_by_mouse_and_keys_and_stay_folded(qtbot, panel: ProblemsPanel) -> None:
    panel.show_problems(SEVERAL, NAMES)
    click(qtbot, panel, 2)
    assert in_words(panel)[2:4] == ["YouTube 2", "The notes 1"]
    panel.show_problems((*SEVERAL, problem(40, Severity.RULE, "youtube")), NAMES)
    assert in_words(panel)[2:4] == ["YouTube 3", "The notes 1"]
    panel.list.select_row(2)
    qtbot.keyClick(panel.list, Qt.Key.Key_Right)
    assert len(rows(panel)) == 8
    qtbot.keyClick(panel.list, Qt.Key.Key_Left)
    assert len(rows(panel)) == 5


def test_left_on_a_problem_folds_its_group(qtbot, panel: ProblemsPanel) -> None:
    panel.show_problems(SEVERAL, NAMES)
    panel.list.setFocus()
    panel.list.select_row(4)
    qtbot.keyClick(panel.list, Qt.Key.Key_Left)
    assert in_words(panel)[2:4] == ["YouTube 2", "The notes 1"]
    assert panel.list.currentIndex().row() == 2
    assert panel.chosen() is None


def test_nothing_to_fix_is_said_for_what_was_checked(panel: ProblemsPanel) -> None:
    assert panel.empty.text() == "Nothing to fix."
    panel.show_problems((), NAMES)
    assert panel.empty.text() == "Nothing to fix for Apple Podcasts, Spotify and YouTube."
    assert panel.empty.isVisible()
    panel.show_problems(SEVERAL, NAMES)
    assert not panel.empty.isVisible()


def test_the_count_is_told_once_it_changes(qtbot, panel: ProblemsPanel) -> None:
    with qtbot.waitSignal(panel.count_changed) as count:
        panel.show_problems(SEVERAL)
    assert count.args == [4]
    with qtbot.assertNotEmitted(panel.count_changed):
        panel.show_problems(SEVERAL)


def test_new_problems_move_neither_view_nor_focus(qtbot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    text, panel = QLineEdit(), ProblemsPanel(look)
    column = QVBoxLayout(window)
    column.addWidget(text)
    column.addWidget(panel)
    window.resize(344, 320)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    many = tuple(problem(line, Severity.ADVICE) for line in range(10, 60))
    panel.show_problems(many)
    text.setFocus()
    panel.list.executeDelayedItemsLayout()
    panel.list.verticalScrollBar().setValue(500)
    index = panel.list.indexAt(QPoint(50, 1))
    row, top = index.data(ROW), panel.list.visualRect(index).top()
    panel.show_problems((*(problem(line, Severity.RULE) for line in (1, 2, 3)), *many))
    index = panel.list.indexAt(QPoint(50, 1))
    assert index.data(ROW) == row
    assert panel.list.visualRect(index).top() == top
    assert text.hasFocus()


def test_a_long_sentence_takes_the_lines_it_needs(panel: ProblemsPanel) -> None:
    long = "Chapter title has 41 characters. Spotify advises fewer than 40. " * 3
    panel.show_problems((problem(1, Severity.ADVICE, message=long), problem(2, Severity.ADVICE)))
    panel.list.executeDelayedItemsLayout()
    model = panel.list.model()
    heights = [panel.list.visualRect(model.index(row, 0)).height() for row in (1, 2)]
    assert heights[0] >= heights[1] + 2 * 14
    panel.resize(700, 320)
    panel.list.executeDelayedItemsLayout()
    assert panel.list.visualRect(model.index(1, 0)).height() < heights[0]


@pytest.mark.parametrize(
    ("severity", "token"),
    [(Severity.RULE, "err"), (Severity.ADVICE, "warn"), (Severity.NOTE, "ink2")],
)
def test_each_severity_has_its_shape(
    panel: ProblemsPanel, look: Look, severity: Severity, token: str
) -> None:
    panel.show_problems((problem(1, severity),))
    panel.list.executeDelayedItemsLayout()
    rect = panel.list.visualRect(panel.list.model().index(1, 0))
    rect.setWidth(36)
    image = panel.list.viewport().grab(rect).toImage()
    colour = look.color(token)
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == colour
    ]
    assert len(found) > 4
    assert isinstance(rows(panel)[1], ProblemRow)


def test_the_keys_go_on_with_the_row_that_takes_a_gone_one_s_place(panel: ProblemsPanel) -> None:
    found = tuple(problem(n, Severity.ADVICE, message=f"Number {n}.") for n in (1, 2, 3))
    panel.show_problems(found)
    panel.list.setFocus()
    panel.list.select_row(2)
    panel.show_problems((found[0], found[2]))
    assert in_words(panel)[panel.list.currentIndex().row()] == in_words(panel)[2]
    panel.show_problems((found[0],))
    assert panel.list.currentIndex().row() == 1
    panel.show_problems(())
    assert not panel.list.currentIndex().isValid()
