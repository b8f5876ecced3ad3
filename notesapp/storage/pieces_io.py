"""Writing the pieces of a new file, and comparing what was written."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from notesapp.errors import Cancelled
from notesapp.storage.fsops import FileOps
from notesapp.storage.pieces import Kept, Piece

__all__ = ["Watch", "compare_pieces", "size_of", "stopped", "write_pieces"]

_STEP = 8 << 20
_SMALL = 128 << 10
_ROOM = 1 << 20


def size_of(pieces: Iterable[Piece]) -> int:
    """How many bytes the new file has."""
    return sum(p.length if isinstance(p, Kept) else len(p) for p in pieces)


def stopped() -> Cancelled:
    """What to raise when somebody stopped the work."""
    return Cancelled("Stopped. No file was changed.")


@dataclass(slots=True)
class Watch:
    """Says how far the work is, and stops it where somebody wants that."""

    total: int
    progress: Callable[[int, int], None]
    cancelled: Callable[[], bool]
    done: int = 0

    def passed(self, count: int) -> None:
        """So many bytes more are done. Raises Cancelled."""
        self.done += count
        self.progress(self.done, self.total)
        if self.cancelled():
            raise stopped()


def write_pieces(
    source: int, into: int, pieces: Iterable[Piece], watch: Watch, ops: FileOps
) -> None:
    """Write all pieces to an open file. Raises OSError, also where the source is too short."""
    writer = _Writer(source, into, watch, ops)
    for piece in pieces:
        if isinstance(piece, bytes):
            writer.take(piece)
        elif piece.length <= _SMALL:
            writer.take(_read(source, piece, ops))
        else:
            writer.flush()
            writer.copy(piece)
    writer.flush()


@dataclass(slots=True)
class _Writer:
    """Gathers small pieces, so that a file of many pages is not many writes."""

    source: int
    into: int
    watch: Watch
    ops: FileOps
    waiting: bytearray = field(default_factory=bytearray)

    def take(self, data: bytes | bytearray) -> None:
        self.waiting += data
        if len(self.waiting) >= _ROOM:
            self.flush()

    def flush(self) -> None:
        with memoryview(self.waiting) as data:
            at = 0
            while at < len(data):
                taken = self.ops.write(self.into, data[at : at + _STEP])
                if taken <= 0:
                    raise OSError(errno.ENOSPC, "nothing was taken")
                at += taken
                self.watch.passed(taken)
        self.waiting = bytearray()

    def copy(self, piece: Kept) -> None:
        at, end = piece.offset, piece.offset + piece.length
        while at < end:
            # From one round place to the next: a disk that can share blocks needs that.
            count = min(end - at, _STEP - at % _STEP)
            count = self.ops.copy_span(self.into, self.source, at, count)
            if count <= 0:
                raise _too_short()
            at += count
            self.watch.passed(count)


def compare_pieces(
    source: int, made: int, pieces: Iterable[Piece], watch: Watch, ops: FileOps
) -> None:
    """Read the whole new file and compare it with what it is to be. Raises OSError where not."""
    rooms = bytearray(_ROOM), bytearray(_ROOM)
    at = 0
    for piece in pieces:
        if isinstance(piece, bytes):
            _same(piece, _read(made, Kept(at, len(piece)), ops))
            at += len(piece)
            watch.passed(len(piece))
        else:
            at = _compare_kept(source, made, at, piece, rooms, watch, ops)


def _compare_kept(
    source: int,
    made: int,
    at: int,
    piece: Kept,
    rooms: tuple[bytearray, bytearray],
    watch: Watch,
    ops: FileOps,
) -> int:
    done = 0
    while done < piece.length:
        count = min(_ROOM, piece.length - done)
        if count < _ROOM:
            rooms = bytearray(count), bytearray(count)
        _read_fully(source, rooms[0], piece.offset + done, ops)
        _read_fully(made, rooms[1], at + done, ops)
        _same(rooms[0], rooms[1])
        done += count
        watch.passed(count)
    return at + done


def _same(one: bytes | bytearray, other: bytes | bytearray) -> None:
    if one != other:
        raise OSError(errno.EIO, "what was written reads differently")


def _read(fd: int, span: Kept, ops: FileOps) -> bytearray:
    room = bytearray(span.length)
    _read_fully(fd, room, span.offset, ops)
    return room


def _read_fully(fd: int, room: bytearray, offset: int, ops: FileOps) -> None:
    """Fill all of ``room``."""
    got = ops.read_into(fd, room, offset)
    while got < len(room):
        rest = bytearray(len(room) - got)
        count = ops.read_into(fd, rest, offset + got)
        if count <= 0:
            raise _too_short()
        room[got : got + count] = rest[:count]
        got += count


def _too_short() -> OSError:
    return OSError(errno.EIO, "the file ends before it should")
