"""Below the list stands why a problem is one; above it for whom, and what is silenced."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from notesapp.checking.table import CHECKS
from notesapp.core.parser import parse
from notesapp.core.problems import Problem, Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.panels.problem_silenced import ALL_OF_THEM, silenced_name
from notesapp.ui.panels.problems_panel import ProblemsPanel

SHORT = Problem("long-title", Severity.ADVICE, "spotify", 13, "The title is long.", "")
OWN = Problem("name-spelling", Severity.NOTE, "", 4, "“Tim” may be “Tom”.", "spell:Tim:Tom")
RULE = Problem("past-end", Severity.RULE, "", 9, "Past the end.")
NAMES = {"apple": "Apple Podcasts", "spotify": "Spotify", "youtube": "YouTube"}


@pytest.fixture
def panel(qtbot, look: Look) -> ProblemsPanel:
    panel = ProblemsPanel(look)
    qtbot.addWidget(panel)
    panel.resize(312, 700)
    panel.fix_names["spell"] = lambda problem: "Write “Tom”"
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_problems((SHORT, OWN, RULE), NAMES)
    return panel


def select(panel: ProblemsPanel, problem: Problem) -> None:
    model = panel.list.model()
    rows = [model.index(n, 0).data() for n in range(model.rowCount())]
    panel.list.setCurrentIndex(model.index(rows.index(problem.message), 0))


def test_why_names_the_check_its_reason_its_source_and_when_it_was_read(
    panel: ProblemsPanel,
) -> None:
    assert not panel.why.isVisible()
    select(panel, SHORT)
    assert panel.why.isVisible()
    check = next(c for c in CHECKS if (c.id, c.destination) == ("long-title", "spotify"))
    assert panel.why.title.text() == check.title
    assert panel.why.reason.text() == check.explanation
    assert panel.why.source.text() == f"{check.source}, read September 2026"
    selectable = panel.why.reason.textInteractionFlags()
    assert selectable & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not panel.why.fix.isVisible()
    assert panel.why.go.isVisible()


def test_a_problem_of_a_feature_says_its_sentence_and_its_fix(qtbot, panel: ProblemsPanel) -> None:
    select(panel, OWN)
    assert panel.why.title.text() == OWN.message
    assert not panel.why.reason.isVisible()
    with qtbot.waitSignal(panel.fix_requested) as fixed:
        panel.why.fix.click()
    assert fixed.args == [OWN]
    with qtbot.waitSignal(panel.line_activated) as line:
        panel.why.go.click()
    assert line.args == [3]


def test_silencing_asks_for_the_destination_or_everywhere(qtbot, panel: ProblemsPanel) -> None:
    select(panel, SHORT)
    assert panel.why.here.text() == "For Spotify in these notes"
    with qtbot.waitSignal(panel.silence_requested) as asked:
        panel.why.here.trigger()
    assert asked.args == [SHORT, False]
    with qtbot.waitSignal(panel.silence_requested) as asked:
        panel.why.everywhere.trigger()
    assert asked.args == [SHORT, True]
    select(panel, RULE)
    assert panel.why.silence.menu() is None
    with qtbot.waitSignal(panel.silence_requested) as asked:
        panel.why.silence.click()
    assert asked.args == [RULE, True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_S])
def test_a_key_silences_for_the_destination(qtbot, panel: ProblemsPanel, key: Qt.Key) -> None:
    select(panel, SHORT)
    panel.list.setFocus()
    with qtbot.waitSignal(panel.silence_requested) as asked:
        qtbot.keyClick(panel.list, key)
    assert asked.args == [SHORT, False]


def test_the_reason_goes_with_its_problem(panel: ProblemsPanel) -> None:
    select(panel, SHORT)
    panel.show_problems((OWN, RULE), NAMES)
    assert not panel.why.isVisible()


def test_the_filter_shows_one_destination_or_the_notes(panel: ProblemsPanel) -> None:
    panel.filter_by("spotify")
    assert panel.shown() == (SHORT,)
    panel.filter_by("notes")
    assert panel.shown() == (OWN, RULE)
    panel.filter_by("youtube")
    assert panel.shown() == ()
    assert panel.empty.isVisible()
    assert panel.empty.text() == "Nothing to fix for YouTube."
    panel.filter_by("all")
    assert len(panel.shown()) == 3


def test_every_destination_that_is_checked_can_be_chosen(panel: ProblemsPanel) -> None:
    choices = panel.tools.filter
    names = [choices.itemText(n) for n in range(choices.count())]
    assert names[0] == "All destinations" and names[-1] == "The notes"
    assert {"Apple Podcasts", "Spotify", "YouTube", "Web page"} <= set(names)


def test_what_is_silenced_is_counted_and_can_be_brought_back(qtbot, panel: ProblemsPanel) -> None:
    line = panel.silenced
    assert not line.isVisible()
    panel.show_silenced(("past-end", "long-title/spotify"))
    assert line.isVisible()
    assert line.text.text() == "2 checks are silenced"
    line.menu.aboutToShow.emit()
    first, second, _, every = line.menu.actions()
    assert first.text() == f"Bring back “{silenced_name('past-end')}”"
    assert second.text().endswith(", Spotify”")
    for action, word in ((first, "past-end"), (second, "long-title/spotify"), (every, ALL_OF_THEM)):
        with qtbot.waitSignal(panel.back_requested) as back:
            action.trigger()
        assert back.args == [word]


def test_the_strip_counts_what_is_safe(panel: ProblemsPanel) -> None:
    assert not panel.tools.strip.isVisible()
    safe = Problem("cms-leftover", Severity.ADVICE, "", 32, "Left over.", "remove-leftover")
    panel.show_problems((safe, OWN), NAMES)
    assert panel.tools.strip.isVisible()
    assert panel.tools.strip.words.text() == "1 can be fixed safely"


def test_a_long_name_of_a_fix_has_a_line_of_its_own(qtbot, panel: ProblemsPanel) -> None:
    panel.fix_names["spell"] = lambda problem: "Write “Wolfeschlegelsteinhausenbergerdorff”"
    panel.show_problems((OWN,), NAMES)
    panel.list.executeDelayedItemsLayout()
    index = panel.list.model().index(1, 0)
    row, rect = index.data(int(Qt.ItemDataRole.UserRole)), panel.list.visualRect(index)
    box = panel.list.painter_of_rows.fix_rect(row, rect)
    assert rect.contains(box)


def test_a_place_names_the_question_or_the_answer(panel: ProblemsPanel) -> None:
    notes = parse("Title\n\nQ: Why? [0:10]\n\nA: So. [0:20]")
    there = (
        Problem("falling", Severity.ADVICE, "", 5, "One."),
        Problem("x", RULE.severity, "", 1, "Two."),
    )
    panel.show_problems(there, NAMES, notes)
    model = panel.list.model()
    rows = [model.index(n, 0).data(int(Qt.ItemDataRole.UserRole)) for n in (1, 2)]
    assert [row.place for row in rows] == ["Line 1", "Line 5, answer 1"]


def test_the_row_that_is_explained_stays_whole_in_sight_in_a_low_panel(
    panel: ProblemsPanel, qtbot
) -> None:
    words = "This chapter's title is longer than what is shown in the list. " * 2
    long = replace(SHORT, message=words.strip())
    panel.show_problems((long, replace(long, line=20, message=long.message + " Too.")), NAMES)
    panel.resize(312, 420)
    panel.list.setFocus()
    qtbot.waitUntil(panel.list.hasFocus)
    for problem in panel.shown():
        select(panel, problem)
        qtbot.waitUntil(panel.why.isVisible)
        panel.layout().activate()

        def whole() -> bool:
            row = panel.list.visualRect(panel.list.currentIndex())
            return panel.list.viewport().rect().contains(row)

        qtbot.waitUntil(whole)
