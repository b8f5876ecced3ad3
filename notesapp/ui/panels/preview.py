"""The preview: what a destination will show, the room it has left, and what it is given to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from notesapp.core.destinations import (
    APPLE,
    CHECKED,
    DESTINATIONS,
    PLATFORMS,
    WEB,
    Destination,
    destination_of,
)
from notesapp.core.model import Notes
from notesapp.destinations.render_server import Reply
from notesapp.formats.base import AudioInfo, Option
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.form_fields import ChoiceField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline
from notesapp.ui.panels.preview_card import Card
from notesapp.ui.panels.preview_remarks import Remarks
from notesapp.ui.panels.preview_text import (
    heading_html,
    listed_stamps,
    play_target,
    shortened,
    shown_html,
)
from notesapp.ui.panels.preview_words import option_word
from notesapp.ui.panels.room import Room, said_name

SHOWING = tuple(entry for entry in CHECKED if entry.key != "audio")
PASTING = tuple(entry for entry in DESTINATIONS if entry not in CHECKED)
_HAS_TITLE = "<h1"
_COPIED_MS = 1500


class Preview(Ground):
    """Shows what was rendered elsewhere, and asks; renders and copies nothing itself.

    ``play_requested`` carries milliseconds, ``link_activated`` an address nobody has opened,
    ``destination_chosen`` and ``copy_requested`` a destination's key, ``option_chosen`` the name
    and the value of one of its options. ``options_wanted`` asks for ``set_options``, now.
    """

    play_requested = Signal(int)
    link_activated = Signal(QUrl)
    destination_chosen = Signal(str)
    copy_requested = Signal(str)
    option_chosen = Signal(str, str)
    options_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", parent)
        self._notes: Notes | None = None
        self._audio = AudioInfo()
        self._reply: Reply | None = None
        self._shown: tuple[str, str] = ("", "")
        self._places: dict[str, int] = {}
        self._destination = APPLE
        self.setAccessibleName(self.tr("Preview"))
        self.kind = ChoiceField()
        self.kind.setAccessibleName(self.tr("Destination"))
        named = QLabel(self.kind.accessibleName(), self)  # a reader takes the name from a label
        named.setBuddy(self.kind)
        named.hide()
        for entry in SHOWING:
            self.kind.addItem(said_name(entry), entry.key)
        self.kind.insertSeparator(len(SHOWING))
        for entry in PASTING:
            self.kind.addItem(said_name(entry), entry.key)
        self.kind.setMaxVisibleItems(self.kind.count())
        self.copy_button = FlatButton(look, "", icon="copy", size=28)
        self.options_button = FlatButton(look, self.tr("What is in it"), icon="settings", size=28)
        self.options_button.setToolTip(self.options_button.accessibleName())
        self.options_menu = QMenu(self.options_button)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self.room = Room(look)
        self.card = Card(look)
        self.card.setAccessibleName(self.tr("Preview"))
        self.stale = WrappedText(look, "", role="small", token="ink2")
        self.stale.hide()
        self.pasted = WrappedText(look, "", role="small", token="ink2")
        self.remarks = Remarks(look)
        self._lay_out(look)
        self._connect()
        self._show_destination()

    def _lay_out(self, look: Look) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.kind, 1)
        row.addSpacing(4)
        row.addWidget(self.options_button)
        row.addWidget(self.copy_button)
        top.addLayout(row)
        top.addWidget(self.room)
        top.addWidget(self.pasted)
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 12, 16, 12)
        middle.setSpacing(12)
        middle.addWidget(self.stale)
        middle.addWidget(self.card, 1)
        middle.addWidget(self.remarks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Hairline(look))
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self.kind.activated.connect(self._choose)
        self.copy_button.clicked.connect(lambda: self.copy_requested.emit(self._destination.key))
        self.options_button.clicked.connect(self._open_menu)
        self.card.anchorClicked.connect(self._follow)
        self._copied.timeout.connect(lambda: self.copy_button.set_icon("copy"))

    # --- what is shown

    @property
    def destination(self) -> Destination:
        """The one that is chosen."""
        return self._destination

    def choose(self, key: str) -> None:
        """Show another destination; what it shows follows. Unknown ones change nothing."""
        found = destination_of(key)
        if found is None or self.kind.findData(key) < 0:
            return
        self._places[self._destination.key] = self.card.place()
        self._destination = found
        self._show_destination()

    def set_options(self, options: Sequence[Option], values: Mapping[str, str]) -> None:
        """What can be chosen about the content, with what holds now."""
        self.options_menu.clear()
        for option in options:
            self.options_menu.addSeparator()
            group = QActionGroup(self.options_menu)
            value = values.get(option.name, option.default)
            for word in option.allowed:
                action = QAction(option_word(option, word), group)
                action.setCheckable(True)
                action.setChecked(word == value)
                action.triggered.connect(
                    lambda _=False, o=option.name, w=word: self.option_chosen.emit(o, w)
                )
                self.options_menu.addAction(action)

    def show_rendered(self, notes: Notes, audio: AudioInfo, reply: Reply) -> None:
        """Show what was rendered; the view stays where it was scrolled to.

        While the preview is hidden nothing is laid out: that happens when it is shown.
        """
        if reply.key != self._destination.key:
            return
        self._notes, self._audio, self._reply = notes, audio, reply
        self.stale.hide()
        if self.isVisible():
            self._refresh()

    def keep_last(self) -> None:
        """Say that what is shown is older than the text, which took too long."""
        older = self._shown[0] == self._destination.key
        before = self.tr("This text takes too long to show. Here is how it was before.")
        self.stale.setText(before if older else self.tr("This text takes too long to show."))
        if not older:  # what stands here is another destination's
            self._shown = ("", "")
            self.card.show_html("", 0)
            self.remarks.show_remarks(())
        self.stale.show()

    def show_copied(self) -> None:
        """Say with the button that it is on the clipboard."""
        self.copy_button.set_icon("check")
        self._copied.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _show_destination(self) -> None:
        entry = self._destination
        self.kind.show_value(entry.key)
        words = self.tr("Copy for {0}").format(said_name(entry))
        self.copy_button.setAccessibleName(words)
        self.copy_button.setToolTip(words)
        self.pasted.setText(self.tr("As it will be pasted into {0}.").format(said_name(entry)))
        self.pasted.setVisible(entry in PASTING)
        self.room.setVisible(bool(entry.limit))
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        entry, reply = self._destination, self._reply
        fits = reply is not None and reply.key == entry.key
        if reply is None or not fits:  # on its way: what stands here is another destination's
            self.room.setVisible(False)
            return
        self.room.show_size(entry, reply.size)
        self.remarks.show_remarks(self._remarks(reply))
        html = self._html(reply)
        if (entry.key, html) == self._shown:
            return
        same = self._shown[0] == entry.key
        self._shown = (entry.key, html)
        self.card.show_html(html, self.card.place() if same else self._places.get(entry.key, 0))

    def _remarks(self, reply: Reply) -> tuple[str, ...]:
        """First whether chapters will show, where the destination reads them from the text."""
        said = tuple(said_sentence(remark) for remark in reply.remarks)
        none = f"{self._destination.name} shows no chapters"
        count = listed_stamps(reply.shown)
        if self._destination not in PLATFORMS or any(r.startswith(none) for r in reply.remarks):
            return said
        words = self.tr("{0} chapters will show.").format(self.locale().toString(count))
        return (words, *said) if count else said

    def _html(self, reply: Reply) -> str:
        if self._notes is None or not self._notes.text.strip():
            return f'<p class="rest">{self.tr("What you write appears here.")}</p>'
        text, cut = shortened(reply.shown)
        pictures = (self.tr("Picture: {0}"), self.tr("Picture"))
        text = shown_html(text, chips=self._destination == WEB, pictures=pictures)
        heading = ""
        if _HAS_TITLE not in reply.shown and self._destination in SHOWING:
            words = (self.tr("Episode {0}"), self.tr("{0} min"))
            heading = heading_html(self._notes, self._audio.duration_ms, *words)
        if cut:
            rest = self.tr("Only the first part is shown here. Publishing writes everything.")
            text += f'<p class="rest">{rest}</p>'
        return f"<body>{heading}{text}</body>"

    # --- what is asked

    def _choose(self) -> None:
        key = self.kind.currentData()
        if key is not None and key != self._destination.key:
            self.choose(key)
            self.destination_chosen.emit(key)

    def _open_menu(self) -> None:
        button = self.options_button
        self.options_wanted.emit()
        self.options_menu.ensurePolished()
        below = button.mapToGlobal(button.rect().bottomRight())
        self.options_menu.popup(below - QPoint(self.options_menu.sizeHint().width(), -4))

    def _follow(self, url: QUrl) -> None:
        ms = play_target(url)
        if ms is not None:
            self.play_requested.emit(ms)
        elif url.scheme() in ("http", "https", "mailto"):
            self.link_activated.emit(url)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        super().set_look(look)
        self._places[self._destination.key] = self.card.place()
        self.card.set_look(look)
        self._shown = ("", "")
        if self.isVisible():
            self._refresh()
