"""Saving as PDF through the whole window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize, QPdfWriter
from pytestqt.qtbot import QtBot

from notesapp.ui.printing.print_actions import PrintActions
from tests.flows.conftest import Answers
from tests.flows.driving import Start, opened

HOSTILE = "Q: " + "[" * 20_000 + "\n\n" + "*a **b " * 5_000 + "\n"


def said(episode: object) -> str:
    message = episode.window.bar.current()  # type: ignore[attr-defined]
    return "" if message is None else message.sentence


def test_notes_become_a_pdf(start: Start, answers: Answers, tmp_path: Path, qtbot: QtBot):
    episode = opened(start(), qtbot)
    episode.files.open_sample()
    path = tmp_path / "loaf.pdf"
    answers.put("save_pdf", path)
    episode.actions.run("file.pdf")
    qtbot.waitUntil(path.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "loaf.pdf" in said(episode))
    assert path.read_bytes().startswith(b"%PDF")


def test_where_it_cannot_be_written_is_said(
    start: Start, answers: Answers, tmp_path: Path, qtbot: QtBot
):
    episode = opened(start(), qtbot)
    episode.files.open_sample()
    answers.put("save_pdf", tmp_path / "gone" / "loaf.pdf")
    episode.actions.run("file.pdf")
    qtbot.waitUntil(lambda: "Not saved" in said(episode), timeout=30_000)


def test_hostile_text_is_printed_or_given_up_and_the_window_goes_on(
    start: Start, answers: Answers, tmp_path: Path, qtbot: QtBot
):
    episode = opened(start(), qtbot)
    episode.files.new()
    episode.window.editor.textCursor().insertText(HOSTILE)
    path = tmp_path / "hostile.pdf"
    answers.put("save_pdf", path)
    episode.actions.run("file.pdf")
    qtbot.waitUntil(lambda: bool(said(episode)), timeout=60_000)
    assert path.exists() or "too l" in said(episode)


def test_a_text_that_takes_too_long_is_given_up(
    start: Start, answers: Answers, tmp_path: Path, qtbot: QtBot
):
    episode = opened(start(), qtbot)
    episode.files.new()
    actions = PrintActions(episode._desk(episode.files._doors), limit_ms=1)
    path = tmp_path / "late.pdf"
    answers.put("save_pdf", path)
    actions.save_pdf()
    qtbot.waitUntil(lambda: "takes too long" in said(episode), timeout=30_000)
    assert not path.exists()


def test_printing_paints_every_page_on_the_chosen_paper(
    start: Start, answers: Answers, tmp_path: Path, qtbot: QtBot
):
    """A PDF writer stands in for the printer: Qt gives both the same pages."""
    episode = opened(start(), qtbot)
    episode.files.open_sample()
    path = tmp_path / "printed.pdf"
    printer = QPdfWriter(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    answers.put("printer", printer)
    episode.actions.run("file.print")
    qtbot.waitUntil(lambda: "Sent to the printer" in said(episode), timeout=30_000)
    number = int(said(episode).rstrip(".").split()[-1])
    assert number >= 2, QLocale().name()


def test_the_pdf_is_suggested_beside_the_notes(
    start: Start, answers: Answers, tmp_path: Path, qtbot: QtBot, monkeypatch
):
    notes = tmp_path / "loaf.md"
    notes.write_text("Q: Why? [0:10]\n", "utf-8")
    asked: list[str] = []
    monkeypatch.setattr(answers, "save_pdf", lambda _, suggestion: asked.append(suggestion))
    episode = opened(start(), qtbot)
    episode.files.open_path(notes)
    qtbot.waitUntil(lambda: episode.session.path == notes)
    episode.actions.run("file.pdf")
    assert asked == [str(tmp_path / "loaf")]
