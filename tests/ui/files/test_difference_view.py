from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from notesapp.core.comparing import Side, merge
from notesapp.ui.files.difference_view import DifferenceView
from notesapp.ui.files.difference_view_paint import one_line, runs_both_ways
from notesapp.ui.files.difference_view_rows import RowKind, excerpt
from notesapp.ui.kit.look import Look

OLD = ["Q: Why? [0:10]", "", "A: So. [0:20]", "", "Q: When? [0:30]", "", "A: Now. [0:40]"]
NEW = ["Q: Why? [0:10]", "", "A: So it is. [0:20]", "", "Q: When? [0:30]", "", "A: Later. [0:40]"]


@pytest.fixture
def view(qtbot, look: Look) -> DifferenceView:
    made = DifferenceView(look)
    qtbot.addWidget(made)
    made.resize(500, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _texts(view: DifferenceView) -> list[tuple[RowKind, str]]:
    return [(row.kind, row.text) for row in view.rows_model.rows]


def test_lines_stand_under_the_name_of_their_segment(view: DifferenceView):
    view.show_difference(OLD, NEW)
    assert _texts(view)[:4] == [
        (RowKind.HEAD, "So it is."),
        (RowKind.SAME, "Q: Why? [0:10]"),
        (RowKind.OLD, "A: So. [0:20]"),
        (RowKind.NEW, "A: So it is. [0:20]"),
    ]
    assert len(view.chosen()) == 2


def test_space_takes_a_difference_out_and_in_again(view: DifferenceView, qtbot):
    view.show_difference(OLD, NEW, ticks=True)
    with qtbot.waitSignal(view.chosen_changed):
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert [one.segment for one in view.chosen()] == ["Later."]
    view.setCurrentIndex(view.rows_model.index(len(view.rows_model.rows) - 1))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.chosen() == ()
    view.tick_all(True)
    assert len(view.chosen()) == 2


def test_a_click_on_a_head_ticks_and_on_a_line_does_not(view: DifferenceView):
    view.show_difference(OLD, NEW, ticks=True)
    button = Qt.MouseButton.LeftButton
    for row, left in ((0, 1), (2, 1)):
        at = view.visualRect(view.rows_model.index(row)).center()
        QTest.mouseClick(view.viewport(), button, pos=at)
        assert len(view.chosen()) == left


def test_a_merge_begins_with_what_decides_itself(view: DifferenceView):
    mine = [*OLD[:2], "A: Mine. [0:20]", *OLD[3:6], "A: Mine too. [0:40]"]
    theirs = [*OLD[:6], "A: Theirs. [0:40]"]
    view.show_merge(mine, theirs, merge(OLD, mine, theirs))
    assert view.choices() == {0: Side.MINE, 1: Side.MINE}
    assert [part.is_conflict for part in view.parts] == [False, True]
    view.setCurrentIndex(view.rows_model.index(len(view.rows_model.rows) - 1))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.choices()[1] is Side.THEIRS
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.choices()[1] is Side.BOTH
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.choices()[1] is Side.MINE


def test_a_click_chooses_a_side(view: DifferenceView):
    view.show_merge(OLD, NEW, merge(None, OLD, NEW))
    rect = view.visualRect(view.rows_model.index(0))
    boxes = {side: box for side, _, box in view.itemDelegate()._side_boxes(rect)}
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=boxes[Side.BOTH].center())
    assert view.choices() == {0: Side.BOTH, 1: Side.MINE}


def test_what_is_spoken_says_what_becomes_of_a_line(view: DifferenceView):
    view.show_difference(OLD, NEW, ticks=True)
    said = [view.rows_model.index(row).data() for row in range(4)]
    assert said == [
        "So it is., ticked",
        "Same: Q: Why? [0:10]",
        "Without: A: So. [0:20]",
        "With: A: So it is. [0:20]",
    ]


def test_equal_texts_say_so(view: DifferenceView):
    view.show_difference(OLD, OLD)
    assert view.rows_model.rowCount() == 0
    assert view.empty_words


def test_a_long_line_begins_shortly_before_what_differs():
    lead = "word " * 40
    (one, changed), (other, _) = excerpt(f"{lead}old end", f"{lead}new end")
    assert one.startswith("… word")
    assert one[slice(*changed)] == "old"
    assert other.endswith("new end")


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ("abc", "abc", ("", "")),
        ("aab", "aaab", ("", "a")),
        ("", "new", ("", "new")),
        ("x old y", "x new y", ("old", "new")),
        ("😀 של", "😀 עו", ("של", "עו")),
    ],
)
def test_what_changed_in_a_line_is_found(one: str, other: str, parts: tuple[str, str]):
    (was, gone), (now, come) = excerpt(one, other)
    assert one[: gone[0]] + other[slice(*come)] + one[gone[1] :] == other
    assert (was[slice(*gone)], now[slice(*come)]) == parts


def test_a_line_as_long_as_a_book_is_cut_around_what_changed():
    book = "word " * 400_000
    (was, gone), (now, come) = excerpt(f"{book}old{book}", f"{book}new{book}")
    assert (was[slice(*gone)], now[slice(*come)]) == ("old", "new")


def test_what_would_begin_another_line_stays_in_its_row():
    shown = one_line("a\u2028b\x0bc\td")
    assert shown == "a↵b↵c\td"


def test_lines_of_both_directions_are_known():
    assert runs_both_ways("Q: שלום")
    assert not runs_both_ways("Q: é 😀 plain")
