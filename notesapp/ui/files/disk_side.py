"""What other programs do to the file of the open notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from notesapp.errors import FileTrouble
from notesapp.storage.note_file import DiskState, disk_state

if TYPE_CHECKING:
    from notesapp.ui.files.note_session import NoteSession


class DiskSide(QObject):
    """``changed`` says that another program wrote the file while there are unsaved changes here."""

    changed = Signal()

    def __init__(self, session: NoteSession) -> None:
        super().__init__(session)
        self._session = session
        self.in_conflict = False

    def begin(self) -> None:
        """Another file is open now, or none."""
        self.in_conflict = False

    def written(self) -> None:
        """The file was written or taken from here just now."""
        self.in_conflict = False

    def report(self) -> None:
        """Nothing is written over the file before the user has chosen."""
        self.in_conflict = True
        self._session.journal.keep()
        self.changed.emit()

    def look(self) -> None:
        """See whether another program wrote the file; called when the window becomes active."""
        session = self._session
        if session.loaded is None or disk_state(session.loaded) is not DiskState.CHANGED:
            return
        if session.document.dirty:
            self.report()
            return
        try:
            session.reload()
        except FileTrouble as trouble:
            session.save_refused.emit(trouble.sentence)

    def allows_autosave(self) -> bool:
        """Whether the file is what was read or written here last; says so where it is not."""
        session = self._session
        if session.loaded is None or self.in_conflict:
            return False
        state = disk_state(session.loaded)
        if state is DiskState.CHANGED:
            self.report()
        elif state is DiskState.GONE:
            words = self.tr("{0} is not where it was. Save the notes again.")
            session.save_refused.emit(words.format(session.name))
        return state is DiskState.SAME
