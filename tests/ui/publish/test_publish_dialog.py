"""Publishing: the caller gets what is chosen, its answer is shown, no file is replaced unasked."""

from __future__ import annotations

import os
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from notesapp.core.problems import Severity
from notesapp.destinations.base import Clip
from notesapp.errors import Cancelled, FileTrouble, NotesError
from notesapp.ui.kit.look import Look
from notesapp.ui.publish.publish_dialog import Outcome, PublishDialog, PublishWish
from notesapp.ui.publish.publish_rows import CLIPBOARD, MORE, PublishRow, RowState, WrittenRow
from notesapp.ui.publish.set_choice import PublishSet

ROWS = (
    PublishRow("html", "Web page", "garden.html"),
    PublishRow("json", "Chapters", "garden.chapters.json"),
    PublishRow("text", "Plain text", "garden.notes.txt", checked=False),
    PublishRow("description", "Description", "garden.description.txt", CLIPBOARD),
    PublishRow("cue", "Cue sheet", "garden.cue", MORE, checked=False),
    PublishRow("srt", "Subtitles", "garden.srt", MORE, checked=False),
)
SETS = (
    PublishSet("The Small Garden", ("html", "json", "description")),
    PublishSet("Usual set", ("html", "text")),
    PublishSet("Rare things", ("cue",)),
)
KNOWN = {
    "html": RowState("Ready"),
    "json": RowState("Ready, 5 chapters"),
    "text": RowState("Ready"),
    "description": RowState(
        "2 links have no address",
        Severity.RULE,
        fact="Description, 10 of 4,000 bytes",
        clip=Clip("0:00 Intro", "<p>0:00 Intro</p>"),
    ),
}


class Writer:
    """Stands where the program writes the files at once, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[str, ...], Path, bool]] = []
        self.trouble: NotesError | None = None
        self.losses: dict[str, tuple[str, ...]] = {}
        self.broken: tuple[str, ...] = ()

    def answer(self, dialog: PublishDialog, wish: PublishWish) -> None:
        self.asked.append((wish.keys, wish.folder, wish.replace))
        if self.trouble is not None:
            dialog.show_stopped(self.trouble)
            return
        rows = tuple(
            WrittenRow(key, wish.folder / f"{key}.out", self.losses.get(key, ()))
            for key in wish.keys
        )
        dialog.show_published(Outcome(rows, self.broken, "the report", len(rows)))


@pytest.fixture
def writer() -> Writer:
    return Writer()


@pytest.fixture
def dialog(qtbot, look: Look, writer: Writer, tmp_path: Path) -> PublishDialog:
    other = tmp_path / "other"
    other.mkdir()
    dialog = PublishDialog(
        look, ROWS, tmp_path, sets=SETS, choose_folder=lambda parent, folder: other
    )
    dialog.publish_requested.connect(partial(writer.answer, dialog))
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
    assert dialog.files_fact.text() == "3 files written"
    assert not dialog.cancel.isVisible() and not dialog.banner.isVisible()
    with qtbot.waitSignal(dialog.show_folder_requested) as folder:
        click(qtbot, dialog.footer.show_folder)
    assert folder.args == [tmp_path]
    click(qtbot, dialog.go)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not dialog.isVisible()


def test_trouble_is_said_and_nothing_is_lost(qtbot, dialog: PublishDialog, writer) -> None:
    writer.trouble = FileTrouble("Not written: the disk is full.", "ENOSPC")
    click(qtbot, dialog.go)
    assert dialog.banner.isVisible()
    assert dialog.banner.words.text() == "Not written: the disk is full."
    assert dialog.go.isEnabled() and dialog.rows["html"].isEnabled()
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
    data = QApplication.clipboard().mimeData()
    assert data is not None and data.html() == "<p>0:00 Intro</p>"
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
    assert tab_names(dialog, dialog.sets.box, 2) == ["Set", "Web page"]
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
    dialog = PublishDialog(look, rows, tmp_path)
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
    dialog = PublishDialog(look, (*ROWS[:4], *many), tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    click(qtbot, dialog.more.button)
    qtbot.waitUntil(lambda: dialog.room.verticalScrollBar().maximum() > 0)
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.go.mapTo(dialog, dialog.go.rect().bottomLeft()).y() < dialog.height()
    qtbot.waitUntil(lambda: dialog.rows["f0"].visibleRegion().boundingRect().height() > 30)


def test_the_set_of_the_show_is_named_and_others_can_be_chosen(dialog: PublishDialog) -> None:
    box = dialog.sets.box
    assert box.currentText() == "The Small Garden"
    dialog.rows["json"].tick.setChecked(False)
    assert box.currentIndex() == -1
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert dialog.chosen() == ("html", "text")
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert dialog.chosen() == ("cue",)
    assert dialog.rows["cue"].isVisible()


def test_while_it_is_written_the_dialog_shows_how_far_it_is_and_can_be_stopped(
    qtbot, look: Look, tmp_path
) -> None:
    dialog = PublishDialog(look, ROWS, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.publish_requested) as asked:
        click(qtbot, dialog.go)
    keys = ("html", "json", "description")
    assert asked.args == [PublishWish(keys, tmp_path, remembered=keys)]
    assert dialog.footer.meter.isVisible() and not dialog.go.isEnabled()
    assert not dialog.rows["html"].tick.isEnabled()
    dialog.show_progress(420)
    assert dialog.footer.meter.value() == 420
    with qtbot.waitSignal(dialog.stop_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and not dialog.cancel.isEnabled()
    dialog.show_stopped(Cancelled("Stopped. Nothing was written."))
    assert dialog.banner.words.text() == "Stopped. Nothing was written."
    assert not dialog.footer.meter.isVisible()
    assert dialog.go.isEnabled() and dialog.go.text() == "Publish"
    assert dialog.cancel.text() == "Cancel" and dialog.cancel.isEnabled()
    assert dialog.rows["html"].tick.isEnabled()


def test_what_still_breaks_a_rule_is_said_and_the_report_can_be_copied(
    qtbot, dialog: PublishDialog, writer
) -> None:
    writer.broken = ("Apple Podcasts", "YouTube")
    click(qtbot, dialog.go)
    words = "Still breaks a rule: Apple Podcasts and YouTube."
    assert dialog.banner.words.text() == words
    assert dialog.banner.isVisible()
    click(qtbot, dialog.footer.copy_report)
    assert QApplication.clipboard().text() == "the report"
    assert dialog.footer.copy_report.text() == "Copied"
    assert dialog.go.text() == "Close"


def test_safe_fixes_are_offered_where_there_are_any(qtbot, dialog: PublishDialog) -> None:
    assert dialog.banner.isVisible() and not dialog.banner.second.isVisible()
    dialog.show_fixable(True)
    assert dialog.banner.second.text() == "Fix all safe…"
    with qtbot.waitSignal(dialog.fix_all_requested):
        click(qtbot, dialog.banner.second)
    assert not dialog.isVisible()


def test_what_was_left_out_says_why(qtbot, look: Look, tmp_path) -> None:
    dialog = PublishDialog(look, ROWS, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    click(qtbot, dialog.go)
    left = WrittenRow("json", None, words="A cue sheet holds 99.", refused=True)
    block = WrittenRow("description", tmp_path / "a.txt", file="a.txt, .html")
    dialog.show_published(Outcome((WrittenRow("html", tmp_path / "a.html"), block, left), files=3))
    assert state(dialog, "json") == "A cue sheet holds 99."
    assert dialog.rows["description"].file.text() == "a.txt, .html"
    assert dialog.files_fact.text() == "3 files written"
