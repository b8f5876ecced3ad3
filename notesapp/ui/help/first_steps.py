"""The way to an episode of one's own: a few steps, each of which may be left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.edits.header_edits import adds_source, set_header
from notesapp.storage.show_store import ShowStore
from notesapp.ui.help.step_card import StepCard
from notesapp.ui.kit.details_form import Captioned, shown_value, typed_value
from notesapp.ui.kit.enter_presses import EnterPresses
from notesapp.ui.kit.form_fields import ChoiceField, LineField, UndoKeys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

WIDTH = 560
REACTIONS_MS = (0, 200, 300, 400, 600)
TEMPLATE = "file.save_show"
_KEYS = ("podcast", "speakers", "labels")


class FirstSteps(QDialog):
    """Works beside the window: what is typed here stands in the notes at once, undo included.

    ``go_elsewhere_requested`` says that a file is about to be opened in another window.
    """

    go_elsewhere_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("First steps"))
        look = desk.look()
        self._fields = {key: LineField() for key in _KEYS}
        self._undo = UndoKeys(self)
        self.reaction = ChoiceField()
        self.open_audio = self._button(self.tr("Open audio…"))
        self.tap = self._button(self.tr("Tap along…"))
        self.open_notes = self._button(self.tr("Open last week’s notes…"))
        self.keep = self._button(self.tr("Keep what recurs…"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out(look)
        self._connect()
        self._refresh()
        EnterPresses(self)
        self.open_audio.setFocus()

    # --- layout

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)  # Enter in a field would press the first
        return button

    def _lay_out(self, look: Look) -> None:
        sheet = Ground(look, "bg")
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(24, 16, 24, 16)
        rows.setSpacing(12)
        self.lead = WrappedText(look, "", role="body", token="ink2")
        rows.addWidget(self.lead)
        self.cards = {
            "audio": self._audio_card(look),
            "show": self._show_card(look),
            "speakers": self._speakers_card(look),
            "delay": self._delay_card(look),
            "reaction": self._reaction_card(look),
        }
        if TEMPLATE in self._desk.actions.actions:
            self.cards["template"] = self._template_card(look)
        for card in self.cards.values():
            rows.addWidget(card)
        rows.addStretch(1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and bring it along
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(sheet)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.addStretch(1)
        footer.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(Hairline(look))
        column.addLayout(footer)
        self.close_button.setProperty("role", "primary")
        self.close_button.setAutoDefault(False)
        height = rows.totalHeightForWidth(WIDTH) + 1 + footer.sizeHint().height() + 8
        self.resize(WIDTH, min(height, self.screen().availableSize().height() - 64))

    def _audio_card(self, look: Look) -> StepCard:
        card = StepCard(
            look,
            1,
            self.tr("Your audio"),
            self.tr("Open the episode you want to write about. Your file is only read."),
        )
        card.add(self.open_audio)
        return card

    def _show_card(self, look: Look) -> StepCard:
        card = StepCard(look, 2, self.tr("Your show"), self.tr("Its name stands above the notes."))
        card.add(Captioned(look, self.tr("Podcast"), self._fields["podcast"]), fill=True)
        return card

    def _speakers_card(self, look: Look) -> StepCard:
        card = StepCard(
            look,
            3,
            self.tr("Who speaks"),
            self.tr("Notes begin with Q: and A: unless you say otherwise, by names or by words."),
        )
        self._fields["speakers"].setPlaceholderText(self.tr("Nora, Tom"))
        self._fields["labels"].setPlaceholderText(self.tr("Question, Answer"))
        names = self.tr("Names, the one who asks first")
        card.add(Captioned(look, names, self._fields["speakers"]), fill=True)
        words = self.tr("Or your words for question and answer")
        card.add(Captioned(look, words, self._fields["labels"]), fill=True)
        return card

    def _delay_card(self, look: Look) -> StepCard:
        card = StepCard(
            look,
            4,
            self.tr("Your headphones"),
            self.tr("Bluetooth is late. Tap along to a beat once, and stamps allow for it."),
        )
        card.add(self.tap)
        return card

    def _reaction_card(self, look: Look) -> StepCard:
        card = StepCard(
            look,
            5,
            self.tr("Your reaction time"),
            self.tr("A hand takes a moment to press a key. Stamps can be set that much earlier."),
        )
        for ms in REACTIONS_MS:
            seconds = self.locale().toString(ms / 1000, "f", 1)
            off = self.tr("Off: exactly when I press")
            self.reaction.addItem(self.tr("{0} s earlier").format(seconds) if ms else off, ms)
        card.add(Captioned(look, self.tr("Set stamps"), self.reaction), fill=True)
        return card

    def _template_card(self, look: Look) -> StepCard:
        card = StepCard(
            look,
            6,
            self.tr("Last week’s notes"),
            self.tr("Open them, or paste them into new notes. What recurs begins the next ones."),
        )
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.open_notes)
        row.addWidget(self.keep)
        card.add(both)
        card.set_done(bool(ShowStore(self._desk.data / "shows").read_all().shows))
        return card

    # --- what it does

    def _connect(self) -> None:
        desk = self._desk
        for key, field in self._fields.items():
            field.text_typed.connect(lambda text, k=key: self._set_header(k, text))
            self._undo.watch(field)
        self._undo.undo_requested.connect(desk.history.undo)
        self._undo.redo_requested.connect(desk.history.redo)
        self.open_audio.clicked.connect(self._open_audio)
        self.tap.clicked.connect(lambda: desk.actions.run("playback.delay"))
        self.open_notes.clicked.connect(self._open_notes)
        self.keep.clicked.connect(self._keep)
        self.reaction.activated.connect(self._set_reaction)
        self.close_button.clicked.connect(self.accept)
        desk.document.notes_changed.connect(self._refresh)
        desk.playback.state_changed.connect(self._refresh)

    def is_sample(self) -> bool:
        """Whether the notes beside it are the sample's, which nobody fills in."""
        session = self._desk.session
        return session.path is None and session.name == self._desk.doors.sample()[0]

    def _refresh(self, _: object = None) -> None:
        """Show what the notes say, and which steps are done."""
        desk, notes = self._desk, self._desk.document.notes
        own = desk.session.is_open and not self.is_sample()
        free = self.tr("Leave out what you like. All of it can be found in the menus again.")
        first = self.tr("Open your audio first. What you type here then stands in its notes.")
        self.lead.setText(free if own else first)
        header_fits = not notes.header.present or notes.header.readable
        for key, field in self._fields.items():
            field.setEnabled(own and header_fits)
            field.setToolTip("" if own else self.tr("Open your audio first"))
            field.show_value(shown_value(notes, key) if own else "")
        self.cards["audio"].set_done(own and desk.playback.path is not None)
        self.cards["show"].set_done(bool(self._fields["podcast"].text()))
        named = self._fields["speakers"].text() or self._fields["labels"].text()
        self.cards["speakers"].set_done(bool(named))
        self.keep.setEnabled(own)
        self.keep.setToolTip("" if own else self.tr("Open notes of your own first"))
        values = desk.settings.read()
        self.tap.setEnabled(desk.playback.has_audio)
        self.tap.setToolTip("" if desk.playback.has_audio else self.tr("Needs audio"))
        self.cards["delay"].set_done(bool(values.numbers("player.output_delays")))
        reaction = values.whole("stamp.reaction_ms")
        self.cards["reaction"].set_done(reaction > 0)
        if self.reaction.findData(reaction) < 0:
            seconds = self.locale().toString(reaction / 1000, "f", 2)
            self.reaction.addItem(self.tr("{0} s earlier").format(seconds), reaction)
        self.reaction.setCurrentIndex(self.reaction.findData(reaction))

    def _open_audio(self) -> None:
        desk = self._desk
        path: Path | None = desk.dialogs.open_audio(self, None)
        if path is None:
            return
        if desk.session.is_open and (self.is_sample() or desk.playback.path is not None):
            self.go_elsewhere_requested.emit()
            desk.doors.open_elsewhere(path)
            self.close()
        else:
            desk.files.open_path(path)
            self._refresh()

    def _open_notes(self) -> None:
        """Beside the notes in use: the steps go on there."""
        path: Path | None = self._desk.dialogs.open_notes(self, None)
        if path is not None:
            self.go_elsewhere_requested.emit()
            self._desk.doors.open_elsewhere(path)
            self.close()

    def _keep(self) -> None:
        """The last step: what it says stands in the window, which is free then."""
        self.accept()
        self._desk.actions.run(TEMPLATE)

    def _set_header(self, key: str, text: str) -> None:
        desk, value = self._desk, typed_value(key, text)
        edits = set_header(desk.document.fresh_notes(), key, value)
        if desk.session.is_plain_text and adds_source(edits):
            sentence = self.tr("Plain text has no place for this. Save the notes as Markdown.")
            desk.messages.say("plain_text", sentence, "note")
            return
        desk.segments.apply(lambda notes: set_header(notes, key, value), join=("header", key))

    def _set_reaction(self) -> None:
        self._desk.settings.prefer("stamp.reaction_ms", self.reaction.currentData())
        self._refresh()
