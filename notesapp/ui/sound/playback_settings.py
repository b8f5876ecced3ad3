"""Playback settings: a form made from rows of the options table, and the output with its delay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notesapp.commands.options import Value, option
from notesapp.player.state import DEFAULT_OUTPUT
from notesapp.ui.kit.details_form import Captioned
from notesapp.ui.kit.form_fields import ChoiceField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.option_fields import OptionField, field_for, milliseconds_field, said_option
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.sound.sound_output import OutputFacts

_MOVING = (
    "player.back_ms",
    "player.forward_ms",
    "player.rewind_on_resume_ms",
    "player.hear_before_ms",
)
_LISTENING = ("player.my_speed", "stamp.reaction_ms", "player.boost_db", "player.keep_warm_s")
_ENGINE = ("player.engine",)
_COLUMN = 240


class PlaybackSettings(QDialog):
    """Stores nothing: ``saved`` carries the values by key, the output and its delays.

    ``tap_requested`` asks for a calibration of an output by name; ``take_delay`` answers it.
    """

    saved = Signal(object, str, object)
    tap_requested = Signal(str)

    def __init__(
        self,
        look: Look,
        value: Callable[[str], Value],
        outputs: OutputFacts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(self.tr("Playback settings"))
        self._delays = dict(outputs.delays)
        self._there = outputs.names
        self.fields: dict[str, OptionField] = {}
        for key in (*_MOVING, *_LISTENING, *_ENGINE):
            self.fields[key] = field_for(option(key))
            self.fields[key].show(value(key))
        self.output = ChoiceField()
        self.delay = milliseconds_field(*map(int, option("player.output_delays").limits or (0, 0)))
        self.tap = QPushButton(self.tr("Tap along…"))
        self.usual = QPushButton(self.tr("Usual values"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.save = QPushButton(self.tr("Save"))
        self._fill_outputs(outputs)
        self._lay_out(look)
        self._connect()
        self.fields[_MOVING[0]].widget.setFocus()

    def show_outputs(self, outputs: OutputFacts) -> None:
        """Follow devices that come and go; what is chosen here stays chosen."""
        chosen = self.output.currentData()
        self._fill_outputs(OutputFacts(outputs.names, chosen, outputs.delays))

    def take_delay(self, name: str, ms: int) -> None:
        """Show a delay that was found."""
        self._delays[name] = ms
        self._show_delay()

    def name_shown(self) -> str:
        """The output whose delay is shown."""
        return str(self.output.currentData()) or DEFAULT_OUTPUT.name

    def _fill_outputs(self, outputs: OutputFacts) -> None:
        self._there = outputs.names
        self.output.blockSignals(True)
        self.output.clear()
        self.output.addItem(self.tr("System default"), "")
        for name in outputs.names:
            self.output.addItem(name, name)
        if outputs.chosen and outputs.chosen not in outputs.names:
            words = self.tr("{0} (not there)").format(outputs.chosen)
            self.output.addItem(words, outputs.chosen)
        self.output.show_value(outputs.chosen)
        self.output.blockSignals(False)
        self._show_delay()

    def _lay_out(self, look: Look) -> None:
        form = QWidget()
        columns = QHBoxLayout(form)
        columns.setContentsMargins(24, 16, 24, 20)
        columns.setSpacing(32)
        columns.addLayout(self._column(look, self.tr("Moving"), self._rows(look, _MOVING)))
        rows = self._rows(look, _LISTENING)
        columns.addLayout(self._column(look, self.tr("Listening and stamping"), rows))
        rows = [*self._rows(look, _ENGINE), *self._output_rows(look)]
        columns.addLayout(self._column(look, self.tr("Sound"), rows))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and bring it along
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(form)
        whole.addWidget(area, 1)
        whole.addWidget(Hairline(look))
        footer = self._footer()
        whole.addLayout(footer)
        wanted = form.sizeHint() + QSize(0, footer.sizeHint().height() + 1)
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def _column(self, look: Look, title: str, rows: list[QWidget]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(Label(look, title, role="strong"))
        for row in rows:
            row.setFixedWidth(_COLUMN)
            column.addWidget(row)
        column.addStretch(1)
        return column

    def _rows(self, look: Look, keys: tuple[str, ...]) -> list[QWidget]:
        return [
            _captioned(look, said_option(row.option.title), row.widget, row.option.help)
            for row in (self.fields[key] for key in keys)
        ]

    def _output_rows(self, look: Look) -> list[QWidget]:
        rows = [option("player.output"), option("player.output_delays")]
        made = [
            _captioned(look, said_option(rows[0].title), self.output, rows[0].help),
            _captioned(look, said_option(rows[1].title), self.delay, rows[1].help, self.tap),
        ]
        return list(made)

    def _footer(self) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        self.usual.setProperty("role", "quiet")
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        footer.addWidget(self.usual)
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.save)
        return footer

    def _connect(self) -> None:
        self.output.currentIndexChanged.connect(lambda _: self._show_delay())
        self.delay.valueChanged.connect(self._on_delay)
        self.tap.clicked.connect(lambda: self.tap_requested.emit(self.name_shown()))
        self.usual.clicked.connect(self._show_usual)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)

    def _show_delay(self) -> None:
        chosen = self.output.currentData()
        self.tap.setEnabled(not chosen or chosen in self._there)
        self.tap.setToolTip("" if self.tap.isEnabled() else self.tr("This output is not there"))
        self.delay.blockSignals(True)
        self.delay.setValue(self._delays.get(self.name_shown(), 0))
        self.delay.blockSignals(False)

    def _on_delay(self, ms: int) -> None:
        self._delays[self.name_shown()] = ms

    def _show_usual(self) -> None:
        """The values the program comes with; nothing is stored before Save."""
        for row in self.fields.values():
            row.show(row.option.default)

    def _save(self) -> None:
        for field in (*(row.widget for row in self.fields.values()), self.delay):
            interpret = getattr(field, "interpretText", None)
            if interpret is not None:
                interpret()
        values = {key: row.value() for key, row in self.fields.items()}
        delays = {name: ms for name, ms in self._delays.items() if ms}
        self.saved.emit(values, str(self.output.currentData()), delays)
        self.accept()


def _captioned(look: Look, title: str, field: QWidget, help_: str, *beside: QWidget) -> Captioned:
    made = Captioned(look, title, field, *beside)
    words = said_option(help_)
    hint = WrappedText(look, words, role="small", token="ink3")
    made.add_below(hint)
    field.setAccessibleDescription(words)
    return made
