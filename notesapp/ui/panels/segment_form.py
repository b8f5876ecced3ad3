"""This segment: its chapter's title, link and picture, and what the chapter list makes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from notesapp.core.chapters import MAX_TITLE, chapter_of, chapter_title
from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.suggesting import ADVISED, suggest_title
from notesapp.core.timecode import format_time
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.details_form import Captioned, Count, SegmentHead
from notesapp.ui.kit.form_fields import LineField, UndoKeys, squeezed
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText


class SegmentForm(QWidget):
    """Every keystroke is a request: ``changed`` carries a segment's index, a key and a text.

    ``choose_image_requested`` carries the segment's index.
    """

    changed = Signal(int, str, str)
    choose_image_requested = Signal(int)

    def __init__(self, look: Look, undo_keys: UndoKeys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segment: Segment | None = None
        self._policy = ""
        self._suggested = ""
        self._make_fields(look)
        self._lay_out(look)
        self._connect()
        for field in (self.chapter, self.link, self.image):
            undo_keys.watch(field)
        self.show_segment(None)

    def show_notes(self, notes: Notes) -> None:
        """Know which segments the notes make chapters of."""
        self._policy = notes.header.text("chapters")

    def show_segment(self, segment: Segment | None) -> None:
        """Show the attributes of a segment, or that the caret is in none. No signal."""
        self._segment = segment
        self.fields.setVisible(segment is not None)
        self.no_segment.setVisible(segment is None)
        self.head.place.set_text("" if segment is None else self._place(segment))
        if segment is None:
            return
        self.chapter.setPlaceholderText(chapter_title(segment))
        self.chapter.show_value(segment.attribute("chapter"))
        self.link.show_value(segment.attribute("url"))
        self.image.show_value(segment.attribute("image"))
        self._suggested = suggest_title(segment)
        self.use.setText(self.tr("Use: {0}").format(self._suggested.replace("&", "&&")))
        self.use.setVisible(bool(self._suggested))
        self.listed.blockSignals(True)
        self.listed.setChecked(segment.attribute("toc").casefold() not in ("no", "false"))
        self.listed.blockSignals(False)
        self._say_chapter(segment)
        self._count()

    def focus_title(self) -> None:
        """Put the keyboard into the chapter's title, its words marked."""
        self.chapter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.chapter.selectAll()

    def _make_fields(self, look: Look) -> None:
        self.head = SegmentHead(look, self.tr("This segment"))
        words = self.tr("Put the caret into a question or an answer.")
        self.no_segment = WrappedText(look, words, role="small", token="ink3")
        self.chapter = LineField()
        self.chapter_count = Count(look)
        self.use = QPushButton()
        self.use.setProperty("role", "quiet")
        self.use.setToolTip(self.tr("Takes this short title"))
        self.link = LineField()
        self.link.setPlaceholderText(self.tr("https://"))
        self.image = LineField()
        self.image.setPlaceholderText(self.tr("An address or a file"))
        self.image_button = FlatButton(look, self.tr("Choose picture"), icon="folder", size=28)
        self.image_button.setToolTip(self.tr("Choose picture…"))
        self.listed = QCheckBox(self.tr("In the chapter list"))
        self.listed_words = WrappedText(look, "", role="small", token="ink3")

    def _lay_out(self, look: Look) -> None:
        self.fields = QWidget()
        fields = _column(self.fields, margin=0)
        chapter = Captioned(look, self.tr("Chapter title"), self.chapter)
        chapter.add_below(self.chapter_count)
        chapter.add_below(self.use)
        fields.addWidget(chapter)
        fields.addWidget(Captioned(look, self.tr("Link"), self.link))
        fields.addWidget(Captioned(look, self.tr("Picture"), self.image, self.image_button))
        shown = QVBoxLayout()
        shown.setSpacing(4)
        shown.addWidget(self.listed)
        shown.addWidget(self.listed_words)
        fields.addLayout(shown)
        column = _column(self)
        for widget in (self.head, self.no_segment, self.fields):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.chapter.text_typed.connect(lambda text: self._tell("chapter", text))
        self.chapter.textChanged.connect(self._count)
        self.use.clicked.connect(lambda: self._tell("chapter", self._suggested))
        self.link.text_typed.connect(lambda text: self._tell("url", text))
        self.image.text_typed.connect(lambda text: self._tell("image", text))
        self.listed.toggled.connect(lambda on: self._tell("toc", "" if on else "no"))
        self.image_button.clicked.connect(self._ask_for_image)

    def _tell(self, key: str, text: str) -> None:
        if self._segment is not None:
            self.changed.emit(self._segment.index, key, squeezed(text))

    def _ask_for_image(self) -> None:
        if self._segment is not None:
            self.choose_image_requested.emit(self._segment.index)

    def _say_chapter(self, segment: Segment) -> None:
        """What the chapter list will say of it now."""
        chapter = chapter_of(segment, self._policy)
        self.listed.setEnabled(chapter is not None)
        if chapter is not None and chapter.toc:
            words = f"{format_time(chapter.start_ms)} {chapter.title}"
        elif chapter is not None:
            words = self.tr("Left out of lists. Players that can still show it.")
        elif segment.stamp is None:
            words = self.tr("No chapter yet: it has no stamp.")
        else:
            words = self.tr("No chapter. Give it a chapter title to make it one.")
        self.listed_words.setText(words)

    def _place(self, segment: Segment) -> str:
        kinds = {SegmentKind.QUESTION: self.tr("Q {0}"), SegmentKind.ANSWER: self.tr("A {0}")}
        name = kinds.get(segment.kind, "").format(segment.pair or "").strip()
        start = segment.start_ms
        time = self.tr("no stamp") if start is None else format_time(start)
        return " · ".join(part for part in (name, time) if part)

    def _count(self) -> None:
        count = len(squeezed(self.chapter.text()))
        if count > MAX_TITLE:
            words = self.tr("{0} characters. Lists cut a title after 100.").format(count)
        elif count >= ADVISED:
            words = self.tr("{0} characters. Spotify advises fewer than 40.").format(count)
        elif count == 1:
            words = self.tr("1 character")
        else:
            words = self.tr("{0} characters").format(count) if count else ""
        self.chapter_count.show_count(words, over=count >= ADVISED)


def _column(holder: QWidget, margin: int = 16) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(margin, 0, margin, 0)
    column.setSpacing(12)
    return column
