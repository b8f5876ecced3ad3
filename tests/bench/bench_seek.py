"""How far from each asked moment the engines really sound, by listening to what they put out.

Run: python tests/bench/bench_seek.py AUDIO MS [MS...]     (needs ffmpeg; no sound card)

The truth is a decode from start to end. What sounds is libVLC's file output, or the buffers that
Qt Multimedia plays. Both are compared by the distances between zero crossings, which survive
a last-bit difference in decoding. The rows are libVLC with its own demuxers, and both engines as
shipped; each seeks once before playing and once while playing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import wave
from array import array
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtMultimedia import QAudioBufferOutput, QAudioFormat

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from notesapp.player import libvlc
from notesapp.player.choose import QT, VLC, make_engine

RUN = 9  # zero crossings that must agree in a row
HOLD_MS = 1400
BEFORE_MS = 700
STEP_S = 0.005


class Truth:
    """The whole file as one string of zero-crossing distances."""

    def __init__(self, path: Path) -> None:
        self.rate = sample_rate(path)
        command = ["ffmpeg", "-v", "error", "-i", str(path)]
        command += ["-f", "s16le", "-ac", "1", "-ar", str(self.rate), "-"]
        samples = array("h", subprocess.run(command, capture_output=True, check=True).stdout)
        self.crossings = crossings_of(samples)
        self.code = code_of(self.crossings)

    def find_ms(self, samples: array[int]) -> float | None:
        """Return which moment of the file ``samples`` begin with, if it is found only once."""
        crossings = crossings_of(samples)
        code = code_of(crossings)
        for start in range(0, max(0, len(code) - RUN), 3):
            piece = code[start : start + RUN]
            at = self.code.find(piece)
            if at >= 0 and self.code.find(piece, at + 1) < 0:
                return (self.crossings[at] - crossings[start]) * 1000 / self.rate
        return None


def sample_rate(path: Path) -> int:
    command = ["ffprobe", "-v", "error", "-select_streams", "a:0"]
    command += ["-show_entries", "stream=sample_rate", "-of", "csv=p=0", str(path)]
    return int(
        subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()[0]
    )


def crossings_of(samples: array[int]) -> list[int]:
    return [i for i in range(1, len(samples)) if samples[i - 1] < 0 <= samples[i]]


def code_of(crossings: list[int]) -> bytes:
    return bytes(min(255, after - before) for before, after in pairwise(crossings))


def pump(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def exercise(player: Any, audio: Path, target_ms: int, is_playing: bool) -> None:
    """Seek to ``target_ms``, either before playing or while something far away plays."""
    player.load(audio)
    pump(300)
    if is_playing:
        player.seek((target_ms + 300_000) % player.state.duration_ms)
        player.play()
        pump(BEFORE_MS)
    player.seek(target_ms)
    player.play()
    pump(HOLD_MS)
    player.pause()


def by_vlc(audio: Path, target_ms: int, is_playing: bool, output: Path) -> array[int]:
    options = ("--aout=afile", f"--audiofile-file={output}")
    player = make_engine(VLC, options)
    exercise(player, audio, target_ms, is_playing)
    player.close()
    return read_mono(output)


def by_naive_vlc(audio: Path, target_ms: int, is_playing: bool, output: Path) -> array[int]:
    vlc, _ = libvlc.find()
    instance = libvlc.start(vlc, ("--aout=afile", f"--audiofile-file={output}"))
    player = instance.media_player_new()
    player.set_media(instance.media_new_path(str(audio)))
    player.play()
    time.sleep(BEFORE_MS / 1000)
    player.set_time(target_ms)
    time.sleep(HOLD_MS / 1000)
    player.stop()
    player.release()
    instance.release()
    return read_mono(output)


def by_qt(audio: Path, target_ms: int, is_playing: bool, rate: int) -> array[int]:
    player: Any = make_engine(QT)
    form = QAudioFormat()
    form.setSampleRate(rate)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    heard: array[int] = array("h")
    tap = QAudioBufferOutput(form)
    tap.audioBufferReceived.connect(lambda buffer: heard.frombytes(bytes(buffer.data())))
    player.driver.player.setAudioBufferOutput(tap)
    exercise(player, audio, target_ms, is_playing)
    player.close()
    return heard


def read_mono(path: Path) -> array[int]:
    with wave.open(str(path), "rb") as file:
        samples = array("h", file.readframes(10**9))
        return samples[:: file.getnchannels()]


def error_ms(truth: Truth, heard: array[int], target_ms: int) -> float | None:
    """Return how far from the target the last unbroken stretch of ``heard`` began."""
    window, step = round(truth.rate * 0.12), round(truth.rate * STEP_S)
    began_ms: float | None = None
    offset_ms: float | None = None
    for at in range(0, len(heard) - window, step):
        found_ms = truth.find_ms(heard[at : at + window])
        if found_ms is None:
            continue
        here_ms = found_ms - at * 1000 / truth.rate
        if offset_ms is None or abs(here_ms - offset_ms) > 2000:
            began_ms, offset_ms = found_ms, here_ms
    return None if began_ms is None else began_ms - target_ms


def main(arguments: list[str]) -> int:
    """Print a table, one row a way of playing, one column a moment."""
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    audio, targets = Path(arguments[0]), [int(word) for word in arguments[1:]]
    app = QCoreApplication([])
    truth = Truth(audio)
    print(f"{'seek error, ms':32}" + "".join(f"{target:>10}" for target in targets))
    for name, is_playing, listen in ways(truth.rate):
        cells = []
        for target_ms in targets:
            with tempfile.TemporaryDirectory() as folder:
                heard = listen(audio, target_ms, is_playing, Path(folder) / "heard.wav")
            error = error_ms(truth, heard, target_ms)
            cells.append("lost" if error is None else f"{error:.0f}")
        print(f"{name:32}" + "".join(f"{cell:>10}" for cell in cells), flush=True)
    del app
    return 0


def ways(rate: int) -> list[tuple[str, bool, Any]]:
    def qt(audio: Path, target_ms: int, is_playing: bool, _output: Path) -> array[int]:
        return by_qt(audio, target_ms, is_playing, rate)

    return [
        ("libVLC, own demuxers, playing", True, by_naive_vlc),
        ("VLC engine, before play", False, by_vlc),
        ("VLC engine, playing", True, by_vlc),
        ("Qt engine, before play", False, qt),
        ("Qt engine, playing", True, qt),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
