"""The index of an MP4, taken apart as far as chapters go and put together again."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from notesapp.containers.mp4_atoms import Atom, atoms, bodies, box, first, rewritten
from notesapp.containers.mp4_tables import OFFSETS

_MOST_TRACKS = 500
_TEXTS = (b"text", b"sbtl", b"subt", b"clcp")
_PICTURES = b"vide"
_LAST_NUMBER = 0xFFFFFFFF
TABLES = (b"mdia", b"minf", b"stbl")

# Makes a new table of chunks out of an old one.
Move = Callable[[Atom], bytes]


@dataclass(frozen=True, slots=True)
class Track:
    """One track: its number, the kind that its handler tells, and whose chapters it names."""

    number: int
    kind: bytes
    atom: Atom
    named: tuple[int, ...]

    def tables(self) -> list[Atom]:
        """The boxes of its ``stbl``."""
        return bodies(self.atom, *TABLES)


@dataclass(frozen=True, slots=True)
class Movie:
    """All tracks of a file; ``duration`` counts ``scale`` a second, 0 where it is not said."""

    parts: list[Atom]
    rest: memoryview
    tracks: tuple[Track, ...]
    scale: int
    duration: int

    @property
    def duration_ms(self) -> int:
        """Rounded to whole milliseconds."""
        return (self.duration * 1000 + self.scale // 2) // self.scale

    def named(self) -> list[Track]:
        """The tracks that others name as their chapters: texts and pictures."""
        tracks = {track.number: track for track in reversed(self.tracks)}
        numbers = dict.fromkeys(number for track in self.tracks for number in track.named)
        found = [tracks[number] for number in numbers if number in tracks]
        return [track for track in found if track.kind in (*_TEXTS, _PICTURES)]

    def texts(self) -> list[Track]:
        """Those of them with words."""
        return [track for track in self.named() if track.kind in _TEXTS]

    def has_pictures(self) -> bool:
        """Whether there are pictures for chapters."""
        return any(track.kind == _PICTURES for track in self.named())

    def kept(self) -> list[Track]:
        """The tracks that are no chapters."""
        gone = {id(track) for track in self.named()}
        return [track for track in self.tracks if id(track) not in gone]

    def free_number(self) -> int:
        """A number that no kept track has."""
        taken = {track.number for track in self.kept()}
        number = max(taken, default=0) + 1
        return number if number < _LAST_NUMBER else min(set(range(1, _MOST_TRACKS + 2)) - taken)


def movie_of(data: bytes) -> Movie:
    """Take a ``moov`` box apart. Raises ValueError."""
    (movie,), _ = atoms(memoryview(data))
    parts, rest = atoms(movie.body)
    header = first(parts, b"mvhd")
    if header is None:
        raise ValueError("no header of the movie")
    form, at = (">IQ", 20) if header.body[0] == 1 else (">II", 12)
    scale, duration = struct.unpack_from(form, header.body, at)
    if not scale:
        raise ValueError("no units of time")
    if duration in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF):
        duration = 0
    tracks = [_track(atom) for atom in parts if atom.name == b"trak"]
    if len(tracks) > _MOST_TRACKS:
        raise ValueError("too many tracks")
    return Movie(parts, rest, tuple(tracks), scale, duration)


def _track(atom: Atom) -> Track:
    inner = atoms(atom.body)[0]
    header = first(inner, b"tkhd")
    if header is None:
        raise ValueError("a track without header")
    number = struct.unpack_from(">I", header.body, 20 if header.body[0] == 1 else 12)[0]
    handler = first(bodies(atom, b"mdia"), b"hdlr")
    kind = bytes(handler.body[8:12]) if handler is not None else b""
    return Track(number, kind, atom, tuple(_named(atom)))


def _named(atom: Atom) -> Iterator[int]:
    for reference in bodies(atom, b"tref"):
        if reference.name == b"chap":
            body = reference.body[: len(reference.body) // 4 * 4]
            yield from (number for (number,) in struct.iter_unpack(">I", body[: 4 * _MOST_TRACKS]))


def new_movie(
    movie: Movie, track: bytes, nero: bytes, moved: Callable[[Track], Move | None]
) -> bytes:
    """The index with a new track and a new list of chapters, or without where they are empty.

    ``moved`` gives what makes the new table of chunks, None for tracks whose samples stay.
    """
    number = movie.free_number() if track else 0
    traks = iter(movie.tracks)
    kept = {id(each) for each in movie.kept()}
    parts: list[bytes | memoryview] = []
    after_last = 0
    for atom in movie.parts:
        if atom.name == b"trak":
            here = next(traks)
            if id(here) in kept:
                parts.append(_rebuilt(here, number, moved(here)))
                after_last = len(parts)
        elif atom.name == b"mvhd":
            parts.append(_header(atom, number + 1))
            after_last = max(after_last, len(parts))
        elif atom.name == b"udta":
            parts.append(_with_list(atom, nero))
            nero = b""
        else:
            parts.append(atom.raw)
    parts.insert(after_last, track)
    if nero:
        parts.append(box(b"udta", nero))
    return box(b"moov", *parts, movie.rest)


def _header(atom: Atom, next_number: int) -> bytes:
    """Counts the next track; the number is the last in the box, and never gets smaller."""
    raw = bytes(atom.raw)
    before = struct.unpack(">I", raw[-4:])[0]
    return raw[:-4] + struct.pack(">I", max(before, next_number))


def _with_list(atom: Atom, nero: bytes) -> bytes | memoryview:
    inner, rest = atoms(atom.body)
    parts: list[bytes | memoryview] = []
    for each in inner:
        if each.name != b"chpl":
            parts.append(each.raw)
        elif nero:
            parts.append(nero)
            nero = b""
    return box(b"udta", *parts, nero, rest)


def _rebuilt(track: Track, number: int, move: Move | None) -> bytes | memoryview:
    """A track that is kept: other chapters, other places, all else as it was."""
    atom = track.atom
    if move is not None:
        name = OFFSETS[first(track.tables(), OFFSETS[0]) is None]
        atom = _as_atom(rewritten(atom, (*TABLES, name), move))
    names = number if track.kind in (b"soun", _PICTURES) else 0
    if not names and not track.named:
        return atom.raw
    inner, rest = atoms(atom.body)
    reference = box(b"chap", struct.pack(">I", names)) if names else b""
    parts: list[bytes | memoryview] = []
    for each in inner:
        if each.name == b"tref":
            others = (a.raw for a in atoms(each.body)[0] if a.name != b"chap")
            body = b"".join((*others, reference))
            parts.append(box(b"tref", body) if body else b"")
            reference = b""
        elif each.name == b"mdia" and reference:
            parts += [box(b"tref", reference), each.raw]
            reference = b""
        else:
            parts.append(each.raw)
    return box(b"trak", *parts, rest)


def _as_atom(raw: bytes | memoryview) -> Atom:
    return atoms(memoryview(raw))[0][0]
