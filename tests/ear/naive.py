"""The obvious ways to play, for comparison: each library on the file, as its examples show it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

NAIVE_VLC = "naive-vlc"
NAIVE_QT = "naive-qt"
OWN_SINK = "own-sink"


def make_naive(name: str) -> Any:
    """Return the engine of that name, None where it is not one of these."""
    kinds = {NAIVE_VLC: NaiveVlc, NAIVE_QT: NaiveQt, OWN_SINK: OwnSink}
    return kinds[name]() if name in kinds else None


class NaiveVlc:
    """python-vlc: set_time() and get_time()."""

    def __init__(self) -> None:
        import vlc

        self._instance = vlc.Instance("--quiet", "--no-video")
        self._player = self._instance.media_player_new()

    @property
    def state(self) -> SimpleNamespace:
        word = str(self._player.get_state()).rpartition(".")[2].lower()
        return SimpleNamespace(phase={"error": "failed"}.get(word, word))

    def load(self, path: Path) -> None:
        self._player.set_media(self._instance.media_new(str(path)))

    def play(self) -> None:
        self._player.play()

    def pause(self) -> None:
        self._player.set_pause(1)

    def stop(self) -> None:
        self._player.stop()

    def seek(self, ms: int) -> None:
        self._player.set_time(ms)

    def set_rate(self, rate: float) -> None:
        self._player.set_rate(rate)

    def position_ms(self) -> int:
        return int(self._player.get_time())

    def close(self) -> None:
        self._player.stop()


class NaiveQt:
    """QMediaPlayer on the file: setPosition() and position()."""

    def __init__(self) -> None:
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

        self._player = QMediaPlayer()
        self._output = QAudioOutput()
        self._player.setAudioOutput(self._output)

    @property
    def state(self) -> SimpleNamespace:
        from PySide6.QtMultimedia import QMediaPlayer

        kinds = QMediaPlayer.MediaStatus
        words = {kinds.EndOfMedia: "ended", kinds.InvalidMedia: "failed"}
        words[kinds.LoadingMedia] = "loading"
        return SimpleNamespace(phase=words.get(self._player.mediaStatus(), "ready"))

    def load(self, path: Path) -> None:
        from PySide6.QtCore import QUrl

        self._player.setSource(QUrl.fromLocalFile(str(path)))

    def play(self) -> None:
        self._player.play()

    def pause(self) -> None:
        self._player.pause()

    def stop(self) -> None:
        self._player.stop()

    def seek(self, ms: int) -> None:
        self._player.setPosition(ms)

    def set_rate(self, rate: float) -> None:
        self._player.setPlaybackRate(rate)

    def position_ms(self) -> int:
        return self._player.position()

    def close(self) -> None:
        self._player.stop()


class OwnSink:
    """A QAudioSink that asks Python for its samples; only for WAV files."""

    BUFFER_MS = 60

    def __init__(self) -> None:
        self._sink: Any = None
        self._device: Any = None
        self._samples: Any = None
        self._rate = 0

    @property
    def state(self) -> SimpleNamespace:
        return SimpleNamespace(phase="ready")

    def load(self, path: Path) -> None:
        import wave

        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        with wave.open(str(path), "rb") as file:
            self._rate, channels = file.getframerate(), file.getnchannels()
        form = QAudioFormat()
        form.setSampleRate(self._rate)
        form.setChannelCount(channels)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(QMediaDevices.defaultAudioOutput(), form)
        self._sink.setBufferSize(self._rate * self.BUFFER_MS // 1000 * 2 * channels)
        self._frame = 2 * channels
        self._device = make_device(path)

    def play(self) -> None:
        self._sink.start(self._device)

    def pause(self) -> None:
        self._sink.suspend()

    def seek(self, ms: int) -> None:
        self._sink.stop()
        self._device.go_to(ms * self._rate // 1000 * self._frame)
        self._sink.start(self._device)

    def position_ms(self) -> int:
        return self._device.at // self._frame * 1000 // self._rate

    def close(self) -> None:
        self._sink.stop()


def make_device(path: Path) -> Any:
    from PySide6.QtCore import QIODevice

    class Samples(QIODevice):
        """The samples of a WAV file, asked for piece by piece."""

        def __init__(self) -> None:
            super().__init__()
            self._data = path.read_bytes()[44:]
            self.at = 0
            self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

        def go_to(self, offset: int) -> None:
            self.at = offset

        def readData(self, count: int) -> bytes:
            piece = self._data[self.at : self.at + count]
            self.at += len(piece)
            return piece

        def writeData(self, _data: object, _count: int = 0) -> int:
            return -1

        def bytesAvailable(self) -> int:
            return len(self._data) - self.at

        def isSequential(self) -> bool:
            return True

    return Samples()
