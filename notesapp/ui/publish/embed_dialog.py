"""Put chapters into the audio: into a copy or the audio itself, with what will stand in it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.problems import Severity
from notesapp.errors import Cancelled, NotesError
from notesapp.publishing.names import copy_path
from notesapp.storage.resources import belongs_to_program
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.publish.banner import Banner
from notesapp.ui.publish.chapter_view import ChapterTable, losses_words, size_words
from notesapp.ui.publish.embedder import Embedded, EmbedWish
from notesapp.ui.publish.folders import ChooseFolder, short_folder
from notesapp.ui.publish.long_work import PER_MILLE

if TYPE_CHECKING:
    from notesapp.containers.embedding import Plan

_log = logging.getLogger(__name__)


class EmbedDialog(QDialog):
    """Writes nothing itself: ``embed_requested`` carries an EmbedWish, ``stop_requested`` nothing.

    ``show_planned`` or ``show_refused`` says first what would be written.
    """

    embed_requested = Signal(object)
    stop_requested = Signal()
    show_folder_requested = Signal(object)

    def __init__(
        self,
        look: Look,
        audio: Path,
        parent: QWidget | None = None,
        *,
        choose_folder: ChooseFolder,
    ) -> None:
        super().__init__(parent)
        self._audio, self._choose_folder = audio, choose_folder
        lent = belongs_to_program(audio)
        self._folder = Path.home() if lent else audio.parent
        self._planned = self._working = False
        self._written: Path | None = None
        self.setWindowTitle(self.tr("Put chapters into the audio"))
        resize_within(self, 680, 560)
        self.name = Label(look, audio.name, role="strong")
        self.fact = Label(look, "", role="small", token="ink3")
        self.copy = QRadioButton(self.tr("Write a copy"))
        self.itself = QRadioButton(self.tr("Replace the audio itself"))
        self.copy.setChecked(True)
        self.itself.setEnabled(not lent)
        if lent:
            self.itself.setToolTip(self.tr("The sample belongs to the program"))
        self._ways = QButtonGroup(self)
        self._ways.addButton(self.copy)
        self._ways.addButton(self.itself)
        self.where = Label(look, "", role="small", token="ink3", fill=True)
        self.safe = Label(look, "", role="small", token="ink3")
        self.safe.set_text(self.tr("Only once the sound was compared and is the same"))
        self.change = QPushButton(self.tr("Change…"))
        self.replace = QCheckBox(self.tr("Replace the copy from last time"))
        self.table = ChapterTable(look)
        self.banner = Banner(look)
        self.meter = QProgressBar()
        self.meter.setRange(0, PER_MILLE)
        self.meter.setTextVisible(False)
        self.meter.setAccessibleName(self.tr("Putting chapters into the audio"))
        self.show_folder = QPushButton(self.tr("Show folder"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton()
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self._lay_out(look)
        self._connect()
        self._refresh()

    # --- building

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(8)
        body.addLayout(_line(self.name, self.fact))
        self.ways = QWidget()
        ways = QVBoxLayout(self.ways)
        ways.setContentsMargins(0, 4, 0, 4)
        ways.setSpacing(4)
        first = _line(self.copy, self.where, self.change)
        first.setStretch(1, 1)
        ways.addLayout(first)
        ways.addLayout(_line(self.itself, self.safe))
        body.addWidget(self.ways)
        body.addWidget(self.table, 1)
        body.addWidget(self.meter)
        body.addWidget(self.banner)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(self.replace)
        footer.addWidget(self.show_folder)
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.go)
        self.meter.hide()
        self.show_folder.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(footer)

    def _connect(self) -> None:
        self.copy.toggled.connect(self._refresh)
        self.replace.toggled.connect(self._refresh)
        self.change.clicked.connect(self._change_folder)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.show_folder.clicked.connect(
            lambda: self.show_folder_requested.emit((self._written or self._audio).parent)
        )

    # --- choosing

    def target(self) -> Path:
        """Where a copy goes."""
        return copy_path(self._audio, self._folder, self.tr("chapters"))

    def show_planned(self, plan: Plan) -> None:
        """What will stand in the file, and what it cannot take."""
        self._planned = True
        count = len(plan.wanted.chapters)
        words = self.tr("{0} chapters") if count != 1 else self.tr("1 chapter")
        self.fact.set_text(words.format(count))
        self.table.show_chapters(plan.wanted.chapters)
        losses = "\n".join(said_sentence(loss.message) for loss in plan.losses)
        self.banner.show_message(Severity.NOTE, losses)
        self._refresh()

    def show_refused(self, trouble: NotesError) -> None:
        """Nothing can be written into this file."""
        _log.info("The chapters cannot be put in: %s", trouble.detail)
        self.banner.show_message(Severity.RULE, said_sentence(trouble.sentence))

    def _change_folder(self) -> None:
        chosen = self._choose_folder(self, self._folder)
        if chosen is not None:
            self._folder = chosen
            self.copy.setChecked(True)
            self._refresh()

    def _refresh(self) -> None:
        if self._written is not None or self._working:
            return
        target, copies = self.target(), self.copy.isChecked()
        self.where.set_text(short_folder(target))
        there = copies and target.exists()
        self.replace.setVisible(there)
        self.go.setText(self.tr("Write the copy") if copies else self.tr("Replace the audio"))
        self.go.setEnabled(self._planned and (not there or self.replace.isChecked()))

    # --- writing

    def reject(self) -> None:
        """Leave; while the audio is being written, stop that first."""
        if self._working:
            self.cancel.setEnabled(False)
            self.cancel.setText(self.tr("Stopping…"))
            self.stop_requested.emit()
            return
        super().reject()

    def _go(self) -> None:
        if self._written is not None:
            self.accept()
            return
        self._set_working(True)
        wish = EmbedWish()
        if self.copy.isChecked():
            wish = EmbedWish(self.target(), self.replace.isChecked())
        self.embed_requested.emit(wish)

    def _set_working(self, working: bool) -> None:
        self._working = working
        if working:
            self.meter.setValue(0)
            self.banner.show_message(Severity.NOTE, "")
        self.meter.setVisible(working)
        self.ways.setEnabled(not working)
        self.replace.setEnabled(not working)
        self.go.setEnabled(not working)
        self.cancel.setEnabled(True)
        self.cancel.setText(self.tr("Stop") if working else self.tr("Cancel"))

    def show_progress(self, per_mille: int) -> None:
        """How much is written."""
        self.meter.setValue(per_mille)

    def show_embedded(self, embedded: Embedded) -> None:
        """What was read back from the finished file."""
        self._set_working(False)
        report = embedded.report
        self._written = report.path
        self.setWindowTitle(self.tr("Chapters in {0}").format(report.path.name))
        self.name.set_text(report.path.name)
        self.fact.set_text(size_words(embedded))
        self.table.show_chapters(report.reading.chapters)
        lead = self.tr("Read back from the finished file: other programs see this.")
        losses = losses_words(embedded)
        self.banner.show_message(Severity.NOTE, f"{lead}\n{losses}" if losses else lead)
        for widget in (self.ways, self.replace, self.cancel):
            widget.hide()
        self.show_folder.show()
        self.go.setText(self.tr("Close"))
        self.go.setFocus()

    def show_stopped(self, trouble: NotesError) -> None:
        """Nothing was written."""
        self._set_working(False)
        if isinstance(trouble, Cancelled):
            words = self.tr("Stopped. The audio is as it was.")
            self.banner.show_message(Severity.NOTE, words)
        else:
            _log.info("The chapters were not put in: %s", trouble.detail)
            self.banner.show_message(Severity.RULE, said_sentence(trouble.sentence))
        self._refresh()


def _line(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    if len(widgets) < 3:
        row.addStretch(1)
    return row
