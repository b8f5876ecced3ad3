"""Where new chapters go in a Matroska file, so that nothing else moves.

Old chapters become nothing. The new ones go into their place or into nothing before the sound
where they fit, else to the end of the segment; the seek head at the front says where they are,
because most programs look nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from notesapp.containers import matroska_ebml as ebml
from notesapp.containers.matroska_layout import Part, Segment, body_of
from notesapp.containers.same_bytes import length_of
from notesapp.errors import AudioTrouble
from notesapp.storage.pieces import Kept, Piece

_LONGEST_RUN = 1 << 26
_NO_ROOM = (
    "This Matroska file has no room at its front to say where the chapters are."
    " Copy it with another program, such as mkvmerge, first."
)


@dataclass(frozen=True, slots=True)
class Change:
    """New bytes in place of a span of the old file."""

    offset: int
    length: int
    data: bytes


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts next to each other that hold nothing, or nothing that is wanted."""

    offset: int
    end: int
    has_old: bool
    before_sound: bool
    after_seek_head: bool

    @property
    def room(self) -> int:
        return self.end - self.offset


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the chapters go; ``run`` is None where that is the end of the segment."""

    offset: int
    run: _Run | None


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a seek head leads to: its kind and its position in the segment."""

    kind: int
    position: int
    raw: bytes


def edited(file: BinaryIO, segment: Segment, parts: list[Part], chapters: bytes) -> Iterator[Piece]:
    """The whole file with the element ``chapters``, which may be empty. Raises AudioTrouble."""
    runs = _runs(file, parts)
    place = _place(segment, runs, len(chapters)) if chapters else None
    changes, end = _filled(segment, runs, place, chapters)
    changes += _pointed(file, segment, parts, runs, place)
    if changes and parts[0].kind == ebml.CRC_32:
        # The checksum of the whole segment is no longer right: it becomes nothing.
        changes.append(Change(parts[0].offset, 1, ebml.kind_as_bytes(ebml.VOID)))
    if end != segment.end:
        width = segment.body - segment.size_at
        changes.append(
            Change(segment.size_at, width, ebml.size_as_bytes(end - segment.body, width))
        )
    # A seek head may go where old chapters were: what was said last counts.
    last = {change.offset: change for change in changes}
    return _applied(file, [last[offset] for offset in sorted(last)])


def _applied(file: BinaryIO, changes: list[Change]) -> Iterator[Piece]:
    at = 0
    for change in changes:
        yield Kept(at, change.offset - at)
        yield change.data
        at = change.offset + change.length
    yield Kept(at, length_of(file) - at)


def _runs(file: BinaryIO, parts: list[Part]) -> list[_Run]:
    runs: list[_Run] = []
    heads = [part for part in parts if part.kind == ebml.SEEK_HEAD]
    before_sound, last_end = True, -1
    for part in parts:
        before_sound = before_sound and part.kind != ebml.CLUSTER
        is_old = part.kind == ebml.CHAPTERS or _is_only_ours(file, part, heads)
        if not is_old and part.kind != ebml.VOID:
            continue
        if runs and runs[-1].end == part.offset:
            joined = replace(runs[-1], end=part.end, has_old=runs[-1].has_old or is_old)
            runs[-1] = joined
        else:
            follows = bool(heads) and heads[0].end == part.offset
            runs.append(_Run(part.offset, part.end, is_old, before_sound, follows))
        last_end = part.end
    if any(run.has_old and run.room > _LONGEST_RUN for run in runs):
        raise AudioTrouble(ebml.DAMAGED, f"a long run of nothing up to {last_end}")
    return runs


def _is_only_ours(file: BinaryIO, part: Part, heads: list[Part]) -> bool:
    """Whether this is a second seek head that leads only to chapters."""
    if part.kind != ebml.SEEK_HEAD or part == heads[0]:
        return False
    entries = _entries(file, part)
    return bool(entries) and all(entry.kind == ebml.CHAPTERS for entry in entries)


def _place(segment: Segment, runs: list[_Run], length: int) -> _Place:
    """The first place that is long enough: where old chapters were, before the sound, the end."""
    last = runs[-1] if runs and runs[-1].end == segment.end else None
    free = [run for run in runs if run is not last and not run.after_seek_head]
    suited = [run for run in free if run.has_old] + [run for run in free if run.before_sound]
    for run in suited:
        if length <= run.room <= _LONGEST_RUN:
            return _Place(run.offset, run)
    return _Place(last.offset if last else segment.end, None)


def _filled(
    segment: Segment, runs: list[_Run], place: _Place | None, chapters: bytes
) -> tuple[list[Change], int]:
    """The chapters and what old ones leave behind; and where the segment then ends."""
    changes: list[Change] = []
    end = segment.end
    for run in runs:
        if place and place.run is run:
            data = ebml.filling(chapters, run.room) or chapters
            changes.append(Change(run.offset, run.room, data))
        elif run.end == segment.end and (run.has_old or (place and place.offset == run.offset)):
            data = chapters if place and place.offset == run.offset else b""
            changes.append(Change(run.offset, run.room, data))
            end = run.offset + len(data)
        elif run.has_old and not run.after_seek_head:
            changes.append(Change(run.offset, run.room, ebml.void(run.room)))
    if place and place.run is None and place.offset == segment.end:
        changes.append(Change(segment.end, 0, chapters))
        end = segment.end + len(chapters)
    return changes, end


def _pointed(
    file: BinaryIO, segment: Segment, parts: list[Part], runs: list[_Run], place: _Place | None
) -> list[Change]:
    """The seek heads with the place of the chapters, and without that of the old ones."""
    heads = [part for part in parts if part.kind == ebml.SEEK_HEAD]
    changes = []
    for head in heads[1:]:
        if not _is_only_ours(file, head, heads) and _leads_to_chapters(file, head):
            changes += _rewritten(file, head, head.end, None) or []
    position = place.offset - segment.body if place else None
    following = next((run for run in runs if run.after_seek_head), None)
    if following and following.end == segment.end:
        following = None
    is_there = any(run.has_old for run in runs)
    if heads and (place or is_there or _leads_to_chapters(file, heads[0])):
        end = following.end if following else heads[0].end
        found = _rewritten(file, heads[0], end, position)
        if found is not None:
            return changes + found
        changes += _rewritten(file, heads[0], end, None) or []
    if place is None or (place.run and place.run.before_sound):
        return changes
    usable = [run for run in runs if run.end != segment.end and not run.after_seek_head]
    return [*changes, _second_head(usable, position or 0)]


def _second_head(runs: list[_Run], position: int) -> Change:
    head = ebml.element(ebml.SEEK_HEAD, _seek(ebml.CHAPTERS, position))
    for run in runs:
        if run.before_sound and run.room <= _LONGEST_RUN:
            data = ebml.filling(head, run.room)
            if data:
                return Change(run.offset, run.room, data)
    raise AudioTrouble(_NO_ROOM)


def _rewritten(file: BinaryIO, head: Part, end: int, position: int | None) -> list[Change] | None:
    """The seek head in the room up to ``end``; None where it does not fit."""
    room = end - head.offset
    entries = [entry for entry in _entries(file, head) if entry.kind != ebml.CHAPTERS]
    if position is not None:
        entries.append(_Entry(ebml.CHAPTERS, position, _seek(ebml.CHAPTERS, position)))
    if not entries:
        return [Change(head.offset, room, ebml.void(room))]
    checked = any(kind == ebml.CRC_32 for kind, _ in ebml.children(body_of(file, head)))
    short = (_seek(entry.kind, entry.position) for entry in entries)
    for body in (b"".join(entry.raw for entry in entries), b"".join(short)):
        whole = ebml.element(ebml.SEEK_HEAD, ebml.with_checksum(body) if checked else body)
        data = ebml.filling(whole, room)
        if data is not None:
            return [Change(head.offset, room, data)]
    return None


def _entries(file: BinaryIO, head: Part) -> list[_Entry]:
    """What a seek head leads to."""
    found = []
    for kind, body in ebml.children(body_of(file, head)):
        if kind == ebml.SEEK:
            entry = dict(ebml.children(body))
            target = ebml.as_number(entry.get(ebml.SEEK_ID, b""))
            position = ebml.as_number(entry.get(ebml.SEEK_POSITION, b""))
            found.append(_Entry(target, position, ebml.element(ebml.SEEK, body)))
    return found


def _leads_to_chapters(file: BinaryIO, head: Part) -> bool:
    return any(entry.kind == ebml.CHAPTERS for entry in _entries(file, head))


def _seek(kind: int, position: int) -> bytes:
    target = ebml.element(ebml.SEEK_ID, ebml.kind_as_bytes(kind))
    return ebml.element(ebml.SEEK, target + ebml.number(ebml.SEEK_POSITION, position))
