"""After a stop: what is here, what stands in the files, and which of both is to be opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from notesapp.ui.files.difference_view import DifferenceView
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.recovery import recovery_words as words
from notesapp.ui.recovery.choice_tile import ChoiceTile
from notesapp.ui.recovery.find_list import FindList
from notesapp.ui.recovery.finds import Choice, Find, lines_of

Decision = tuple[Find, Choice]
ROOM = {Choice.RECOVERED: 4, Choice.DISK: 3, Choice.BOTH: 2, Choice.LET_GO: 2}


class RecoveryDialog(QDialog):
    """Changes nothing itself. ``decided`` carries a choice for each find, as a tuple of pairs.

    Closing it in any other way decides nothing. ``days`` is how long versions are kept, 0 for
    unsaid.
    """

    decided = Signal(tuple)

    def __init__(
        self, look: Look, finds: tuple[Find, ...], days: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._days = days
        self.finds = finds
        self.setWindowTitle(self.tr("Recover notes"))
        self.list = FindList(look, finds)
        self.list.setVisible(len(finds) > 1)
        self.about = WrappedText(look, "", role="body", token="ink2")
        self.damage = WrappedText(look, "", role="small", token="warn")
        self.tiles = {choice: ChoiceTile(look, words.choice_name(choice)) for choice in Choice}
        self.amount = Label(look, "", role="small", token="ink2")
        self.view = DifferenceView(look)
        self.later = QPushButton(self.tr("Decide later"))
        self.go = QPushButton()
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self._lay_out(look)
        self.set_look(look)
        self._connect()
        wide = 720 if any(len(find.choices) > 2 for find in finds) else 640
        tall = 460 if len(finds) == 1 else 600
        resize_within(self, round(wide * look.fonts.scale), round(tall * look.fonts.scale))
        self._show(0)

    def decisions(self) -> tuple[Decision, ...]:
        """What is chosen for each."""
        return tuple(zip(self.finds, self.list.rows.chosen, strict=True))

    def set_look(self, look: Look) -> None:
        """Take the drawing from another look."""
        self.sign.setPixmap(look.pixmap("recover", "accent", 20, self))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        start = self.list if len(self.finds) > 1 else self.tiles[self.list.rows.chosen[0]]
        start.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    # --- building

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 16)
        body.setSpacing(12)
        body.addLayout(self._head(look))
        body.addWidget(self.list)
        for text in (self.about, self.damage):
            body.addWidget(text)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        for tile in self.tiles.values():
            self._row.addWidget(tile)
        body.addLayout(self._row)
        caption = QHBoxLayout()
        self.caption = Label(look, "", role="small", weight=600, token="ink2", elide=False)
        caption.addWidget(self.caption)
        caption.addStretch(1)
        caption.addWidget(self.amount)
        body.addLayout(caption)
        self.view.setMinimumHeight(72)
        body.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(self._footer(look))

    def _head(self, look: Look) -> QVBoxLayout:
        title = QHBoxLayout()
        title.setSpacing(10)
        self.sign = QLabel()
        title.addWidget(self.sign)
        title.addWidget(Label(look, words.headline(self.finds), role="heading"))
        title.addStretch(1)
        said = words.introduction(self.finds)
        if len(self.finds) == 1:
            said = f"{said} {words.about_file(self.finds[0])}".strip()
        self.said = WrappedText(look, said, role="body", token="ink2")
        head = QVBoxLayout()
        head.setSpacing(8)
        head.addLayout(title)
        head.addWidget(self.said)
        return head

    def _footer(self, look: Look) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        self.kept = WrappedText(look, "", role="small", token="ink3")
        self.kept.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.kept.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        footer.addWidget(self.kept, 1)
        footer.addWidget(self.later)
        footer.addWidget(self.go)
        return footer

    def _connect(self) -> None:
        self.list.row_changed.connect(self._show)
        self.list.step_requested.connect(self._step)
        for choice, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, c=choice: self._choose(c))
            tile.toggled.connect(lambda on, c=choice: self._choose(c) if on else None)
        self.later.clicked.connect(self.reject)
        self.go.clicked.connect(self._decide)

    # --- choosing

    def _show(self, row: int) -> None:
        """The tiles and the differences of one of the notes."""
        if row < 0:
            return
        find = self.finds[row]
        self.about.setText(words.about_file(find) if len(self.finds) > 1 else "")
        self.about.setVisible(bool(self.about.text()))
        self.damage.setText(words.about_damage(find))
        self.damage.setVisible(bool(self.damage.text()))
        for choice, tile in self.tiles.items():
            tile.setVisible(choice in find.choices)
            many = len(find.choices) > 2  # then each has the room its words need
            self._row.setStretchFactor(tile, ROOM[choice] if many else 1)
            tile.set_detail(words.choice_detail(find, choice))
        self.tiles[self.list.rows.chosen[row]].setChecked(True)
        alone = find.disk is None
        self.caption.set_text(self.tr("What it says") if alone else self.tr("What differs"))
        self.amount.set_text(words.amount(find))
        self.view.show_difference(lines_of(find.other_text), lines_of(find.left.text))
        self._refresh()

    def _choose(self, choice: Choice) -> None:
        row = self.list.row()
        if choice in self.finds[row].choices and self.list.rows.chosen[row] is not choice:
            self.list.rows.choose(row, choice)
            self._refresh()

    def _step(self, by: int) -> None:
        row = self.list.row()
        choices = self.finds[row].choices
        place = choices.index(self.list.rows.chosen[row]) + by
        self.tiles[choices[max(0, min(place, len(choices) - 1))]].setChecked(True)

    def _refresh(self) -> None:
        chosen = self.list.rows.chosen
        self.kept.setText(words.kept_words(self.decisions(), self._days))
        self.go.setText(words.go_words(chosen))

    def _decide(self) -> None:
        decisions = self.decisions()
        self.accept()
        self.decided.emit(decisions)
