"""Levels of any audio file: a guess at once where there is one, then the exact ones."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, Protocol

from notesapp.audio import refusals
from notesapp.audio.frames import read_at
from notesapp.audio.gain import first_guess, guesses
from notesapp.audio.open_source import frame_index, open_file, open_source
from notesapp.audio.peaks_decode import decode_index, decode_stream
from notesapp.audio.pyramid import Pyramid, empty_pyramid, pyramid_from_bytes
from notesapp.audio.pyramid_builder import PyramidBuilder
from notesapp.audio.stream_source import StreamSource
from notesapp.errors import AudioTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from notesapp.audio.frames import FrameIndex

_EVERY_S = 0.3
_GUESS_EVERY_S = 0.1
_ENDS = 64 * 1024
_LONGEST_S = 200 * 3600
_LOWEST_RATE = 1000


class LevelsCache(Protocol):
    """What keeps bytes for a file as long as the file stays the same. Never raises."""

    def get(self, path: Path, facts: str) -> bytes | None:
        """Return what was put for this path and these facts, if it is still there."""

    def put(self, path: Path, facts: str, data: bytes) -> None:
        """Keep this in place of what was kept for the path before."""


def load_levels(path: Path, cache: LevelsCache, is_wanted: Callable[[], bool]) -> Iterator[Pyramid]:
    """Levels of a file, each time more of them; the last one ``is_exact`` and goes to the cache.

    Runs for seconds, so not on the GUI thread; a new one comes about every 300 ms. Ends early,
    without keeping anything, once ``is_wanted`` says no; it is asked many times a second. Raises
    AudioTrouble with a sentence when there is no sound to read.
    """
    with open_file(path) as file:
        facts = _facts(path, file)
        kept = _from_cache(path, cache, facts)
        if kept is not None:
            yield kept
            return
        last: Pyramid | None = None
        for last in _measured(path, file, is_wanted):
            yield last
        if last is not None and last.is_exact and facts == _facts(path, file):
            cache.put(path, facts, last.to_bytes())


def _facts(path: Path, file: BinaryIO) -> str:
    """What tells this content from an earlier one: size, time of change, first and last bytes."""
    size = file.seek(0, 2)
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0
    ends = read_at(file, 0, _ENDS) + read_at(file, max(0, size - _ENDS), _ENDS)
    return f"{size}-{changed}-{hashlib.sha256(ends).hexdigest()}"


def _from_cache(path: Path, cache: LevelsCache, facts: str) -> Pyramid | None:
    data = cache.get(path, facts)
    if data is None:
        return None
    try:
        return pyramid_from_bytes(data)
    except ValueError:
        return None


def _measured(path: Path, file: BinaryIO, is_wanted: Callable[[], bool]) -> Iterator[Pyramid]:
    guess = first_guess(file)
    if guess is not None and is_wanted():
        yield guess
    index = frame_index(file)
    if index is not None:
        yield from _of_frames(path, file, index, is_wanted)
        return
    source = open_source(path)
    try:
        if not isinstance(source, StreamSource):  # replaced by a file of another kind just now
            raise AudioTrouble(refusals.damaged(path), f"{path}: changed")
        work = _Work(path, source.total, source.rate)
        steps = decode_stream(source.reader, source.total, work.builder)
        yield from work.measure(steps, is_wanted)
    finally:
        source.close()


def _of_frames(
    path: Path, file: BinaryIO, index: FrameIndex, is_wanted: Callable[[], bool]
) -> Iterator[Pyramid]:
    work = _Work(path, index.total, index.rate)
    if index.codec.startswith("mp3"):
        yield from work.guess(guesses(file, index), is_wanted)
    yield from work.measure(decode_index(file, index, work.builder), is_wanted)


class _Work:
    """Levels of one file while they are made, and when it is time to show more of them."""

    def __init__(self, path: Path, total: int, rate: int) -> None:
        if not 0 < total <= _LONGEST_S * rate or rate < _LOWEST_RATE:
            detail = f"{path}: {total} samples at {rate}"
            raise AudioTrouble(refusals.damaged(path), detail)
        self.builder = PyramidBuilder()
        self._shown = empty_pyramid(round(total * 1000 / rate))

    def guess(self, steps: Iterator[Pyramid], is_wanted: Callable[[], bool]) -> Iterator[Pyramid]:
        """Show a guess as it grows, and keep it for where nothing is measured yet."""
        due = time.monotonic() + _GUESS_EVERY_S
        for step in steps:
            if not is_wanted():
                return
            self._shown = step
            if time.monotonic() >= due:
                yield step
                due = time.monotonic() + _GUESS_EVERY_S
        yield self._shown

    def measure(self, steps: Iterator[None], is_wanted: Callable[[], bool]) -> Iterator[Pyramid]:
        """Take steps that fill the builder, and show what is there from time to time."""
        due = time.monotonic() + _EVERY_S
        for _ in steps:
            if not is_wanted():
                return
            if time.monotonic() >= due:
                yield replace(self._shown, exact=self.builder.levels())
                due = time.monotonic() + _EVERY_S
        if is_wanted():
            yield Pyramid(self._shown.duration_ms, self.builder.finish())
