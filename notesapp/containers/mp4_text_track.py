"""Chapters as a track of texts (QuickTime File Format, "Chapter Lists") and as Nero's ``chpl``."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from notesapp.containers.mp4_atoms import box, full_box
from notesapp.containers.mp4_tables import offset_box
from notesapp.core.chapters import Chapter

MOST_CHAPTERS = 255
MOST_SHORT_BYTES = 255
MOST_BYTES = 0xFFFF

_IN_MOVIE = 2  # not 1 as well: a track that is switched on would be shown
_UNDETERMINED = 0x55C4
_MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_UTF8 = struct.pack(">I4sI", 12, b"encd", 0x100)
_NARROW = 1 << 32


@dataclass(frozen=True, slots=True)
class TextTrack:
    """A new track: what it shows from when on, until ``total_ms``.

    ``scale`` and ``duration`` are the movie's.
    """

    number: int
    titles: tuple[bytes, ...]
    starts_ms: tuple[int, ...]
    total_ms: int
    scale: int
    duration: int
    is_quicktime: bool

    def samples(self) -> list[bytes]:
        """The bytes of each title as they stand in the file."""
        return [struct.pack(">H", len(title)) + title + _UTF8 for title in self.titles]

    def atom(self, offset: int, is_wide: bool) -> bytes:
        """The ``trak`` box for samples that begin at ``offset``."""
        return box(b"trak", self._head(), self._media(offset, is_wide))

    def _head(self) -> bytes:
        form, version = _time_form(self.duration)
        times = struct.pack(f">{form}{form}II{form}", 0, 0, self.number, 0, self.duration)
        rest = bytes(16) + _MATRIX + bytes(8)  # neither layer, group, loudness nor size
        return full_box(b"tkhd", times, rest, version=version, flags=_IN_MOVIE)

    def _media(self, offset: int, is_wide: bool) -> bytes:
        form, version = _time_form(self.total_ms)
        times = struct.pack(f">{form}{form}I{form}", 0, 0, 1000, self.total_ms)
        language = struct.pack(">HH", _UNDETERMINED, 0)
        return box(
            b"mdia",
            full_box(b"mdhd", times, language, version=version),
            self._handler(b"mhlr", b"text", b"Chapters"),
            self._information(offset, is_wide),
        )

    def _handler(self, component: bytes, kind: bytes, name: bytes) -> bytes:
        if self.is_quicktime:
            return full_box(b"hdlr", component, kind, bytes(12), bytes([len(name)]), name)
        return full_box(b"hdlr", bytes(4), kind, bytes(12), name, b"\0")

    def _information(self, offset: int, is_wide: bool) -> bytes:
        gray = struct.pack(">HHHHHH", 0x40, 0x8000, 0x8000, 0x8000, 0, 0)
        head = box(b"gmhd", full_box(b"gmin", gray), box(b"text", _MATRIX))
        here = full_box(b"dref", struct.pack(">I", 1), full_box(b"url ", flags=1))
        data = self._handler(b"dhlr", b"url ", b"") if self.is_quicktime else b""
        return box(b"minf", head, data, box(b"dinf", here), self._tables(offset, is_wide))

    def _tables(self, offset: int, is_wide: bool) -> bytes:
        ends = (*self.starts_ms[1:], self.total_ms)
        lengths = [end - start for start, end in zip(self.starts_ms, ends, strict=True)]
        runs = [(len(list(run)), length) for length, run in groupby(lengths)]
        sizes = [len(sample) for sample in self.samples()]
        return box(
            b"stbl",
            full_box(b"stsd", struct.pack(">I", 1), _entry()),
            _durations(runs),
            full_box(b"stsc", struct.pack(">IIII", 1, 1, len(sizes), 1)),
            full_box(b"stsz", struct.pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)),
            offset_box([offset], is_wide),
        )


def _durations(runs: Sequence[tuple[int, int]]) -> bytes:
    pairs = b"".join(struct.pack(">II", *run) for run in runs)
    return full_box(b"stts", struct.pack(">I", len(runs)), pairs)


def _time_form(duration: int) -> tuple[str, int]:
    """Four or eight bytes for times, and the version of the box that has them."""
    return ("I", 0) if duration < _NARROW - 1 else ("Q", 1)


def _entry() -> bytes:
    """How the texts look: no flags, black on white, no box and the system's font."""
    described = struct.pack(">6xHIi3H4H8xHHxH3Hx", 1, 0, 0, *[0xFFFF] * 3, *[0] * 10)
    return box(b"text", described)


def text_of(title: str, most: int) -> bytes:
    """A title in UTF-8, cut between two characters where it is longer than ``most`` bytes."""
    data = title.encode("utf-8", "replace")
    return data if len(data) <= most else data[:most].decode("utf-8", "ignore").encode("utf-8")


def nero_list(chapters: Sequence[Chapter]) -> bytes:
    """The ``chpl`` box, version 1: times in 100 ns, short titles."""
    entries = []
    for chapter in chapters:
        title = text_of(chapter.title, MOST_SHORT_BYTES)
        entries.append(struct.pack(">QB", chapter.start_ms * 10_000, len(title)) + title)
    return full_box(b"chpl", bytes(4), bytes([len(entries)]), *entries, version=1)
