"""One setting in the preferences: its field, what it is for, and the way back to the usual."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from notesapp.commands.options import Value, validate
from notesapp.errors import UsageError
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.option_fields import OptionField, on_change, said_option
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText

_FIELD = 260


class OptionRow(QWidget):
    """``value_chosen`` carries a value the options table takes; others are said under the field."""

    value_chosen = Signal(str, object)

    def __init__(self, look: Look, field: OptionField, *beside: QWidget) -> None:
        super().__init__()
        self.field = field
        option = field.option
        title, help_ = said_option(option.title), said_option(option.help)
        self.words = f"{title} {help_} {option.key}".lower()
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setProperty("role", "quiet")
        self.reset.setAutoDefault(False)
        self.reset.setAccessibleName(self.tr("Reset “{0}”").format(title))
        self._trouble = WrappedText(look, "", role="small", token="err")
        self._trouble.hide()
        self._hint = WrappedText(look, help_, role="small", token="ink3")
        self._caption = QLabel(title)
        self._lay_out(beside)
        self.set_look(look)
        field.widget.setAccessibleName(title)
        field.widget.setAccessibleDescription(help_)
        on_change(field, self._choose)
        self.reset.clicked.connect(self._choose_usual)

    def show_value(self, value: Value) -> None:
        """Show what holds; the button is there where it is not the usual."""
        widget = self.field.widget
        if self.field.value() != value:
            widget.blockSignals(True)
            self.field.show(value)
            widget.blockSignals(False)
        has_focus = self.reset.hasFocus()
        self.reset.setVisible(value != self.field.option.default)
        if has_focus and not self.reset.isVisible():
            widget.setFocus()

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._caption.setFont(look.font("caption"))
        palette = self._caption.palette()
        palette.setColor(palette.ColorRole.WindowText, look.color("ink2"))
        self._caption.setPalette(palette)

    def choose(self, value: Value) -> None:
        """Take a value as if it had been typed."""
        self.field.show(value)
        self._choose()

    def _lay_out(self, beside: tuple[QWidget, ...]) -> None:
        widget = self.field.widget
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(widget)
        for other in beside:
            row.addWidget(other)
        row.addWidget(self.reset)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if isinstance(widget, QCheckBox):
            self._caption.hide()
        else:
            widget.setFixedWidth(_FIELD)
            self._caption.setBuddy(widget)
            column.addWidget(self._caption)
        column.addLayout(row)
        column.addWidget(self._trouble)
        column.addWidget(self._hint)
        self._caption.setParent(self)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(policy)

    def _choose(self) -> None:
        key = self.field.option.key
        try:
            value = validate(key, self.field.value())
        except UsageError as trouble:
            self._trouble.setText(said_sentence(trouble.sentence))
            self._trouble.show()
            return
        self._trouble.hide()
        self.value_chosen.emit(key, value)

    def _choose_usual(self) -> None:
        self.choose(self.field.option.default)
