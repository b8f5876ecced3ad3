"""Two programs on the same notes, as two processes with homes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.storage.lock_owner import owner_here
from notesapp.storage.note_lock import lock_path
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from tests.flows.driving import opened
from tests.flows.meddler import START, let_go, message_id, notes_in, wait_for

Start = Callable[..., Program]
HERE = Path(__file__).resolve().parent


class Other:
    """The program in another process."""

    def __init__(self, notes: Path, home: Path) -> None:
        command = [sys.executable, str(HERE / "other_instance.py"), str(notes), str(home)]
        environment = {
            **os.environ,
            "PYTHONPATH": str(HERE.parents[1]),
            "QT_QPA_PLATFORM": "offscreen",
        }
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        self.began = self._answer()

    def __enter__(self) -> Other:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def do(self, line: str) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return json.loads(line) if line else None


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return notes_in(tmp_path)


@pytest.fixture
def other(notes: Path, tmp_path: Path) -> Iterator[Other]:
    with Other(notes, tmp_path / "other-home") as running:
        yield running


def opened_here(shown: Program, notes: Path, qtbot: QtBot) -> Episode:
    shown.services.settings.choose("editor.autosave_delay_ms", 200)
    episode = opened(shown, qtbot)
    episode.files.open_path(notes)
    return episode


def is_held(episode: Episode) -> bool:
    return bool(episode.features.get("conflict").locks.is_held)


def put_lock(notes: Path, age_s: float = 0, **changed: object) -> Path:
    lock = lock_path(notes)
    lock.write_text(json.dumps({**owner_here().as_object(), **changed}), "utf-8")
    os.utime(lock, (lock.stat().st_mtime - age_s,) * 2)
    return lock


def test_who_comes_second_is_told_and_saves_nothing_by_itself(
    start: Start, other: Other, notes: Path, qtbot: QtBot
) -> None:
    assert other.began == {"held": True}
    episode = opened_here(start(), notes, qtbot)
    assert "notes open" in wait_for(episode, "lock", qtbot)
    QTest.keyClicks(episode.window.editor, "mine ")
    episode.session.flush()
    assert notes.read_text("utf-8") == START
    assert other.do("type theirs ")["dirty"]
    assert other.do("save")["saved"]
    assert not episode.files.save()
    assert notes.read_text("utf-8").startswith("theirs")
    assert other.do("close") == {"closed": True}
    episode.features.get("conflict").locks._take()  # not to wait five seconds
    qtbot.waitUntil(lambda: is_held(episode))
    assert message_id(episode) == "disk"
    episode.session.flush()
    assert notes.read_text("utf-8").startswith("theirs")
    let_go(episode)


def test_when_the_other_lets_go_what_was_held_back_is_saved(
    start: Start, other: Other, notes: Path, qtbot: QtBot
) -> None:
    episode = opened_here(start(), notes, qtbot)
    wait_for(episode, "lock", qtbot)
    QTest.keyClicks(episode.window.editor, "mine ")
    other.do("close")
    episode.features.get("conflict").locks._take()
    qtbot.waitUntil(lambda: notes.read_text("utf-8") == "mine " + START)
    assert message_id(episode) == ""


def test_to_save_all_the_same_has_to_be_said(
    start: Start, other: Other, notes: Path, qtbot: QtBot
) -> None:
    episode = opened_here(start(), notes, qtbot)
    wait_for(episode, "lock", qtbot)
    QTest.keyClicks(episode.window.editor, "mine ")
    assert not episode.files.save()
    wait_for(episode, "lock_save", qtbot)
    episode.window.bar.action.click()
    assert notes.read_text("utf-8") == "mine " + START
    other.do("type theirs ")
    assert other.do("save")["saved"] is False
    assert notes.read_text("utf-8") == "mine " + START


def test_a_killed_program_holds_nothing(
    start: Start, other: Other, notes: Path, qtbot: QtBot
) -> None:
    assert other.do("die") is None
    assert lock_path(notes).exists()
    episode = opened_here(start(), notes, qtbot)
    qtbot.waitUntil(lambda: is_held(episode))
    assert message_id(episode) == ""


def test_the_next_start_removes_the_lock_of_a_killed_one(notes: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text("Q: Oat?\n", "utf-8")
    home = tmp_path / "one-home"
    with Other(notes, home) as killed:
        killed.do("die")
    assert lock_path(notes).exists()
    with Other(elsewhere, home) as later:
        later.do("close")
    assert not lock_path(notes).exists()
    assert not lock_path(elsewhere).exists()


def test_a_window_that_closes_leaves_no_lock(start: Start, notes: Path, qtbot: QtBot) -> None:
    shown = start()
    episode = opened_here(shown, notes, qtbot)
    qtbot.waitUntil(lambda: is_held(episode))
    assert lock_path(notes).exists()
    QTest.keyClicks(episode.window.editor, "mine ")
    assert episode.files.save()
    assert is_held(episode)
    episode.window.close()
    assert sorted(path.name for path in notes.parent.iterdir()) == ["notes.md"]


def test_the_lock_follows_the_notes_to_another_file(
    start: Start, notes: Path, answers: Any, qtbot: QtBot
) -> None:
    episode = opened_here(start(), notes, qtbot)
    qtbot.waitUntil(lambda: is_held(episode))
    elsewhere = notes.with_name("elsewhere.md")
    answers.put("save_notes", elsewhere)
    assert episode.files.save_as()
    qtbot.waitUntil(lambda: lock_path(elsewhere).exists() and not lock_path(notes).exists())


def test_another_machine_is_named(start: Start, notes: Path, qtbot: QtBot) -> None:
    put_lock(notes, user="Anna", host="studio-mac", place="elsewhere", pid=1)
    episode = opened_here(start(), notes, qtbot)
    assert wait_for(episode, "lock", qtbot).startswith("Anna has these notes open on studio-mac")


def test_a_silent_machine_has_them_no_more(start: Start, notes: Path, qtbot: QtBot) -> None:
    put_lock(notes, age_s=700, user="Anna", host="studio-mac", place="elsewhere", pid=1)
    episode = opened_here(start(), notes, qtbot)
    assert "studio-mac" in wait_for(episode, "lock_dead", qtbot)
    assert is_held(episode)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_worked_in_without_a_lock(
    start: Start, notes: Path, qtbot: QtBot
) -> None:
    notes.parent.chmod(0o555)
    try:
        episode = opened_here(start(), notes, qtbot)
        qtbot.wait(300)
        assert message_id(episode) == ""
    finally:
        notes.parent.chmod(0o755)
