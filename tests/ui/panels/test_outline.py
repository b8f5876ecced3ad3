"""The outline follows the notes, says where the caret and the sound are, and asks to go there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester

from notesapp.core.chapters import chapters_of
from notesapp.core.parser import parse
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.panels.outline import Outline
from notesapp.ui.panels.outline_row import ROW, Row

TEXT = """\
Episode 12: Tired soil

A summary.

Q: Is the soil worn out? [1:12]
{: chapter="Reviving tired soil" }

A: It is hungry. [1:38]

Q: Slugs. Please.

A: Go out with a torch. [16:02]

## Resources

- A book
"""
QUESTION, ANSWER, SLUGS, TORCH, RESOURCES = 4, 7, 9, 11, 13


@pytest.fixture
def outline(qtbot, look: Look) -> Outline:
    outline = Outline(look)
    qtbot.addWidget(outline)
    tester = QAbstractItemModelTester(
        outline.list.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    tester.setParent(outline)
    outline.resize(288, 400)
    show(outline, TEXT)
    outline.show()
    return outline


def show(outline: Outline, text: str, problems: frozenset[int] = frozenset()) -> None:
    notes = parse(text)
    outline.show_notes(notes, chapters_of(notes), problems)


def rows(outline: Outline) -> list[Row]:
    model = outline.list.model()
    return [model.index(row, 0).data(ROW) for row in range(model.rowCount())]


def spoken(outline: Outline, row: int) -> str:
    return outline.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def many(count: int) -> str:
    return "\n\n".join(f"Q: Number {n}? [{n // 60}:{n % 60:02d}]" for n in range(1, count + 1))


def test_rows_stand_in_the_order_of_the_text(outline: Outline) -> None:
    assert [(row.number, row.letter, row.title, row.time) for row in rows(outline)] == [
        ("", "", "Intro", "0:00"),
        ("1", "Q", "Reviving tired soil", "1:12"),
        ("", "A", "It is hungry.", "1:38"),
        ("2", "Q", "Slugs. Please.", ""),
        ("", "A", "Go out with a torch.", "16:02"),
        ("", "", "Resources", ""),
    ]
    assert [row.rule_above for row in rows(outline)] == [False] * 5 + [True]
    assert outline.head.fact.text() == "3 of 4 stamped"


def test_a_screen_reader_hears_what_a_row_is(outline: Outline) -> None:
    show(outline, TEXT, frozenset({QUESTION + 1}))
    outline.show_sounding(1)
    assert spoken(outline, 1) == "Question 1, 1:12, has a problem: Reviving tired soil"
    assert spoken(outline, 2) == "Answer 1, 1:38, sounding now: It is hungry."
    assert spoken(outline, 3) == "Question 2, no stamp: Slugs. Please."
    assert spoken(outline, 5) == "Resources"


def test_the_caret_selects_its_row_without_a_signal(qtbot, outline: Outline) -> None:
    with qtbot.assertNotEmitted(outline.line_activated):
        for line, row in ((0, -1), (2, 0), (QUESTION + 1, 1), (ANSWER, 2), (14, 5)):
            outline.show_current(line)
            expected = 0 if line == 0 else row
            assert outline.list.currentIndex().row() == expected
    assert len(outline.list.selectedIndexes()) == 1


def test_a_click_asks_for_the_line_and_a_click_on_the_time_plays(qtbot, outline: Outline) -> None:
    view = outline.list.viewport()
    left, rect = Qt.MouseButton.LeftButton, outline.row_rect(2)
    with (
        qtbot.waitSignal(outline.line_activated) as line,
        qtbot.assertNotEmitted(outline.play_requested),
    ):
        qtbot.mouseClick(view, left, pos=rect.center())
    assert line.args == [ANSWER]
    with (
        qtbot.waitSignal(outline.play_requested) as played,
        qtbot.assertNotEmitted(outline.line_activated),
    ):
        qtbot.mouseClick(view, left, pos=QPoint(rect.right() - 24, rect.center().y()))
    assert played.args == [1]


def test_the_place_of_a_missing_time_only_moves_the_caret(qtbot, outline: Outline) -> None:
    rect = outline.row_rect(3)
    with (
        qtbot.waitSignal(outline.line_activated) as line,
        qtbot.assertNotEmitted(outline.play_requested),
    ):
        place = QPoint(rect.right() - 24, rect.center().y())
        qtbot.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert line.args == [SLUGS]


def test_a_double_click_plays(qtbot, outline: Outline) -> None:
    with qtbot.waitSignal(outline.play_requested) as played:
        qtbot.mouseDClick(
            outline.list.viewport(), Qt.MouseButton.LeftButton, pos=outline.row_rect(4).center()
        )
    assert played.args == [3]


def test_the_intro_plays_from_the_start(qtbot, outline: Outline) -> None:
    outline.show_current(0)
    with qtbot.waitSignal(outline.play_requested) as played:
        qtbot.keyClick(outline.list, Qt.Key.Key_Space)
    assert played.args == [-1]


def test_keys_walk_the_rows_and_enter_goes_there(qtbot, outline: Outline) -> None:
    outline.show_current(QUESTION)
    qtbot.keyClick(outline.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(outline.line_activated) as line:
        qtbot.keyClick(outline.list, Qt.Key.Key_Return)
    assert line.args == [ANSWER]
    with qtbot.waitSignal(outline.play_requested) as played:
        qtbot.keyClick(outline.list, Qt.Key.Key_Space)
    assert played.args == [1]


def test_space_on_a_row_without_a_stamp_asks_for_nothing(qtbot, outline: Outline) -> None:
    outline.show_current(SLUGS)
    with qtbot.assertNotEmitted(outline.play_requested):
        qtbot.keyClick(outline.list, Qt.Key.Key_Space)


def test_new_rows_above_leave_selection_and_view_where_they_are(qtbot, outline: Outline) -> None:
    show(outline, many(300))
    outline.list.verticalScrollBar().setValue(28 * 150 + 9)
    top = outline.list.indexAt(QPoint(40, 2)).data(ROW).title
    y = outline.list.visualRect(outline.list.indexAt(QPoint(40, 2))).top()
    outline.list.select_row(160)
    chosen = outline.list.currentIndex().data(ROW).title
    with qtbot.assertNotEmitted(outline.list.model().modelReset):
        show(outline, "Q: New? [0:01]\n\nA: Yes. [0:02]\n\n" + many(300))
    index = outline.list.indexAt(QPoint(40, 2))
    assert index.data(ROW).title == top
    assert outline.list.visualRect(index).top() == y
    assert outline.list.currentIndex().data(ROW).title == chosen


def test_one_changed_segment_inserts_and_removes_no_row(qtbot, outline: Outline) -> None:
    model = outline.list.model()
    with qtbot.assertNotEmitted(model.rowsRemoved), qtbot.assertNotEmitted(model.rowsInserted):
        show(outline, TEXT.replace("It is hungry. [1:38]", "It is tired. [1:39]"))
    assert rows(outline)[2].title == "It is tired."


def test_a_moved_segment_stays_selected(outline: Outline) -> None:
    outline.show_current(TORCH)
    parts = TEXT.split("\n\n")
    parts[4], parts[5] = parts[5], parts[4]
    show(outline, "\n\n".join(parts))
    assert outline.list.currentIndex().data(ROW).title == "Go out with a torch."


def test_notes_without_questions_say_how_to_start(outline: Outline) -> None:
    assert not outline.empty.isVisible()
    outline.set_next_key("F9")
    show(outline, "Only words.")
    assert outline.empty.isVisible()
    assert outline.empty.text() == "No questions yet. F9 starts the first, stamped."
    assert outline.head.fact.text() == ""


def test_the_bars_stand_in_the_place_of_the_number(qtbot, outline: Outline, look: Look) -> None:
    def accent_in_front(row: int) -> int:
        rect = outline.row_rect(row)
        front = QRect(10, rect.top(), 18, rect.height())
        image = outline.list.viewport().grab(front).toImage()
        accent = look.color("accent")
        return sum(
            image.pixelColor(x, y) == accent
            for x in range(image.width())
            for y in range(image.height())
        )

    assert accent_in_front(1) == 0
    outline.show_sounding(0)
    assert accent_in_front(1) > 20
    outline.show_sounding(None)
    assert accent_in_front(1) == 0


def test_only_rows_in_view_are_asked_what_they_say(outline: Outline, monkeypatch) -> None:
    asked = []
    model = outline.list.model()
    facts = model.row_facts
    monkeypatch.setattr(model, "row_facts", lambda row: asked.append(row) or facts(row))
    show(outline, many(10_000))
    outline.grab()
    assert model.rowCount() >= 10_000
    assert 0 < len(set(asked)) < 60


def test_another_look_is_taken(outline: Outline) -> None:
    dark = make_look(load_theme("dark"), load_fonts())
    outline.set_look(dark)
    image = outline.grab().toImage()
    assert image.pixelColor(4, outline.height() - 4) == dark.color("surface")


def test_a_segment_marked_ahead_waits_for_its_words(outline: Outline) -> None:
    show(outline, "Q: a [0:10]\n\nA:  [0:20]\n\nQ:\n")
    assert [row.waiting for row in rows(outline) if row.letter] == [False, True, False]
    last = outline.list.model().rowCount() - 1
    assert spoken(outline, last - 1) == "Answer 1, 0:20, waits for its words"
    assert spoken(outline, last) == "Question 2, no stamp"
