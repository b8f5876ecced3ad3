"""Other programs on the same notes: what is said, compared, merged and locked in one window."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QTextCursor

from notesapp.core.comparing import merged_edits
from notesapp.core.edits.base import TextEdit
from notesapp.errors import FileTrouble
from notesapp.storage.lock_owner import LockOwner
from notesapp.storage.note_file import AlreadyThere, LoadedNotes, load_notes, save_notes
from notesapp.storage.note_lock import NoteLocks
from notesapp.ui.conflict.compare_dialog import CompareDialog, Outcome, Sides, sides_of
from notesapp.ui.files.audio_words import shown_name
from notesapp.ui.files.disk_questions import DiskQuestions
from notesapp.ui.files.disk_words import dead_owner_sentence, news_sentence, owner_sentence
from notesapp.ui.files.lock_keeper import LockKeeper
from notesapp.ui.files.messages import Offer

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

POLL_MS = 5_000  # network disks do not tell when a file changes
_NAMES = 50


class ConflictActions(QObject):
    """Built once the window is painted; holds the lock of its notes until it is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._session = desk.session
        self._questions = DiskQuestions(self)
        self.dialog: CompareDialog | None = None
        self._was_just_read = False
        self._theirs: LoadedNotes | None = None
        self.locks = LockKeeper(
            desk.session, NoteLocks(desk.state.path.parent / "locks", desk.state.ops), self
        )
        self._wire()
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._glance)
        self._poll.start()
        self.locks.sweep()

    def _wire(self) -> None:
        desk, disk = self._desk, self._session.disk
        messages = desk.messages
        messages.add_second("disk", Offer(self.tr("Compare…"), self.compare))
        messages.add_second("reread", Offer(self.tr("Undo"), self._undo_reading))
        disk.steady = self._steadily
        disk.save_held.connect(self._ask_to_save)
        disk.changed.connect(self._on_news)
        self._on_news()
        self._session.document.text_changed.connect(self._on_text)
        self.locks.owner_changed.connect(self._on_owner)
        self.locks.taken_over.connect(self._on_taken_over)
        desk.window.closed.connect(self._end)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.locks.release)
        messages.say_changed_on_disk()  # what happened before this was built

    def _end(self) -> None:
        self._poll.stop()
        if self.dialog is not None:
            self.dialog.close()
        self.locks.release()

    def _glance(self) -> None:
        if self._desk.window.isActiveWindow():
            self._session.disk.glance()

    # --- the lock

    def _on_owner(self, owner: LockOwner | None) -> None:
        if owner is not None:
            said = owner_sentence(owner, myself=owner.pid == os.getpid())
            more = self.tr("Nothing is saved by itself meanwhile.")
            self._desk.messages.say("lock", f"{said} {more}", "warning")
            return
        for name in ("lock", "lock_save"):
            self._desk.window.bar.drop(name)
        if self._session.is_open and self._session.path is not None:
            self._session.disk.look()
            self._session.flush()

    def _on_taken_over(self, owner: LockOwner) -> None:
        self._desk.messages.say("lock_dead", dead_owner_sentence(owner))

    def _ask_to_save(self) -> None:
        owner = self._session.disk.owner
        if owner is not None:
            said = owner_sentence(owner, myself=owner.pid == os.getpid())
            words = self.tr("Not saved yet.")
            offer = Offer(self.tr("Save anyway"), self._save_anyway)
            self._desk.messages.say("lock_save", f"{said} {words}", "warning", offer)

    def _save_anyway(self) -> None:
        self._session.disk.accept_owner()
        self._session.save()

    # --- read again

    def _steadily(self, change: Callable[[], None]) -> None:
        """Change the text while the lines in sight stay where they are."""
        editor = self._desk.window.editor
        bar = editor.verticalScrollBar()
        block = editor.firstVisibleBlock()
        within = bar.value() - block.firstLineNumber()
        top = QTextCursor(block)
        was_at_top = bar.value() == 0
        change()
        bar.setValue(0 if was_at_top else top.block().firstLineNumber() + within)

    def _on_news(self) -> None:
        self._was_just_read = self._session.disk.news.was_read

    def _on_text(self) -> None:
        """The reading is the last step no more: to undo would take away something else."""
        if self._was_just_read:
            self._was_just_read = False
            self._desk.messages.take_second_away("reread")

    def _undo_reading(self) -> None:
        self._desk.window.bar.drop("reread")
        self._desk.history.undo()

    # --- comparing

    def compare(self) -> None:
        """Show what stands in the file beside what stands in the window."""
        loaded = self._session.loaded
        if loaded is not None:
            base, mine = loaded.text, self._session.document.text()
            self._questions.ask(
                "theirs",
                lambda _: _compared(loaded.path, base, mine),
                lambda answer: self._show(loaded, answer),
            )

    def _show(self, was: LoadedNotes, answer: tuple[LoadedNotes, Sides] | str | None) -> None:
        session, desk = self._session, self._desk
        if not isinstance(answer, tuple):
            words = answer or self.tr("The disk does not answer. Try again later.")
            desk.messages.say("compare", words, "warning")
            return
        theirs, sides = answer
        if session.loaded is None or theirs.path != session.loaded.path or self.dialog is not None:
            return
        if session.loaded is not was or session.document.text().split("\n") != sides.mine:
            self.compare()  # typed or saved meanwhile
            return
        if sides.theirs == sides.mine:
            self._take_same(theirs)
            return
        self._theirs = theirs
        said = news_sentence(session.disk.news, session.name)
        dialog = CompareDialog(desk.look(), said, sides, desk.window)
        self.dialog = dialog
        dialog.decided.connect(lambda outcome: self._decide(dialog, outcome))
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _take_same(self, theirs: LoadedNotes) -> None:
        """Both are the same by now."""
        if self._session.disk.in_conflict:
            self._session.reload(theirs)
        words = self.tr("The file holds what stands here.")
        self._desk.messages.say("compare", words)

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    # --- deciding

    def _decide(self, dialog: CompareDialog, outcome: Outcome) -> None:
        session, theirs = self._session, self._theirs
        if theirs is None or session.loaded is None or session.loaded.path != theirs.path:
            return
        mine = session.document.text()
        if mine.split("\n") != dialog.mine:
            self.compare()  # the text has changed behind the dialog
        elif outcome is Outcome.THEIRS:
            self._read(theirs)
        elif outcome is Outcome.BOTH:
            self._keep_both(theirs)
        else:
            if outcome is Outcome.MERGED:
                session.versions.keep("reloaded", mine, session.path, session.journal.doc_id)
            if not session.stand_on(theirs):
                return
            if outcome is Outcome.MERGED:
                choices = dialog.view.choices()
                edits = merged_edits(dialog.mine, dialog.theirs, dialog.parts, choices)
                self._steadily(lambda: self._apply(edits))
            session.save()

    def _apply(self, edits: tuple[TextEdit, ...]) -> None:
        self._session.document.apply(edits)

    def _read(self, theirs: LoadedNotes) -> None:
        self._steadily(lambda: self._session.reload(theirs))

    def _keep_both(self, theirs: LoadedNotes) -> None:
        """Yours goes into a file of its own; only when it is there theirs is taken."""
        path, like, text = theirs.path, self._session.loaded, self._session.document.text()
        name = self.tr("mine")

        def done(answer: Path | str | None) -> None:
            if isinstance(answer, Path):
                if self._session.document.text() == text and self._session.path == path:
                    self._read(theirs)
                words = self.tr("Your version is in {0}.").format(shown_name(answer.name))
                offer = Offer(self.tr("Open it"), lambda: self._desk.files.open_path(answer))
                self._desk.messages.say("kept_both", words, "note", offer)
            else:
                words = answer or self.tr("The disk does not answer. Try again later.")
                self._desk.messages.say("save", words, "error")

        self._questions.ask("aside", lambda _: _save_beside(path, name, text, like), done)


def _compared(path: Path, base: str, mine: str) -> tuple[LoadedNotes, Sides] | str:
    try:
        theirs = load_notes(path)
    except FileTrouble as trouble:
        return trouble.sentence
    return theirs, sides_of(base, mine, theirs.text)


def _save_beside(path: Path, name: str, text: str, like: LoadedNotes | None) -> Path | str:
    """Save a text under a free name beside a file; where, or a sentence why not."""
    for number in range(1, _NAMES):
        more = f" ({name})" if number == 1 else f" ({name} {number})"
        aside = path.with_name(f"{path.stem}{more}{path.suffix}")
        try:
            save_notes(aside, text, like)
        except AlreadyThere:
            continue
        except FileTrouble as trouble:
            return trouble.sentence
        return aside
    return QCoreApplication.translate(
        "ConflictActions", "Not saved: there are many such files already. Save in another folder."
    )
