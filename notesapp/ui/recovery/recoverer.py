"""Offers what a stop left behind, and does what is chosen. Nothing is let go before it is safe."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.errors import NotesError
from notesapp.storage.atomic import is_same_file
from notesapp.storage.recovery import LeftOver, RecoveryStore
from notesapp.storage.recovery_turn import RecoveryTurn
from notesapp.storage.state_file import DocumentState, StateFile
from notesapp.storage.versions import VersionStore
from notesapp.ui.files.disk_questions import DiskQuestions
from notesapp.ui.files.start_notice import drop, say
from notesapp.ui.recovery.finds import Choice, Find, Standing, find_of
from notesapp.ui.text.positions import cursor_near

if TYPE_CHECKING:
    from notesapp.ui.episode.episode import Episode
    from notesapp.ui.recovery.recovery_dialog import RecoveryDialog

_LEFT, _LATER = "left over", "recover_later"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Windows:
    """What it may do with the program's windows."""

    all: Callable[[], Sequence[Episode]]
    new: Callable[[], Episode]


class Recoverer(QObject):
    """One for the whole program. It looks in a thread of its own: a file may lie on a slow disk."""

    def __init__(
        self,
        windows: Windows,
        store: RecoveryStore,
        versions: VersionStore,
        state: StateFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._windows = windows
        self._store = store
        self._versions = versions
        self._state = state
        self._turn = RecoveryTurn(store.folder.with_name("recovery.lock"), store.ops)
        self._questions = DiskQuestions(self)
        self._leaving: set[str] = set()
        self.dialog: RecoveryDialog | None = None

    # --- offering

    def offer(self, over: Episode, *, asked: bool = False) -> None:
        """Look what is left and ask about it over a window.

        Where there is nothing, only who ``asked`` is told. While another program asks, this one
        does not.
        """
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        if not self._turn.take():
            if asked:
                self._say(over, self.tr("Another Show Notes is asking about them. Answer there."))
            return
        self._questions.ask(
            _LEFT, lambda _: self._looked(), lambda finds: self._ask(over, finds or (), asked)
        )

    @property
    def is_looking(self) -> bool:
        """Whether an answer of the disk is awaited."""
        return self._questions.is_asking(_LEFT) or bool(self._leaving)

    def close(self) -> None:
        """The program ends."""
        self._questions.drop(_LEFT)
        self._turn.give_back()

    def _looked(self) -> tuple[Find, ...]:
        """What is worth a question, the newest first; what nobody would miss is let go."""
        finds = []
        for left in self._store.list_left_over():
            find = find_of(left)
            if find.left.kept_aside is None and find.is_nothing:
                self._let_go(find, keep=False)
            elif find.left.kept_aside is None and find.is_trifle:
                self._let_go(find, keep=True)
            else:
                finds.append(find)
        return tuple(finds)

    def _ask(self, over: Episode, finds: tuple[Find, ...], asked: bool) -> None:
        from notesapp.ui.recovery.recovery_dialog import RecoveryDialog

        if over not in self._windows.all():
            others = self._windows.all()
            if not others:
                self._turn.give_back()
                return
            over = others[0]
        if not finds:
            self._turn.give_back()
            if asked:
                self._say(over, self.tr("There is nothing to recover."))
            return
        for episode in self._windows.all():
            drop(episode, _LATER)
        dialog = RecoveryDialog(over.window.look, finds, self._days(), over.window)
        self.dialog = dialog
        dialog.decided.connect(lambda decisions: self._on_decided(dialog, decisions))
        dialog.rejected.connect(lambda: self._on_later(over, dialog))
        over.window.closed.connect(lambda: self._end(dialog))
        dialog.show()

    def _days(self) -> int:
        return self._versions.days

    def _on_decided(
        self, dialog: RecoveryDialog, decisions: tuple[tuple[Find, Choice], ...]
    ) -> None:
        self.take(decisions)
        self._end(dialog)

    def _on_later(self, over: Episode, dialog: RecoveryDialog) -> None:
        """Whoever did not mean to close it learns where it is."""
        is_asked = dialog is self.dialog
        self._end(dialog)
        if is_asked and over in self._windows.all():
            words = self.tr(
                "The unsaved text is kept. “Recover notes” in the File menu asks again."
            )
            say(over, _LATER, words, None, None, kind="note")

    def _end(self, dialog: RecoveryDialog) -> None:
        if dialog is not self.dialog:
            return
        self.dialog = None
        dialog.hide()
        dialog.deleteLater()
        self._turn.give_back()

    # --- doing what is chosen

    def take(self, decisions: Sequence[tuple[Find, Choice]]) -> None:
        """Do what is chosen for each."""
        first: Episode | None = None
        for find, choice in decisions:
            shown = self._take_one(find, choice)
            first = first or shown
        if first is not None:
            first.window.raise_()
            first.window.activateWindow()

    def _take_one(self, find: Find, choice: Choice) -> Episode | None:
        path = find.left.notes_path
        if choice is Choice.RECOVERED:
            return self._open_recovered(find)
        if choice is Choice.LET_GO or path is None:
            self._leave(find)
            return None
        shown = self._open_file(path)
        if choice is Choice.BOTH:
            self._open_beside(find)
        else:
            self._leave(find)
        return shown

    def _open_file(self, path: Path) -> Episode | None:
        holder = self._holder_of(path)
        if holder is None:
            holder = self._free()
            holder.window.show()
            holder.files.open_path(path)
        return holder

    def _open_beside(self, find: Find) -> None:
        """The recovered text as notes of its own, beside the file."""
        own = Path(find.name)
        name = self.tr("{0} (recovered){1}").format(own.stem, own.suffix)
        self._fill(self._free(), find, replace(find.left, notes_path=None, name=name))

    def _open_recovered(self, find: Find) -> Episode | None:
        left, path = find.left, find.left.notes_path
        if path is None or find.standing in (Standing.GONE, Standing.UNREADABLE):
            return self._fill(self._free(), find, replace(left, notes_path=None, name=find.name))
        holder = self._holder_of(path)
        if holder is not None and holder.document.dirty:
            return self._put_into(holder, find)
        return self._fill(holder or self._free(), find, left)

    def _fill(self, episode: Episode, find: Find, left: LeftOver) -> Episode | None:
        """Show it as unsaved changes, where it was, with its audio."""
        refused: list[str] = []
        session, files = episode.session, episode.files
        session.journal.refused.connect(refused.append)
        try:
            session.recover(left)
            session.journal.keep()
        except NotesError as trouble:
            files.trouble_found.emit("open", trouble.sentence)
            return None
        finally:
            session.journal.refused.disconnect(refused.append)
        episode.window.show_work()
        known = self._state.recall(session.path) if session.path is not None else None
        audio = str(left.audio_path) if left.audio_path is not None else ""
        episode.watch.find(known or (DocumentState(audio_path=audio) if audio else None))
        caret = left.caret or (known.caret if known is not None else 0)
        editor = episode.window.editor
        editor.setTextCursor(cursor_near(episode.document.qt, caret))
        editor.setFocus()
        editor.centerCursor()
        episode.window.show()
        if not refused and session.journal.holds:
            self._drop(episode, find)
        self._tell(episode, find)
        return episode

    def _put_into(self, episode: Episode, find: Find) -> Episode:
        """Where somebody has typed into the file's window meanwhile: one step to undo."""
        refused: list[str] = []
        session = episode.session
        session.versions.keep("replaced", episode.document.text(), session.path, find.left.doc_id)
        session.journal.refused.connect(refused.append)
        episode.document.replace_all(find.left.text)
        session.journal.keep()
        session.journal.refused.disconnect(refused.append)
        if not refused and session.journal.holds:
            self._drop(episode, find)
        self._say(episode, self.tr("This is the recovered text. Undo brings back what stood here."))
        self._unsay_once_clean(episode)
        return episode

    def _tell(self, episode: Episode, find: Find) -> None:
        if find.standing is Standing.UNTITLED or episode.session.path is None:
            words = self.tr("This is the recovered text. Save it to keep it in a file.")
        elif find.standing is Standing.CHANGED:
            words = self.tr(
                "This is the recovered text. Another program changed the file since;"
                " it stays as it is until you save."
            )
        else:
            words = self.tr("This is the recovered text. The file stays as it is until you save.")
        self._say(episode, words)
        self._unsay_once_clean(episode)

    @staticmethod
    def _unsay_once_clean(episode: Episode) -> None:
        """Saved or undone, nothing of the sentence is true any more."""
        bar, changed = episode.window.bar, episode.document.dirty_changed

        def on_dirty(is_dirty: bool) -> None:
            if not is_dirty:
                changed.disconnect(on_dirty)
                bar.drop("recovered")

        changed.connect(on_dirty)

    # --- letting go

    def _leave(self, find: Find) -> None:
        """Keep it as a version, then let it go; the disk may take its time."""
        doc_id = find.left.doc_id
        self._leaving.add(doc_id)
        self._questions.ask(
            f"let go {doc_id}",
            lambda _: self._let_go(find),
            lambda _: self._leaving.discard(doc_id),
        )

    def _let_go(self, find: Find, *, keep: bool = True) -> None:
        """What cannot be kept as a version stays, and is offered again."""
        left = find.left
        try:
            if keep and left.text.strip():
                self._versions.keep("recovered", left.text, left.notes_path, left.doc_id)
            self._store.drop(left.doc_id)
        except NotesError as trouble:
            _log.info("What was left over stays: %s", trouble.detail)

    def _drop(self, episode: Episode, find: Find) -> None:
        """The text is safe: with a journal of its own, or the same one that goes on."""
        if episode.session.journal.doc_id == find.left.doc_id:
            return
        try:
            self._store.drop(find.left.doc_id)
        except NotesError as trouble:
            episode.session.save_refused.emit(trouble.sentence)

    # --- windows

    def _holder_of(self, path: Path) -> Episode | None:
        for episode in self._windows.all():
            own = episode.session.path
            if own is not None and is_same_file(own, path):
                return episode
        return None

    def _free(self) -> Episode:
        """A window that shows nothing, else a new one."""
        free = (e for e in self._windows.all() if not e.session.is_used)
        return next(free, None) or self._windows.new()

    @staticmethod
    def _say(episode: Episode, words: str) -> None:
        if episode.window.works:
            episode.messages.say("recovered", words)
        else:
            episode.messages.tell("recovered", words)
