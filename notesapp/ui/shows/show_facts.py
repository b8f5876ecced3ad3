"""Which show the notes belong to, and who its people are."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from notesapp.core.edits.renaming import people_in
from notesapp.core.model import Header, Notes
from notesapp.core.people import Person
from notesapp.core.shows import Show, same_show
from notesapp.errors import FileTrouble
from notesapp.storage.show_store import ShowStore


class ShowFacts(QObject):
    """Looks at the disk when the header or a show has changed or when asked to.

    ``said`` carries a sentence about a show that cannot be read, each once.
    """

    said = Signal(str)

    def __init__(self, store: ShowStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.show: Show | None = None
        self.people: tuple[Person, ...] = ()
        self.names: tuple[str, ...] = ()
        self._header: Header | None = None
        self._changed_ns = -1
        self._heard: set[str] = set()

    def follow(self, notes: Notes) -> None:
        """Take the notes as they are now."""
        if notes.header is not self._header or self.store.changed_ns() != self._changed_ns:
            self.look(notes)

    def look(self, notes: Notes) -> None:
        """Look at the disk and the notes anew."""
        self._header = notes.header
        self._changed_ns = self.store.changed_ns()
        stored = self.store.read_all()
        self.show = next((show for show in stored.shows if same_show(notes, show)), None)
        try:
            self.people = self.store.people(self.show.key) if self.show is not None else ()
        except FileTrouble as trouble:
            self.people = ()
            self.said.emit(trouble.sentence)
        known = (person.name for person in self.people)
        self.names = tuple(dict.fromkeys((*known, *people_in(notes))))
        for sentence in stored.said:
            if sentence not in self._heard:
                self._heard.add(sentence)
                self.said.emit(sentence)
