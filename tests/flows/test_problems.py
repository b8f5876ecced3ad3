"""Problems in the real window: found while writing, walked, fixed, silenced, and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.core.problems import Problem
from notesapp.ui.episode.episode import Episode
from notesapp.ui.panels.problem_row import ROW, ProblemRow
from notesapp.ui.panels.problems_panel import ProblemsPanel
from tests.flows.driving import Start, opened

BLANK = "\u00a0"
TEXT = f"""Episode 50: Answering questions about product operations and much more

Melissa answers subscribers’ questions.

Subscribe via your favorite platform:

{BLANK}
{BLANK}

Q: How can an organization make the pivot from being reactionary to being driven by data? [2:04]

A: When you're making the pivot, this team is key [for years]. [2:32]

Q: How should I balance my love for my company with the pressure to look around? [8:39]

A: This is a very personal choice. [9:19]

Q: As a CPO, do I invest the same amount of time? [14:36]

A: Here’s where CPOs go wrong. [15:06]


Resources

Melissa Perri on LinkedIn | Twitter

Guest User"""
GUEST = "cms-leftover"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes" / "episode-50.md"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def episode(start: Start, qtbot: QtBot, notes: Path) -> Episode:
    shown = start()
    shown.services.settings.choose("editor.autosave", False)
    episode = opened(shown, qtbot)
    episode.window.resize(1440, 900)
    qtbot.waitUntil(lambda: "problems" in episode.features._built, timeout=10_000)
    return looked_at(episode, qtbot, notes)


def looked_at(episode: Episode, qtbot: QtBot, path: Path) -> Episode:
    episode.files.open_path(path)
    episode.actions.run("view.problems")
    settled(episode, qtbot)
    return episode


def settled(episode: Episode, qtbot: QtBot) -> None:
    """The list is of the notes as they are now."""
    episode.document.settle()

    def done() -> bool:
        facts, panel = episode.live.facts, panel_of(episode)
        if facts is None or facts.notes.lines != episode.document.notes.lines:
            return False
        wanted = facts.every if panel.is_full else facts.problems
        return wanted is not None and panel._problems == wanted

    qtbot.waitUntil(done, timeout=15_000)


def panel_of(episode: Episode) -> ProblemsPanel:
    return episode.window.panel.problems


def actions_of(episode: Episode) -> Any:
    return episode.features.get("problems")


def row_of(panel: ProblemsPanel, check_id: str) -> int:
    model = panel.list.model()
    rows = [model.index(n, 0).data(ROW) for n in range(model.rowCount())]
    return next(
        n
        for n, row in enumerate(rows)
        if isinstance(row, ProblemRow) and row.problem.id == check_id
    )


def select(panel: ProblemsPanel, check_id: str) -> Problem:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.model().index(row_of(panel, check_id), 0))
    chosen = panel.chosen()
    assert chosen is not None
    return chosen


def ids(episode: Episode) -> set[str]:
    return {problem.id for problem in panel_of(episode).shown()}


def said(episode: Episode) -> str:
    current = episode.window.bar.current()
    return current.sentence if current is not None else ""


def line_of(episode: Episode) -> str:
    return episode.window.editor.textCursor().block().text()


def test_a_draft_is_told_little_and_publishing_everything(episode: Episode, qtbot: QtBot) -> None:
    panel = panel_of(episode)
    assert GUEST in ids(episode)
    assert "no-start" not in ids(episode)
    few = len(panel.shown())
    episode.actions.run("check.all")
    settled(episode, qtbot)
    assert panel.is_full
    assert {GUEST, "no-start"} <= ids(episode)
    assert len(panel.shown()) > few
    assert episode.window.panel.tabs.accessibleTabName(1) == f"Problems: {len(panel.shown())}"
    panel.tools.draft.click()
    settled(episode, qtbot)
    assert len(panel.shown()) == few


def test_a_click_goes_to_the_line_and_the_reason_stands_below(
    episode: Episode, qtbot: QtBot
) -> None:
    panel = panel_of(episode)
    index = panel.list.model().index(row_of(panel, GUEST), 0)
    panel.list.scrollTo(index)
    at = panel.list.visualRect(index).topLeft()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert line_of(episode) == "Guest User"
    assert panel.why.isVisible()
    assert panel.why.reason.text()
    assert panel.why.fix.text() == panel.fix_name(panel.chosen())  # type: ignore[arg-type]


def test_f_fixes_and_one_undo_brings_back_every_byte(episode: Episode, qtbot: QtBot) -> None:
    panel = panel_of(episode)
    select(panel, GUEST)
    QTest.keyClick(panel.list, Qt.Key.Key_F)
    assert "Guest User" not in episode.document.text()
    settled(episode, qtbot)
    assert GUEST not in ids(episode)
    assert panel.chosen() is not None and panel.chosen().id != GUEST  # the keys go on there
    assert panel.why.isVisible()
    episode.history.undo()
    assert episode.document.text() == TEXT


def test_one_key_walks_says_and_fixes(episode: Episode, qtbot: QtBot) -> None:
    editor = episode.window.editor
    editor.setFocus()
    editor.show_line(0)
    for _ in panel_of(episode).shown():
        episode.actions.run("check.next")
        if line_of(episode) == "Guest User":
            break
    assert "Guest User" in said(episode)
    episode.actions.run("check.previous")
    assert line_of(episode) != "Guest User"
    episode.actions.run("check.next")
    bar = episode.window.bar
    assert bar.action.text()
    episode.actions.run("check.fix")
    assert "Guest User" not in episode.document.text()
    assert said(episode) == ""
    editor.show_line(0)
    episode.actions.run("check.fix")
    assert said(episode) == "Nothing on this line can be fixed by itself."


def test_all_that_is_safe_is_shown_first_and_is_one_step(episode: Episode, qtbot: QtBot) -> None:
    safe = actions_of(episode).safe
    QTest.mouseClick(panel_of(episode).tools.strip.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: safe.dialog is not None, timeout=10_000)
    dialog = safe.dialog
    assert episode.document.text() == TEXT
    rows = dialog.list.fixes
    spoken = [rows.index(n).data() for n in range(rows.rowCount())]
    assert any("Guest User" in words for words in spoken)
    assert dialog.go.text() == f"Fix {rows.rowCount()} problems"
    dialog.go.click()
    qtbot.waitUntil(lambda: episode.document.text() != TEXT, timeout=10_000)
    text = episode.document.text()
    assert "Guest User" not in text and BLANK not in text
    for line in TEXT.splitlines():
        if line not in ("Guest User", BLANK):
            assert line in text.splitlines()
    assert said(episode).endswith("fixed.")
    settled(episode, qtbot)
    assert not panel_of(episode).tools.strip.isVisible()
    assert episode.window.bar.action.text() == "Undo"
    episode.window.bar.action.click()
    assert episode.document.text() == TEXT


def test_what_is_not_ticked_stays(episode: Episode, qtbot: QtBot) -> None:
    safe = actions_of(episode).safe
    episode.actions.run("check.fix_all")
    qtbot.waitUntil(lambda: safe.dialog is not None, timeout=10_000)
    rows = safe.dialog.list.fixes
    guest = next(n for n in range(rows.rowCount()) if "Guest User" in rows.index(n).data())
    safe.dialog.list.setCurrentIndex(rows.index(guest))
    QTest.keyClick(safe.dialog.list, Qt.Key.Key_Space)
    safe.dialog.go.click()
    qtbot.waitUntil(lambda: episode.document.text() != TEXT, timeout=10_000)
    assert "Guest User" in episode.document.text()
    assert BLANK not in episode.document.text()


def test_a_plan_is_not_made_of_other_notes(episode: Episode, qtbot: QtBot) -> None:
    safe = actions_of(episode).safe
    episode.actions.run("check.fix_all")
    qtbot.waitUntil(lambda: safe.dialog is not None, timeout=10_000)
    other = f"Another line.\n{TEXT}"
    episode.document.load(other)
    safe.dialog.go.click()
    assert said(episode).startswith("The notes have changed meanwhile.")
    assert episode.document.text() == other


def test_a_check_is_silenced_seen_and_brought_back(episode: Episode, qtbot: QtBot) -> None:
    panel = panel_of(episode)
    select(panel, GUEST)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    settled(episode, qtbot)
    assert GUEST not in ids(episode)
    assert episode.document.notes.header.items("silenced") == (GUEST,)
    assert panel.silenced.text.text() == "1 check is silenced"
    assert "is silenced" in said(episode)
    panel.silenced.menu.aboutToShow.emit()
    panel.silenced.menu.actions()[0].trigger()
    settled(episode, qtbot)
    assert GUEST in ids(episode)
    assert not panel.silenced.isVisible()
    assert episode.document.text() == TEXT


def test_silencing_is_one_undo_step(episode: Episode, qtbot: QtBot) -> None:
    episode.window.editor.show_line(len(TEXT.splitlines()) - 1)
    episode.window.editor.setFocus()
    episode.actions.run("check.silence")
    assert "silenced:" in episode.document.text()
    episode.history.undo()
    assert episode.document.text() == TEXT


def test_for_one_destination_or_everywhere(episode: Episode, qtbot: QtBot) -> None:
    panel = panel_of(episode)
    episode.actions.run("check.all")
    settled(episode, qtbot)
    panel.filter_by("spotify")
    assert {p.destination for p in panel.shown()} == {"spotify"}
    select(panel, "no-start")
    panel.why.here.trigger()
    settled(episode, qtbot)
    assert episode.document.notes.header.items("silenced") == ("no-start/spotify",)
    panel.filter_by("youtube")
    select(panel, "no-start")
    panel.why.everywhere.trigger()
    settled(episode, qtbot)
    assert episode.document.notes.header.items("silenced") == ("no-start",)
    panel.filter_by("all")
    assert "no-start" not in ids(episode)


def test_plain_text_is_offered_as_markdown(episode: Episode, qtbot: QtBot, notes: Path) -> None:
    plain = notes.with_name("plain.txt")
    plain.write_text(TEXT, "utf-8")
    episode.session.open(plain)
    settled(episode, qtbot)
    select(panel_of(episode), GUEST)
    QTest.keyClick(panel_of(episode).list, Qt.Key.Key_S)
    assert episode.document.text() == TEXT
    assert said(episode).startswith("Plain text has no place for this.")
    assert episode.window.bar.action.text() == "Save as Markdown…"


def test_typing_is_not_disturbed(episode: Episode, qtbot: QtBot) -> None:
    panel, editor = panel_of(episode), episode.window.editor
    episode.actions.run("check.all")
    settled(episode, qtbot)
    bar = panel.list.verticalScrollBar()
    panel.list.executeDelayedItemsLayout()
    bar.setValue(bar.maximum() // 2)
    top = panel.list.indexAt(panel.list.viewport().rect().topLeft()).data(ROW)
    editor.setFocus()
    editor.show_line(2)
    QTest.keyClicks(editor, "TK look it up. ")
    settled(episode, qtbot)
    assert panel.list.indexAt(panel.list.viewport().rect().topLeft()).data(ROW) == top
    assert editor.hasFocus()
    assert line_of(episode).startswith("TK look it up.")


def test_the_filter_is_remembered(episode: Episode, start: Start, qtbot: QtBot) -> None:
    tools = panel_of(episode).tools
    tools.filter.setCurrentIndex(tools.filter.findData("youtube"))
    tools.filter.activated.emit(tools.filter.currentIndex())
    assert episode._services.settings.read().word("publish.problems_of") == "youtube"
    assert panel_of(episode).empty.text() == "Nothing to fix for YouTube."


def test_others_can_ask_for_the_list_of_one_destination(episode: Episode, qtbot: QtBot) -> None:
    episode.window.set_panel_wanted(False)
    actions_of(episode).show_all("apple")
    settled(episode, qtbot)
    assert panel_of(episode).isVisible()
    assert {p.destination for p in panel_of(episode).shown()} == {"apple"}
