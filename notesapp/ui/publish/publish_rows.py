"""The rows of the publish dialog: what can be written, and what has been."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QEvent,
    QMimeData,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.problems import Severity
from notesapp.destinations.base import Clip
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, stroke_round
from notesapp.ui.kit.widgets import Label
from notesapp.ui.panels.problem_row import SIGNS
from notesapp.ui.publish.columns import Column, column_widths
from notesapp.ui.text.clipboard import empty_data

FILES, CLIPBOARD, MORE = "files", "clipboard", "more"
ROW_HEIGHT = 36
_COPIED_MS = 1500


@dataclass(frozen=True, slots=True)
class PublishRow:
    """One kind of file; ``group`` is where it stands, ``checked`` whether it begins ticked."""

    key: str
    title: str
    file_name: str
    group: str = FILES
    checked: bool = True


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands, once that is known. ``severity`` is empty where all is well.

    ``words`` is a short sentence: "Ready, 5 chapters", the first loss, or why it is ``refused``;
    ``losses`` are all of them. ``fact`` stands in the file name's place.
    """

    words: str
    severity: str = ""
    losses: tuple[str, ...] = ()
    refused: bool = False
    fact: str = ""
    clip: Clip | None = None


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """What became of a row: where it was written; ``losses`` says what it could not carry.

    ``words`` say more than that it was written, ``file`` more than the path's name. ``refused``:
    it was not written, and the words say why. ``asides`` are said on request only.
    """

    key: str
    path: Path | None
    losses: tuple[str, ...] = ()
    words: str = ""
    refused: bool = False
    file: str = ""
    asides: tuple[str, ...] = ()


class State(QWidget):
    """A shape and a short sentence: a tick where all is well. ``tip`` is all there is to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sign: tuple[str, str] = ("", "")
        self.tip = ""
        self._icon = QLabel()
        self._icon.setFixedWidth(16)
        self.words = Label(look, "", role="body", token="ink2")
        self.words.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch(1)

    def show_state(self, words: str, severity: str, *, tip: str = "", quiet: bool = False) -> None:
        """Say how a row stands; nothing at all for empty words, without the shape if ``quiet``."""
        self.tip = tip
        self.words.set_text(words)
        self.words.setAccessibleDescription(tip if tip != words else "")
        self.words.set_token("ink3" if quiet else "ink2")
        self._sign = SIGNS[Severity(severity)] if severity else ("check", "ink2")
        if quiet:
            self._sign = ("", "")
        self.set_look(self._look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and self.tip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip, self)
            return True
        return super().eventFilter(watched, event)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        icon, token = self._sign
        self._icon.setVisible(bool(self.words.text()) and bool(icon))
        if icon:
            self._icon.setPixmap(look.pixmap(icon, token, 16, self))


class RowWidget(QWidget):
    """Tick, kind, file name and state; a click anywhere on the row ticks it.

    ``known`` is None until somebody has found out how the row stands.
    """

    toggled = Signal()

    def __init__(self, look: Look, row: PublishRow) -> None:
        super().__init__()
        self.row = row
        self._scale = look.fonts.scale
        self.known: RowState | None = None
        self._was_wished = False
        self._done = False
        self.was_written = False
        self._replaced: QDateTime | None = None
        self._replace = False
        self.setFixedHeight(max(ROW_HEIGHT, look.fonts.line("body") + 20))
        self.tick = QCheckBox()
        self.tick.setChecked(row.checked)
        self.tick.setAccessibleName(row.title)
        policy = self.tick.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.tick.setSizePolicy(policy)
        self.title = Label(look, row.title, weight=500)
        self.file = Label(look, row.file_name, token="ink3")
        self.state = State(look)
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(12, 0, 12, 0)
        self.line.setSpacing(12)
        self.line.addWidget(self.tick)
        self._columns = Column(self.title), Column(self.file)
        for column in self._columns:
            self.line.addWidget(column)
        self.line.addWidget(self.state, 1)
        self.copy = self._add_copy() if row.group == CLIPBOARD else None
        self.tick.toggled.connect(self._on_tick)

    def _add_copy(self) -> QPushButton:
        button = QPushButton(self.tr("Copy"))
        button.setProperty("role", "quiet")
        button.setAccessibleName(self.tr("Copy {0}").format(self.row.title))
        button.setEnabled(False)
        button.clicked.connect(self._copy)
        self.line.addWidget(button)
        self.line.setContentsMargins(12, 0, 8, 0)
        return button

    def _copy(self) -> None:
        assert self.copy is not None and self.known is not None
        assert self.known.clip is not None
        QGuiApplication.clipboard().setMimeData(clip_data(self.known.clip))
        self.copy.setText(self.tr("Copied"))
        QTimer.singleShot(_COPIED_MS, self.copy, self._name_copy)

    def _name_copy(self) -> None:
        if self.copy is not None:
            self.copy.setText(self.tr("Copy"))

    def is_chosen(self) -> bool:
        """Whether this file is to be written."""
        return self.tick.isChecked()

    def set_chosen(self, wanted: bool) -> None:
        """Tick it or not; what is refused this time is only remembered."""
        if self.tick.isEnabled():
            self.tick.setChecked(wanted)
        else:
            self._was_wished = wanted

    def is_wished(self) -> bool:
        """Whether it is wanted as a rule, though it may be refused this time."""
        return self.is_chosen() or self._was_wished

    def conflicts(self) -> bool:
        """Whether it is chosen and a file of that name is there already."""
        return self.is_chosen() and self._replaced is not None

    def has_fault(self) -> bool:
        """Whether it is chosen and will show something wrongly."""
        known = self.known
        return self.is_chosen() and known is not None and known.severity == Severity.RULE

    def show_known(self, known: RowState) -> None:
        """Say how the row stands; one that is refused cannot be ticked."""
        if self._done:
            return
        self.known = known
        if known.fact:
            self.file.set_text(known.fact)
        if self.copy is not None:
            self.copy.setEnabled(known.clip is not None)
        self.tick.setEnabled(not known.refused)
        if known.refused and self.is_chosen():
            self._was_wished = True
            self.tick.setChecked(False)
        self._columns[1].setVisible(not known.refused)  # its room is for the reason
        self.show_state()

    def look_in(self, folder: Path, *, replace: bool) -> None:
        """See whether the folder already has a file of that name."""
        self._replace = replace
        self.look_for(folder / self.row.file_name)

    def look_for(self, path: Path | None) -> None:
        """See whether a file is there that would be replaced."""
        self._replaced = _changed_at(path) if path is not None else None
        self.show_state()

    def show_written(self, written: WrittenRow | None) -> None:
        """Show what became of this row; one that was not chosen steps back."""
        self._done = True
        self.tick.hide()
        self.was_written = written is not None and not written.refused
        self.setEnabled(written is not None)
        if written is None:
            self.say("", "")
            return
        if written.refused:
            self.say(written.words, Severity.ADVICE, tip=written.words)
            return
        if written.path is not None:
            self.file.set_text(written.file or written.path.name)
        known = self.known or RowState("")
        faults = known.losses if known.severity == Severity.RULE else ()
        losses = tuple(dict.fromkeys((*faults, *written.losses)))
        words, _ = summed_up(losses)
        tip = "\n".join((*losses, *written.asides))
        severity = (known.severity or Severity.NOTE) if losses else ""
        if not faults:
            words = written.words or words or self.tr("Written")
        self.say(words, severity, tip=tip)

    def _on_tick(self) -> None:
        self.show_state()
        self.toggled.emit()

    def say(self, words: str, severity: str, *, tip: str = "", quiet: bool = False) -> None:
        """Show a state, and have it read out with the tick that it belongs to."""
        self.state.show_state(words, severity, tip=tip, quiet=quiet)
        facts = (self.file.text(), tip or words)
        self.tick.setAccessibleDescription(". ".join(filter(None, facts)))

    def show_state(self) -> None:
        """Say how the row stands now. What is not ticked says only what it would lose."""
        known = self.known
        words, severity, tip = "", "", ""
        if known is not None:
            _, tip = summed_up(known.losses)
            words, severity = _words_of(known), known.severity
            if not self.is_chosen() and not known.refused:
                self.say(words if severity else "", "", tip=tip, quiet=True)
                return
        if self._replaced is not None and self.is_chosen():
            when = self.locale().toString(self._replaced, self.tr("d MMM, HH:mm"))
            if not self._replace:
                words, severity = self.tr("A file of {0} is there").format(when), Severity.ADVICE
            elif severity in ("", Severity.NOTE):
                words = self.tr("Replaces the file of {0}").format(when)
        self.say(words, severity, tip=tip or words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = column_widths(self.width(), self._scale)
        for column, wide in zip(self._columns, widths, strict=True):
            column.set_wide(wide)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        usable = self.tick.isVisible() and self.tick.isEnabled()
        if event.button() == Qt.MouseButton.LeftButton and usable:
            self.tick.toggle()


class Card(QWidget):
    """Rows on one surface, hairlines between them."""

    def __init__(self, look: Look, rows: list[RowWidget]) -> None:
        super().__init__()
        self._look, self._rows = look, rows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        for row in rows:
            column.addWidget(row)

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, self.rect(), 8, self._look.color("surface"))
        stroke_round(painter, self.rect(), 8, self._look.color("line"))
        for row in self._rows[1:]:
            painter.fillRect(12, row.y(), self.width() - 24, 1, self._look.color("line"))
        painter.end()


def clip_data(clip: Clip) -> QMimeData:
    """A clip as the clipboard takes it: rich where there is rich text, and plain."""
    data = empty_data()
    data.setText(clip.plain)
    if clip.html:
        data.setHtml(clip.html)
    return data


def caption(look: Look, words: str, fact: Label | None = None) -> QHBoxLayout:
    """A line over a card: what is in it, and a fact about it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Label(look, words, role="caption"))
    if fact is not None:
        row.addWidget(fact)
    row.addStretch(1)
    return row


def summed_up(losses: tuple[str, ...]) -> tuple[str, str]:
    """The losses in one line, and one a line."""
    if not losses:
        return "", ""
    line = losses[0]
    if len(losses) > 1:
        words = QCoreApplication.translate("PublishRows", "{0} And {1} more.")
        line = words.format(losses[0], len(losses) - 1)
    return line, "\n".join(losses)


def _words_of(known: RowState) -> str:
    words, _ = summed_up(known.losses)
    return words if known.losses and known.words == known.losses[0] else known.words


def _changed_at(path: Path) -> QDateTime | None:
    try:
        return QDateTime.fromSecsSinceEpoch(int(path.stat().st_mtime))
    except OSError:
        return None
