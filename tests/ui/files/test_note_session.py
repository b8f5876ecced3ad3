"""Saving beside the window: no text is lost, no disk that hangs is waited for for ever."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from notesapp.storage.fsops import REAL, FileOps
from notesapp.ui.files import note_session
from tests.torture.fault_session import OLD, Notes, walk_session

Make = Callable[..., Notes]


@pytest.fixture
def make(tmp_path: Path, qtbot: QtBot) -> Iterator[Make]:
    made: list[Notes] = []

    def notes(ops: FileOps = REAL) -> Notes:
        made.append(Notes(tmp_path, ops))
        return made[-1]

    yield notes
    for one in made:
        one.end()


class Slow:
    """A disk that takes its time when a new file is begun."""

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.began = threading.Event()
        self.on: set[str] = set()

    @property
    def ops(self) -> FileOps:
        def open_new(path: Path, mode: int) -> int:
            self.on.add(threading.current_thread().name)
            self.began.set()
            assert self.may_go_on.wait(30)
            return REAL.open_new(path, mode)

        return replace(REAL, open_new=open_new)


@pytest.fixture
def slow() -> Iterator[Slow]:
    disk = Slow()
    yield disk
    disk.may_go_on.set()


def test_every_call_that_breaks_keeps_what_was_typed(tmp_path: Path, qtbot: QtBot) -> None:
    walked = walk_session(tmp_path / "walk", (errno.EIO,))
    assert walked.points > 60
    assert walked.wrong == []


def test_autosave_writes_beside_the_window(make: Make, slow: Slow, qtbot: QtBot) -> None:
    notes = make(slow.ops)
    written: list[str] = []
    notes.session.saved.connect(lambda: written.append(notes.path.read_text("utf-8")))
    notes.autosave = True
    first = notes.type()
    qtbot.waitUntil(slow.began.is_set)
    second = notes.type("Typed meanwhile. ")
    assert notes.path.read_text("utf-8") == OLD
    slow.may_go_on.set()
    qtbot.waitUntil(lambda: not notes.document.dirty)
    assert written == [first, second]
    assert slow.on == {"save"}


def test_what_is_typed_while_it_is_saved_stays_unsaved(
    make: Make, slow: Slow, qtbot: QtBot
) -> None:
    notes = make(slow.ops)
    notes.autosave = True
    notes.type()
    qtbot.waitUntil(slow.began.is_set)
    notes.autosave = False
    second = notes.type("Typed meanwhile. ")
    with qtbot.waitSignal(notes.session.saved):
        slow.may_go_on.set()
    assert notes.document.dirty
    assert notes.left_over() == [second]


def test_a_save_waits_for_the_one_before_and_writes_the_newest(
    make: Make, slow: Slow, qtbot: QtBot
) -> None:
    notes = make(slow.ops)
    notes.autosave = True
    notes.type()
    qtbot.waitUntil(slow.began.is_set)
    newest = notes.type("Typed meanwhile. ")
    threading.Timer(0.05, slow.may_go_on.set).start()
    assert notes.session.save()
    assert notes.path.read_text("utf-8") == newest
    assert not notes.document.dirty


def test_a_disk_that_hangs_holds_up_nothing(
    make: Make, slow: Slow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_session, "PATIENT_MS", 50)
    notes = make(slow.ops)
    text = notes.type()
    assert not notes.session.save()
    assert notes.said == [
        "Not saved yet: the disk does not answer. Save in another folder.",
    ]
    assert notes.document.dirty
    assert notes.left_over() == [text]
    with qtbot.waitSignal(notes.session.saved):
        slow.may_go_on.set()
    assert not notes.document.dirty
    assert notes.path.read_text("utf-8") == text


def test_elsewhere_is_saved_while_the_disk_hangs_which_then_changes_nothing(
    make: Make, slow: Slow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(note_session, "PATIENT_MS", 2_000)
    monkeypatch.setattr(note_session, "ELSEWHERE_MS", 20)
    here = slow.ops

    def open_new(path: Path, mode: int) -> int:
        return (here if path.parent == notes.path.parent else REAL).open_new(path, mode)

    notes = make(replace(REAL, open_new=open_new))
    notes.autosave = True
    notes.type()
    qtbot.waitUntil(slow.began.is_set)
    text = notes.type("Typed meanwhile. ")
    other = tmp_path / "elsewhere" / "rye.md"
    other.parent.mkdir()
    assert notes.session.save_as(other)
    assert other.read_text("utf-8") == text
    old = notes.path
    slow.may_go_on.set()
    qtbot.waitUntil(lambda: all(thread.name != "save" for thread in threading.enumerate()))
    assert old.read_text("utf-8") == OLD
    assert [path.name for path in old.parent.iterdir()] == ["rye.md"]
    assert notes.session.path == other


def test_autosave_does_not_make_a_file_anew_that_was_removed(make: Make, qtbot: QtBot) -> None:
    notes = make()
    text = notes.type()
    notes.path.unlink()
    notes.autosave = True
    notes.session.flush()
    assert not notes.path.exists()
    assert notes.document.dirty
    assert notes.left_over() == [text]
    assert notes.session.save()
    assert notes.path.read_text("utf-8") == text


def test_where_it_saves_is_looked_at_by_the_next_start(make: Make) -> None:
    notes = make()
    notes.type()
    assert notes.session.save()
    assert len(list((notes.base / "state" / "unfinished").glob("folder-*.json"))) == 1
