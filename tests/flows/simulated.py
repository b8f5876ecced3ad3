"""An engine whose clock a test turns by hand: what sounds is what the test says has passed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from notesapp.player.state import Output, Phase, PlayerState


class SimulatedPlayer(QObject):
    """Plays silence behind the port of an engine; ``asked`` is all that was asked of it, in order.

    ``pass_time`` moves its clock by real milliseconds, which at its speed are more of audio.
    """

    state_changed = Signal(object)
    position_ticked = Signal(int)
    seeked = Signal(int)
    ended = Signal()
    outputs_changed = Signal()
    output_lost = Signal(str)
    name, version = "Simulated", "1"

    def __init__(self, duration_ms: int) -> None:
        super().__init__()
        self._duration_ms = duration_ms
        self._position = 0.0
        self.state = PlayerState(engine_name=self.name)
        self.asked: list[str] = []

    def pass_time(self, real_ms: float) -> None:
        """Let time go by."""
        if self.state.is_playing:
            self._position += real_ms * self.state.rate
            self.position_ticked.emit(self.position_ms())

    def position_ms(self) -> int:
        return int(self._position)

    def load(self, path: Path) -> None:
        self._move(Phase.READY, path=path, duration_ms=self._duration_ms)

    def play(self) -> None:
        self.asked.append("play")
        self._move(Phase.PLAYING)

    def pause(self) -> None:
        self.asked.append("pause")
        self._move(Phase.PAUSED)

    def toggle(self) -> None:
        (self.pause if self.state.is_playing else self.play)()

    def stop(self) -> None:
        self.asked.append("stop")
        self._position = 0.0
        self._move(Phase.READY)

    def seek(self, ms: int) -> None:
        self.asked.append("seek")
        self._position = float(ms)
        self.seeked.emit(ms)

    def set_rate(self, rate: float) -> None:
        self._move(self.state.phase, rate=rate)

    def set_volume(self, volume: int) -> None:
        self._move(self.state.phase, volume=volume)

    def set_muted(self, muted: bool) -> None:
        self._move(self.state.phase, muted=muted)

    def set_boost(self, boost_db: int) -> None:
        """Nothing sounds."""

    def set_delay(self, delay_ms: int) -> None:
        """Nothing sounds."""

    def set_warm(self, seconds: int) -> None:
        """Nothing sounds."""

    def outputs(self) -> tuple[Output, ...]:
        return ()

    def set_output(self, output_id: str) -> None:
        """There is none."""

    def release(self) -> None:
        self.state = PlayerState(engine_name=self.name)

    def close(self) -> None:
        """Nothing to let go of."""

    def _move(self, phase: Phase, **facts: object) -> None:
        self.state = replace(self.state, phase=phase, **facts)  # type: ignore[arg-type]
        self.state_changed.emit(self.state)
