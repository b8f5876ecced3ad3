"""Opening audio off the GUI thread: the exact source where it can be had, and what to say."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from notesapp.audio.facts import probe
from notesapp.audio.source import duration_ms
from notesapp.audio.wav_view import WavView
from notesapp.errors import AudioTrouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from notesapp.audio.source import PcmSource

    Opener = Callable[[Path], PcmSource]

# A claim is often a guess or counts silence; only one far off means that sound is missing.
CUT_OFF_MS = 2000
CUT_OFF_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Audio:
    """A file that can be played: from ``source``, or without one as the engine reads it itself.

    ``duration_ms`` is 0 where nobody knows it before playing.
    """

    path: Path
    source: PcmSource | None
    duration_ms: int
    warning: str = ""

    def view(self, boost_db: int) -> WavView | None:
        """Return the sound as the bytes of a WAV file."""
        return WavView(self.source, boost_db) if self.source else None

    def close(self) -> None:
        """Let go of the file; waits for a reader, so not on the GUI thread."""
        if self.source:
            self.source.close()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a load: the audio, or the sentence saying why not."""

    audio: Audio | None
    trouble: str = ""


class Loader:
    """Opens one file at a time, each on a thread of its own; a newer load replaces an older one.

    ``opener`` raises AudioTrouble, or ImportError where nothing can be read exactly here.
    """

    def __init__(self, opener: Opener | None = None) -> None:
        self._opener = opener or _open_exactly
        self._done: SimpleQueue[Loaded] = SimpleQueue()
        self._lock = threading.Lock()
        self._number = 0

    def start(self, path: Path) -> None:
        """Open ``path``; ``take`` has the result when it is there."""
        self.cancel()
        work = (self._number, path)
        threading.Thread(target=self._work, args=work, name="audio-load", daemon=True).start()

    def take(self) -> Loaded | None:
        """Return what became of the newest load, once, or None while it is under way."""
        with suppress(Empty):
            return self._done.get_nowait()
        return None

    def cancel(self) -> None:
        """Want no load any more; what arrives later is closed unseen."""
        with self._lock:
            self._number += 1
            late = self.take()
        if late and late.audio:
            let_go(late.audio.close)

    def _work(self, number: int, path: Path) -> None:
        loaded = self._open(path)
        with self._lock:
            if number == self._number:
                self._done.put(loaded)
                return
        if loaded.audio:
            loaded.audio.close()

    def _open(self, path: Path) -> Loaded:
        try:
            return Loaded(_open(path, self._opener))
        except AudioTrouble as trouble:
            return Loaded(None, trouble.sentence)
        except Exception:  # whatever a damaged file brings up is a file that cannot be played
            return Loaded(None, cannot_open(path))


def let_go(close: Callable[[], None]) -> threading.Thread:
    """Call ``close`` on a thread that may be abandoned."""
    thread = threading.Thread(target=close, name="audio-close", daemon=True)
    thread.start()
    return thread


def cannot_open(path: Path | None) -> str:
    """Return the sentence for a file that does not open."""
    name = path.name if path else ""
    return f"“{name}” cannot be played. Convert it to MP3 or choose another file."


def cut_off_warning(real_ms: int, claimed_ms: int | None) -> str:
    """Return the sentence for a file that says it is far longer than it is, else ""."""
    allowed_ms = max(CUT_OFF_MS, real_ms * CUT_OFF_SHARE)
    if claimed_ms is None or claimed_ms - real_ms <= allowed_ms:
        return ""
    after = _length(real_ms)
    return f"This file ends after {after}. Open another copy, or go on with what there is."


def _open(path: Path, opener: Opener) -> Audio:
    try:
        source = opener(path)
    except ImportError:  # no PyAV: the engine reads the file, a tenth of a second less exactly
        return Audio(path, None, probe(path).duration_ms or 0)
    length_ms = duration_ms(source)
    return Audio(path, source, length_ms, cut_off_warning(length_ms, source.claimed_ms))


def _open_exactly(path: Path) -> PcmSource:
    from notesapp.audio.open_source import open_source  # brings PyAV: never on the GUI thread

    return open_source(path)


def _length(ms: int) -> str:
    for unit_ms, name in ((60_000, "minute"), (1000, "second")):
        count = round(ms / unit_ms)
        if count or name == "second":
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    return ""
