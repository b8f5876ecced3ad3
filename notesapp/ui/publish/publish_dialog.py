"""Publish: choose what is written and where; afterwards, what was."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from notesapp.core.problems import Severity
from notesapp.errors import Cancelled, NotesError
from notesapp.publishing.items import AUDIO
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.widgets import Ground, Hairline, Label
from notesapp.ui.publish.audio_row import AudioRow
from notesapp.ui.publish.banner import Banner
from notesapp.ui.publish.columns import WIDTH
from notesapp.ui.publish.folders import ChooseFolder, ask_folder, short_folder
from notesapp.ui.publish.more_rows import MoreRows
from notesapp.ui.publish.publish_footer import Footer
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
from notesapp.ui.publish.set_choice import PublishSet, SetChoice

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PublishWish:
    """What somebody chose: the keys, where to, and whether files of last time are replaced.

    ``in_place``: the audio itself gets the chapters. ``remembered`` are the keys to begin with
    next time.
    """

    keys: tuple[str, ...]
    folder: Path
    replace: bool = False
    in_place: bool = False
    remembered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a row for each thing written, whose rules are still broken, the report.

    ``files`` is how many files were written.
    """

    rows: tuple[WrittenRow, ...]
    still_broken: tuple[str, ...] = ()
    report: str = ""
    files: int = 0


class PublishDialog(QDialog):
    """Writes nothing itself: ``publish_requested`` carries a PublishWish.

    ``show_progress``, then ``show_published`` or ``show_stopped`` answer it; ``stop_requested``
    if somebody has enough of it. ``states_wanted`` carries the keys of rows that nobody has looked
    into yet, ``show_folder_requested`` a folder. ``show_problems_requested`` and
    ``fix_all_requested`` follow closing.
    """

    publish_requested = Signal(object)
    stop_requested = Signal()
    show_folder_requested = Signal(object)
    show_problems_requested = Signal()
    fix_all_requested = Signal()
    show_chapters_requested = Signal()
    states_wanted = Signal(object)
    more_toggled = Signal(bool)

    def __init__(
        self,
        look: Look,
        rows: tuple[PublishRow, ...],
        folder: Path,
        parent: QWidget | None = None,
        *,
        audio: Path | None = None,
        title: str = "",
        more: bool = False,
        sets: tuple[PublishSet, ...] = (),
        choose_folder: ChooseFolder = ask_folder,
    ) -> None:
        super().__init__(parent)
        self._look, self._audio = look, audio
        self._choose_folder, self._folder = choose_folder, folder
        self._done = self._working = self._fixable = False
        self._report = ""
        self.setWindowTitle(title or self.tr("Publish"))
        resize_within(self, round(WIDTH * look.fonts.scale), 0)
        self.rows: dict[str, RowWidget] = {}
        self.sets = SetChoice(look, sets)
        self.files_fact = Label(look, "", role="small", token="ink3")
        self.banner = Banner(look)
        self.folder_field = QLineEdit()
        self.folder_field.setReadOnly(True)
        self.folder_field.setAccessibleName(self.tr("Folder"))
        self.change = QPushButton(self.tr("Change…"))
        self.more = MoreRows(look, [row for row in rows if row.group == MORE], self._made)
        self._edge = Hairline(look)
        self.room = Room(self._lists(look, rows), self._edge)
        self.footer = Footer(look)
        self.replace, self.cancel, self.go = (
            self.footer.replace,
            self.footer.cancel,
            self.footer.go,
        )
        self._lay_out(look)
        self.go.setDefault(True)
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
        body.addWidget(self.sets)
        body.addSpacing(8 if self.sets.isVisibleTo(ground) else 0)
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
        column.addWidget(self.footer)

    def _order_tabs(self) -> None:
        """Rows that are made late stand in their place for the Tab key too."""
        before: QWidget = self.more.button
        for row in self.rows.values():
            if row.row.group == MORE:
                self.setTabOrder(before, row.tick)
                before = row.tick

    def _connect(self) -> None:
        self.more.unfolded.connect(self._on_more)
        self.sets.chosen.connect(self._tick)
        self.replace.toggled.connect(self._look_in_folder)
        self.change.clicked.connect(self._change_folder)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.footer.show_folder.clicked.connect(
            lambda: self.show_folder_requested.emit(self._folder)
        )
        self.footer.copy_report.clicked.connect(self._copy_report)
        self.banner.action.clicked.connect(lambda: self._leave(self.show_problems_requested))
        self.banner.second.clicked.connect(lambda: self._leave(self.fix_all_requested))
        audio = self.audio_row()
        if audio is not None:
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

    def show_fixable(self, fixable: bool) -> None:
        """Whether something of what breaks a rule can be fixed safely."""
        self._fixable = fixable
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        fit_height(self, self.room)
        super().showEvent(event)

    def reject(self) -> None:
        """Leave; while something is being written, stop that first."""
        if self._working:
            self.footer.show_stopping()
            self.stop_requested.emit()
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

    def _tick(self, keys: tuple[str, ...]) -> None:
        """Tick these and no others; rows that are folded away come into sight for it."""
        if any(row.key in keys for row in self.more.rows):
            self.more.set_open(True)
            self._on_more(True)
        for key, row in self.rows.items():
            row.set_chosen(key in keys)

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
        self.sets.show_ticked(self.wished())
        faults = tuple(row.row.title for row in rows if row.has_fault())
        self._show_faults(self.tr("Will show a fault: {0}."), faults)
        conflict = any(row.conflicts() for row in rows)
        self.footer.offer_replacing(conflict)
        blocked = conflict and not self.replace.isChecked()
        self.go.setText(self.tr("Publish anyway") if faults else self.tr("Publish"))
        self.go.setEnabled(bool(self.chosen()) and not blocked)
        tip = self.tr("Tick “Replace files from last time”, or choose another folder")
        self.go.setToolTip(tip if blocked else "")

    def _show_faults(self, words: str, titles: tuple[str, ...]) -> None:
        if not titles:
            self._say(Severity.RULE, "")
            return
        last = titles[-1]
        names = ", ".join(titles[:-1])
        names = self.tr("{0} and {1}").format(names, last) if names else last
        second = self.tr("Fix all safe…") if self._fixable else ""
        self._say(Severity.RULE, words.format(names), self.tr("See problems"), second)

    def _say(self, severity: Severity, words: str, action: str = "", second: str = "") -> None:
        before = self.banner.isVisibleTo(self)
        self.banner.show_message(severity, words, action, second)
        if self.banner.isVisibleTo(self) != before:
            self._fit()

    def _fit(self) -> None:
        if self.isVisible():
            QTimer.singleShot(0, self, lambda: fit_height(self, self.room))

    def _leave(self, then: SignalInstance) -> None:
        self.reject()
        then.emit()

    # --- writing

    def _go(self) -> None:
        if self._done:
            self.accept()
            return
        audio = self.audio_row()
        wish = PublishWish(
            self.chosen(),
            self._folder,
            self.replace.isChecked(),
            audio is not None and audio.is_in_place(),
            self.wished(),
        )
        self._set_working(True)
        self.publish_requested.emit(wish)

    def _set_working(self, working: bool) -> None:
        self._working = working
        for widget in (self.room.inside, self.change):
            widget.setEnabled(not working)
        if working:
            self._say(Severity.RULE, "")
            self.footer.show_working()
        else:
            self.footer.show_choosing()

    def show_progress(self, per_mille: int) -> None:
        """How much is written."""
        if self._working:
            self.footer.meter.setValue(per_mille)

    def show_stopped(self, trouble: NotesError) -> None:
        """It was not written, and can be tried again."""
        _log.info("Publishing stopped: %s %s", trouble.sentence, trouble.detail)
        self._set_working(False)
        self._look_in_folder()
        severity = Severity.NOTE if isinstance(trouble, Cancelled) else Severity.RULE
        self._say(severity, said_sentence(trouble.sentence))
        if waiting := self.waiting():
            self.states_wanted.emit(waiting)
        self.go.setFocus()

    def show_published(self, outcome: Outcome) -> None:
        """What was written, what each could not carry, and whose rules are still broken."""
        self._set_working(False)
        self._done, self._report = True, outcome.report
        by_key = {row.key: row for row in outcome.rows}
        for key, row in self.rows.items():
            row.show_written(by_key.get(key))
        self.sets.box.setEnabled(False)
        self.change.setEnabled(False)
        self.room.verticalScrollBar().setValue(0)
        words = self.tr("{0} files written") if outcome.files != 1 else self.tr("1 file written")
        self.files_fact.set_text(words.format(outcome.files))
        self._show_faults(self.tr("Still breaks a rule: {0}."), outcome.still_broken)
        self.footer.show_done()

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.footer.say_copied()
