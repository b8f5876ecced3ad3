"""Saving in the window on a disk that breaks: nothing that was typed is lost at any call."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from notesapp.core.edits.base import insertion
from notesapp.storage.fsops import REAL, FileOps
from notesapp.storage.recovery import RecoveryStore
from notesapp.storage.unfinished import Unfinished
from notesapp.storage.versions import VersionStore
from notesapp.ui.files.journal_keeper import JournalKeeper
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.files.version_keeper import VersionKeeper
from notesapp.ui.text.document import NotesDocument
from tests.storage.conftest import FailingOps
from tests.torture.fault_walks import Walked, badly_said

OLD = "Q: Why rye? [0:01]\n"
WORDS = "New words. "


class Notes:
    """One document with its file, without a window around it."""

    def __init__(self, base: Path, ops: FileOps = REAL, text: str = OLD) -> None:
        self.base = base
        self.path = base / "notes" / "rye.md"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(text, "utf-8")
        self.document = NotesDocument()
        self.said: list[str] = []
        self.autosave = False
        self.session = NoteSession(
            self.document,
            JournalKeeper(self.document, RecoveryStore(base / "journal")),
            VersionKeeper(VersionStore(base / "versions"), lambda work: work()),
            lambda: self.autosave,
            lambda: 0,
            unfinished=Unfinished(base / "state" / "unfinished"),
            ops=ops,
        )
        self.session.save_refused.connect(self.said.append)
        self.session.open(self.path)

    def type(self, words: str = WORDS) -> str:
        """Write at the begin; the whole text of then."""
        self.document.apply((insertion(0, 0, words),))
        return self.document.text()

    def left_over(self) -> list[str]:
        """The texts that the next start would be given if this program were gone now."""
        copy = self.base / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        if (self.base / "journal").exists():
            shutil.copytree(self.base / "journal", copy)
        return [kept.text for kept in RecoveryStore(copy, mark_of=_gone).list_left_over()]

    def end(self) -> None:
        self.session.forget_unsaved()
        self.session.deleteLater()
        self.document.deleteLater()
        QCoreApplication.processEvents()


def _gone(_: int) -> None:
    return None


Acts = tuple[tuple[str, Callable[[Notes], bool]], ...]


def save(notes: Notes) -> bool:
    return notes.session.save()


def save_elsewhere(notes: Notes) -> bool:
    return notes.session.save_as(notes.base / "notes" / "other.md")


def save_by_itself(notes: Notes) -> bool:
    notes.autosave = True
    notes.session.flush()
    return not notes.document.dirty


ACTS: Acts = (("save", save), ("save elsewhere", save_elsewhere), ("autosave", save_by_itself))


def walk_session(base: Path, errors: tuple[int, ...]) -> Walked:
    """Break every call of each of the three ways to save."""
    app = QApplication.instance() or QApplication([])
    assert app is not None
    walked = Walked()
    for name, act in ACTS:
        counted = FailingOps()
        notes = Notes(base / "count", counted.ops)
        notes.type()
        first = len(counted.calls)
        assert act(notes), f"{name} does not work on a disk that does"
        last = len(counted.calls)
        notes.end()
        shutil.rmtree(base)
        walked.points += last - first
        for place in range(first, last):
            for error in errors:
                for after in (False, True):
                    walked.runs += 1
                    where = f"{name}, call {place - first} ({counted.calls[place]})"
                    broken = FailingOps(place, error, after=after)
                    found = list(_one(base, act, broken))
                    walked.wrong += [f"{where}, {errno.errorcode[error]}: {w}" for w in found]
                    shutil.rmtree(base)
    return walked


def _one(base: Path, act: Callable[[Notes], bool], broken: FailingOps) -> Iterator[str]:
    notes = Notes(base / "run", broken.ops)
    text = notes.type()
    done = act(notes)
    on_disk = notes.path.read_text("utf-8")
    if on_disk not in (OLD, text):
        yield f"the file holds {on_disk!r:.80}"
    if notes.document.text() != text:
        yield "the text in the window is another"
    if not done:
        if not notes.document.dirty:
            yield "the notes count as saved and are not"
        if text not in notes.left_over():
            yield "the journal does not hold the text"
        if not notes.said and not notes.session.disk.in_conflict:
            yield "nothing was said"
        for sentence in notes.said:
            yield from badly_said(sentence)
    elif notes.document.dirty:
        yield "it is saved and counts as unsaved"
    if not notes.session.save(force=True) or notes.document.dirty:
        yield "the next save does not work"
    assert notes.session.path is not None
    if notes.session.path.read_text("utf-8") != text:
        yield "the next save wrote something else"
    notes.end()
