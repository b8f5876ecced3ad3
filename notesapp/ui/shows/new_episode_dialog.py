"""A new episode: which show, which number, who, what audio, and where its notes go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from notesapp.core.episodes import EpisodeValues, episode_file_name
from notesapp.core.shows import Show
from notesapp.errors import NotesError
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.details_form import Captioned, Count
from notesapp.ui.kit.form_fields import ChoiceField, LineField, squeezed
from notesapp.ui.kit.list_field import ListField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.shows.sheet import lay_out_sheet

FROM_NOTES, PLAIN = "from notes", "plain"
WIDTH = 520


@dataclass(frozen=True, slots=True)
class Plan:
    """What was decided. ``source`` is a show's key, ``FROM_NOTES`` or ``PLAIN``."""

    source: str
    podcast: str
    values: EpisodeValues
    path: Path
    audio: Path | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """What the dialog starts from; the functions take a show's key or one of the other sources.

    ``notes_named`` is what files of the show of these notes are called, empty where unknown.
    """

    shows: Sequence[Show]
    current: str
    podcast: str
    notes_usable: bool
    notes_named: str
    number_of: Callable[[str], int | None]
    folder_of: Callable[[str], Path]
    names_of: Callable[[str], Sequence[str]]
    dated: Callable[[str], bool]
    today: str
    audio: Path | None = None


class NewEpisodeDialog(QDialog):
    """``make`` does it and raises NotesError with the sentence to show."""

    def __init__(
        self,
        look: Look,
        offers: Offers,
        parent: QWidget | None = None,
        *,
        make: Callable[[Plan], None],
        choose_audio: Callable[[QWidget, Path | None], Path | None],
        choose_folder: Callable[[QWidget, Path], Path | None],
    ) -> None:
        super().__init__(parent)
        self._offers, self._make = offers, make
        self._choose_audio, self._choose_folder = choose_audio, choose_folder
        self._audio = offers.audio
        self._own_folder: Path | None = None
        self._own_name = False
        self.setWindowTitle(self.tr("New episode"))
        self.setMinimumWidth(WIDTH)
        self.show_field = ChoiceField()
        self.podcast = LineField()
        self.number, self.date = LineField(), LineField()
        self.title = LineField()
        self.guests = ListField(look, names=lambda: offers.names_of(self.source()))
        self.audio = LineField()
        self.folder, self.file_name = LineField(), LineField()
        self.audio_button = FlatButton(look, self.tr("Choose audio"), icon="folder", size=28)
        self.folder_button = FlatButton(look, self.tr("Choose folder"), icon="folder", size=28)
        self.hint, self.trouble = Count(look), Count(look)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Create episode"))
        self._fill()
        self._lay_out(look)
        self._connect()
        self._take_source()
        self.title.setFocus()

    def source(self) -> str:
        """The chosen show's key, or one of the other sources."""
        return str(self.show_field.currentData())

    def _fill(self) -> None:
        for show in self._offers.shows:
            self.show_field.addItem(show.name, show.key)
        if self._offers.notes_usable:
            self.show_field.addItem(self.tr("A new show, made from these notes"), FROM_NOTES)
        self.show_field.addItem(self.tr("No show"), PLAIN)
        self.show_field.show_value(self._offers.current)
        self.podcast.setText(self._offers.podcast)
        self.podcast.setPlaceholderText(self.tr("The show’s name"))
        self.number.setPlaceholderText(self.tr("None"))
        self.date.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self.title.setPlaceholderText(self.tr("It can wait"))
        self.guests.setPlaceholderText(self.tr("A name on each line"))
        self.audio.setPlaceholderText(self.tr("It can wait"))
        self.audio.setReadOnly(True)
        self.folder.setReadOnly(True)
        self.audio_button.setToolTip(self.tr("Choose audio…"))
        self.folder_button.setToolTip(self.tr("Choose folder…"))

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setSpacing(12)
        show = Captioned(look, self.tr("Show"), self.show_field)
        show.add_below(self.hint)
        body.addWidget(show)
        self.podcast_row = Captioned(look, self.tr("Name of the show"), self.podcast)
        body.addWidget(self.podcast_row)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.number.setFixedWidth(72)
        self.date.setFixedWidth(120)
        row.addWidget(Captioned(look, self.tr("Number"), self.number))
        row.addWidget(Captioned(look, self.tr("Title"), self.title), 1)
        row.addWidget(Captioned(look, self.tr("Date"), self.date))
        body.addLayout(row)
        body.addWidget(Captioned(look, self.tr("Guests"), self.guests))
        body.addWidget(Captioned(look, self.tr("Audio"), self.audio, self.audio_button))
        body.addWidget(Captioned(look, self.tr("Folder"), self.folder, self.folder_button))
        body.addWidget(Captioned(look, self.tr("File name"), self.file_name))
        body.addWidget(self.trouble)
        body.addStretch(1)
        self.trouble.show_count("")
        lay_out_sheet(self, look, body, self.cancel, self.go)

    def _connect(self) -> None:
        self.show_field.currentIndexChanged.connect(self._take_source)
        for field in (self.number, self.title, self.podcast):
            field.textEdited.connect(self._name_file)
        self.guests.items_typed.connect(self._name_file)
        self.file_name.textEdited.connect(self._keep_name)
        self.audio_button.clicked.connect(self._ask_audio)
        self.folder_button.clicked.connect(self._ask_folder)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)

    def _take_source(self) -> None:
        source, offers = self.source(), self._offers
        number = offers.number_of(source)
        self.number.setText("" if number is None else str(number))
        self.date.setText(offers.today if offers.dated(source) else "")
        self.podcast_row.setVisible(source in (FROM_NOTES, PLAIN))
        hints = {
            FROM_NOTES: self.tr(
                "What recurs in these notes becomes the template. Save as show template… in the "
                "File menu shows it."
            ),
            PLAIN: self.tr("The notes begin empty, with these values."),
        }
        self.hint.show_count(hints.get(source, ""))
        self.folder.setText(str(self._folder()))
        self._show_audio()
        self._name_file()

    def _folder(self) -> Path:
        return self._own_folder or self._offers.folder_of(self.source())

    def _show_audio(self) -> None:
        self.audio.setText("" if self._audio is None else str(self._audio))

    def _ask_audio(self) -> None:
        chosen = self._choose_audio(self, self._audio.parent if self._audio else self._folder())
        if chosen is not None:
            self._audio = chosen
            self._show_audio()

    def _ask_folder(self) -> None:
        chosen = self._choose_folder(self, self._folder())
        if chosen is not None:
            self._own_folder = chosen
            self.folder.setText(str(chosen))

    def _keep_name(self) -> None:
        self._own_name = bool(self.file_name.text().strip())

    def _name_file(self) -> None:
        self.trouble.show_count("")
        if not self._own_name:
            self.file_name.setText(episode_file_name(self._chosen_show(), self._values()))

    def _chosen_show(self) -> Show:
        source = self.source()
        found = next((show for show in self._offers.shows if show.key == source), None)
        named = self._offers.notes_named if source == FROM_NOTES else ""
        podcast = squeezed(self.podcast.text()) or self.tr("episode")
        return found or Show("", "", podcast, file_name=named)

    def _values(self) -> EpisodeValues:
        number = self.number.text().strip()
        source = self.source()
        named = source in (FROM_NOTES, PLAIN)
        return EpisodeValues(
            number=int(number) if number.isascii() and number.isdigit() else None,
            title=squeezed(self.title.text()),
            guests=self.guests.items(),
            date=squeezed(self.date.text()),
            podcast=squeezed(self.podcast.text()) if named else self._chosen_show().name,
        )

    def _go(self) -> None:
        number = self.number.text().strip()
        values = self._values()
        name = squeezed(self.file_name.text())
        if number and (values.number is None or len(number) > 9):
            self._refuse(self.tr("The number is a whole number, 12 for example."), self.number)
        elif self.source() == FROM_NOTES and not values.podcast:
            self._refuse(self.tr("A show needs a name. Write it above."), self.podcast)
        elif not name:
            self._refuse(self.tr("The notes need a file name."), self.file_name)
        else:
            if not name.lower().endswith((".md", ".markdown")):
                name += ".md"
            plan = Plan(self.source(), values.podcast, values, self._folder() / name, self._audio)
            try:
                self._make(plan)
            except NotesError as trouble:
                self._refuse(said_sentence(trouble.sentence), self.file_name)
            else:
                self.accept()

    def _refuse(self, sentence: str, field: QWidget) -> None:
        self.trouble.show_count(sentence, over=True)
        self.trouble.setAccessibleName(sentence)
        field.setFocus()
