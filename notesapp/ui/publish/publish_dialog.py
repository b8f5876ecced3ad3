"""Publish: choose what is written and where; afterwards, what was."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.problems import Severity
from notesapp.errors import Cancelled, NotesError
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.widgets import Ground, Hairline, Label
from notesapp.ui.publish.audio_row import AudioRow
from notesapp.ui.publish.banner import Banner
from notesapp.ui.publish.choices import AUDIO
from notesapp.ui.publish.columns import WIDTH
from notesapp.ui.publish.folders import ChooseFolder, ask_folder, short_folder
from notesapp.ui.publish.more_rows import MoreRows
from notesapp.ui.publish.publish_rows import (
    CLIPBOARD,
    FILES,
    MORE,
    Card,
    PublishRow,
    RowState,
    RowWidget,
    WrittenRow,
    caption,
)
from notesapp.ui.publish.room import Room, fit_height

_log = logging.getLogger(__name__)

Publish = Callable[[tuple[str, ...], Path, bool], tuple[WrittenRow, ...]]


class PublishDialog(QDialog):
    """Writes nothing itself: ``publish`` gets the chosen keys, the folder, whether to replace.

    It raises NotesError with the sentence to show. Where the audio was chosen, ``embed_requested``
    follows with an EmbedWish, and ``stop_requested`` if somebody has enough of it.
    ``states_wanted`` carries the keys of rows that nobody has looked into yet,
    ``show_folder_requested`` a folder; ``show_problems_requested`` follows closing.
    """

    show_folder_requested = Signal(object)
    show_problems_requested = Signal()
    show_chapters_requested = Signal()
    states_wanted = Signal(object)
    embed_requested = Signal(object)
    stop_requested = Signal()
    more_toggled = Signal(bool)

    def __init__(
        self,
        look: Look,
        rows: tuple[PublishRow, ...],
        folder: Path,
        parent: QWidget | None = None,
        *,
        publish: Publish,
        audio: Path | None = None,
        title: str = "",
        replace: bool = False,
        more: bool = False,
        choose_folder: ChooseFolder = ask_folder,
    ) -> None:
        super().__init__(parent)
        self._look, self._audio = look, audio
        self._publish, self._choose_folder = publish, choose_folder
        self._folder = folder
        self._done = self._working = False
        self._on_banner: Callable[[], None] = self._see_problems
        self.setWindowTitle(title or self.tr("Publish"))
        resize_within(self, round(WIDTH * look.fonts.scale), 0)
        self.rows: dict[str, RowWidget] = {}
        self.files_fact = Label(look, "", role="small", token="ink3")
        self.banner = Banner(look)
        self.folder_field = QLineEdit()
        self.folder_field.setReadOnly(True)
        self.change = QPushButton(self.tr("Change…"))
        self.replace = QCheckBox(self.tr("Replace files from last time"))
        self.replace.setChecked(replace)
        self.show_folder = QPushButton(self.tr("Show folder"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Publish"))
        self.go.setProperty("role", "primary")
        self.more = MoreRows(look, [row for row in rows if row.group == MORE], self._made)
        self._edge = Hairline(look)
        self.room = Room(self._lists(look, rows), self._edge)
        self._lay_out(look)
        self.more.set_open(more or any(row.checked for row in rows if row.group == MORE))
        self._order_tabs()
        self._connect()
        self._look_in_folder()

    # --- building

    def _made(self, row: PublishRow) -> RowWidget:
        if row.key == AUDIO:
            made: RowWidget = AudioRow(self._look, row, self._audio)
        else:
            made = RowWidget(self._look, row)
        self.rows[row.key] = made
        made.toggled.connect(self._refresh)
        return made

    def _lists(self, look: Look, rows: tuple[PublishRow, ...]) -> QWidget:
        ground = Ground(look)
        body = QVBoxLayout(ground)
        body.setContentsMargins(24, 16, 24, 8)
        body.setSpacing(8)
        fact = Label(look, self.tr("also written next to the files"), role="small", token="ink3")
        groups = (
            (FILES, self.tr("Files"), self.files_fact),
            (CLIPBOARD, self.tr("For the clipboard"), fact),
        )
        for group, words, beside in groups:
            made = [self._made(row) for row in rows if row.group == group]
            if made:
                body.addLayout(caption(look, words, beside))
                body.addWidget(Card(look, made))
                body.addSpacing(8)
        body.addWidget(self.more)
        self.more.setVisible(any(row.group == MORE for row in rows))
        body.addStretch(1)
        return ground

    def _lay_out(self, look: Look) -> None:
        below = QVBoxLayout()
        below.setContentsMargins(24, 8, 24, 16)
        below.setSpacing(8)
        below.addLayout(caption(look, self.tr("Folder")))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder_field, 1)
        row.addWidget(self.change)
        below.addLayout(row)
        below.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.room, 1)
        column.addWidget(self._edge)
        column.addLayout(below)
        column.addWidget(Hairline(look))
        column.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(self.replace)
        footer.addWidget(self.show_folder)
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.go)
        self.go.setDefault(True)
        self.show_folder.hide()
        self.folder_field.setAccessibleName(self.tr("Folder"))
        return footer

    def _order_tabs(self) -> None:
        """Rows that are made late stand in their place for the Tab key too."""
        before: QWidget = self.more.button
        for row in self.rows.values():
            if row.row.group == MORE:
                self.setTabOrder(before, row.tick)
                before = row.tick

    def _connect(self) -> None:
        self.more.unfolded.connect(self._on_more)
        self.replace.toggled.connect(self._look_in_folder)
        self.change.clicked.connect(self._change_folder)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.show_folder.clicked.connect(lambda: self.show_folder_requested.emit(self._folder))
        self.banner.action.clicked.connect(lambda: self._on_banner())
        audio = self.audio_row()
        if audio is not None:
            audio.cancel_requested.connect(self.stop_requested)
            audio.chapters_requested.connect(self.show_chapters_requested)

    # --- what others ask

    def audio_row(self) -> AudioRow | None:
        """The row of the audio itself."""
        row = self.rows.get(AUDIO)
        return row if isinstance(row, AudioRow) else None

    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked rows, in their order."""
        return tuple(key for key, row in self.rows.items() if row.is_chosen())

    def wished(self) -> tuple[str, ...]:
        """The keys to remember: those chosen, and those that are refused only this time."""
        return tuple(key for key, row in self.rows.items() if row.is_wished())

    def folder(self) -> Path:
        """Where the files go."""
        return self._folder

    def waiting(self) -> tuple[str, ...]:
        """The keys of the rows in sight that nobody has looked into yet."""
        return tuple(key for key, row in self.rows.items() if row.known is None)

    def show_known(self, key: str, known: RowState) -> None:
        """Say how a row stands."""
        row = self.rows.get(key)
        if row is not None and not (self._done or self._working):
            row.show_known(known)
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        fit_height(self, self.room)
        super().showEvent(event)

    def reject(self) -> None:
        """Leave; while audio is being written, stop that first."""
        audio = self.audio_row()
        if self._working and audio is not None:
            audio.stop.click()
            return
        super().reject()

    # --- choosing

    def _on_more(self, shown: bool) -> None:
        if shown:
            self._order_tabs()
            self._look_in_folder()
            self.states_wanted.emit(self.waiting())
        self.more_toggled.emit(shown)
        self._fit()
        self.room.show_from(self.more if shown else None)

    def _change_folder(self) -> None:
        chosen = self._choose_folder(self, self._folder)
        if chosen is not None:
            self._folder = chosen
            self._look_in_folder()

    def _look_in_folder(self) -> None:
        self.folder_field.setText(short_folder(self._folder))
        for row in self.rows.values():
            row.look_in(self._folder, replace=self.replace.isChecked())
        self._refresh()

    def _refresh(self) -> None:
        if self._done or self._working:
            return
        files = [row for row in self.rows.values() if row.row.group == FILES]
        fact = self.tr("{0} kinds, {1} chosen")
        self.files_fact.set_text(fact.format(len(files), sum(r.is_chosen() for r in files)))
        rows = self.rows.values()
        self.more.show_chosen(sum(r.is_chosen() for r in rows if r.row.group == MORE))
        faults = [row.row.title for row in rows if row.has_fault()]
        self._show_faults(faults)
        conflict = any(row.conflicts() for row in rows)
        self.replace.setVisible(conflict)
        blocked = conflict and not self.replace.isChecked()
        self.go.setText(self.tr("Publish anyway") if faults else self.tr("Publish"))
        self.go.setEnabled(bool(self.chosen()) and not blocked)
        tip = self.tr("Tick “Replace files from last time”, or choose another folder")
        self.go.setToolTip(tip if blocked else "")

    def _show_faults(self, titles: list[str]) -> None:
        words = ""
        if titles:
            last = titles[-1]
            names = ", ".join(titles[:-1])
            names = self.tr("{0} and {1}").format(names, last) if names else last
            words = self.tr("Will show a fault: {0}.").format(names)
        action = self.tr("See problems") if words else ""
        self._say(Severity.RULE, words, action, self._see_problems)

    def _say(
        self,
        severity: Severity,
        words: str,
        action: str = "",
        then: Callable[[], None] | None = None,
    ) -> None:
        before = self.banner.isVisibleTo(self)
        self._on_banner = then or self._see_problems
        self.banner.show_message(severity, words, action)
        if self.banner.isVisibleTo(self) != before:
            self._fit()

    def _fit(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, lambda: fit_height(self, self.room))

    def _see_problems(self) -> None:
        self.reject()
        self.show_problems_requested.emit()

    # --- writing

    def _go(self) -> None:
        if self._done:
            self.accept()
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            written = self._publish(self.chosen(), self._folder, self.replace.isChecked())
        except NotesError as trouble:
            _log.info("Publishing stopped: %s", trouble.detail)
            self._say(Severity.RULE, said_sentence(trouble.sentence))
        else:
            self._show_written(written)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _show_written(self, written: tuple[WrittenRow, ...]) -> None:
        chosen, audio = self.chosen(), self.audio_row()
        by_key = {row.key: row for row in written}
        for key, row in self.rows.items():
            if not (row is audio and key in chosen):
                row.show_written(by_key.get(key))
        self._say(Severity.RULE, "")
        self.room.verticalScrollBar().setValue(0)
        self.change.setEnabled(False)
        self.replace.hide()
        if audio is not None and AUDIO in chosen:
            self._begin_audio()
        else:
            self._finish()

    def _begin_audio(self) -> None:
        audio = self.audio_row()
        assert audio is not None
        self._say(Severity.RULE, "")
        self._done, self._working = False, True
        audio.show_working()
        self.cancel.hide()
        self.go.setText(self.tr("Publishing…"))
        self.go.setEnabled(False)
        audio.stop.setFocus()
        self.embed_requested.emit(audio.wish())

    def show_progress(self, per_mille: int) -> None:
        """How much of the audio is written."""
        audio = self.audio_row()
        if audio is not None and self._working:
            audio.show_progress(per_mille)

    def show_embedded(self, written: WrittenRow) -> None:
        """The audio is written as well."""
        audio = self.audio_row()
        if audio is not None and self._working:
            audio.show_written(written)
            self._finish()

    def show_stopped(self, trouble: NotesError) -> None:
        """The audio was not written, and is what it was."""
        audio = self.audio_row()
        if audio is None or not self._working:
            return
        _log.info("The chapters were not put in: %s", trouble.detail)
        again = self.tr("Try again")
        if isinstance(trouble, Cancelled):
            audio.show_stopped(self.tr("Stopped, nothing written"), Severity.NOTE)
            words = self.tr("The audio was not written, because you stopped it.")
            self._say(Severity.NOTE, words, again, self._begin_audio)
        else:
            audio.show_stopped(self.tr("Not written"), Severity.RULE)
            words = said_sentence(trouble.sentence)
            self._say(Severity.RULE, words, again, self._begin_audio)
        self._finish()

    def _finish(self) -> None:
        self._done, self._working = True, False
        written = sum(row.was_written for row in self.rows.values())
        self.files_fact.set_text(self.tr("{0} written").format(written))
        self.cancel.hide()
        self.show_folder.show()
        self.go.setText(self.tr("Close"))
        self.go.setToolTip("")
        self.go.setEnabled(True)
        self.go.setFocus()
