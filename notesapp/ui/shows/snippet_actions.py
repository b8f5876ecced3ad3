"""Commands on snippets: insert one with its variables filled in, change the list."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.core.edits.base import TextEdit
from notesapp.core.edits.stamping import stamp_text
from notesapp.core.lines import plain
from notesapp.core.model import Notes
from notesapp.core.people import Person, person_line, write_link
from notesapp.core.snippets import CARET, expand, map_variables
from notesapp.core.timecode import format_time
from notesapp.errors import NotesError
from notesapp.storage.show_store import ShowStore, SnippetFile
from notesapp.ui.shows.show_facts import ShowFacts
from notesapp.ui.shows.snippet_box import Entry, SnippetBox
from notesapp.ui.text.positions import place_of

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.shows.snippet_dialog import SnippetDialog

_MARKS = re.compile(r"^\s*(?:#+|[-*+])\s+")


class SnippetActions(QObject):
    """The moment is taken when the key goes down, not when the snippet is found."""

    def __init__(self, desk: Desk, store: ShowStore, file: SnippetFile) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._file = file
        self._facts = ShowFacts(store, self)
        self._moment_ms: int | None = None
        self.dialog: SnippetDialog | None = None
        self.box = SnippetBox(desk.look, desk.window)
        self.box.chosen.connect(self._insert)
        self.box.edit_requested.connect(self.edit_snippets)
        self.box.closed.connect(self._on_closed)

    def insert(self) -> None:
        """Open the list."""
        desk = self._desk
        self._moment_ms = desk.segments.moment_ms() if desk.playback.has_audio else None
        try:
            snippets = self._file.read()
        except NotesError as trouble:
            desk.messages.say("snippets", trouble.sentence, "warning")
            snippets = ()
        self._facts.look(desk.document.fresh_notes())
        entries = [Entry(s.name, _first_words(s.text), s.text) for s in snippets]
        entries += [Entry(p.name, _short(p.bio), _as_text(p)) for p in self._facts.people]
        self.box.open_with(entries)

    def edit_snippets(self) -> None:
        """Change the snippets themselves."""
        from notesapp.ui.shows.snippet_dialog import SnippetDialog

        try:
            snippets = self._file.read()
        except NotesError as trouble:
            self._desk.messages.tell("snippets", trouble.sentence)
            return
        dialog = SnippetDialog(
            self._desk.look(), snippets, self._desk.window, save=self._file.write
        )
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _insert(self, entry: Entry) -> None:
        document, editor = self._desk.document, self._desk.window.editor
        notes = document.fresh_notes()
        cursor = editor.textCursor()
        selected = cursor.selection().toRawText().replace("\u2029", "\n")
        made = expand(entry.text, self._values(notes, selected))
        edit = TextEdit(
            place_of(document.qt, cursor.selectionStart()),
            place_of(document.qt, cursor.selectionEnd()),
            made.text,
            len(made.text) if made.caret is None else made.caret,
        )
        caret = document.apply((edit,))
        document.settle()
        if caret is not None:
            editor.set_place(caret)

    def _values(self, notes: Notes, selected: str) -> dict[str, str]:
        header, ms = notes.header, self._moment_ms
        guests = header.items("guests")
        first = next((p for p in self._facts.people if guests and p.name == guests[0]), None)
        links = first.links if first is not None else ()
        return {
            "time": "" if ms is None else format_time(ms, notes.style),
            "stamp": "" if ms is None else stamp_text(ms, notes.style, labelled=True),
            "offset": "" if ms is None else str(ms // 1000),
            "title": notes.title,
            "number": "" if notes.number is None else str(notes.number),
            "guest": guests[0] if guests else "",
            "guests": ", ".join(guests),
            "guest_bio": first.bio if first is not None else "",
            "guest_links": " | ".join(map(write_link, links)),
            "podcast": header.text("podcast"),
            "date": datetime.now(UTC).astimezone().date().isoformat(),
            "selection": selected,
        }

    def _on_closed(self, return_focus: bool) -> None:
        if return_focus:
            self._desk.window.editor.setFocus()


def _first_words(text: str) -> str:
    """What a snippet says, the variables by their names."""
    words = map_variables(text, lambda name: "" if name == CARET else name.replace("_", " "))
    lines = (plain(_MARKS.sub("", line)) for line in words.split("\n"))
    return _short(" ".join(" ".join(lines).split()))


def _short(text: str) -> str:
    return text if len(text) <= 48 else text[:47].rstrip() + "…"


def _as_text(person: Person) -> str:
    """What a person inserts; a name with braces in it is no variable."""
    return person_line(person).replace("{{", "{")
