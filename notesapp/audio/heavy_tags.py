"""Whether the tags of a file are of a kind that would take mutagen very long.

It copies what is left of an ID3 tag for each frame, and makes an object of each block and box. No
file that somebody tagged has so many of them.
"""

from __future__ import annotations

from typing import BinaryIO, Literal

from notesapp.audio.frames import read_at

_MOST_COPIED = 12 << 30  # bytes, about two seconds
_MOST_TAGS = 64
_LONGEST_ID3 = 96 << 20
_MOST_BLOCKS = 2_000
_MOST_BOXES = 200_000  # a live recording has two for each of its seconds
_MOST_COMMENTS = 100_000
_COMMENTS, _LAST = 4, 0x80
_INSIDE = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"meta", b"ilst"})


def has_heavy_tags(file: BinaryIO) -> bool:
    """Whether to leave the tags alone. Leaves the file at any place."""
    at, size = 0, file.seek(0, 2)
    for _ in range(_MOST_TAGS):
        head = read_at(file, at, 10)
        if len(head) < 10 or head[:3] != b"ID3":
            break
        length = min(_seven(head[6:10]), size - at - 10)  # a damaged one claims what is not there
        if _is_heavy_id3(file, at + 10, head[3], length):
            return True
        at += 10 + length
    else:
        return True
    follows = read_at(file, at, 12)
    if follows[:4] == b"fLaC":
        return _is_heavy_flac(file, at + 4)
    if follows[:4] in (b"RIFF", b"RF64", b"FORM"):
        return _is_heavy_riff(file, at + 12, "big" if follows[:4] == b"FORM" else "little")
    return follows[4:8] == b"ftyp" and _is_heavy_mp4(file)


def _is_heavy_id3(file: BinaryIO, at: int, version: int, length: int) -> bool:
    if length > _LONGEST_ID3:
        return True
    body = memoryview(read_at(file, at, length))
    return any(_copied(body, version, seven) > _MOST_COPIED for seven in (True, False))


def _copied(body: memoryview, version: int, seven: bool) -> int:
    """How many bytes are copied when each frame is cut off the rest, also of those in chapters."""
    head = 6 if version == 2 else 10
    total = at = 0
    while at + head <= len(body) and body[at] and total <= _MOST_COPIED:
        size = bytes(body[at + 3 : at + 6] if version == 2 else body[at + 4 : at + 8])
        length = _seven(size) if seven and version != 2 else int.from_bytes(size, "big")
        inside = body[at + head : at + head + length]
        if bytes(body[at : at + 4]) in (b"CHAP", b"CTOC"):
            name = bytes(inside[:256]).find(0) + 1
            total += _copied_inside(inside[name + 16 :], seven)
        total += len(body) - at
        at += head + length
    return total


def _copied_inside(body: memoryview, seven: bool) -> int:
    total = at = 0
    while at + 10 <= len(body) and total <= _MOST_COPIED:
        size = bytes(body[at + 4 : at + 8])
        total += len(body) - at
        at += 10 + (_seven(size) if seven else int.from_bytes(size, "big"))
    return total


def _seven(four: bytes) -> int:
    number = 0
    for byte in four:
        number = number << 7 | byte & 0x7F
    return number


def _is_heavy_flac(file: BinaryIO, at: int) -> bool:
    for _ in range(_MOST_BLOCKS):
        head = read_at(file, at, 4)
        length = int.from_bytes(head[1:], "big")
        if len(head) < 4:
            return False
        if head[0] & 0x7F == _COMMENTS and _is_heavy_comment(file, at + 4):
            return True
        if head[0] & _LAST:
            return False
        at += 4 + length
    return True


def _is_heavy_comment(file: BinaryIO, at: int) -> bool:
    vendor = int.from_bytes(read_at(file, at, 4), "little")
    return int.from_bytes(read_at(file, at + 4 + vendor, 4), "little") > _MOST_COMMENTS


def _is_heavy_riff(file: BinaryIO, at: int, order: Literal["big", "little"]) -> bool:
    for _ in range(_MOST_BLOCKS):
        head = read_at(file, at, 8)
        if len(head) < 8:
            return False
        length = int.from_bytes(head[4:], order)
        at += 8 + length + length % 2
    return True


def _is_heavy_mp4(file: BinaryIO) -> bool:
    """Whether there are more boxes than any program writes, at any depth."""
    waiting = [(0, file.seek(0, 2))]
    count = 0
    while waiting:
        at, end = waiting.pop()
        while at + 8 <= end:
            head = read_at(file, at, 16)
            length, inside = int.from_bytes(head[:4], "big"), 8
            if length == 1:
                length, inside = int.from_bytes(head[8:16], "big"), 16
            if length < inside:
                break
            count += 1
            if count > _MOST_BOXES:
                return True
            if head[4:8] in _INSIDE:
                skipped = 4 if head[4:8] == b"meta" else 0
                waiting.append((at + inside + skipped, min(end, at + length)))
            at += length
    return False
