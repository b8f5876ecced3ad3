"""Files that sound, one tone for each kind of file, and which tones a recording has."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from types import TracebackType

__all__ = ["KINDS", "Ear", "frequency_of", "make_tone"]

RATE = 48_000
LONG_S = 12
KINDS = {
    "mp3": ("mp3", "libmp3lame"),
    "m4a": ("mp4", "aac"),
    "m4b": ("mp4", "aac"),
    "aac": ("adts", "aac"),
    "opus": ("opus", "libopus"),
    "ogg": ("ogg", "vorbis"),
    "flac": ("flac", "flac"),
    "wav": ("wav", "pcm_s16le"),
    "aiff": ("aiff", "pcm_s16be"),
    "mka": ("matroska", "libopus"),
    "mp4": ("mp4", "aac"),
    "mkv": ("matroska", "aac"),
}
_LOWEST, _APART = 420, 60
_WINDOW_S = 0.1
_ENOUGH_S = 0.6
_LOUD = 0.02


def frequency_of(kind: str) -> int:
    """The tone in files of this kind, in hertz."""
    return _LOWEST + _APART * list(KINDS).index(kind)


def make_tone(kind: str, path: Path) -> None:
    """Write a file of this kind with its tone. Raises av's errors."""
    import av
    import numpy as np

    container, codec = KINDS[kind]
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=RATE)
        assert isinstance(stream, av.AudioStream)
        context = stream.codec_context
        # FFmpeg's own Vorbis encoder does stereo only, and has to be asked twice.
        context.layout = "stereo"
        if codec == "vorbis":
            context.options = {"strict": "-2"}
        elif codec in ("aac", "libmp3lame", "libopus"):
            context.bit_rate = 96_000
        times = np.arange(RATE * LONG_S) / RATE
        wave = (0.3 * np.sin(2 * np.pi * frequency_of(kind) * times) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(
            np.repeat(wave, 2)[None, :], format="s16", layout="stereo"
        )
        frame.sample_rate = RATE
        resampler = av.AudioResampler(
            format=context.format, layout="stereo", rate=RATE, frame_size=context.frame_size or 1024
        )
        done = 0
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            piece.pts, piece.time_base = done, Fraction(1, RATE)
            done += piece.samples
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))


class Ear:
    """Records an output of a sound server from entering the context to leaving it."""

    def __init__(self, environment: dict[str, str], output: str, path: Path) -> None:
        self._line = ["parec", f"--device={output}.monitor", "--format=s16le", f"--rate={RATE}"]
        self._line += ["--channels=1", "--raw"]
        self._environment = environment
        self._path = path
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Ear:
        with self._path.open("wb") as file:
            self._process = subprocess.Popen(self._line, env=self._environment, stdout=file)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(10)

    def kinds(self, wanted: Iterable[str] = KINDS) -> dict[str, float]:
        """For each kind of file the seconds in which its tone was the loudest so far."""
        import numpy as np

        raw = self._path.read_bytes()
        samples = np.frombuffer(raw[: len(raw) // 2 * 2], "<i2").astype(float) / 32768
        length = round(RATE * _WINDOW_S)
        heard = dict.fromkeys(wanted, 0.0)
        for begin in range(0, len(samples) - length, length):
            piece = samples[begin : begin + length]
            if float(np.sqrt((piece**2).mean())) < _LOUD:
                continue
            spectrum = np.abs(np.fft.rfft(piece * np.hanning(length)))
            loudest = float(np.argmax(spectrum)) / _WINDOW_S
            for kind in heard:
                if abs(loudest - frequency_of(kind)) <= _APART / 3:
                    heard[kind] += _WINDOW_S
        return heard

    def missing(self, wanted: Iterable[str] = KINDS) -> list[str]:
        """The kinds that were not heard long enough."""
        return [kind for kind, seconds in self.kinds(wanted).items() if seconds < _ENOUGH_S]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for one in KINDS:
        make_tone(one, folder / f"tone.{one}")
