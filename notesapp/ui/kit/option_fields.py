"""Fields for options: what a row of the options table looks like in a dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from notesapp.commands.options import Option, Value
from notesapp.commands.table import COMMANDS
from notesapp.ui.kit.actions import said
from notesapp.ui.kit.form_fields import ChoiceField

_SHORT_MS = 2000  # up to here people think in milliseconds


class WholeField(QSpinBox):
    """A whole number that the wheel scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DecimalField(QDoubleSpinBox):
    """A number that the wheel scrolls past, without zeros that say nothing.

    A point and a comma both start the fraction: the one that is not the language's would be
    taken for thousands and left out, and 2,5 would be 25.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        state, shown, place = super().validate(self._with_point(text), place)
        return (state, shown, place)

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(self._with_point(text))

    def _with_point(self, text: str) -> str:
        point = self.locale().decimalPoint()
        return text.replace(",", point).replace(".", point)

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text


@dataclass(frozen=True)
class OptionField:
    """A field with how to read and fill it; the value is as the options table wants it."""

    option: Option
    widget: QWidget
    value: Callable[[], Value]
    show: Callable[[Value], None]


def said_option(text: str) -> str:
    """A word of the options table in the user's language."""
    return QCoreApplication.translate("Options", text)


def field_for(option: Option) -> OptionField:
    """The field for a row. Lists have none: KeyError."""
    choices = _choices(option)
    if choices:
        return _choice_field(option, choices)
    if option.type is bool:
        box = QCheckBox(said_option(option.title))
        return OptionField(option, box, box.isChecked, lambda value: box.setChecked(bool(value)))
    if option.type is str:
        line = QLineEdit()
        return OptionField(option, line, line.text, lambda value: line.setText(str(value)))
    if option.limits is None or option.type not in (int, float):
        raise KeyError(option.key)
    if option.type is float or (option.unit == "ms" and option.limits[1] > _SHORT_MS):
        return _decimal_field(option)
    return _whole_field(option)


def on_change(field: OptionField, act: Callable[[], object]) -> None:
    """Call ``act`` when the user has chosen or finished typing a value."""
    widget = field.widget
    if isinstance(widget, QCheckBox):
        widget.toggled.connect(lambda _: act())
    elif isinstance(widget, QComboBox):
        widget.activated.connect(lambda _: act())
    elif isinstance(widget, (QSpinBox, QDoubleSpinBox)):
        widget.setKeyboardTracking(False)
        widget.valueChanged.connect(lambda _: act())
    elif isinstance(widget, QLineEdit):
        widget.editingFinished.connect(act)


def milliseconds_field(low: int, high: int) -> WholeField:
    """A field for a short time."""
    field = WholeField()
    field.setRange(low, high)
    field.setSingleStep(10)
    field.setSuffix(QCoreApplication.translate("Options", " ms"))
    _shape(field)
    return field


def _choices(option: Option) -> tuple[tuple[str, str], ...]:
    rows = (c.choices for c in COMMANDS if c.option == option.key and c.choices)
    return next(rows, tuple((word, word.capitalize()) for word in option.allowed))


def _choice_field(option: Option, choices: tuple[tuple[str, str], ...]) -> OptionField:
    field = ChoiceField()
    for key, title in choices:
        field.addItem(said(title), option.type(key))
    return OptionField(option, field, field.currentData, lambda v: _choose(field, v))


def _choose(field: ChoiceField, value: Value) -> None:
    field.setCurrentIndex(max(0, field.findData(value)))


def _decimal_field(option: Option) -> OptionField:
    low, high = option.limits or (0.0, 0.0)
    part = 1000 if option.unit == "ms" else 1
    unit = said_option("s") if option.unit == "ms" else option.unit
    field = DecimalField()
    field.setDecimals(2)
    field.setRange(low / part, high / part)
    field.setSingleStep(0.5 if part > 1 else 0.05)
    field.setSuffix(unit if unit == "×" else f" {unit}")
    _shape(field)

    def value() -> Value:
        typed = field.value() * part
        return round(typed) if option.type is int else round(typed, 2)

    return OptionField(option, field, value, lambda v: field.setValue(float(v) / part))  # type: ignore[arg-type]


def _whole_field(option: Option) -> OptionField:
    low, high = option.limits or (0, 0)
    field = WholeField()
    field.setRange(int(low), int(high))
    field.setSingleStep(10 if option.unit == "ms" else 5)
    field.setSuffix(f" {said_option(option.unit)}" if option.unit else "")
    _shape(field)
    return OptionField(option, field, field.value, lambda v: field.setValue(int(v)))  # type: ignore[arg-type]


def _shape(field: QAbstractSpinBox) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.lineEdit().setTextMargins(6, 0, 0, 0)  # the style sheet does not reach it in here
    field.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
