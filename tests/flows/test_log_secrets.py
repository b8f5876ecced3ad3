"""What is typed anywhere in the window stands in no log and in no report."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.storage.crash_words import described
from notesapp.storage.log_file import RecentLines, start_log
from notesapp.ui.crash.crashes import Crash
from notesapp.ui.crash.reports import Reports
from notesapp.ui.episode.episode import Episode
from notesapp.ui.panels.header_form import HeaderForm
from notesapp.ui.panels.preview import Preview
from notesapp.ui.program import Program
from tests.flows.driving import opened

Start = Callable[..., Program]
SECRET = "zanzibar"
pytestmark = pytest.mark.expects_log("stopped")


def fail(quoted: str) -> None:
    raise ValueError(quoted)


def type_into_snippets(episode: Episode) -> None:
    """Add a snippet, type into its text, and leave."""
    episode.actions.run("edit.snippets")
    dialog = episode.features.get("snippets").dialog
    dialog.roster.add.click()
    dialog.text.setFocus()
    QTest.keyClicks(dialog.text, SECRET)
    assert dialog.text.toPlainText() == SECRET
    dialog.reject()


def test_no_log_and_no_report_quotes_what_was_typed(
    start: Start, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = start()
    episode = opened(shown, qtbot)
    stream = io.StringIO()
    path, end = start_log(tmp_path / "state", tmp_path, stream)
    recent = RecentLines(str(tmp_path))
    logging.getLogger().addHandler(recent)
    try:
        notes = tmp_path / "notes.md"
        notes.write_text("", "utf-8")
        episode.files.open_path(notes)
        QTest.keyClicks(episode.window.editor, f"Q: Why {SECRET}? [0:01]")
        episode.actions.run("edit.replace")
        bar = episode.features.get("find").bar
        QTest.keyClicks(bar.field, SECRET)
        QTest.keyClicks(bar.words, SECRET + "(")
        qtbot.waitUntil(lambda: "1" in bar.count.text())
        bar.replace_all.click()
        qtbot.waitUntil(lambda: f"{SECRET}(" in episode.document.text())
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)
        episode.actions.run("view.details")
        form = episode.window.findChild(HeaderForm)
        QTest.keyClicks(form.title, f"Title of {SECRET}")
        qtbot.waitUntil(lambda: f"Title of {SECRET}" in episode.document.text())
        episode.actions.run("view.preview")
        preview = episode.window.findChild(Preview)
        qtbot.waitUntil(lambda: SECRET in preview.card.toPlainText())
        type_into_snippets(episode)
        try:
            fail(episode.document.text())
        except ValueError as error:
            logging.getLogger("notesapp.ui").error("A step stopped.", exc_info=error)
            crash = Crash("x", 1, described(error, error.__traceback__, str(tmp_path)))
        reports = Reports(shown, recent, tmp_path, 0.0)
        assert reports.show(crash)
        dialog = reports.shown
        report = dialog.field.toPlainText()
        assert "A step stopped." in report
        assert SECRET not in report
        dialog.notes.click()
        assert SECRET in dialog.field.toPlainText()
        dialog.close()
        qtbot.waitUntil(lambda: reports.shown is None)
        said = path.read_text("utf-8") + stream.getvalue() + "".join(recent.lines())
        assert "in fail" in said
        assert SECRET not in said
    finally:
        logging.getLogger().removeHandler(recent)
        end()
    episode.session.forget_unsaved()
    episode.document.mark_saved(episode.document.text())
