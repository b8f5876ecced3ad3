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

from notesapp.core.model import Notes, Segment
from notesapp.ui.kit.form_fields import UndoKeys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline
from notesapp.ui.panels.header_form import HeaderForm
from notesapp.ui.panels.segment_form import SegmentForm


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
        self.segment = SegmentForm(look, self._undo_keys)

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
        column.addWidget(self.segment)
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

    def _connect(self) -> None:
        self.form.changed.connect(self.header_changed)
        self.form.choose_audio_requested.connect(self.choose_audio_requested)
        self.segment.changed.connect(self.attribute_changed)
        self.go_to_line.clicked.connect(lambda: self.line_activated.emit(self._trouble_line))

    def show_notes(self, notes: Notes) -> None:
        """Show the header's values. No signal; a field that says the same is left alone."""
        self.form.show_notes(notes)
        self.segment.show_notes(notes)
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
        self.segment.show_segment(segment)

    def focus_title(self) -> None:
        """Put the keyboard into the title of this segment's chapter, in sight."""
        self.segment.focus_title()
        self.area.ensureWidgetVisible(self.segment.listed_words, 0, 16)
        self.area.ensureWidgetVisible(self.segment.chapter, 0, 40)
