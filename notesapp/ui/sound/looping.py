"""Stretches that are played again and again, or once: the end is kept to the millisecond."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from notesapp.player.span import Span, span_between
from notesapp.player.state import Phase, PlayerState
from notesapp.ui.sound.playback import Playback

_NEAR_MS = 150  # real time before the end from which on ticks are too coarse
_BREATH_MS = 40  # some outputs end a file early; a loop must not spin on that


class Looping(QObject):
    """Watches the position and jumps, or pauses, at the end of a stretch.

    ``loop_changed`` carries the loop as ``(start_ms, end_ms)``, or None; ``mark_changed`` the
    mark that waits for another, or None. A jump out of the stretch ends it, and so does other
    audio. ``refused`` carries a sentence.
    """

    loop_changed = Signal(object)
    mark_changed = Signal(object)
    refused = Signal(str)

    def __init__(self, playback: Playback, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._playback = playback
        self._span: Span | None = None
        self._marks: tuple[int | None, int | None] = (None, None)
        self._path: Path | None = playback.path
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setTimerType(Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(self._on_time)
        playback.position_changed.connect(self._watch)
        playback.state_changed.connect(self._on_state)
        playback.sought.connect(self._on_sought)
        playback.audio_changed.connect(self._on_audio)

    @property
    def loop(self) -> tuple[int, int] | None:
        """The loop, in milliseconds of audio, or None."""
        span = self._span
        return (span.start_ms, span.end_ms) if span is not None and span.repeats else None

    def start(self, start_ms: int, end_ms: int) -> None:
        """Loop a stretch; from outside, the position goes to its start."""
        span = span_between(start_ms, end_ms)
        if span is None:
            self.refused.emit(self.tr("The loop is too short. Mark its end a little later."))
            return
        self._drop_marks()
        self._begin(span)
        if not span.holds(self._playback.position_ms()):
            self._playback.jump(span.start_ms)

    def play_once(self, start_ms: int, end_ms: int) -> None:
        """Play a stretch from its start and pause at its end."""
        self._begin(Span(start_ms, end_ms, repeats=False))
        self._playback.play_from(start_ms)

    def stop(self) -> None:
        """Play on past the end."""
        self._drop_marks()
        self._begin(None)

    def mark_start(self, ms: int) -> None:
        """Remember where a loop starts; a loop that is on starts there from now on."""
        end_ms = self.loop[1] if self.loop else self._marks[1]
        self._set_marks(ms, end_ms if end_ms is None or end_ms >= ms else None)

    def mark_end(self, ms: int) -> None:
        """Remember where a loop ends; with both marks it is on."""
        start_ms = self.loop[0] if self.loop else self._marks[0]
        self._set_marks(start_ms if start_ms is None or start_ms <= ms else None, ms)

    def step_ms(self, by_ms: int) -> int:
        """Where a step back or forward leads: not out of a loop."""
        target = self._playback.position_ms() + by_ms
        return self._span.step(target) if self.loop and self._span else target

    def _set_marks(self, start_ms: int | None, end_ms: int | None) -> None:
        self._marks = (start_ms, end_ms)
        if start_ms is not None and end_ms is not None:
            self.start(start_ms, end_ms)
            return
        if self.loop is not None:
            self._begin(None)
        self.mark_changed.emit(start_ms if start_ms is not None else end_ms)

    def _drop_marks(self) -> None:
        if self._marks != (None, None):
            self._marks = (None, None)
            self.mark_changed.emit(None)

    def _begin(self, span: Span | None) -> None:
        before, self._span = self.loop, span
        self._playback.floor_ms = span.start_ms if span is not None else 0
        self._end.stop()
        if self.loop != before:
            self.loop_changed.emit(self.loop)
        self._watch(self._playback.position_ms())

    def _watch(self, ms: int) -> None:
        """Near the end a precise timer takes over from the ticks."""
        state = self._playback.state
        if self._span is None or not state.is_playing:
            self._end.stop()
            return
        wait_ms = self._span.wait_ms(ms, state.rate, state.delay_ms)
        if wait_ms <= _NEAR_MS:
            self._end.start(wait_ms)
        else:
            self._end.stop()

    def _on_time(self) -> None:
        span, state = self._span, self._playback.state
        if span is None or not state.is_playing:
            return
        position = self._playback.position_ms()
        if not span.is_over(position, state.rate, state.delay_ms):
            self._watch(position)
        elif span.repeats:
            self._playback.jump(span.start_ms)
        else:
            self._begin(None)
            self._playback.pause()
            if state.delay_ms > 0:  # the rest is still on its way to the ear
                self._playback.jump(span.end_ms)

    def _on_state(self, state: PlayerState) -> None:
        if self._span is not None and state.phase is Phase.ENDED:
            again = self._span.repeats
            wait_ms = _BREATH_MS if again else 0
            QTimer.singleShot(wait_ms, self, self._again if again else lambda: self._begin(None))
        else:
            self._watch(self._playback.position_ms())

    def _again(self) -> None:
        """The end of the file came before the end of the loop."""
        if self._span is not None and self._playback.state.phase is Phase.ENDED:
            self._playback.play_from(self._span.start_ms)

    def _on_sought(self, ms: int) -> None:
        if self._span is not None and not self._span.holds(ms):
            self.stop()

    def _on_audio(self) -> None:
        if self._playback.path != self._path:
            self._path = self._playback.path
            self.stop()
