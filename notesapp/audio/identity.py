"""Whether an audio file has the same sound as before, without reading all of it.

The digest is over 32 blocks of 8 KB at fixed places of the sound and over how many bytes of sound
there are. Rewritten tags, artwork and chapters do not change it; a cut does, and so does another
recording. A passage replaced by one of equal length between those places goes unnoticed: such a
change moves no stamp.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from notesapp.audio.sound_spans import Sound, Span, sound_spans
from notesapp.errors import AudioTrouble

BLOCKS = 32
BLOCK_BYTES = 8192
_VERSION = 1
_PAGE = re.compile(rb"OggS")
_PAGE_HEAD = 27
_NUMBERS = slice(14, 26)  # serial number, page number and checksum of an Ogg page


@dataclass(frozen=True, slots=True)
class AudioIdentity:
    """A file as it is now. ``digest`` is ``kind:hex``, of the sound alone."""

    size_bytes: int
    mtime_ns: int
    digest: str


def identify(path: Path) -> AudioIdentity:
    """Read some 256 KB of a file: a few milliseconds also for large ones.

    Raises AudioTrouble where it is not there, not an ordinary file, or cannot be read.
    """
    try:
        # Opening a pipe would wait for its other end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise AudioTrouble(f"“{path.name}” is no file. Choose an audio file.", str(path))
        with path.open("rb", buffering=BLOCK_BYTES) as file:
            found = _stat_of(file)
            sound = sound_spans(file, found.st_size)
            digest = _digest(file, sound)
    except (OSError, ValueError) as error:
        sentence = f"“{path.name}” cannot be read. Check its permissions or choose another file."
        raise AudioTrouble(sentence, f"{path!s}: {error!r}") from error
    return AudioIdentity(found.st_size, found.st_mtime_ns, f"{sound.kind}.{_VERSION}:{digest}")


def is_comparable(digest: str, other: str) -> bool:
    """Whether two digests of unlike value mean unlike sound: same kind of file, same rule."""
    return bool(digest) and digest.partition(":")[0] == other.partition(":")[0]


def _stat_of(file: BinaryIO) -> os.stat_result:
    return os.fstat(file.fileno())


def _digest(file: BinaryIO, sound: Sound) -> str:
    total = sum(length for _, length in sound.spans)
    taken = hashlib.blake2b(digest_size=16)
    taken.update(b"%d;%d;" % (total, len(sound.seed)) + sound.seed)
    ends = list(itertools.accumulate(length for _, length in sound.spans))
    for begin, count in _places(total):
        taken.update(_read(file, sound.spans, ends, begin, count, is_paged=sound.is_paged))
    return taken.hexdigest()


def _places(total: int) -> list[Span]:
    if total <= BLOCKS * BLOCK_BYTES:
        return [(at, min(BLOCK_BYTES, total - at)) for at in range(0, total, BLOCK_BYTES)]
    last = total - BLOCK_BYTES
    return [(last * block // (BLOCKS - 1), BLOCK_BYTES) for block in range(BLOCKS)]


def _read(
    file: BinaryIO,
    spans: tuple[Span, ...],
    ends: list[int],
    begin: int,
    count: int,
    *,
    is_paged: bool,
) -> bytes:
    """Bytes of the sound as if its spans stood one behind the other."""
    if is_paged:
        return _read_paged(file, spans[0], begin, count)
    parts = []
    index = bisect_right(ends, begin)
    while count > 0 and index < len(spans):
        offset, length = spans[index]
        inside = begin - (ends[index] - length)
        take = min(count, length - inside)
        file.seek(offset + inside)
        parts.append(file.read(take))
        begin += take
        count -= take
        index += 1
    return b"".join(parts)


def _read_paged(file: BinaryIO, span: Span, begin: int, count: int) -> bytes:
    """The same with what numbers an Ogg page made zero, also where the block cuts its head."""
    before = min(begin, _PAGE_HEAD)
    file.seek(span[0] + begin - before)
    data = bytearray(file.read(before + count + _PAGE_HEAD))
    for page in _PAGE.finditer(bytes(data)):
        part = data[page.start() :][_NUMBERS]
        data[page.start() + 14 : page.start() + 14 + len(part)] = bytes(len(part))
    return bytes(data[before : before + count])
