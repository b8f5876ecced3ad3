"""Ears inside the libraries: what libVLC and Qt hand to an output, sample by sample."""

from __future__ import annotations

import ctypes
import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtMultimedia import QAudioBufferOutput, QAudioFormat

from notesapp.audio.source import PcmSource
from notesapp.player import libvlc

Samples = NDArray[np.int16]


class NumberedSource:
    """Endless sound that is made when it is read: sample ``n`` says ``n``, up to two to the 30th.

    It is told apart by which thread reads it.
    """

    def __init__(self, seconds: float, rate: int = 48000, channels: int = 2) -> None:
        self.rate, self.channels = rate, channels
        self.total = round(seconds * rate)
        self.claimed_ms: int | None = None
        self.threads: set[int] = set()

    def read(self, start: int, count: int) -> bytes:
        self.threads.add(threading.get_ident())
        numbers = np.arange(start, max(start, min(start + count, self.total)), dtype=np.int64)
        halves = [numbers & 0x7FFF, numbers >> 15 & 0x7FFF][: self.channels]
        return np.stack(halves, 1).astype("<i2").tobytes()

    def close(self) -> None:
        """Nothing is open."""


def expected(source: PcmSource, start: int, count: int) -> Samples:
    """The samples that should be heard from ``start`` on."""
    return np.frombuffer(source.read(start, count), "<i2").reshape(-1, source.channels)


class VlcEar:
    """Hears what libVLC plays; give ``prepare`` to an engine. ``heard`` is since the last flush."""

    def __init__(self, rate: int, channels: int) -> None:
        self._vlc, _ = libvlc.find()
        self._rate, self._channels = rate, channels
        self._lock = threading.Lock()
        self._blocks: list[bytes] = []
        kinds = self._vlc.CallbackDecorators
        self._callbacks = (kinds.AudioPlayCb(self._play), kinds.AudioFlushCb(self._flush))

    def prepare(self, player: Any) -> None:
        play, flush = self._callbacks
        player.audio_set_callbacks(play, None, None, flush, None, None)
        player.audio_set_format("S16N", self._rate, self._channels)

    def clear(self) -> None:
        with self._lock:
            self._blocks.clear()

    def heard(self) -> Samples:
        with self._lock:
            return np.frombuffer(b"".join(self._blocks), "<i2").reshape(-1, self._channels)

    def _play(self, _opaque: Any, samples: int, count: int, _due: int) -> None:
        block = ctypes.string_at(samples, count * self._channels * 2)
        with self._lock:
            self._blocks.append(block)

    def _flush(self, _opaque: Any, _due: int) -> None:
        self.clear()


class QtEar:
    """Hears what Qt decodes for its output, with the time each piece has in the file."""

    def __init__(self, rate: int, channels: int) -> None:
        form = QAudioFormat()
        form.setSampleRate(rate)
        form.setChannelCount(channels)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._channels = channels
        self._blocks: list[tuple[int, bytes]] = []
        self.tap = QAudioBufferOutput(form)
        self.tap.audioBufferReceived.connect(self._take)

    def clear(self) -> None:
        self._blocks.clear()

    def heard_from(self, ms: int) -> Samples:
        """What was heard after a seek to ``ms``, not what was under way before it."""
        blocks = [data for at_us, data in self._blocks if ms <= at_us / 1000 < ms + 5000]
        return np.frombuffer(b"".join(blocks), "<i2").reshape(-1, self._channels)

    def _take(self, buffer: Any) -> None:
        self._blocks.append((buffer.startTime(), bytes(buffer.data())))
