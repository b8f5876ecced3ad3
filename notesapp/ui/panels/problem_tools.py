"""What stands above the problem list: for whom, how strictly, and what can be fixed at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.form_fields import ChoiceField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round
from notesapp.ui.kit.start_tiles import WrappedText

EVERYTHING = "all"
THE_NOTES = "notes"


class SafeStrip(QWidget):
    """ "4 can be fixed safely" and its button, on a soft ground."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.words = WrappedText(look, "", role="body", token="ink")
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.button = QPushButton(self.tr("Fix all safe…"))
        self.button.setProperty("role", "quiet")
        self.button.setAutoDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 4, 4, 4)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many there are; nothing is shown for none."""
        words = self.tr("1 can be fixed safely")
        if count != 1:
            words = self.tr("{0} can be fixed safely").format(count)
        if self.words.text() != words:
            self.words.setText(words)
        self.setVisible(count > 0)

    def set_look(self, look: Look) -> None:
        """Take colours and icon from another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, self.rect(), 6, self._look.color("soft"))
        box = QRect(12, 0, 16, self.height())
        draw_centred(painter, box, self._look.pixmap("wand", "accent", 16, self))
        painter.end()


class ProblemTools(QWidget):
    """``filter_changed`` carries a destination's key, EVERYTHING or THE_NOTES; only of the user.

    ``full_changed``: whether the full list is wanted, or only what a draft can have by now.
    """

    filter_changed = Signal(str)
    full_changed = Signal(bool)
    fix_all_requested = Signal()

    def __init__(self, look: Look, names: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.filter = ChoiceField()
        self.filter.setAccessibleName(self.tr("Problems of which destination"))
        self._caption = QLabel(self.filter.accessibleName(), self)  # a reader takes it as the name
        self._caption.setBuddy(self.filter)
        self._caption.hide()
        self.filter.addItem(self.tr("All destinations"), EVERYTHING)
        for key, name in names:
            self.filter.addItem(name, key)
        self.filter.addItem(self.tr("The notes"), THE_NOTES)
        # the longest entry must not make the panel wider than its column
        self.filter.setSizeAdjustPolicy(
            ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.filter.setMinimumContentsLength(12)
        self.draft = self._mode(look, self.tr("While writing"))
        self.full = self._mode(look, self.tr("For publishing"))
        self.draft.setToolTip(self.tr("Only what a draft can have by now."))
        self.full.setToolTip(self.tr("Everything, as it would be published now."))
        self._group = QButtonGroup(self)
        for button in (self.draft, self.full):
            self._group.addButton(button)
        self.draft.setChecked(True)
        self.strip = SafeStrip(look, self)
        self._lay_out()
        self.filter.activated.connect(lambda _: self.filter_changed.emit(self.chosen()))
        self.full.toggled.connect(self.full_changed)
        self.strip.button.clicked.connect(self.fix_all_requested)

    def _mode(self, look: Look, words: str) -> FlatButton:
        button = FlatButton(look, words, text=words, size=28)
        button.setCheckable(True)
        return button

    def _lay_out(self) -> None:
        modes = QHBoxLayout()
        modes.setContentsMargins(0, 0, 0, 0)
        modes.setSpacing(4)
        modes.addWidget(self.draft)
        modes.addWidget(self.full)
        modes.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 6)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addLayout(modes)
        column.addWidget(self.strip)

    def chosen(self) -> str:
        """Whose problems are wanted."""
        return str(self.filter.currentData())

    def choose(self, key: str) -> None:
        """Choose without a signal; everything where the key is not known."""
        self.filter.show_value(key)
