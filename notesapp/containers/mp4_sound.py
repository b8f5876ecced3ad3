"""Whether two MP4 files play the same packets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from notesapp.audio.mp4_boxes import ReadAt
from notesapp.containers.mp4_atoms import Atom, bodies
from notesapp.containers.mp4_layout import Old
from notesapp.containers.mp4_movie import Track
from notesapp.containers.mp4_tables import OFFSETS, Chunk, chunks_of, sizes_of

_BLOCK = 1 << 20

# From where in the old file, to where in the new one, and how many bytes.
_Stretch = tuple[int, int, int]


def plays_the_same(read_old: ReadAt, old: Old, read_new: ReadAt, new: Old) -> bool:
    """Compare every packet of every track that is no chapters. Raises ValueError for damage."""
    tracks = [(a, b) for a, b in zip(old.movie.kept(), new.movie.kept(), strict=False)]
    if len(old.movie.kept()) != len(new.movie.kept()):
        return False
    if any(_described(a) != _described(b) for a, b in tracks):
        return False
    stretches = [each for a, b in tracks for each in _stretches(old, a, b)]
    return all(_is_equal(read_old, read_new, *each) for each in _joined(sorted(stretches)))


def _described(track: Track) -> list[object]:
    """All that says how a track plays, without where its packets lie."""
    inner = bodies(track.atom, b"mdia")
    parts: list[Atom] = [atom for atom in inner if atom.name in (b"mdhd", b"hdlr")]
    parts += bodies(track.atom, b"edts")
    parts += [atom for atom in track.tables() if atom.name not in OFFSETS]
    return [track.kind, *(bytes(atom.raw) for atom in parts)]


def _stretches(old: Old, before: Track, after: Track) -> Iterator[_Stretch]:
    old_chunks, new_chunks = list(chunks_of(before.tables())), list(chunks_of(after.tables()))
    if len(old_chunks) != len(new_chunks):
        raise ValueError("another number of chunks")
    lengths = _lengths(old, before, old_chunks)
    for a, b, length in zip(old_chunks, new_chunks, lengths, strict=True):
        yield a.offset, b.offset, length


def _lengths(old: Old, track: Track, chunks: list[Chunk]) -> Iterable[int]:
    """Samples of one size may be counted in units that only the codec knows: take all there is."""
    if not chunks or not sizes_of(track.tables()).same:
        return (chunk.length for chunk in chunks)
    last = chunks[-1].offset
    end = next((s.end for s in old.spans if s.body <= last <= s.end), last)
    places = [chunk.offset for chunk in chunks] + [end]
    return (max(0, after - here) for here, after in pairwise(places))


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Stretches that follow each other in both files, as one."""
    begin = moved = length = 0
    for old, new, count in stretches:
        if old == begin + length and new == moved + length:
            length += count
            continue
        if length:
            yield begin, moved, length
        begin, moved, length = old, new, count
    if length:
        yield begin, moved, length


def _is_equal(read_old: ReadAt, read_new: ReadAt, old: int, new: int, length: int) -> bool:
    for at in range(0, length, _BLOCK):
        count = min(_BLOCK, length - at)
        before = read_old(old + at, count)
        if before != read_new(new + at, count):
            return False
        if not before:  # past the end of both
            return True
    return True
