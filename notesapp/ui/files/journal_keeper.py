"""Keeps what is typed where a crash cannot reach it: each change, before its key is answered.

What Qt tells of a change is not taken on trust. It may count one character too many at the end of
the text, and it reports changes of mere format. So the text as the journal has it (``Replay``) is
held beside the document: lengths are compared at every change, the texts when the typing rests. A
journal that differs is logged and written anew from the document.

An undo step ends where Qt ends it: a change that adds nothing to Qt's undo stack went into the
step before.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from notesapp.errors import FileTrouble
from notesapp.storage.journal import Journal
from notesapp.storage.journal_format import print_of
from notesapp.storage.journal_text import Replay, units_in
from notesapp.storage.recovery import LeftOver, RecoveryStore, new_document_id
from notesapp.ui.text.document import NotesDocument

REST_MS = 1000
LONG_REST_MS = 5000
FORCE_MS = 1000
AGAIN_MS = 15_000
CARET_MS = 3000
BEFORE_FIRST_KEY_MS = 500
LONG_UNITS = 1 << 16  # a text longer than that is written down before its first key
HUGE_UNITS = 1 << 20

_log = logging.getLogger(__name__)


class JournalKeeper(QObject):
    """The journal of the open document. ``refused`` carries a sentence, once a document."""

    refused = Signal(str)

    def __init__(
        self, document: NotesDocument, store: RecoveryStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._store = store
        self.doc_id = new_document_id()
        self._head = store.head(self.doc_id)
        self._journal = store.journal(self.doc_id)
        self._replay: Replay | None = None
        self._undo_count = 0
        self._caret = 0
        self._has_told = False
        self._force_refused = False
        self.heal_count = 0  # how often the journal was not what the document is
        self._rest = self._timer(REST_MS, self._on_rest)
        self._force = self._timer(FORCE_MS, self._force_to_disk)
        self._again = self._timer(AGAIN_MS, self.keep)
        self._stroll = self._timer(CARET_MS, self._note_caret)
        self._early = self._timer(BEFORE_FIRST_KEY_MS, self._start_file)
        document.watch = self._on_change

    @property
    def holds(self) -> bool:
        """Whether the text of now outlives the program."""
        return self._journal.is_open

    def begin(self, path: Path | None, name: str, digest: str) -> None:
        """Another text was loaded into the document; what was kept of the one before is let go."""
        self.drop()
        self.doc_id = new_document_id()
        self._journal = self._store.journal(self.doc_id)
        self._head = replace(self._store.head(self.doc_id, path, name), digest=digest)
        self._replay = Replay(_whole(self._document.qt))
        self._undo_count = self._document.qt.availableUndoSteps()
        self._has_told = False
        if len(self._replay.units) > LONG_UNITS:
            self._early.start()

    def resume(self, left: LeftOver) -> None:
        """Go on from what was left behind: its text, as unsaved changes, with its undo steps.

        To be called right after the file, or an empty text, was loaded. Undoing leads back through
        the steps to where they began, also where the file has been changed since; without steps it
        leads to the file.
        """
        document = self._document
        saved = document.text()
        if left.base is not None:
            document.load_steps(left.base, left.steps, saved)
        replay = Replay(left.base or "", left.steps)
        if left.base is None or _whole(document.qt) != replay.units.text():
            document.replace_all(left.text)
            replay = Replay(_whole(document.qt))
        document.put_caret(left.caret)
        self._replay = replay
        self._undo_count = document.qt.availableUndoSteps()
        self._head = replace(self._head, audio_path=left.audio_path, saved=print_of(saved))
        self._caret = left.caret
        self._write_anew(waits=True)

    def written(self, path: Path, digest: str, text: str | None = None) -> None:
        """The text of now, or this text, stands in a file whose bytes have this SHA-256."""
        saved = print_of(self._document.text() if text is None else text)
        self._head = replace(self._head, notes_path=path, name="", digest=digest, saved=saved)
        if self._journal.is_broken:
            self.drop()
        self._append("w", str(path), digest, saved)

    def keep(self) -> None:
        """See to it that the text of now outlives the program, whatever happens next."""
        if self._journal.is_open:
            self._on_rest()
        elif self._replay is not None and (self._document.dirty or self._journal.is_broken):
            self._write_anew(waits=True)

    def drop(self) -> None:
        """What was kept is safe elsewhere or not wanted."""
        for timer in (self._rest, self._force, self._again, self._stroll, self._early):
            timer.stop()
        try:
            self._journal.remove()
        except FileTrouble as trouble:
            self._tell(trouble)
        self._journal = self._store.journal(self.doc_id)

    def close(self) -> None:
        """The document goes away: what is unsaved stays for the next start, the rest is removed."""
        if self._document.dirty:
            self._journal.close()
            self._replay = None
        else:
            self.drop()

    def note_audio(self, path: Path | None) -> None:
        """The notes are about this audio from now on."""
        if path != self._head.audio_path:
            self._head = replace(self._head, audio_path=path)
            self._append("a", "" if path is None else str(path))

    def _timer(self, after_ms: int, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(then)
        return timer

    def _on_change(self, position: int, removed: int, added: int) -> None:
        if self._replay is None:
            return
        try:
            self._take(self._replay, position, removed, added)
        except (IndexError, ValueError):
            self._heal("has no such place")

    def _take(self, replay: Replay, position: int, removed: int, added: int) -> None:
        qt, units = self._document.qt, replay.units
        length = qt.characterCount() - 1
        removed = min(removed, len(units) - position)
        text = _part(qt, position, min(position + added, length))
        if removed and added:
            position, removed, text = _trimmed(
                units.part(position, position + removed), position, text
            )
        kind = self._kind(qt.availableUndoSteps())
        if removed or text or kind != "j":  # typing a letter over itself is a step, too
            if not self._journal.is_open and not self._journal.is_broken:
                self._start_file()
            replay.change(kind, position, removed, text)
            self._append(kind, position, removed, text)
            self._caret = position + units_in(text)
        if len(units) != length:
            self._heal("has another length")
        elif self._journal.is_too_long:
            self._write_anew()
        self._rest.start(LONG_REST_MS if length > HUGE_UNITS else REST_MS)
        if not self._force.isActive():
            self._force.start()

    def _kind(self, undo_count: int) -> str:
        before, self._undo_count = self._undo_count, undo_count
        doing = self._document.doing
        if doing in ("undo", "redo"):
            return doing[0]
        return "j" if doing == "join" or undo_count <= before else "s"

    def _start_file(self) -> None:
        """Write the file as it is before the first change."""
        if self._journal.is_open or self._replay is None:
            return
        self._early.stop()
        if not self._head.saved:
            self._head = replace(self._head, saved=print_of(self._replay.units.text()))
        self._write_anew()

    def _append(self, *parts: object) -> None:
        try:
            self._journal.append(*parts)
        except FileTrouble as trouble:
            self._tell(trouble)

    def _write_anew(self, *, waits: bool = False) -> None:
        if self._replay is None:
            return
        try:
            head = replace(self._head, caret=self._caret)
            self._journal.rewrite(head, self._replay, waits=waits)
        except FileTrouble as trouble:
            self._tell(trouble)

    def _tell(self, trouble: FileTrouble) -> None:
        """Say it once; try again later without a word."""
        self._again.start()
        if not self._has_told:
            self._has_told = True
            _log.info("The journal is refused: %s", trouble.detail)
            self.refused.emit(trouble.sentence)

    def _on_rest(self) -> None:
        """Nobody types: see whether the journal is what it should be, and short."""
        journal, replay = self._journal, self._replay
        self._rest.stop()
        if replay is None:
            return
        if journal.is_broken or self._force_refused or not journal.is_in_place():
            self._force_refused = False
            self._write_anew(waits=True)
        elif _whole(self._document.qt) != replay.units.text():
            self._heal("differs")
        elif journal.is_long:
            self._write_anew(waits=True)
        self._note_caret()

    def _note_caret(self) -> None:
        """Now and then, as long as something is kept: the caret also moves without a change."""
        if not self._journal.is_open:
            return
        caret = self._document.caret()
        if caret != self._caret:
            self._caret = caret
            self._append("c", caret)
        self._stroll.start()

    def _heal(self, what: str) -> None:
        self.heal_count += 1
        _log.error("The journal %s; it is written anew from the document.", what)
        self._replay = Replay(_whole(self._document.qt))
        self._write_anew()

    def _force_to_disk(self) -> None:
        threading.Thread(
            target=self._force_now, args=(self._journal,), name="journal", daemon=True
        ).start()

    def _force_now(self, journal: Journal) -> None:
        if not journal.force_to_disk():
            self._force_refused = True


def _whole(qt: QTextDocument) -> str:
    """All of the text, with halves of pairs that stand alone; lines end with a newline."""
    length = qt.characterCount() - 1
    text = qt.toRawText().replace("\u2029", "\n")
    return text if units_in(text) == length else _one_by_one(qt, 0, length)


def _part(qt: QTextDocument, start: int, end: int) -> str:
    if end <= start:
        return ""
    if end - start > 1:
        cursor = QTextCursor(qt)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text = cursor.selectedText().replace("\u2029", "\n")
        if units_in(text) == end - start:
            return text
    return _one_by_one(qt, start, end)


def _one_by_one(qt: QTextDocument, start: int, end: int) -> str:
    """Every unit; as a whole, Qt's text loses halves of pairs on the way to Python."""
    units = "".join(qt.characterAt(place) for place in range(start, end)).replace("\u2029", "\n")
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _trimmed(old: str, position: int, new: str) -> tuple[int, int, str]:
    """A change without what it left as it was: position, how many units went, what came."""
    head = _alike(old, new)
    old, position, new = old[head:], position + units_in(old[:head]), new[head:]
    tail = _alike(old[::-1], new[::-1])
    return position, units_in(old[: len(old) - tail]), new[: len(new) - tail]


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common from the start."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
