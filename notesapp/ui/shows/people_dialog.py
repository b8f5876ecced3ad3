"""The people of a show: how they are spelled, who they are, where they are found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from notesapp.core.people import Link, Person, read_link
from notesapp.errors import NotesError
from notesapp.ui.kit.details_form import Captioned, Count
from notesapp.ui.kit.form_fields import GrowingField, LineField, squeezed
from notesapp.ui.kit.list_field import ListField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.shows.roster import Roster
from notesapp.ui.shows.sheet import lay_out_sheet


class PeopleDialog(QDialog):
    """``save`` gets the list and raises NotesError with the sentence to show.

    ``rename_requested`` carries the name as it was and as it is, to be carried into the notes.
    """

    rename_requested = Signal(str, str)

    def __init__(
        self,
        look: Look,
        show: str,
        people: Sequence[Person],
        guests: Sequence[str],
        parent: QWidget | None = None,
        *,
        save: Callable[[tuple[Person, ...]], None],
    ) -> None:
        super().__init__(parent)
        self._save = save
        known = {person.name.casefold() for person in people}
        new = [Person(name) for name in guests if name.casefold() not in known]
        self._people = [*people, *new]
        self._were = [person.name for person in self._people]
        self._place = -1
        self.setWindowTitle(self.tr("People of {0}").format(show))
        resize_within(self, 680, 440)
        self.roster = Roster(self.tr("People"), self.tr("Add person"), self.tr("Remove"))
        self.name, self.bio, self.links = LineField(), GrowingField(look), ListField(look)
        self.trouble = Count(look)
        self.rename_button = QPushButton(self.tr("Rename in these notes…"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Save people"))
        self._lay_out(look)
        self._connect()
        self._show_all(0 if self._people else -1)
        (self.name if self._people else self.roster.add).setFocus()

    def people(self) -> tuple[Person, ...]:
        """The list as it is now; people without a name are left out."""
        return tuple(person for person in self._people if person.name)

    def _lay_out(self, look: Look) -> None:
        self.name.setPlaceholderText(self.tr("As it is spelled"))
        self.bio.setPlaceholderText(self.tr("Who this is, in a sentence"))
        self.links.setPlaceholderText(self.tr("Text, address"))
        body = QHBoxLayout()
        body.setSpacing(24)
        body.addWidget(self.roster)
        side = QVBoxLayout()
        side.setSpacing(12)
        lead = self.tr(
            "Names are offered while you type, and said where one is nearly right. Insert "
            "snippet… writes a person with links."
        )
        side.addWidget(WrappedText(look, lead, role="small", token="ink3"))
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Captioned(look, self.tr("Name"), self.name))
        column.addWidget(Captioned(look, self.tr("About"), self.bio))
        column.addWidget(Captioned(look, self.tr("Links, one on each line"), self.links))
        side.addWidget(self.form)
        side.addWidget(self.trouble)
        side.addStretch(1)
        self.trouble.show_count("")
        body.addLayout(side, 1)
        self.rename_button.setProperty("role", "quiet")
        lay_out_sheet(self, look, body, self.cancel, self.go, left=self.rename_button)

    def _connect(self) -> None:
        self.roster.chosen.connect(self._choose)
        self.roster.add_requested.connect(self._add)
        self.roster.remove_requested.connect(self._remove)
        self.name.text_typed.connect(self._take_name)
        self.bio.text_typed.connect(lambda text: self._take(bio=squeezed(text)))
        self.links.items_typed.connect(
            lambda items: self._take(links=tuple(read_link(item) for item in items))
        )
        self.rename_button.clicked.connect(self._rename)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)

    def _show_all(self, current: int) -> None:
        names = [person.name or self.tr("New person") for person in self._people]
        self.roster.show_names(names, current)

    def _choose(self, place: int) -> None:
        self._place = place
        self.form.setEnabled(place >= 0)
        self.rename_button.setEnabled(place >= 0)
        person = self._people[place] if place >= 0 else Person("")
        self.name.show_value(person.name)
        self.bio.show_value(person.bio)
        self.links.show_items(tuple(map(_line, person.links)))

    def _add(self) -> None:
        self._people.append(Person(""))
        self._were.append("")
        self._show_all(len(self._people) - 1)
        self.name.setFocus()

    def _remove(self, place: int) -> None:
        if place >= 0:
            del self._people[place], self._were[place]
            self._show_all(min(place, len(self._people) - 1))

    def _take_name(self, text: str) -> None:
        self._take(name=squeezed(text))
        self.roster.rename(self._place, squeezed(text) or self.tr("New person"))

    def _take(self, **values: Any) -> None:
        if self._place >= 0:
            self._people[self._place] = replace(self._people[self._place], **values)
            self.trouble.show_count("")

    def _rename(self) -> None:
        """Keep the list and go on with the notes."""
        place = self._place
        if place < 0 or not self._keep():
            return
        was, now = self._were[place] or self._people[place].name, self._people[place].name
        self.accept()
        self.rename_requested.emit(was, now if now != was else "")

    def _keep(self) -> bool:
        names = [person.name.casefold() for person in self.people()]
        double = next((name for name in names if names.count(name) > 1), "")
        if double:
            words = self.tr("Two people have the same name. Remove one, or tell them apart.")
            self.trouble.show_count(words, over=True)
            return False
        try:
            self._save(self.people())
        except NotesError as trouble:
            self.trouble.show_count(said_sentence(trouble.sentence), over=True)
            return False
        return True

    def _go(self) -> None:
        if self._keep():
            self.accept()


def _line(link: Link) -> str:
    return (
        f"{link.text}, {link.address}" if link.text and link.address else link.text + link.address
    )
