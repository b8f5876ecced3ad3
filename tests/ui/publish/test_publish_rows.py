"""Rows keep their columns in one line, give way on small screens, and are read out whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from notesapp.core.problems import Severity
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.publish.columns import column_widths
from notesapp.ui.publish.publish_dialog import Outcome, PublishDialog, PublishWish
from notesapp.ui.publish.publish_rows import MORE, PublishRow, RowState, RowWidget, WrittenRow

ROWS = (
    PublishRow("json", "Podcasting 2.0 chapters", "a-rather-long-name-of-notes.chapters.json"),
    PublishRow("html", "Web page", "garden.html"),
    PublishRow("cue", "CUE sheet", "garden.cue", MORE),
)


def opened(qtbot, look: Look, folder: Path, rows: tuple[PublishRow, ...] = ROWS) -> PublishDialog:
    def publish(wish: PublishWish) -> None:
        rows = tuple(WrittenRow(key, wish.folder / key) for key in wish.keys)
        dialog.show_published(Outcome(rows))

    dialog = PublishDialog(look, rows, folder)
    dialog.publish_requested.connect(publish)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def left_of_state(row: RowWidget) -> int:
    return row.state.mapTo(row, row.state.rect().topLeft()).x()


@pytest.mark.parametrize("width", [300, 560, 720, 792, 1400])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_state_always_has_a_share_of_the_row(width: int, scale: float) -> None:
    title, file = column_widths(width, scale)
    assert min(title, file) > 40
    assert width - title - file >= 120


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_narrow_dialog_keeps_its_columns_in_one_line(qtbot, tmp_path, scale: float) -> None:
    dialog = opened(qtbot, make_look(load_theme("light"), load_fonts(scale=scale)), tmp_path)
    dialog.show_known("json", RowState("Long words " * 20, Severity.ADVICE, ("Long",)))
    dialog.resize(640, dialog.height())
    assert dialog.width() == 640
    json, html = dialog.rows["json"], dialog.rows["html"]
    qtbot.waitUntil(lambda: left_of_state(json) == left_of_state(html))
    assert json.width() <= 640
    assert json.file.width() < json.file.sizeHint().width()


def test_large_text_has_wider_columns(qtbot, tmp_path) -> None:
    plain = column_widths(1400, 1.0)
    large = column_widths(1400, 1.5)
    assert large[0] == 1.5 * plain[0] and large[1] == 1.5 * plain[1]


def test_a_refusal_has_the_room_of_the_file_it_is_about(qtbot, look: Look, tmp_path) -> None:
    dialog = opened(qtbot, look, tmp_path)
    sentence = "A CUE sheet holds 99 chapters and these notes have 101."
    dialog.show_known("cue", RowState(sentence, Severity.ADVICE, refused=True))
    cue = dialog.rows["cue"]
    assert not cue.file.isVisible()
    qtbot.waitUntil(lambda: cue.state.words.width() >= cue.state.words.sizeHint().width())
    dialog.show_known("cue", RowState("Ready, 9 chapters"))
    assert cue.file.isVisible()


def test_what_is_refused_this_time_is_remembered_for_the_next(qtbot, look: Look, tmp_path) -> None:
    dialog = opened(qtbot, look, tmp_path)
    dialog.show_known("cue", RowState("99 at most.", Severity.ADVICE, refused=True))
    dialog.rows["html"].tick.setChecked(False)
    assert dialog.chosen() == ("json",)
    assert dialog.wished() == ("json", "cue")


def test_the_tick_is_read_out_with_file_and_state(qtbot, look: Look, tmp_path) -> None:
    dialog = opened(qtbot, look, tmp_path)
    tick = dialog.rows["html"].tick
    dialog.show_known("html", RowState("Ready"))
    assert tick.accessibleName() == "Web page"
    assert tick.accessibleDescription() == "garden.html. Ready"


def test_a_fault_is_still_said_once_it_is_written(qtbot, look: Look, tmp_path) -> None:
    dialog = opened(qtbot, look, tmp_path)
    fault = "“Intro” lasts less than 10 seconds."
    dialog.show_known("html", RowState(fault, Severity.RULE, (fault,)))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.rows["html"].state.words.text() == fault
    assert dialog.rows["json"].state.words.text() == "Written"


def test_what_was_written_is_shown_from_the_top(qtbot, look: Look, tmp_path) -> None:
    many = tuple(PublishRow(f"f{n}", f"Format {n}", f"g.{n}", MORE) for n in range(60))
    dialog = opened(qtbot, look, tmp_path, (*ROWS, *many))
    bar = dialog.room.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    dialog.rows["f59"].tick.setFocus()
    bar.setValue(bar.maximum())
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.go.text() == "Close"
    assert bar.value() == 0
