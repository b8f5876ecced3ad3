"""The start screen: the ways in, for a first start the four keys, later the recent notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from notesapp.ui.kit.dropped import local_files
from notesapp.ui.kit.key_caps import KeyCaps
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import DropArea, RecentRow, Tile, WrappedText
from notesapp.ui.kit.widgets import Ground, Label

COLUMN, LOW = 640, 600


class StartScreen(Ground):
    """Shown while no notes are open. Everything it offers is a request; it opens nothing."""

    open_audio_requested = Signal()
    open_notes_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(Path)
    files_dropped = Signal(list)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "bg", parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Start"))
        self.drop_area = DropArea(look)
        self._make_tiles(look)
        self._rows: list[RecentRow] = []
        self._caps: dict[str, KeyCaps] = {}
        self._keys_part = self._make_keys(look)
        self._recent_part, self._recent_rows = self._make_recent(look)
        self._lay_out(look)

    def _make_tiles(self, look: Look) -> None:
        self.open_audio = Tile(
            look, "waveform", self.tr("Open audio…"), self.tr("Start new notes for it")
        )
        self.open_notes = Tile(
            look, "document", self.tr("Open notes…"), self.tr("Finds its audio by itself")
        )
        sample = self.tr("Two voices, two minutes. Opens a copy; nothing of yours is touched.")
        self.sample = Tile(
            look, "headphones", self.tr("Try the sample episode"), sample, emphasised=True
        )
        self.open_audio.clicked.connect(self.open_audio_requested)
        self.open_notes.clicked.connect(self.open_notes_requested)
        self.sample.clicked.connect(self.sample_requested)

    def _make_keys(self, look: Look) -> QWidget:
        part = QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        head = self.tr("Four keys carry the work")
        grid.addWidget(Label(look, head, role="caption", token="ink2", fill=True), 0, 0, 1, 4)
        grid.setRowMinimumHeight(1, 4)
        rows = (
            ("play", self.tr("Play, pause"), self.tr("Works while you type.")),
            ("stamp", self.tr("Stamp"), self.tr("Puts the moment you hear into the text.")),
            (
                "next_segment",
                self.tr("Next segment"),
                self.tr("Starts the next question or answer, already stamped."),
            ),
            (
                "hear",
                self.tr("Hear it"),
                self.tr("Plays from just before the stamp, so you can check it."),
            ),
        )
        for column, (key, name, text) in enumerate(rows):
            self._caps[key] = KeyCaps(look)
            grid.addWidget(self._caps[key], 2, column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Label(look, name, role="strong", fill=True), 3, column)
            grid.addWidget(WrappedText(look, text, role="small", token="ink3"), 4, column)
            grid.setColumnStretch(column, 1)
        return part

    def _make_recent(self, look: Look) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(
            Label(look, self.tr("Go on with"), role="caption", token="ink2", fill=True)
        )
        rows = QVBoxLayout()
        rows.setSpacing(0)
        column.addLayout(rows)
        part.hide()
        return part, rows

    def _lay_out(self, look: Look) -> None:
        column = QWidget()
        column.setFixedWidth(COLUMN)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 24, 0, 24)
        box.setSpacing(12)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        tiles.addWidget(self.open_audio)
        tiles.addWidget(self.open_notes)
        sentence = self.tr("Write while you listen, stamp with one key, publish everywhere.")
        box.addStretch(1)
        box.addWidget(Label(look, self.tr("Show Notes"), role="title", fill=True))
        box.addSpacing(-8)
        box.addWidget(Label(look, sentence, token="ink2", fill=True))
        box.addSpacing(12)
        box.addWidget(self.drop_area)
        box.addLayout(tiles)
        box.addWidget(self.sample)
        box.addSpacing(20)
        box.addWidget(self._keys_part)
        box.addWidget(self._recent_part)
        box.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 0, 16, 0)
        row.addStretch(1)
        row.addWidget(column)
        row.addStretch(1)
        self._scroll.setWidget(frame)
        frame.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Chords to show: open_audio, open_notes, play, stamp, next_segment, hear."""
        self.open_audio.set_chord(keys.get("open_audio", ""))
        self.open_notes.set_chord(keys.get("open_notes", ""))
        for key, caps in self._caps.items():
            caps.set_chord(keys.get(key, ""))

    def set_recent(self, recent: Sequence[tuple[Path, str, str]]) -> None:
        """Recent notes as (path, title, where you stopped). With any, the four keys step back."""
        for old in self._rows:
            self._recent_rows.removeWidget(old)
            old.deleteLater()
        self._rows = []
        for path, title, detail in recent:
            row = RecentRow(self._look, path, title, detail)
            row.clicked.connect(lambda _=False, chosen=path: self.recent_requested.emit(chosen))
            self._recent_rows.addWidget(row)
            self._rows.append(row)
        self._recent_part.setVisible(bool(recent))
        self._keys_part.setVisible(not recent)
        if self.window().focusWidget() in (None, self.sample):
            self.take_focus()

    def take_focus(self) -> None:
        """Let Enter open the likeliest; the ring shows from the first key on."""
        self.first_focus().setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def recent_rows(self) -> list[RecentRow]:
        """The rows on show, the latest first."""
        return list(self._rows)

    def first_focus(self) -> QWidget:
        """What should have the focus when the screen opens."""
        rows = self.recent_rows()
        return rows[0] if rows else self.sample

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.drop_area.set_low(event.size().height() < LOW)
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            self.drop_area.set_hot(True)
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self.drop_area.is_hot():
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_area.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_area.set_hot(False)
        files = local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
