"""Find out how late an output is heard: a beat, taps, a sentence, and a look whether it fits."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from notesapp.player.calibration import WANTED_TAPS, Calibration, Verdict, calibrate, next_beat_ms
from notesapp.player.port import PlayerPort
from notesapp.player.state import MAX_DELAY_MS, MIN_DELAY_MS, Phase, PlayerState
from notesapp.ui.kit.details_form import Captioned
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.option_fields import milliseconds_field
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline
from notesapp.ui.sound.tap_pad import TapPad


class CalibrationDialog(QDialog):
    """Plays the beat in an engine of its own, which it closes. ``found`` carries the delay in ms.

    While taps are taken nothing flashes: eyes would tap along. Afterwards the dot flashes when
    the beat should be heard with the delay that was found.
    """

    found = Signal(int)

    def __init__(
        self,
        look: Look,
        engine: PlayerPort,
        beat: Path,
        output_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._taps_ms: list[float] = []
        self._is_fitting = False
        self.setWindowTitle(self.tr("Output delay of {0}").format(output_name))
        self.setMinimumWidth(480)
        self.words = WrappedText(look, self._first_words(), role="body", token="ink")
        self.words.setFixedWidth(432)
        self.pad = TapPad(look)
        self.delay = milliseconds_field(MIN_DELAY_MS, MAX_DELAY_MS)
        self.delay_row = Captioned(look, self.tr("Delay"), self.delay)
        self.again = QPushButton(self.tr("Tap again"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Start the beat"))
        self._beat_timer = QTimer(self)
        self._beat_timer.setSingleShot(True)
        self._beat_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat_timer.timeout.connect(self._on_beat)
        self._lay_out(look)
        self._connect()
        self.go.setEnabled(False)
        self.delay_row.hide()
        self.again.hide()
        engine.state_changed.connect(self._on_state)
        engine.load(beat)

    def calibration(self) -> Calibration:
        """What the taps say so far."""
        return calibrate(self._taps_ms)

    def _first_words(self) -> str:
        return self.tr(
            "Sound takes its time to your ears, over Bluetooth a good part of a second. Tap the "
            "space bar on every beat you hear, {0} times, and stamps will allow for it."
        ).format(WANTED_TAPS)

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(16)
        body.addWidget(self.words)
        body.addWidget(self.pad)
        self.delay_row.setFixedWidth(160)
        body.addWidget(self.delay_row)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(self.again)
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.go)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(body)
        column.addWidget(Hairline(look))
        column.addLayout(footer)

    def _connect(self) -> None:
        self.pad.tapped.connect(self._on_tap)
        self.delay.valueChanged.connect(self._on_delay)
        self.again.clicked.connect(self._start)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)

    def _go(self) -> None:
        if self._is_fitting:
            self.delay.interpretText()
            self.found.emit(self.delay.value())
            self.accept()
        else:
            self._start()

    def _start(self) -> None:
        """The beat, and no taps yet."""
        self._taps_ms = []
        self._is_fitting = False
        self._beat_timer.stop()
        self._engine.set_delay(0)
        self._engine.seek(0)
        self._engine.play()
        self.words.setText(self._first_words())
        self.delay_row.hide()
        self.again.hide()
        self.go.setEnabled(False)
        self.go.setText(self.tr("Start the beat"))
        self._count()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_tap(self) -> None:
        if self._is_fitting or not self._engine.state.is_playing:
            return
        self._taps_ms.append(float(self._engine.position_ms()))
        self._count()
        result = self.calibration()
        if result.verdict is Verdict.FOUND:
            self._show_found(result)
        elif result.verdict is Verdict.UNEVEN:
            self._taps_ms = []
            self._count()
            self.words.setText(
                self.tr(
                    "These taps keep no steady distance to the beat. Listen to a few beats, "
                    "then tap along again from the first."
                )
            )

    def _count(self) -> None:
        count = len(self._taps_ms)
        self.pad.show_words(self.tr("{0} of {1} taps").format(count, WANTED_TAPS))

    def _show_found(self, result: Calibration) -> None:
        self._is_fitting = True
        self.words.setText(
            self.tr(
                "This output is heard {0} ms late; {1} of {2} taps agree. Does it fit? The dot "
                "should flash with the beat: if it is early, raise the delay."
            ).format(result.delay_ms, result.used, result.taps)
        )
        self.pad.show_words("")
        self.delay_row.show()
        self.again.show()
        self.delay.setValue(result.delay_ms)
        self._on_delay(result.delay_ms)
        self.go.setEnabled(True)
        self.delay.setFocus(Qt.FocusReason.OtherFocusReason)
        self.delay.selectAll()

    def _on_delay(self, ms: int) -> None:
        if self._is_fitting:
            self._engine.set_delay(ms)
            self.go.setText(self.tr("Use {0} ms").format(ms))
            self._await_beat()

    def _await_beat(self) -> None:
        self._beat_timer.start(round(next_beat_ms(self._engine.position_ms())))

    def _on_beat(self) -> None:
        if self._is_fitting:
            self.pad.flash()
            self._await_beat()

    def _on_state(self, state: PlayerState) -> None:
        if state.phase is Phase.READY and not self._taps_ms:
            self.go.setEnabled(True)
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        elif state.phase is Phase.ENDED:
            QTimer.singleShot(0, self, self._engine.play)
        elif state.phase is Phase.FAILED:
            self.words.setText(said_sentence(state.message))

    def done(self, result: int) -> None:
        self._beat_timer.stop()
        self._engine.close()
        super().done(result)
