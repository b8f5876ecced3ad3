"""What another program wrote and what stands in the window, and which of both is to stay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

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

from notesapp.core.comparing import Part, merge
from notesapp.ui.files.difference_view import DifferenceView
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label

WIDTH, HEIGHT = 760, 560


class Outcome(Enum):
    """What the user chose."""

    MINE = "mine"
    THEIRS = "theirs"
    MERGED = "merged"
    BOTH = "both"


@dataclass(frozen=True)
class Sides:
    """The lines of both, and the places at which one of them or both changed."""

    mine: list[str]
    theirs: list[str]
    parts: tuple[Part, ...]


def sides_of(base: str, mine: str, theirs: str) -> Sides:
    """Compare two texts with the one both came from. Thousands of places take seconds."""
    here, there = mine.split("\n"), theirs.split("\n")
    return Sides(here, there, merge(base.split("\n"), here, there))


class CompareDialog(QDialog):
    """Changes nothing itself. ``decided`` carries an Outcome; closing it decides nothing."""

    decided = Signal(object)

    def __init__(
        self,
        look: Look,
        said: str,
        sides: Sides,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare notes"))
        self.mine, self.theirs, self.parts = sides.mine, sides.theirs, sides.parts
        self.view = DifferenceView(look)
        self.view.show_merge(self.mine, self.theirs, self.parts)
        self.amount = Label(look, self._amount(), role="small", token="ink2", elide=False)
        self.both = self._button(self.tr("Keep both…"), Outcome.BOTH)
        self.take = self._button(self.tr("Take theirs"), Outcome.THEIRS)
        self.keep = self._button(self.tr("Keep mine"), Outcome.MINE)
        self.merged = self._button(self.tr("Merge"), Outcome.MERGED)
        self.both.setToolTip(self.tr("Saves yours beside it and takes theirs into the window."))
        self.merged.setToolTip(self.tr("Makes of both what is chosen above, and saves it."))
        self.merged.setProperty("role", "primary")
        self.merged.setDefault(True)
        self._lay_out(look, said)
        self.set_look(look)
        resize_within(self, round(WIDTH * look.fonts.scale), round(HEIGHT * look.fonts.scale))

    def set_look(self, look: Look) -> None:
        """Take the drawing from another look."""
        self.sign.setPixmap(look.pixmap("warning", "warn", 20, self))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _button(self, words: str, outcome: Outcome) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: self._decide(outcome))
        return button

    def _decide(self, outcome: Outcome) -> None:
        self.accept()
        self.decided.emit(outcome)

    def _amount(self) -> str:
        open_parts = sum(part.is_conflict for part in self.parts)
        decided = len(self.parts) - open_parts
        if not self.parts:
            return ""
        if not open_parts:
            return self.tr("{0} changed on one side only").format(decided)
        if not decided:
            return self.tr("{0} changed on both sides").format(open_parts)
        words = self.tr("{0} changed on both sides, {1} on one side only")
        return words.format(open_parts, decided)

    def _lay_out(self, look: Look, said: str) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 16)
        body.setSpacing(12)
        title = QHBoxLayout()
        title.setSpacing(10)
        self.sign = QLabel()
        title.addWidget(self.sign)
        title.addWidget(Label(look, self.tr("Two versions of these notes"), role="heading"))
        title.addStretch(1)
        body.addLayout(title)
        words = self.tr("Choose for each place: yours, theirs, or both.")
        body.addWidget(WrappedText(look, f"{said} {words}".strip(), role="body", token="ink2"))
        caption = QHBoxLayout()
        differs = self.tr("What differs")
        caption.addWidget(Label(look, differs, role="small", weight=600, token="ink2", elide=False))
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

    def _footer(self, look: Look) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        kept = WrappedText(
            look,
            self.tr("What is not taken stays in earlier versions."),
            role="small",
            token="ink3",
        )
        kept.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        kept.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        footer.addWidget(kept, 1)
        for button in (self.both, self.take, self.keep, self.merged):
            footer.addWidget(button)
        return footer
