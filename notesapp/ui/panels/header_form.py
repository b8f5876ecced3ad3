"""The header as a form: every keystroke asks for an edit of the text, which shows it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from notesapp.core.chapters import POLICIES
from notesapp.core.header import HeaderValue
from notesapp.core.model import Notes
from notesapp.core.people import read_link, write_link
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.details_form import (
    Captioned,
    Count,
    caption_of,
    help_of,
    shown_value,
    typed_value,
)
from notesapp.ui.kit.form_fields import ChoiceField, GrowingField, LineField, UndoKeys, squeezed
from notesapp.ui.kit.list_field import ListField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Label

_LINE_KEYS = (
    "podcast",
    "episode",
    "date",
    "season",
    "audio",
    "language",
    "speakers",
    "labels",
    "image",
)
_LIST_KEYS = ("guests", "links")
_MORE = ("speakers", "labels", "language", "image")
SHOWN_KEYS = frozenset((*_LINE_KEYS, *_LIST_KEYS, "title", "chapters"))


class HeaderForm(QWidget):
    """``changed`` carries a key and its value; an empty one asks to remove it."""

    changed = Signal(str, object)
    choose_audio_requested = Signal()

    def __init__(self, look: Look, undo: UndoKeys) -> None:
        super().__init__()
        self.names: Callable[[], Sequence[str]] = tuple
        self.fields = {key: LineField() for key in _LINE_KEYS}
        self.lists = {
            "guests": ListField(look, names=lambda: self.names()),
            "links": ListField(look),
        }
        self.title = GrowingField(look)
        self.title_count = Count(look)
        self.chapters = ChoiceField()
        self.notes_below = {key: Count(look) for key in (*_LINE_KEYS, *_LIST_KEYS, "chapters")}
        self.audio_button = FlatButton(look, self.tr("Choose audio"), icon="folder", size=28)
        self.audio_button.setToolTip(self.tr("Choose audio…"))
        self.more_button = QPushButton()
        self.kept = Label(look, "", role="small", token="ink3")
        self._fill()
        self._lay_out(look)
        self._connect()
        for widget in (*self.fields.values(), *self.lists.values(), self.title, self.chapters):
            undo.watch(widget)

    def _fill(self) -> None:
        names = (self.tr("Questions"), self.tr("Answers"), self.tr("All"), self.tr("Marked ones"))
        for name, policy in zip(names, POLICIES, strict=True):
            self.chapters.addItem(name, policy)
        placeholders = {
            "podcast": self.tr("The show’s name"),
            "episode": self.tr("None"),
            "date": self.tr("YYYY-MM-DD"),
            "season": self.tr("None"),
            "audio": self.tr("Not named in the notes"),
            "language": self.tr("en, de-AT"),
            "speakers": self.tr("Names, the one who asks first"),
            "labels": self.tr("Question, Answer"),
            "image": self.tr("An address, or a file beside the notes"),
        }
        for key, field in self.fields.items():
            field.setPlaceholderText(placeholders[key])
            field.setToolTip(help_of(key))
        self.lists["guests"].setPlaceholderText(self.tr("A name on each line"))
        self.lists["links"].setPlaceholderText(self.tr("Text, address"))
        self.lists["links"].setToolTip(self.tr("A link on each line: its words, then its address."))
        self.title.setPlaceholderText(self.tr("The episode’s title"))

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(12)
        column.addWidget(self._captioned(look, "podcast"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.fields["episode"].setFixedWidth(64)
        for key, stretch in (("episode", 0), ("date", 4), ("season", 3)):
            row.addWidget(self._caption_only(look, key), stretch)
        under = QVBoxLayout()
        under.setSpacing(4)
        under.addLayout(row)
        for key in ("episode", "date", "season"):
            under.addWidget(self.notes_below[key])
        column.addLayout(under)
        title = Captioned(look, caption_of("title"), self.title)
        title.add_below(self.title_count)
        column.addWidget(title)
        column.addWidget(self._captioned(look, "guests"))
        column.addWidget(self._captioned(look, "links"))
        column.addWidget(self._captioned(look, "audio", self.audio_button))
        column.addWidget(self._captioned(look, "chapters"))
        column.addWidget(self._more(look))
        column.addWidget(self.kept)
        for count in self.notes_below.values():
            count.show_count("")

    def _more(self, look: Look) -> QWidget:
        holder = QWidget()
        self.more = QWidget()
        rows = QVBoxLayout(self.more)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for key in _MORE:
            rows.addWidget(self._captioned(look, key))
        self.more_button.setProperty("role", "quiet")
        self.more_button.setCheckable(True)
        self.more_button.setStyleSheet("padding: 0 4px;")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.more_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.more)
        self._show_more(on=False)
        return holder

    def _show_more(self, *, on: bool) -> None:
        self.more.setVisible(on)
        words = self.tr("Fewer fields") if on else self.tr("Speakers, labels, language, picture")
        self.more_button.setText(words)

    def _widget(self, key: str) -> QWidget:
        if key == "chapters":
            return self.chapters
        return self.fields[key] if key in self.fields else self.lists[key]

    def _caption_only(self, look: Look, key: str, *beside: QWidget) -> Captioned:
        return Captioned(look, caption_of(key), self._widget(key), *beside)

    def _captioned(self, look: Look, key: str, *beside: QWidget) -> Captioned:
        made = self._caption_only(look, key, *beside)
        made.add_below(self.notes_below[key])
        return made

    def _connect(self) -> None:
        for key, field in self.fields.items():
            field.text_typed.connect(lambda text, key=key: self._tell(key, typed_value(key, text)))
        self.lists["guests"].items_typed.connect(lambda items: self._tell("guests", items))
        self.lists["links"].items_typed.connect(self._tell_links)
        self.title.text_typed.connect(lambda text: self._tell("title", typed_value("title", text)))
        self.title.textChanged.connect(self._count_title)
        self.chapters.activated.connect(lambda: self._tell("chapters", self.chapters.currentData()))
        self.audio_button.clicked.connect(self.choose_audio_requested)
        self.more_button.toggled.connect(lambda on: self._show_more(on=on))

    def _tell(self, key: str, value: HeaderValue) -> None:
        self.changed.emit(key, value)

    def _tell_links(self, items: tuple[str, ...]) -> None:
        self._tell("links", tuple(write_link(read_link(item)) for item in items))

    def show_notes(self, notes: Notes) -> None:
        """Show the header's values. No signal; a field that says the same is left alone."""
        for key, field in self.fields.items():
            field.show_value(shown_value(notes, key))
        self.lists["guests"].show_items(notes.header.items("guests"))
        typed = tuple(write_link(read_link(item)) for item in self.lists["links"].items())
        if typed != notes.header.items("links"):
            self.lists["links"].show_items(tuple(map(_link_line, notes.header.items("links"))))
        self.title.show_value(shown_value(notes, "title"))
        self.chapters.show_value(notes.header.text("chapters") or "questions")
        self._count_title()
        self._show_problems(notes)
        self._show_kept(notes)

    def _show_problems(self, notes: Notes) -> None:
        """What is wrong with a value stands under its field."""
        header = notes.header
        found = {p.line - 1: p.message for p in reversed(header.problems)}
        for key, count in self.notes_below.items():
            first = header.places.get(key, (-1, -1))[0]
            words = found.get(first, "") if header.readable else ""
            words = words or self._advice(key, notes)
            said = "" if words or key != "chapters" else self._policy()
            count.show_count(words or said, over=bool(words))

    def _advice(self, key: str, notes: Notes) -> str:
        value = squeezed(shown_value(notes, key)) if key == "date" else ""
        if value and not _is_day(value):
            return self.tr("Write the day as year, month and day: 2026-05-14.")
        return ""

    def _policy(self) -> str:
        words = {
            "questions": self.tr("Every stamped question is a chapter."),
            "answers": self.tr("Every stamped answer is a chapter."),
            "all": self.tr("Every stamped question and answer is a chapter."),
            "marked": self.tr("Only what has a chapter title is a chapter."),
        }
        return words.get(str(self.chapters.currentData()), "")

    def _show_kept(self, notes: Notes) -> None:
        """How many lines of the header the form does not show, and leaves alone."""
        header = notes.header
        shown: set[int] = set()
        for key, (first, last) in header.places.items():
            if key in SHOWN_KEYS:
                shown.update(range(first, last + 1))
        count = sum(
            bool(notes.lines[line].strip())
            for line in range(1, header.last_line)
            if line not in shown
        )
        words = (
            self.tr("1 other line is kept") if count == 1 else self.tr("{0} other lines are kept")
        )
        self.kept.set_text(words.format(count))
        self.kept.setVisible(count > 0)

    def _count_title(self) -> None:
        count = len(squeezed(self.title.text()))
        words = self.tr("1 character") if count == 1 else self.tr("{0} characters").format(count)
        self.title_count.show_count(words if count else "")


def _is_day(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?", text):
        return False
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _link_line(item: str) -> str:
    link = read_link(item)
    return f"{link.text}, {link.address}" if link.text and link.address else link.address or item
