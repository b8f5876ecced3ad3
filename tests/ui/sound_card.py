"""A sound card that is not there: the player port with outputs a test can plug and unplug."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from notesapp.player.state import DEFAULT_OUTPUT, Output, Phase, PlayerState


class FakeEngine(QObject):
    """Says what it is told to; ``at_ms`` is what sounds."""

    state_changed = Signal(object)
    position_ticked = Signal(int)
    seeked = Signal(int)
    ended = Signal()
    outputs_changed = Signal()
    output_lost = Signal(str)
    name = "Fake"
    version = "1"

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.state = PlayerState(engine_name="Fake")
        self.there = [Output(f"id-{name}", name) for name in names]
        self.wanted = ""
        self.at_ms = 0
        self.warm_s = -1
        self.closed = False

    def put(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.state_changed.emit(self.state)

    def plug(self, name: str) -> None:
        self.there.append(Output(f"id-{name}", name))
        self.outputs_changed.emit()

    def unplug(self, name: str, *, quietly: bool = False) -> None:
        self.there = [output for output in self.there if output.name != name]
        if quietly:
            return
        if self.state.output == f"id-{name}":
            self.put(output="")
            self.output_lost.emit(f"“{name}” is not there. Playing on the system default.")
        self.outputs_changed.emit()

    def outputs(self) -> tuple[Output, ...]:
        return (DEFAULT_OUTPUT, *self.there)

    def set_output(self, output_id: str) -> None:
        self.wanted = output_id
        is_there = any(output.id == output_id for output in self.outputs())
        self.put(output=output_id if is_there else "")
        if not is_there:
            self.output_lost.emit("It is not there. Playing on the system default.")

    def position_ms(self) -> int:
        return self.at_ms

    def load(self, path: Path) -> None:
        self.put(phase=Phase.READY, path=path, duration_ms=64_000)

    def play(self) -> None:
        self.put(phase=Phase.PLAYING)

    def pause(self) -> None:
        self.put(phase=Phase.PAUSED)

    def seek(self, ms: int) -> None:
        self.at_ms = ms

    def set_rate(self, rate: float) -> None:
        self.put(rate=rate)

    def set_volume(self, volume: int) -> None:
        self.put(volume=volume)

    def set_muted(self, muted: bool) -> None:
        self.put(muted=muted)

    def set_boost(self, db: int) -> None:
        self.put(boost_db=db)

    def set_delay(self, ms: int) -> None:
        self.put(delay_ms=ms)

    def set_warm(self, seconds: int) -> None:
        self.warm_s = seconds

    def release(self) -> None:
        self.put(phase=Phase.EMPTY)

    def close(self) -> None:
        self.closed = True
