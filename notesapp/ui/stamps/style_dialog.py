"""Stamp style: how the notes write their stamps, with what changing it would touch."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.edits.converting import Conversion, plan_conversion
from notesapp.core.model import Notes
from notesapp.core.timecode import StampStyle, format_stamp
from notesapp.ui.kit.details_form import Captioned
from notesapp.ui.kit.form_fields import ChoiceField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label

_EXAMPLE_MS = 124_750


class StyleDialog(QDialog):
    """Changes nothing itself: ``conversion`` says what would be done once it is accepted.

    Where fractions would be lost, that has to be ticked first.
    """

    def __init__(self, look: Look, notes: Notes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._notes = look, notes
        self.conversion = Conversion()
        self.setWindowTitle(self.tr("Stamp style"))
        self.setMinimumWidth(480)
        self._make_fields(look)
        self._lay_out(look)
        for field in (self.brackets, self.times, self.fraction, self.place):
            field.currentIndexChanged.connect(lambda _: self._refresh())
        self.lose.toggled.connect(lambda _: self._show_go())
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self._refresh()
        self.brackets.setFocus()

    def style_chosen(self) -> StampStyle:
        """The style that the fields say."""
        digits, hours = self.times.currentData()
        return StampStyle(
            place=self.place.currentData(),
            opening=self.brackets.currentData(),
            fraction=self.fraction.currentData(),
            minute_digits=digits,
            hours_always=hours,
        )

    def _make_fields(self, look: Look) -> None:
        style = self._notes.style
        rows = (("[", "[2:04]"), ("(", "(2:04)"), ("", "2:04"))
        other = [] if style.opening in ("[", "(", "") else [(style.opening,) * 2]
        self.brackets = ChoiceField()
        for opening, words in (*rows, *other):
            self.brackets.addItem(words, opening)
        self.times = ChoiceField()
        for words, data in (
            (self.tr("2:04, hours only when needed"), (1, False)),
            (self.tr("02:04, hours only when needed"), (2, False)),
            (self.tr("0:02:04, always hours"), (1, True)),
            (self.tr("00:02:04, always hours"), (2, True)),
        ):
            self.times.addItem(words, data)
        self.fraction = ChoiceField()
        self.fraction.addItem(self.tr("Milliseconds (2:04.750)"), True)
        self.fraction.addItem(self.tr("Whole seconds (2:04)"), False)
        self.place = ChoiceField()
        self.place.addItem(self.tr("At the end of the question or answer"), "end")
        self.place.addItem(self.tr("At its start"), "start")
        chosen = (
            (self.brackets, style.opening),
            (self.fraction, style.fraction),
            (self.place, style.place),
        )
        for field, value in chosen:
            field.setCurrentIndex(max(0, field.findData(value)))
        shape = (style.minute_digits, style.hours_always)
        shapes = [self.times.itemData(row) for row in range(self.times.count())]
        self.times.setCurrentIndex(shapes.index(shape) if shape in shapes else 0)
        self.example = Label(look, "", role="strong")
        self.count = WrappedText(look, "", role="body", token="ink2")
        self.lose = QCheckBox()
        self.sign = QLabel()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton()
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(12)
        for words, field in (
            (self.tr("Brackets"), self.brackets),
            (self.tr("Times"), self.times),
            (self.tr("Exactness"), self.fraction),
            (self.tr("Place"), self.place),
        ):
            body.addWidget(Captioned(look, words, field))
        body.addWidget(self.example)
        body.addWidget(self.count)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.lose, 1)
        body.addLayout(row)
        body.addStretch(1)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(Label(look, self.tr("One undo step"), role="small", token="ink3"))
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(footer)

    def _refresh(self) -> None:
        style = self.style_chosen()
        self.conversion = plan = plan_conversion(self._notes, style)
        stamp = format_stamp(_EXAMPLE_MS, style)
        line = self.tr("Q: Why rye?")
        where = f"{line} {stamp}" if style.place == "end" else f"{line[:2]} {stamp}{line[2:]}"
        self.example.set_text(where)
        self.count.setText(self._count_words(plan))
        words = self.tr("Let {0} stamps lose their milliseconds")
        one = self.tr("Let 1 stamp lose its milliseconds")
        self.lose.setText(one if plan.losing == 1 else words.format(plan.losing))
        self.lose.setChecked(False)
        self.lose.setVisible(plan.losing > 0)
        self.sign.setVisible(plan.losing > 0)
        self.set_look(self._look)
        self._show_go()

    def _count_words(self, plan: Conversion) -> str:
        if plan.total == 0 and not plan.edits:
            return self.tr("There are no stamps yet, and no header that could keep a style.")
        words = self.tr("{0} of {1} stamps change.").format(plan.changed, plan.total)
        if plan.kept:
            kept = self.tr("{0} keep their brackets or place, or they would not be read as stamps.")
            words += " " + kept.format(plan.kept)
        return words

    def _show_go(self) -> None:
        plan = self.conversion
        words = self.tr("Convert {0} stamps").format(plan.changed)
        if plan.changed == 1:
            words = self.tr("Convert 1 stamp")
        self.go.setText(words if plan.changed else self.tr("Set the style"))
        self.go.setEnabled(bool(plan.edits) and (plan.losing == 0 or self.lose.isChecked()))

    def set_look(self, look: Look) -> None:
        """Take the icon's colour from another look."""
        self._look = look
        self.sign.setPixmap(look.pixmap("warning", "warn", 16, self))
        self.sign.setAlignment(Qt.AlignmentFlag.AlignVCenter)
