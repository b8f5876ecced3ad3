"""Details: the header as a form, and the attributes of the segment under the caret."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.chapters import chapter_title
from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.timecode import format_time
from notesapp.ui.kit.details_form import (
    Captioned,
    Count,
    SegmentHead,
)
from notesapp.ui.kit.form_fields import LineField, UndoKeys, squeezed
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline
from notesapp.ui.panels.header_form import HeaderForm

ADVISED_TITLE = 40


class Details(Ground):
    """Every keystroke is a request; the owner edits the text and shows the new notes.

    ``header_changed`` carries a key and its value (text, whole number or tuple of texts, empty to
    remove it), ``attribute_changed`` a segment's index, a key and a text, ``line_activated`` a
    0-based line.
    """

    header_changed = Signal(str, object)
    attribute_changed = Signal(int, str, str)
    choose_audio_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    line_activated = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", parent)
        self._segment: Segment | None = None
        self._trouble_line = 0
        self.setAccessibleName(self.tr("Details"))
        self._undo_keys = UndoKeys(self)
        self._undo_keys.undo_requested.connect(self.undo_requested)
        self._undo_keys.redo_requested.connect(self.redo_requested)
        self._make_fields(look)
        self._lay_out(look)
        self._connect()
        self.show_segment(None)

    def _make_fields(self, look: Look) -> None:
        self.form = HeaderForm(look, self._undo_keys)
        self.chapter = LineField()
        self.chapter_count = Count(look)
        self.link = LineField()
        self.link.setPlaceholderText(self.tr("https://"))
        for widget in (self.chapter, self.link):
            self._undo_keys.watch(widget)

    def _lay_out(self, look: Look) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(self.area)
        page = Ground(look, "surface")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 16)
        column.setSpacing(12)
        column.addWidget(self._trouble(look))
        column.addWidget(self.form)
        column.addWidget(Hairline(look))
        column.addWidget(self._this_segment(look))
        column.addStretch(1)
        self.area.setWidget(page)

    def _trouble(self, look: Look) -> QWidget:
        self.trouble = QWidget()
        self.trouble_words = WrappedText(look, "", role="body", token="ink")
        self.go_to_line = QPushButton()
        self.go_to_line.setProperty("role", "quiet")
        column = QVBoxLayout(self.trouble)
        column.setContentsMargins(16, 0, 16, 0)
        column.setSpacing(4)
        column.addWidget(self.trouble_words)
        column.addWidget(self.go_to_line, 0, Qt.AlignmentFlag.AlignLeft)
        self.trouble.hide()
        return self.trouble

    def _this_segment(self, look: Look) -> QWidget:
        holder = QWidget()
        column = _column(holder)
        self.segment_head = SegmentHead(look, self.tr("This segment"))
        words = self.tr("Put the caret into a question or an answer.")
        self.no_segment = WrappedText(look, words, role="small", token="ink3")
        self.segment_form = QWidget()
        fields = _column(self.segment_form, margin=0)
        chapter = Captioned(look, self.tr("Chapter title"), self.chapter)
        chapter.add_below(self.chapter_count)
        fields.addWidget(chapter)
        fields.addWidget(Captioned(look, self.tr("Link"), self.link))
        for widget in (self.segment_head, self.no_segment, self.segment_form):
            column.addWidget(widget)
        return holder

    def _connect(self) -> None:
        self.form.changed.connect(self.header_changed)
        self.form.choose_audio_requested.connect(self.choose_audio_requested)
        self.chapter.text_typed.connect(lambda text: self._tell_attribute("chapter", text))
        self.chapter.textChanged.connect(self._count_chapter)
        self.link.text_typed.connect(lambda text: self._tell_attribute("url", text))
        self.go_to_line.clicked.connect(lambda: self.line_activated.emit(self._trouble_line))

    def _tell_attribute(self, key: str, text: str) -> None:
        if self._segment is not None:
            self.attribute_changed.emit(self._segment.index, key, squeezed(text))

    def show_notes(self, notes: Notes) -> None:
        """Show the header's values. No signal; a field that says the same is left alone."""
        self.form.show_notes(notes)
        self._show_trouble(notes)

    def _show_trouble(self, notes: Notes) -> None:
        header = notes.header
        readable = header.readable or not header.present
        self.form.setEnabled(readable)
        self.trouble.setVisible(not readable)
        if not readable:
            line = max((p.line for p in header.problems[:1]), default=1)
            self._trouble_line = line - 1
            words = self.tr(
                "Line {0} cannot be read, so Details is off. Saving leaves these lines as they are."
            )
            self.trouble_words.setText(words.format(line))
            self.go_to_line.setText(self.tr("Go to line {0}").format(line))

    def show_segment(self, segment: Segment | None) -> None:
        """Show the attributes of the segment under the caret. No signal."""
        self._segment = segment
        self.segment_form.setVisible(segment is not None)
        self.no_segment.setVisible(segment is None)
        self.segment_head.place.set_text("" if segment is None else self._place(segment))
        if segment is not None:
            self.chapter.setPlaceholderText(chapter_title(segment))
            self.chapter.show_value(segment.attribute("chapter"))
            self.link.show_value(segment.attribute("url"))
            self._count_chapter()

    def _place(self, segment: Segment) -> str:
        kinds = {SegmentKind.QUESTION: self.tr("Q {0}"), SegmentKind.ANSWER: self.tr("A {0}")}
        name = kinds.get(segment.kind, "").format(segment.pair or "").strip()
        start = segment.start_ms
        time = self.tr("no stamp") if start is None else format_time(start)
        return " · ".join(part for part in (name, time) if part)

    def _count_chapter(self) -> None:
        count = len(squeezed(self.chapter.text()))
        over = count >= ADVISED_TITLE
        words = self.tr("{0} characters. Spotify advises fewer than 40.").format(count)
        self.chapter_count.show_count(words if over else self._characters(count), over=over)

    def _characters(self, count: int) -> str:
        if count == 1:
            return self.tr("1 character")
        return self.tr("{0} characters").format(count) if count else ""


def _column(holder: QWidget, margin: int = 16) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(margin, 0, margin, 0)
    column.setSpacing(12)
    return column
