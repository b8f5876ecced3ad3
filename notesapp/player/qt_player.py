"""The player port: one engine behind it, its file, its clock. Use it from the GUI thread only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from notesapp.player import driver as facts
from notesapp.player.loading import Loader, cannot_open, let_go
from notesapp.player.outputs import OutputWish
from notesapp.player.session import Session, nothing_played
from notesapp.player.state import (
    DEFAULT_OUTPUT,
    Output,
    Phase,
    PlayerState,
    clamp_boost,
    clamp_delay,
    clamp_rate,
    clamp_volume,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from threading import Thread

    from notesapp.player.driver import Driver, Fact
    from notesapp.player.loading import Opener
    from notesapp.player.qt_warmth import Warmth

    Watch = Callable[[QObject, Callable[[], None]], None]

TICK_MS = 40
LOOK_TICKS = 75  # not every library tells of an output that goes
OPENING_TICK_MS = 10


class Player(QObject):
    """Plays one file at a time through ``driver``.

    ``opener`` opens audio on a worker thread. ``warmth`` keeps the output running in pauses.
    ``watch`` is asked, when outputs first matter, to tell of those that come and go.
    """

    state_changed = Signal(object)
    position_ticked = Signal(int)
    seeked = Signal(int)
    ended = Signal()
    outputs_changed = Signal()
    output_lost = Signal(str)

    def __init__(
        self,
        driver: Driver,
        parent: QObject | None = None,
        *,
        opener: Opener | None = None,
        warmth: Warmth | None = None,
        watch: Watch | None = None,
    ) -> None:
        super().__init__(parent)
        self.driver = driver
        self.name, self.version = driver.name, driver.version
        self._session = Session(driver.name, driver.timing, self.state_changed.emit)
        self._loader = Loader(opener)
        self._wish = OutputWish()
        self._warmth = warmth
        self._watch = watch
        self._pending: list[Fact] = []
        self._leaving: list[Thread] = []
        self._is_opening = self._is_open = self._is_closed = self._must_resync = False
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._turn = QTimer(self)  # what is asked for several times in one turn is done once
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._carry_out)
        app = QCoreApplication.instance()
        if app:  # Qt's threads must not read from a Python that has ended
            app.aboutToQuit.connect(self.close)
        self._present: tuple[Output, ...] = ()
        self._ticks = 0

    @property
    def state(self) -> PlayerState:
        """What the player is doing now."""
        return self._session.state

    def position_ms(self) -> int:
        """Return what sounds now. Never blocks."""
        self._listen()
        return self._session.clock.position_ms()

    def load(self, path: Path) -> None:
        """Open a file; READY or FAILED follows, never an exception."""
        self._drop()
        self._session.open(path)
        self._loader.start(path)
        self._set_timer()

    def play(self) -> None:
        """Play from here, or from the start after the end. While loading: as soon as it can."""
        session = self._session
        if session.state.phase is Phase.ENDED:
            self.seek(0)
        if session.state.phase is Phase.LOADING:
            session.wants_play = True
        elif session.state.is_usable and not session.state.is_playing:
            session.wants_play = True
            session.run()
            if session.state.is_playing:
                self._start_sound()

    def pause(self) -> None:
        """Hold the sound where it is."""
        self._listen()
        self._session.wants_play = False
        if self.state.is_playing:
            if self._is_open:
                self.driver.pause()
            self._session.halt()
            self._keep_warm()
            self._set_timer()

    def toggle(self) -> None:
        """Play when silent, pause when playing."""
        if self.state.is_playing or self._session.wants_play:
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        """Hold the sound and go back to the start; the file stays open."""
        self.pause()
        if self.state.is_usable:
            self.seek(0)
            self._session.change(Phase.READY)

    def seek(self, ms: int) -> None:
        """Go to ``ms``; of many in one turn of the event loop only the last is carried out."""
        if self._session.aim(ms):
            self._turn.start(0)

    def set_rate(self, rate: float) -> None:
        """Set the speed from 0.5 to 3; the pitch stays."""
        rate = clamp_rate(rate)
        if rate == self.state.rate:
            return
        self._listen()
        self._session.set_rate(rate)
        if self._is_open:
            self.driver.set_rate(rate)
            self._resync()  # what the output still holds was made for the old speed

    def set_volume(self, volume: int) -> None:
        """Set the volume from 0 to 100."""
        self._session.put(replace(self.state, volume=clamp_volume(volume)))
        self._send_loudness()

    def set_muted(self, muted: bool) -> None:
        """Silence the sound without forgetting the volume."""
        self._session.put(replace(self.state, muted=muted))
        self._send_loudness()

    def set_boost(self, boost_db: int) -> None:
        """Make quiet sound louder by 0, 6 or 12 dB; nothing where the file is not read exactly."""
        boost_db = clamp_boost(boost_db)
        if boost_db != self.state.boost_db:
            self._session.put(replace(self.state, boost_db=boost_db))
            if self._session.audio and self.driver.set_boost(self._session.audio, boost_db):
                self._open_again()
            self._resync()  # what was read ahead is not louder

    def set_delay(self, delay_ms: int) -> None:
        """Set how much later than others the output sounds, in real time."""
        self._listen()
        self._session.set_delay(clamp_delay(delay_ms))

    def set_warm(self, seconds: int) -> None:
        """Set for how long the output is kept running after a pause; 0 for not at all."""
        if self._warmth:
            self._warmth.set_seconds(seconds)

    def outputs(self) -> tuple[Output, ...]:
        """Return where it can play, the system's default first."""
        self._watch_outputs()
        self._present = self.driver.outputs()
        return (DEFAULT_OUTPUT, *self._present)

    def set_output(self, output_id: str) -> None:
        """Play there, "" for the system's default; on the default while it is not there."""
        self._wish.want(output_id, self.outputs())
        self._use_output()

    def release(self) -> None:
        """Let go of the file, so that it can be moved or deleted. Takes two seconds at most."""
        self._drop()
        facts.wait_for(self._leaving)
        self._session.empty()

    def close(self) -> None:
        """Let go of everything; the player is not used again."""
        if not self._is_closed:
            self.release()
            self._is_closed = True
            self.driver.close()
            self._session.hush()  # else a collection on a reading thread deletes this

    def poll_soon(self) -> None:
        """The driver has something to say."""
        if not self._is_closed:
            self._turn.start(0)

    # --- the file

    def _drop(self) -> None:
        self._loader.cancel()
        self._turn.stop()
        self._is_opening = self._is_open = self._must_resync = False
        self._pending.clear()
        if self._warmth:
            self._warmth.stop()
        self._leaving = [thread for thread in self._leaving if thread.is_alive()]
        audio, self._session.audio = self._session.audio, None
        if audio:
            self._leaving += [*self.driver.drop(), let_go(audio.close)]
        self._set_timer()

    def _take_loaded(self) -> None:
        loaded = self._loader.take()
        if loaded and loaded.audio:
            self._session.take_audio(loaded.audio)
            self._open()
        elif loaded:
            self._refuse(loaded.trouble)

    def _open(self) -> None:
        audio = self._session.audio
        if audio:
            self._is_open, self._is_opening = False, True
            self._pending.clear()
            self.driver.open(audio, self.state.boost_db)
        self._set_timer()

    def _on_open(self, length_ms: int) -> None:
        session = self._session
        if not (length_ms or (session.audio and session.audio.duration_ms)):
            self._refuse(nothing_played(self.state.path))
            return
        self._is_open, self._is_opening = True, False
        self.driver.set_rate(self.state.rate)
        self._send_loudness()
        if self.state.is_playing:
            self._start_sound()
        elif self.state.phase is Phase.LOADING:
            session.opened(length_ms)
            self._tell_target()
            if session.wants_play:
                self.play()
        self._set_timer()

    def _refuse(self, sentence: str) -> None:
        if self.state.phase not in (Phase.EMPTY, Phase.FAILED):
            self._drop()
            self._session.refuse(sentence)

    # --- the sound

    def _start_sound(self) -> None:
        if not self._is_open:
            if not self._is_opening:
                self._open()
            return
        self.driver.seek(self._session.depart())  # also after a pause: nothing is swallowed
        self.driver.resume()
        self._must_resync = False
        self._set_timer()
        self._tell_target()

    def _resync(self) -> None:
        if self.state.is_playing:
            self._must_resync = True
            self._turn.start(0)

    def _carry_out(self) -> None:
        must_go = self._must_resync or self._session.target_ms is not None
        self._must_resync = False
        if self._is_open and self.state.is_playing and must_go:
            self.driver.seek(self._session.depart())
        if self.state.phase is not Phase.LOADING:
            self._tell_target()
        self._drain()

    def _tell_target(self) -> None:
        if (target_ms := self._session.take_target_ms()) is not None:
            self.seeked.emit(target_ms)

    def _send_loudness(self) -> None:
        if self._is_open:
            self.driver.set_loudness(self.state.volume, self.state.muted)

    def _keep_warm(self) -> None:
        if self._warmth:
            self._warmth.start(self.state.output)

    def _watch_outputs(self) -> None:
        watch, self._watch = self._watch, None
        if watch:
            watch(self, self._look_at_outputs)

    def _look_at_outputs(self) -> None:
        before, self._present = self._present, () if self._is_closed else self.driver.outputs()
        if self._present != before and not self._is_closed:
            self._use_output()
            self.outputs_changed.emit()

    def _use_output(self) -> None:
        output_id, sentence = self._wish.choose(self._present)
        if output_id != self.state.output:
            self._session.put(replace(self.state, output=output_id))
            if self.driver.set_output(output_id):
                self._open_again()
        if sentence:
            self.output_lost.emit(sentence)

    def _open_again(self) -> None:
        """The same file at the same place; it plays on where it played."""
        if self._is_open or self._is_opening:
            self._session.clock.anchor(self.position_ms(), running=self.state.is_playing)
            self._open()

    # --- what the driver says

    def _set_timer(self) -> None:
        if self._is_opening or self.state.phase is Phase.LOADING:
            self._timer.start(OPENING_TICK_MS)
        elif self.state.is_playing:
            self._timer.start(TICK_MS)
        else:
            self._timer.stop()

    def _tick(self) -> None:
        if self._session.audio is None:
            self._take_loaded()
        self._drain()
        if self.state.is_playing:
            self._count_tick()
            self.position_ticked.emit(self.position_ms())

    def _count_tick(self) -> None:
        self._ticks += 1
        if self._is_open:
            self._session.tick()
        if self._wish.is_special and self._ticks % LOOK_TICKS == 0:
            self._look_at_outputs()

    def _listen(self) -> None:
        """Take position reports at once, and keep what else was said for the next turn."""
        for fact in self.driver.poll():
            if fact.kind == facts.TIME:
                self._session.hear(fact.value, fact.at_s)
            else:
                self._pending.append(fact)

    def _drain(self) -> None:
        self._listen()
        while self._pending:
            self._take(self._pending.pop(0))

    def _take(self, fact: Fact) -> None:
        if fact.kind == facts.OPENED and self._is_opening:
            self._on_open(fact.value)
        elif fact.kind == facts.SOUNDS:
            self._send_loudness()  # some outputs only take it once they sound
        elif fact.kind == facts.UNPLUGGED:
            self._open_again()
        elif fact.kind == facts.BROKEN:
            self._refuse(cannot_open(self.state.path))
        elif fact.kind == facts.ENDED:
            self._on_end(fact.at_s)

    def _on_end(self, at_s: float) -> None:
        if self.state.phase in (Phase.EMPTY, Phase.FAILED):
            return
        was_open = self._is_open
        if self.driver.finish():
            self._is_open = self._is_opening = False
        if was_open and self._session.outruns_end(at_s):
            if self.state.is_playing:
                self._start_sound()
        elif was_open and self._session.end():
            self._keep_warm()
            self._set_timer()
            self.ended.emit()
        else:
            self._refuse(nothing_played(self.state.path))
