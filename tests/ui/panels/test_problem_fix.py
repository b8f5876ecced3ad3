"""A problem's fix stands beside its place, and is done by a click on it or by F."""

from __future__ import annotations

from PySide6.QtCore import Qt

from notesapp.core.problems import Problem, Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.panels.problem_row import ROW
from notesapp.ui.panels.problems_panel import ProblemsPanel

FIXABLE = Problem("name-spelling", Severity.NOTE, "", 4, "“Tim” may be “Tom”.", "spell:Tim:Tom")
OTHER = Problem("falling", Severity.ADVICE, "", 2, "Falling.", "unknown")


def made(qtbot, look: Look) -> ProblemsPanel:
    panel = ProblemsPanel(look)
    qtbot.addWidget(panel)
    panel.resize(344, 400)
    panel.fix_names["spell"] = lambda problem: f"Write {problem.fix.split(':')[2]}"
    panel.show_problems((FIXABLE, OTHER))
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def row_of(panel: ProblemsPanel, words: str) -> int:
    model = panel.list.model()
    rows = [model.index(n, 0).data() for n in range(model.rowCount())]
    return rows.index(words)


def test_a_click_on_the_fix_does_it_and_one_beside_it_goes_there(qtbot, look: Look) -> None:
    panel = made(qtbot, look)
    index = panel.list.model().index(row_of(panel, FIXABLE.message), 0)
    rect = panel.list.visualRect(index)
    box = panel.list.painter_of_rows.fix_rect(index.data(ROW), rect)
    assert rect.contains(box)
    left = Qt.MouseButton.LeftButton
    with qtbot.waitSignal(panel.fix_requested) as fixed:
        qtbot.mouseClick(panel.list.viewport(), left, pos=box.center())
    assert fixed.args == [FIXABLE]
    with (
        qtbot.waitSignal(panel.line_activated) as line,
        qtbot.assertNotEmitted(panel.fix_requested),
    ):
        qtbot.mouseClick(panel.list.viewport(), left, pos=rect.topLeft())
    assert line.args == [3]


def test_f_does_the_fix_of_a_row_that_has_one(qtbot, look: Look) -> None:
    panel = made(qtbot, look)
    model = panel.list.model()
    panel.list.setFocus()
    panel.list.setCurrentIndex(model.index(row_of(panel, OTHER.message), 0))
    with qtbot.assertNotEmitted(panel.fix_requested):
        qtbot.keyClick(panel.list, Qt.Key.Key_F)
    index = model.index(row_of(panel, FIXABLE.message), 0)
    panel.list.setCurrentIndex(index)
    with qtbot.waitSignal(panel.fix_requested):
        qtbot.keyClick(panel.list, Qt.Key.Key_F)
    assert "F: Write Tom" in index.data(Qt.ItemDataRole.AccessibleTextRole)
