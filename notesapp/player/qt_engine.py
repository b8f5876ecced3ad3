"""Drives Qt Multimedia, which is always there. Use it from the GUI thread only."""

from __future__ import annotations

import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QUrl, Signal, qVersion
from PySide6.QtMultimedia import (
    QAudio,
    QAudioDevice,
    QAudioOutput,
    QMediaDevices,
    QMediaPlayer,
)

from notesapp.errors import AudioTrouble
from notesapp.player import driver
from notesapp.player.driver import BROKEN, ENDED, OPENED, TIME, UNPLUGGED, Fact
from notesapp.player.qt_device import WavDevice
from notesapp.player.sound_server import ServerLink
from notesapp.player.state import Output
from notesapp.player.timings import QT_TIMING

if TYPE_CHECKING:
    from notesapp.player.loading import Audio

NO_BACKEND = "The built-in player has no media backend. Install PySide6-Addons again, or VLC."
HINT = QUrl("file:///x.wav")  # what Qt guesses the kind of a device by
LEFT = 3  # of the devices Qt was told to leave, the last few are kept all the same


class _Orders(QObject):
    """Orders to QMediaPlayer as signals, because emitting one lets go of the GIL.

    Its methods do not. While Qt tears its pipeline down, its audio thread calls into the Python
    wrapper of QAudioOutput with a Qt lock held, and its demuxer into a WavDevice; a GUI thread
    that waits for them with the GIL in hand waits for ever (seen on PySide6 6.11.3;
    tests/player/test_reentry.py).
    """

    play_requested = Signal()
    pause_requested = Signal()
    stop_requested = Signal()
    file_requested = Signal(QUrl)
    device_requested = Signal(QIODevice, QUrl)
    position_requested = Signal("qlonglong")  # type: ignore[arg-type]
    rate_requested = Signal(float)
    output_requested = Signal(QAudioDevice)

    def __init__(self, player: QMediaPlayer, output: QAudioOutput, parent: QObject) -> None:
        super().__init__(parent)
        self.play_requested.connect(player.play)
        self.pause_requested.connect(player.pause)
        self.stop_requested.connect(player.stop)
        self.file_requested.connect(player.setSource)
        self.device_requested.connect(player.setSourceDevice)
        self.position_requested.connect(player.setPosition)
        self.rate_requested.connect(player.setPlaybackRate)
        self.output_requested.connect(output.setDevice)


_Lost = tuple[WavDevice, _Orders, QMediaPlayer, QAudioOutput]


class QtDriver(QObject):
    """Qt Multimedia as a driver.

    Without any audio output it still runs, silently and in time, and so it does while the sound
    server ``link`` is about is gone. Raises AudioTrouble when Qt Multimedia has no backend.
    """

    said = Signal()  # the player should poll soon; from any thread

    name = "Qt"

    def __init__(self, link: ServerLink | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link or ServerLink()
        self._has_server = True
        self.version = qVersion() or ""
        self.timing = QT_TIMING
        self._facts: SimpleQueue[Fact] = SimpleQueue()
        self._device: WavDevice | None = None
        self._left: list[WavDevice] = []
        self._lost: list[_Lost] = []
        self._is_loaded = self._has_opened = False
        self._output_id = ""
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._follow_default)
        self._begin()
        self._link.note()

    def _begin(self) -> None:
        self._output = QAudioOutput(self)
        self.player = QMediaPlayer(self)
        if not self.player.isAvailable():
            raise AudioTrouble(NO_BACKEND)
        self.player.setAudioOutput(self._output)
        if hasattr(self.player, "setPitchCompensation"):  # Qt 6.10 and later
            self.player.setPitchCompensation(True)
        self._orders = _Orders(self.player, self._output, self)
        self.player.mediaStatusChanged.connect(self._take_status)
        self.player.positionChanged.connect(self._take_position)
        self.player.errorOccurred.connect(self._take_error)

    def open(self, audio: Audio, boost_db: int) -> None:
        """Open it, silent, at the start; OPENED or BROKEN follows."""
        self._leave()
        self._heed_server()
        self._is_loaded = True
        view = audio.view(boost_db)
        if view is None:
            self._orders.file_requested.emit(QUrl.fromLocalFile(str(audio.path.absolute())))
            return
        self._device = WavDevice(view, self._tell_broken)
        self._orders.device_requested.emit(self._device, HINT)

    def poll(self) -> list[Fact]:
        """Return what was said since the last time about what is open, in order."""
        self._is_cut_off()
        said = []
        while True:
            try:
                said.append(self._facts.get_nowait())
            except Empty:
                return said

    def resume(self) -> None:
        """Let it sound."""
        if not self._is_cut_off():
            self._orders.play_requested.emit()

    def pause(self) -> None:
        """Hold it."""
        self._orders.pause_requested.emit()

    def seek(self, ms: int) -> None:
        """Go to ``ms``."""
        if not self._is_cut_off():
            self._orders.position_requested.emit(ms)

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""
        if not self._is_cut_off():
            self._orders.rate_requested.emit(rate)

    def set_loudness(self, volume: int, muted: bool) -> None:
        """Set the volume in percent, in even steps to the ear."""
        scales = QAudio.VolumeScale
        loudness = QAudio.convertVolume(
            volume / 100, scales.CubicVolumeScale, scales.LinearVolumeScale
        )
        self._output.setVolume(loudness)
        self._output.setMuted(muted)

    def set_boost(self, audio: Audio, boost_db: int) -> bool:
        """Make what is read from now on louder."""
        view = audio.view(boost_db)
        if self._device and view:
            self._device.change(view)
        return False

    def finish(self) -> bool:
        """Qt plays on after an end without opening again."""
        return False

    def drop(self) -> list[threading.Thread]:
        """Stop and let go of the file, here and now."""
        self._leave()
        return []

    def outputs(self) -> tuple[Output, ...]:
        """Return where it can play, without the system's default."""
        return tuple(
            Output(_id_of(device), device.description()) for device in QMediaDevices.audioOutputs()
        )

    def set_output(self, output_id: str) -> bool:
        """Play there from now on."""
        self._output_id = output_id
        self._aim_output()
        return False

    def close(self) -> None:
        """Let go of the outputs."""
        self._devices.audioOutputsChanged.disconnect(self._follow_default)
        self._sweep()
        for lost in self._lost:
            _keep_for_ever(lost)

    def _leave(self) -> None:
        device, self._device = self._device, None
        self._sweep()
        was_loaded, self._is_loaded, self._has_opened = self._is_loaded, False, False
        if device and not device.leave(driver.GIVE_UP_S):
            self._abandon(device)
        elif was_loaded:
            self._orders.stop_requested.emit()
            self._orders.file_requested.emit(QUrl())
            self._left = [*self._left, *([device] if device else [])][-LEFT:]
        self.poll()

    def _abandon(self, device: WavDevice) -> None:
        """Leave a player that waits for a read without end, and go on with another."""
        for signal in (
            self.player.mediaStatusChanged,
            self.player.positionChanged,
            self.player.errorOccurred,
        ):
            signal.disconnect()
        self._lost.append((device, self._orders, self.player, self._output))
        self._begin()
        self._aim_output()

    def _sweep(self) -> None:
        """Stop the abandoned players whose read has ended after all."""
        ended = [lost for lost in self._lost if lost[0].leave(0)]
        self._lost = [lost for lost in self._lost if lost not in ended]
        for device, orders, player, _ in ended:
            orders.stop_requested.emit()
            orders.file_requested.emit(QUrl())
            player.deleteLater()
            self._left = [*self._left, device][-LEFT:]

    def _is_cut_off(self) -> bool:
        """Whether the sound server went or came since the opening: no order may start a sound."""
        if self._link.is_up == self._has_server:
            return False
        if self._is_loaded:
            self._tell(UNPLUGGED)
        return True

    def _heed_server(self) -> None:
        """Have an output only while the server is there; for as long as nothing is open."""
        self._has_server = self._link.is_up
        output = self._output if self._has_server else None
        if self.player.audioOutput() is not output:
            # No thread of Qt's waits for us now.
            self.player.setAudioOutput(output)  # type: ignore[arg-type]

    def _aim_output(self) -> None:
        if self._is_cut_off():
            return
        wanted = next(
            (d for d in QMediaDevices.audioOutputs() if _id_of(d) == self._output_id), None
        )
        self._orders.output_requested.emit(wanted or QMediaDevices.defaultAudioOutput())

    def _tell(self, kind: str, value: int = 0) -> None:
        self._facts.put(Fact(kind, value, time.monotonic()))
        self.said.emit()

    def _tell_broken(self) -> None:
        self._tell(BROKEN)

    # --- what Qt says

    def _take_status(self, status: QMediaPlayer.MediaStatus) -> None:
        kinds = QMediaPlayer.MediaStatus
        if not self._is_loaded:
            return
        if status is kinds.LoadedMedia and not self._has_opened:
            self._has_opened = True
            self._tell(OPENED, self.player.duration() if self.player.hasAudio() else 0)
        elif status is kinds.EndOfMedia:
            self._tell(ENDED)
        elif status is kinds.InvalidMedia:
            self._tell(BROKEN)

    def _take_position(self, claim_ms: int) -> None:
        if claim_ms != self.player.duration():  # said at every end, even of a file cut short
            self._facts.put(Fact(TIME, claim_ms, time.monotonic()))

    def _take_error(self, _error: QMediaPlayer.Error, _text: str) -> None:
        if self._is_loaded:
            self._tell(BROKEN)

    def _follow_default(self) -> None:
        if not self._output_id:
            self._aim_output()


def _keep_for_ever(lost: _Lost) -> None:
    """Never delete these, because that would wait for the read; a thread's frame holds them."""
    for thing in lost:
        thing.setParent(None)
    never = threading.Event()
    keep = threading.Thread(target=lambda: (lost, never.wait()), name="qt-lost", daemon=True)
    keep.start()


def _id_of(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")
