"""The new MP4 as pieces: a new index, the texts of the chapters, and all else as it was."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from notesapp.audio.mp4_boxes import ReadAt
from notesapp.containers.mp4_atoms import Atom, Span, box
from notesapp.containers.mp4_movie import Move, Movie, Track, new_movie
from notesapp.containers.mp4_tables import Moves, chunks_of, offset_box, offsets_of
from notesapp.containers.mp4_text_track import TextTrack
from notesapp.storage.pieces import Kept, Piece

_NARROW = 1 << 32
_MOST_TURNS = 4


@dataclass(frozen=True, slots=True)
class Old:
    """A file before the change: its boxes in order, which of them is the index, and its size."""

    spans: list[Span]
    movie_at: int
    movie: Movie
    size: int


@dataclass(frozen=True, slots=True)
class _Index:
    """The place of the new index."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """The place of the texts."""


# What is to stand in the file, in order; bytes are new ones.
_Part = Span | bytes | _Index | _Texts


def new_file(old: Old, text: TextTrack | None, nero: bytes) -> list[Piece]:
    """All of the new file. Raises ValueError where the old one contradicts itself."""
    order = _order(old, text is not None)
    wide: set[int] = set()
    length = 0
    for _ in range(_MOST_TURNS):
        index = _index(old, text, nero, None, 0, wide)
        parts = _with_room(order, old, len(index) - old.spans[old.movie_at].length)
        moves, text_at = _places(parts, old, len(index), text)
        too_far = _too_far(old, moves, wide)
        wide |= too_far
        if not too_far:
            index = _index(old, text, nero, moves, text_at, wide)
            length = len(index)
            break
    if not length:
        raise ValueError("no index fits")
    return list(_pieces(parts, old, index, _text_box(text)))


def _order(old: Old, has_text: bool) -> list[_Part]:
    """Texts stand right before an index at the end, else after everything."""
    gone = {span.start for span in _only_texts(old)}
    order: list[_Part] = []
    for place, span in enumerate(old.spans):
        if place == old.movie_at:
            order.append(_Index())
        elif span.start not in gone:
            order.append(span)
    if has_text:
        at = order.index(_Index())
        is_last = all(isinstance(p, Span) and p.name == b"free" for p in order[at + 1 :])
        order.insert(at if is_last else len(order), _Texts())
    last = [place for place, part in enumerate(order) if isinstance(part, Span) and part.is_open]
    for place in last:
        if place + 1 < len(order):
            order[place : place + 1] = _closed(order[place])
    return order


def _closed(part: _Part) -> list[_Part]:
    """A box that went to the end of the file, with its length."""
    assert isinstance(part, Span)
    if part.length >= _NARROW:
        raise ValueError("too long to say its length")
    head = struct.pack(">I4s", part.length, part.name)
    return [head, Span(part.name, part.body, part.body, part.end)]


def _only_texts(old: Old) -> list[Span]:
    """The ``mdat`` boxes that hold nothing but the chapters that go."""
    taken: list[tuple[int, int]] = []
    for track in old.movie.named():
        chunks = chunks_of(track.tables())
        taken += [(chunk.offset, chunk.offset + chunk.length) for chunk in chunks]
    whole = dict(_joined(sorted(taken)))
    spans = [span for span in old.spans if span.name == b"mdat" and span.body < span.end]
    return [span for span in spans if whole.get(span.body) == span.end]


def _joined(taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches without those between which there is nothing."""
    begin = at = -1
    for start, end in taken:
        if start > at:
            if begin >= 0:
                yield begin, at
            begin = start
        at = max(at, end)
    if begin >= 0:
        yield begin, at


def _with_room(order: list[_Part], old: Old, grown: int) -> list[_Part]:
    """The order, with a ``free`` box behind an index in front made smaller or larger."""
    at = order.index(_Index())
    behind = order[at + 1] if at + 1 < len(order) else None
    is_front = any(isinstance(part, Span) and part.name == b"mdat" for part in order[at + 1 :])
    if not isinstance(behind, Span) or behind.name != b"free" or not is_front:
        return order
    room = behind.length - grown
    if room != 0 and not 8 <= room < _NARROW:
        return order
    fresh: list[_Part] = [box(b"free", bytes(room - 8))] if room else []
    return [*order[: at + 1], *fresh, *order[at + 2 :]]


def _places(
    parts: list[_Part], old: Old, index_length: int, text: TextTrack | None
) -> tuple[Moves, int]:
    """Where everything comes to lie, and where the first text begins."""
    starts, ends, distances = [], [], []
    at = text_at = 0
    for part in parts:
        if isinstance(part, Span):
            starts.append(part.start)
            ends.append(part.end)
            distances.append(at - part.start)
            at += part.length
        elif isinstance(part, _Index):
            at += index_length
        elif isinstance(part, _Texts):
            text_at = at + 8
            at += len(_text_box(text))
        else:
            at += len(part)
    rows = sorted(zip(starts, ends, distances, strict=True))
    return Moves(*(tuple(row[column] for row in rows) for column in range(3))), text_at


def _too_far(old: Old, moves: Moves, wide: set[int]) -> set[int]:
    """The tracks whose places need eight bytes from now on."""
    if moves.is_still() or old.size < _NARROW >> 1:
        return set()
    tracks = [track for track in old.movie.kept() if id(track) not in wide]
    furthest = {id(t): max(moves.all_new(offsets_of(t.tables())), default=0) for t in tracks}
    return {track for track, place in furthest.items() if place >= _NARROW}


def _index(
    old: Old, text: TextTrack | None, nero: bytes, moves: Moves | None, text_at: int, wide: set[int]
) -> bytes:
    """The new index; without ``moves`` only its length is right."""
    far = old.size >= _NARROW >> 1
    track = b"" if text is None else text.atom(text_at, far)

    def moved(track: Track) -> Move | None:
        is_wide = id(track) in wide
        if not is_wide and (moves is None or moves.is_still()):
            return None
        return _mover(moves, is_wide)

    return new_movie(old.movie, track, nero, moved)


def _mover(moves: Moves | None, is_wide: bool) -> Move:
    def change(atom: Atom) -> bytes:
        offsets = offsets_of([atom])
        return offset_box(
            moves.all_new(offsets) if moves else offsets, is_wide or atom.name == b"co64"
        )

    return change


def _text_box(text: TextTrack | None) -> bytes:
    return b"" if text is None else box(b"mdat", *text.samples())


def _pieces(parts: Iterable[_Part], old: Old, index: bytes, texts: bytes) -> Iterable[Piece]:
    end = 0
    for part in parts:
        if isinstance(part, Span):
            yield Kept(part.start, part.length)
        elif isinstance(part, _Index):
            yield index
        elif isinstance(part, _Texts):
            yield texts
        else:
            yield part
    end = old.spans[-1].end
    if end < old.size:
        yield Kept(end, old.size - end)


def read_movie(read: ReadAt, span: Span) -> bytes:
    """The bytes of the index."""
    data = read(span.start, span.length)
    if len(data) != span.length:
        raise ValueError("the index is cut off")
    if span.is_open:  # from here on it says its length
        data = struct.pack(">I", len(data)) + data[4:]
    return data
