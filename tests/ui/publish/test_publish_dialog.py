"""Publishing: the caller gets what is chosen, its answer is shown, no file is replaced unasked."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from notesapp.core.problems import Severity
from notesapp.errors import FileTrouble
from notesapp.ui.kit.look import Look
from notesapp.ui.publish.publish_dialog import PublishDialog
from notesapp.ui.publish.publish_rows import CLIPBOARD, MORE, PublishRow, RowState, WrittenRow

ROWS = (
    PublishRow("html", "Web page", "garden.html"),
    PublishRow("json", "Chapters", "garden.chapters.json"),
    PublishRow("text", "Plain text", "garden.notes.txt", checked=False),
    PublishRow("description", "Description", "garden.description.txt", CLIPBOARD),
    PublishRow("cue", "Cue sheet", "garden.cue", MORE, checked=False),
    PublishRow("srt", "Subtitles", "garden.srt", MORE, checked=False),
)
KNOWN = {
    "html": RowState("Ready"),
    "json": RowState("Ready, 5 chapters"),
    "text": RowState("Ready"),
    "description": RowState(
        "2 links have no address",
        Severity.RULE,
        fact="Description, 10 of 4,000 bytes",
        clipboard_text="0:00 Intro",
    ),
}


class Writer:
    """Stands where the program writes the files, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[str, ...], Path, bool]] = []
        self.trouble: FileTrouble | None = None
        self.losses: dict[str, tuple[str, ...]] = {}

    def __call__(
        self, keys: tuple[str, ...], folder: Path, replace: bool
    ) -> tuple[WrittenRow, ...]:
        self.asked.append((keys, folder, replace))
        if self.trouble is not None:
            raise self.trouble
        return tuple(
            WrittenRow(key, folder / f"{key}.out", self.losses.get(key, ())) for key in keys
        )


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def dialog(qtbot, look: Look, writer: Writer, tmp_path: Path) -> PublishDialog:
    other = tmp_path / "other"
    other.mkdir()
    dialog = PublishDialog(
        look, ROWS, tmp_path, publish=writer, choose_folder=lambda parent, folder: other
    )
    qtbot.addWidget(dialog)
    for key, known in KNOWN.items():
        dialog.show_known(key, known)
    dialog.show()
    return dialog


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def state(dialog: PublishDialog, key: str) -> str:
    return dialog.rows[key].state.words.text()


def test_what_is_ticked_is_published(qtbot, dialog: PublishDialog, writer, tmp_path) -> None:
    assert dialog.files_fact.text() == "3 kinds, 2 chosen"
    row = dialog.rows["text"]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    dialog.rows["html"].tick.setFocus()
    qtbot.keyClick(dialog.rows["html"].tick, Qt.Key.Key_Space)
    assert state(dialog, "html") == ""
    click(qtbot, dialog.go)
    assert writer.asked == [(("json", "text", "description"), tmp_path, False)]


def test_the_rows_then_say_what_was_written(qtbot, dialog: PublishDialog, writer, tmp_path) -> None:
    writer.losses = {"json": ("2 links are left out.",)}
    click(qtbot, dialog.go)
    assert dialog.isVisible()
    assert state(dialog, "html") == "Written"
    assert state(dialog, "json") == "2 links are left out."
    assert dialog.rows["html"].file.text() == "html.out"
    assert not dialog.rows["text"].isEnabled()
    assert dialog.files_fact.text() == "3 written"
    assert not dialog.cancel.isVisible() and not dialog.banner.isVisible()
    with qtbot.waitSignal(dialog.show_folder_requested) as folder:
        click(qtbot, dialog.show_folder)
    assert folder.args == [tmp_path]
    click(qtbot, dialog.go)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not dialog.isVisible()


def test_trouble_is_said_and_nothing_is_lost(qtbot, dialog: PublishDialog, writer) -> None:
    writer.trouble = FileTrouble("Not written: the disk is full.", "ENOSPC")
    click(qtbot, dialog.go)
    assert dialog.banner.isVisible()
    assert dialog.banner.words.text() == "Not written: the disk is full."
    assert QApplication.overrideCursor() is None
    writer.trouble = None
    click(qtbot, dialog.go)
    assert state(dialog, "html") == "Written"


def test_a_fault_is_named_and_leads_to_the_problems(qtbot, dialog: PublishDialog) -> None:
    assert dialog.go.text() == "Publish anyway"
    assert dialog.banner.words.text() == "Will show a fault: Description."
    dialog.rows["description"].tick.setChecked(False)
    assert dialog.go.text() == "Publish"
    assert not dialog.banner.isVisible()
    dialog.rows["description"].tick.setChecked(True)
    with qtbot.waitSignal(dialog.show_problems_requested):
        click(qtbot, dialog.banner.action)
    assert not dialog.isVisible()


def test_a_file_that_is_there_is_only_replaced_when_asked(
    qtbot, dialog: PublishDialog, writer, tmp_path
) -> None:
    assert not dialog.replace.isVisible()
    there = tmp_path / "other" / "garden.html"
    there.write_text("old", encoding="utf-8")
    moment = datetime(2026, 5, 11, 16, 20).timestamp()
    os.utime(there, (moment, moment))
    when = dialog.locale().toString(QDateTime.fromSecsSinceEpoch(int(moment)), "d MMM, HH:mm")
    assert when.startswith("11 ") and when.endswith("16:20")
    click(qtbot, dialog.change)
    assert dialog.folder() == there.parent
    assert state(dialog, "html") == f"A file of {when} is there"
    assert dialog.replace.isVisible() and not dialog.go.isEnabled()
    assert dialog.go.toolTip()
    click(qtbot, dialog.replace)
    assert state(dialog, "html") == f"Replaces the file of {when}"
    click(qtbot, dialog.go)
    assert writer.asked == [(("html", "json", "description"), there.parent, True)]


def test_leaving_the_file_out_needs_no_replacing(qtbot, dialog: PublishDialog, tmp_path) -> None:
    (tmp_path / "other" / "garden.html").write_text("old", encoding="utf-8")
    click(qtbot, dialog.change)
    dialog.rows["html"].tick.setChecked(False)
    assert dialog.go.isEnabled()
    assert not dialog.replace.isVisible()


def test_nothing_chosen_nothing_to_publish(dialog: PublishDialog) -> None:
    for row in dialog.rows.values():
        row.tick.setChecked(False)
    assert not dialog.go.isEnabled()


def test_the_description_is_copied_without_publishing(qtbot, dialog: PublishDialog) -> None:
    copy = dialog.rows["description"].copy
    assert copy is not None
    click(qtbot, copy)
    assert QApplication.clipboard().text() == "0:00 Intro"
    assert copy.text() == "Copied"
    assert dialog.rows["html"].copy is None
    assert dialog.rows["description"].is_chosen()


def test_enter_publishes_and_escape_leaves(qtbot, dialog: PublishDialog, writer) -> None:
    dialog.rows["html"].tick.setFocus()
    qtbot.keyClick(dialog.rows["html"].tick, Qt.Key.Key_Return)
    assert len(writer.asked) == 1
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def tab_names(dialog: PublishDialog, first: QWidget, count: int) -> list[str]:
    names = []
    widget = first
    for _ in range(count):
        names.append(widget.accessibleName() or widget.text())
        widget = widget.nextInFocusChain()
        while not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isVisible():
            widget = widget.nextInFocusChain()
    return names


def test_the_tab_order_goes_down_the_rows(qtbot, dialog: PublishDialog) -> None:
    names = ["Web page", "Chapters", "Plain text", "Description", "Copy Description"]
    assert tab_names(dialog, dialog.rows["html"].tick, 7) == [*names, "More formats", "Folder"]
    click(qtbot, dialog.more.button)
    assert tab_names(dialog, dialog.more.button, 4) == [
        *("More formats", "Cue sheet", "Subtitles", "Folder")
    ]


def test_what_few_people_need_is_folded_and_made_when_it_is_wanted(
    qtbot, dialog: PublishDialog
) -> None:
    assert "cue" not in dialog.rows
    assert dialog.more.fact.text() == "2 kinds"
    assert dialog.waiting() == ()
    wanted: list[object] = []
    dialog.states_wanted.connect(wanted.append)
    with qtbot.waitSignal(dialog.more_toggled) as told:
        click(qtbot, dialog.more.button)
    assert wanted == [("cue", "srt")]
    assert told.args == [True]
    assert dialog.rows["cue"].isVisible()
    dialog.rows["srt"].tick.setChecked(True)
    assert dialog.more.fact.text() == "2 kinds, 1 chosen"
    with qtbot.waitSignal(dialog.more_toggled):
        click(qtbot, dialog.more.button)
    assert not dialog.rows["srt"].isVisible()
    assert "srt" in dialog.chosen()


def test_a_rare_format_that_is_ticked_is_never_out_of_sight(qtbot, look: Look, tmp_path) -> None:
    rows = (*ROWS[:4], PublishRow("cue", "Cue sheet", "garden.cue", MORE))
    dialog = PublishDialog(look, rows, tmp_path, publish=Writer())
    qtbot.addWidget(dialog)
    assert dialog.more.is_open()
    assert "cue" in dialog.chosen()


def test_a_format_that_refuses_says_why_and_is_not_ticked(
    qtbot, dialog: PublishDialog, writer
) -> None:
    click(qtbot, dialog.more.button)
    cue = dialog.rows["cue"]
    cue.tick.setChecked(True)
    dialog.show_known("cue", RowState("99 tracks at most.", Severity.ADVICE, refused=True))
    assert not cue.is_chosen() and not cue.tick.isEnabled()
    assert state(dialog, "cue") == "99 tracks at most."
    qtbot.mouseClick(cue, Qt.MouseButton.LeftButton, pos=cue.rect().center())
    assert not cue.is_chosen()
    click(qtbot, dialog.go)
    assert writer.asked[0][0] == ("html", "json", "description")


def test_what_would_be_lost_is_said_before_it_is_ticked(qtbot, dialog: PublishDialog) -> None:
    click(qtbot, dialog.more.button)
    losses = ("Links are left out.", "Pictures are left out.", "Times are cut to frames.")
    dialog.show_known("srt", RowState(losses[0], Severity.NOTE, losses))
    assert state(dialog, "srt") == "Links are left out. And 2 more."
    assert dialog.rows["srt"].state.tip == "\n".join(losses)
    assert dialog.rows["srt"].state.words.accessibleDescription() == "\n".join(losses)


def test_many_formats_scroll_and_leave_the_buttons_in_reach(qtbot, look: Look, tmp_path) -> None:
    many = tuple(
        PublishRow(f"f{n}", f"Format {n}", f"g.{n}", MORE, checked=False) for n in range(60)
    )
    dialog = PublishDialog(look, (*ROWS[:4], *many), tmp_path, publish=Writer())
    qtbot.addWidget(dialog)
    dialog.show()
    click(qtbot, dialog.more.button)
    qtbot.waitUntil(lambda: dialog.room.verticalScrollBar().maximum() > 0)
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.go.mapTo(dialog, dialog.go.rect().bottomLeft()).y() < dialog.height()
    qtbot.waitUntil(lambda: dialog.rows["f0"].visibleRegion().boundingRect().height() > 30)
