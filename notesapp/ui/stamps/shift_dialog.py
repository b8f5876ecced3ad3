"""Shift stamps: how, from where and by how much, and every stamp before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.edits.shifting import ShiftPlan, plan_shift, plan_stretch
from notesapp.core.model import Notes
from notesapp.core.query import segment_at_ms
from notesapp.core.timecode import format_time
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.stamps.shift_list import ShiftList
from notesapp.ui.stamps.time_field import TimeField

FROM_HERE, ALL, RANGE, STRETCH = "from", "all", "range", "stretch"


class ShiftDialog(QDialog):
    """Changes nothing itself: ``plan`` says what would be done once it is accepted.

    ``hear_requested`` carries the place in the audio where the first moved stamp would stand.
    ``duration_ms`` is None where the audio's length is not known.
    """

    hear_requested = Signal(int)

    def __init__(
        self,
        look: Look,
        notes: Notes,
        from_ms: int,
        by_ms: int = 0,
        duration_ms: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._notes, self._duration_ms = look, notes, duration_ms
        self.plan = ShiftPlan()
        self.setWindowTitle(self.tr("Shift stamps"))
        self.setMinimumWidth(616)
        self._make_fields(look)
        self._fill(from_ms, by_ms)
        self._lay_out(look)
        self._connect()
        self._on_mode()
        self.by.setFocus()
        self.by.selectAll()

    def mode(self) -> str:
        """How it shifts: ``from``, ``all``, ``range`` or ``stretch``."""
        return next(name for name, button in self.modes.items() if button.isChecked())

    def _make_fields(self, look: Look) -> None:
        self.modes = {
            FROM_HERE: QRadioButton(self.tr("From here on")),
            ALL: QRadioButton(self.tr("All")),
            RANGE: QRadioButton(self.tr("A range")),
            STRETCH: QRadioButton(self.tr("Stretch between two points")),
        }
        self._group = QButtonGroup(self)
        for button in self.modes.values():
            self._group.addButton(button)
        self.modes[FROM_HERE].setChecked(True)
        self.start = TimeField(self.tr("From"))
        self.end = TimeField(self.tr("To"))
        self.by = TimeField(self.tr("By"), signed=True)
        self.here = Label(look, "", role="small", token="ink3")
        self.less = FlatButton(look, self.tr("One second less"), icon="minus", size=28)
        self.more = FlatButton(look, self.tr("One second more"), icon="plus", size=28)
        for step in (self.less, self.more):
            step.setToolTip(step.accessibleName())
        self.anchors = [
            (TimeField(self.tr("First point, was")), TimeField(self.tr("First point, becomes"))),
            (TimeField(self.tr("Second point, was")), TimeField(self.tr("Second point, becomes"))),
        ]
        self.hear = QPushButton(self.tr("Hear the new place"))
        self.hear.setProperty("role", "quiet")
        self.list = ShiftList(look)
        self.count = Label(look, "", role="small", token="ink3")
        self.sign = QLabel()
        self.words = WrappedText(look, "", role="small", token="ink2")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton()
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)

    def _fill(self, from_ms: int, by_ms: int) -> None:
        stamps = [stamp.start_ms for stamp in self._notes.stamps]
        last_ms = max(stamps, default=from_ms)
        self.start.set_ms(from_ms)
        self.end.set_ms(max(last_ms, from_ms))
        self.by.set_ms(by_ms)
        first_ms = min(stamps, default=0)
        second_ms = from_ms if from_ms > first_ms else last_ms
        for fields, ms, new_ms in zip(
            self.anchors, (first_ms, second_ms), (first_ms, second_ms + by_ms), strict=True
        ):
            fields[0].set_ms(ms)
            fields[1].set_ms(new_ms)

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 12)
        body.setSpacing(12)
        hint = self.tr("Use this when something was cut from the audio or put into it.")
        body.addWidget(WrappedText(look, hint, role="body", token="ink2"))
        row = QHBoxLayout()
        row.setSpacing(20)
        for button in self.modes.values():
            row.addWidget(button)
        row.addStretch(1)
        body.addLayout(row)
        what = QHBoxLayout()
        what.addWidget(self._field_row(look))
        what.addWidget(self._stretch_rows(look))
        what.addWidget(self.hear, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(what)
        caption = QHBoxLayout()
        caption.addWidget(Label(look, self.tr("Before and after"), role="caption"))
        caption.addStretch(1)
        caption.addWidget(self.count)
        body.addLayout(caption)
        body.addWidget(self.list, 1)
        check = QHBoxLayout()
        check.setSpacing(8)
        check.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        check.addWidget(self.words, 1)
        body.addLayout(check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(self._footer(look))

    def _field_row(self, look: Look) -> QWidget:
        self.fields = QWidget()
        row = QHBoxLayout(self.fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._captions = {}
        for name, words, field in (
            ("from", self.tr("From"), self.start),
            ("to", self.tr("To"), self.end),
            ("by", self.tr("By"), self.by),
        ):
            caption = Label(look, words, role="caption", elide=False)
            self._captions[name] = caption
            row.addWidget(caption)
            row.addWidget(field)
            if name == "from":
                row.addWidget(self.here)
            row.addSpacing(4)
        row.addWidget(self.less)
        row.addWidget(self.more)
        row.addStretch(1)
        return self.fields

    def _stretch_rows(self, look: Look) -> QWidget:
        self.stretch = QWidget()
        grid = QGridLayout(self.stretch)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        names = (self.tr("First point"), self.tr("Second point"))
        for line, (name, fields) in enumerate(zip(names, self.anchors, strict=True)):
            grid.addWidget(Label(look, name, role="caption", elide=False), line, 0)
            grid.addWidget(fields[0], line, 1)
            becomes = Label(look, self.tr("becomes"), role="small", token="ink3", elide=False)
            grid.addWidget(becomes, line, 2)
            grid.addWidget(fields[1], line, 3)
        grid.setColumnStretch(4, 1)
        return self.stretch

    def _footer(self, look: Look) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(Label(look, self.tr("One undo step"), role="small", token="ink3"))
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.go)
        return footer

    def _connect(self) -> None:
        for button in self.modes.values():
            button.toggled.connect(lambda on: self._on_mode() if on else None)
        fields = [self.start, self.end, self.by, *self.anchors[0], *self.anchors[1]]
        for field in fields:
            field.textChanged.connect(lambda _: self._refresh())
        self.less.clicked.connect(lambda: self.by.step(-1000))
        self.more.clicked.connect(lambda: self.by.step(1000))
        self.hear.clicked.connect(self._ask_to_hear)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)

    def _on_mode(self) -> None:
        mode = self.mode()
        seen = {"from": mode in (FROM_HERE, RANGE), "to": mode == RANGE}
        for name, field in (("from", self.start), ("to", self.end)):
            field.setVisible(seen[name])
            self._captions[name].setVisible(seen[name])
        self.here.setVisible(seen["from"])
        self.fields.setVisible(mode != STRETCH)
        self.stretch.setVisible(mode == STRETCH)
        self._refresh()

    def _refresh(self) -> None:
        self.plan, trouble = self._planned()
        self._show_here()
        rows = self.plan.rows
        self.list.show_rows(rows, show_cut=not self.list.hasFocus())
        moved = 0 if self.plan.refused else self.plan.moved
        self.count.set_text(self.tr("{0} of {1} stamps move").format(moved, len(rows)))
        self.go.setText(self._go_words(moved))
        self.go.setEnabled(bool(self.plan.edits))
        self.hear.setEnabled(moved > 0 and self._duration_ms is not None)
        if trouble or self.plan.refused:
            self._say("error", "err", trouble or said_sentence(self.plan.refused))
        elif self.plan.problems:
            first = said_sentence(self.plan.problems[0].message)
            more = len(self.plan.problems) - 1
            rest = " " + self.tr("{0} more like it.").format(more) if more else ""
            self._say("warning", "warn", first + rest)
        else:
            self._say("check", "ink2", self._all_well())

    def _planned(self) -> tuple[ShiftPlan, str]:
        """The plan of what is typed; a plan that moves nothing and a sentence where it is none."""
        mode = self.mode()
        anchors = [field for pair in self.anchors for field in pair]
        used = {
            FROM_HERE: [self.start, self.by],
            ALL: [self.by],
            RANGE: [self.start, self.end, self.by],
            STRETCH: anchors,
        }[mode]
        wrong = next((field for field in used if field.ms() is None), None)
        if wrong is not None:
            words = self.tr("“{0}” is no time. Write it as 7:50, or as +0:42 for how far.")
            return plan_shift(self._notes, None, None, 0), words.format(wrong.text().strip())
        if mode == STRETCH:
            (a, new_a), (b, new_b) = [(p[0].ms() or 0, p[1].ms() or 0) for p in self.anchors]
            plan = plan_stretch(self._notes, (a, new_a), (b, new_b), self._duration_ms)
            if plan.refused and not plan.rows:
                still = plan_shift(self._notes, None, None, 0)
                return ShiftPlan(still.rows), said_sentence(plan.refused)
            return plan, ""
        start = self.start.ms() if mode != ALL else None
        end = self.end.ms() if mode == RANGE else None
        return plan_shift(self._notes, start, end, self.by.ms() or 0, self._duration_ms), ""

    def _show_here(self) -> None:
        """Which segment the start falls into."""
        ms = self.start.ms()
        segment = segment_at_ms(self._notes, ms) if ms is not None else None
        words = ""
        if segment is not None and segment.label is not None and segment.start_ms == ms:
            letter = self.tr("Q") if segment.kind == "question" else self.tr("A")
            words = f"{letter} {segment.pair or ''}".strip()
        self.here.set_text(words)

    def _go_words(self, moved: int) -> str:
        if moved == 1:
            return self.tr("Shift 1 stamp")
        return self.tr("Shift {0} stamps").format(moved) if moved else self.tr("Shift")

    def _all_well(self) -> str:
        if self._duration_ms is None:
            return self.tr("Order stays the same. No audio is open to check the end with.")
        end = format_time(self._duration_ms)
        return self.tr("Order stays the same. Nothing ends after the audio ({0}).").format(end)

    def _say(self, icon: str, token: str, words: str) -> None:
        self._said = (icon, token)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.sign.setPixmap(self._look.pixmap(icon, token, 16, self))

    def _ask_to_hear(self) -> None:
        first = next((row for row in self.plan.rows if row.moved), None)
        if first is not None:
            self.hear_requested.emit(first.after_ms)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look; the parts are told by ``hand_down``."""
        self._look = look
        self._say(*self._said, self.words.text())
