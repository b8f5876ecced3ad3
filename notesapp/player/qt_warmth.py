"""Keeps the output running through short pauses, so that no first word is swallowed.

A sound server lets go of a device soon after the last sound; a Bluetooth one then takes half a
second to come back. Silence played beside the engine keeps it there.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices

from notesapp.player.sound_server import ServerLink

DEFAULT_SECONDS = 60
CHEAP_RATE = 8000
LARGEST_BYTES = 32 * 1024 * 1024


class Warmth(QObject):
    """Plays silence on an output for some seconds after each ``start``.

    All of it is Qt's own: no thread here waits for Python. It does so no more once the sound
    server ``link`` is about has been gone.
    """

    def __init__(self, link: ServerLink | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link = link or ServerLink()
        self._seconds = DEFAULT_SECONDS
        self._sink: QAudioSink | None = None
        self._silence: QBuffer | None = None
        self._output_id = ""
        self._begin = self._timer(self._play)
        self._end = self._timer(self._let_go)

    @property
    def is_on(self) -> bool:
        """Whether silence plays now, or is about to."""
        return self._sink is not None or self._begin.isActive()

    def set_seconds(self, seconds: int) -> None:
        """Set for how long; 0 for not at all. Holds from the next start on."""
        self._seconds = max(0, seconds)
        if not self._seconds:
            self.stop()

    def start(self, output_id: str) -> None:
        """Play silence on the output with this id, on the default one where it is not known."""
        self._output_id = output_id
        if self._seconds:
            self._end.stop()
            self._begin.start(0)  # opening a device takes its time, and a pause should not

    def stop(self) -> None:
        """Let go of the output now."""
        self._begin.stop()
        self._let_go()

    def _timer(self, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    def _play(self) -> None:
        self._let_go()
        device = _device(self._output_id)
        self._link.note()
        if device.isNull() or not self._link.holds:
            return
        form = _form(device)
        size = min(LARGEST_BYTES, form.bytesForDuration(self._seconds * 1_000_000))
        self._silence = QBuffer(self)
        self._silence.setData(QByteArray(size, 128 if _is_unsigned(form) else 0))
        self._silence.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, form, self)
        self._sink.start(self._silence)
        self._end.start(self._seconds * 1000)

    def _let_go(self) -> None:
        self._end.stop()
        sink, self._sink = self._sink, None
        silence, self._silence = self._silence, None
        if sink and silence:
            sink.stop()
            sink.deleteLater()
            silence.deleteLater()


def _device(output_id: str) -> QAudioDevice:
    if output_id:
        for device in QMediaDevices.audioOutputs():
            if bytes(device.id().data()).decode("utf-8", "replace") == output_id:
                return device
    return QMediaDevices.defaultAudioOutput()


def _form(device: QAudioDevice) -> QAudioFormat:
    """Return the smallest form of sound that the device takes."""
    form = QAudioFormat()
    form.setSampleRate(CHEAP_RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form if device.isFormatSupported(form) else device.preferredFormat()


def _is_unsigned(form: QAudioFormat) -> bool:
    return form.sampleFormat() is QAudioFormat.SampleFormat.UInt8
