"""The folder, the rights and the pace of another program's changes to open notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from tests.flows.meddler import (
    START,
    let_go,
    looked,
    meddle,
    message_id,
    notes_in,
    opened_notes,
    type_ahead,
    wait_for,
)

Start = Callable[..., Program]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return notes_in(tmp_path)


@pytest.fixture
def episode(start: Start, notes: Path, qtbot: QtBot) -> Episode:
    return opened_notes(start(), notes, qtbot)


def test_a_folder_that_vanishes_and_returns(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    away = notes.parent.with_name("away")
    type_ahead(episode, "mine ")
    meddle("os.rename(path, others[0])", notes.parent, away)
    assert "is not where it was" in wait_for(episode, "disk_gone", qtbot)
    assert not episode.files.save() or notes.read_text("utf-8") == "mine " + START
    assert (away / "notes.md").read_text("utf-8") == START
    assert episode.document.text() == "mine " + START
    let_go(episode)


def test_a_folder_behind_a_link_to_other_notes_is_a_change(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    other = notes.parent.with_name("other")
    other.mkdir()
    (other / "notes.md").write_text("Q: Other? [0:01]\n", "utf-8")
    type_ahead(episode, "mine ")
    code = "os.rename(path, str(path) + '.old')\nos.symlink(others[0], path)"
    meddle(code, notes.parent, other)
    episode.session.disk.look()
    wait_for(episode, "disk", qtbot)
    assert not episode.files.save()
    assert (other / "notes.md").read_text("utf-8") == "Q: Other? [0:01]\n"
    let_go(episode)


def test_a_file_emptied_for_longer_comes_back_without_a_loss(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    whole = START + "Q: Last? [2:00]\n"
    code = "import time\nf = open(path, 'wb', 0)\ntime.sleep(2)\n"
    meddle(code + f"f.write({whole.encode()!r})", notes)
    qtbot.waitUntil(lambda: episode.document.text() == whole, timeout=10_000)
    qtbot.waitUntil(lambda: message_id(episode) in ("", "reread"), timeout=10_000)
    assert notes.read_text("utf-8") == whole


def test_a_file_made_read_only_is_no_news_and_is_not_lost(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    type_ahead(episode, "mine ")
    meddle("os.chmod(path, 0o444)", notes)
    looked(episode, qtbot)
    assert message_id(episode) == ""
    was_saved = episode.files.save()
    assert notes.read_text("utf-8") == ("mine " + START if was_saved else START)
    assert episode.document.dirty is not was_saved
    assert bool(message_id(episode)) is not was_saved
    let_go(episode)
