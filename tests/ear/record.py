"""Records an output, with the time at which each piece was there.

A process of its own, so that nothing the player does holds it up. It is also its own program:
``record.py PCM MARKS OUTPUT`` writes until it is terminated.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType, TracebackType

RATE = 44100
LATENCY_MS = 5
MARK = struct.Struct("<dq")  # monotonic seconds, samples until then
READY_S = 15.0


class Recorder:
    """Records the output called ``name`` into ``folder`` from entering the context to leaving."""

    def __init__(
        self, environment: dict[str, str], name: str, folder: Path, prefix: list[str] | None = None
    ) -> None:
        self.pcm = folder / f"{name}.pcm"
        self.marks = folder / f"{name}.marks"
        self._command = [*(prefix or []), sys.executable, "-S", __file__]
        self._command += [str(self.pcm), str(self.marks), name]
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Recorder:
        self.marks.unlink(missing_ok=True)
        self._process = subprocess.Popen(self._command, env=self._environment)
        until_s = time.monotonic() + READY_S
        while not self.marks.exists() or self.marks.stat().st_size < 50 * MARK.size:
            if self._process.poll() is not None or time.monotonic() > until_s:
                self._process.kill()
                raise RuntimeError("The recorder hears nothing.")
            time.sleep(0.02)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._process
        self._process.terminate()
        self._process.wait(10)


def listen(pcm: Path, marks: Path, name: str) -> None:
    """Write what sounds at the output called ``name``, until SIGTERM."""
    command = ["parec", f"--device={name}.monitor", "--format=s16le", f"--rate={RATE}"]
    command += ["--channels=1", f"--latency-msec={LATENCY_MS}", "--raw"]
    source = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0)

    def end(_number: int, _frame: FrameType | None) -> None:
        source.terminate()

    signal.signal(signal.SIGTERM, end)
    assert source.stdout
    heard = 0
    with pcm.open("wb") as sound, marks.open("wb") as times:
        while block := os.read(source.stdout.fileno(), 1 << 16):
            now_s = time.monotonic()
            heard += len(block)
            sound.write(block)
            times.write(MARK.pack(now_s, heard // 2))
            times.flush()
    source.wait()


if __name__ == "__main__":
    listen(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
