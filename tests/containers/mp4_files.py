"""Short MP4 files in memory, with what real ones have in them, and the boxes to look into them."""

from __future__ import annotations

import hashlib
import io
import struct
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import av
import mutagen.mp4

from notesapp.containers import mp4
from notesapp.containers.base import Wanted
from notesapp.core.chapters import Chapter
from notesapp.storage.pieces import Kept, Piece
from tests import media

SECONDS = 3
DURATION_MS = 3000
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20


@cache
def made(name: str) -> bytes:
    """One of ``media.KINDS``."""
    with tempfile.TemporaryDirectory() as folder:
        return media.make(Path(folder), name, SECONDS).read_bytes()


@cache
def tagged(name: str) -> bytes:
    """The same with the tags that shops and podcast programs write."""
    file = io.BytesIO(made(name))
    tags = mutagen.mp4.MP4(file)
    tags["\xa9nam"], tags["\xa9alb"] = ["Small garden"], ["Letters"]
    tags["pcst"], tags["purl"], tags["egid"] = True, ["https://example.org/"], ["id-12"]
    tags["----:com.example:Thing"] = [b"kept"]
    tags["covr"] = [mutagen.mp4.MP4Cover(PICTURE, mutagen.mp4.MP4Cover.FORMAT_PNG)]
    file.seek(0)
    tags.save(file)
    return file.getvalue()


def with_av_chapters(name: str, chapters: list[tuple[int, int, str]], **options: str) -> bytes:
    """The packets of a file with chapters that libavformat writes: start, end, title."""
    with tempfile.TemporaryDirectory() as folder:
        source = media.make(Path(folder), name, SECONDS)
        target = source.with_name("chapters" + source.suffix)
        with av.open(str(source)) as old, av.open(str(target), "w", options=options) as new:
            stream = new.add_stream_from_template(old.streams.audio[0])
            new.set_chapters(
                [
                    {"id": n, "start": start, "end": end, "time_base": media.Fraction(1, 1000)}
                    | {"metadata": {"title": title}}
                    for n, (start, end, title) in enumerate(chapters)
                ]
            )
            for packet in old.demux(audio=0):
                if packet.dts is not None:
                    packet.stream = stream
                    new.mux(packet)
        return target.read_bytes()


def applied(data: bytes, pieces: Iterable[Piece]) -> bytes:
    """The new file that the pieces describe."""
    return b"".join(
        data[piece.offset : piece.offset + piece.length] if isinstance(piece, Kept) else piece
        for piece in pieces
    )


def embedded(data: bytes, *chapters: Chapter, duration_ms: int = DURATION_MS) -> bytes:
    return applied(data, mp4.pieces(io.BytesIO(data), Wanted(chapters, duration_ms)))


def chapters_in(data: bytes) -> tuple[Chapter, ...]:
    return mp4.read(io.BytesIO(data)).chapters


def av_chapters(data: bytes) -> list[tuple[int, str]]:
    """Start in milliseconds and title as libavformat reads them."""
    with av.open(io.BytesIO(data)) as container:
        return [
            (round(c["start"] * c["time_base"] * 1000), c["metadata"].get("title", ""))
            for c in container.chapters()
        ]


def packets(data: bytes) -> list[tuple[str, str, int | None]]:
    """Every packet of sound and pictures: its kind, the digest of its bytes, its time."""
    with av.open(io.BytesIO(data)) as container:
        streams = [s for s in container.streams if s.type in ("audio", "video")]
        return [
            (packet.stream.type, hashlib.sha256(bytes(packet)).hexdigest(), packet.pts)
            for packet in container.demux(streams)
            if packet.size
        ]


def find(data: bytes, *path: bytes) -> list[bytes]:
    """The boxes at a path, with their headers."""
    found = []
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if length == 1:
            length, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        length = length or len(data) - at
        if name == path[0]:
            whole = data[at : at + length]
            found += find(whole[head:], *path[1:]) if len(path) > 1 else [whole]
        at += length
    return found


def names(data: bytes) -> list[bytes]:
    """The names of the boxes of a file, in order."""
    found, at = [], 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if length == 1:
            length = struct.unpack_from(">Q", data, at + 8)[0]
        found.append(name)
        at += length or len(data)
    return found


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", len(body) + 8, name) + body


def moved_offsets(data: bytes, grown: int) -> bytes:
    """The same bytes with every 32-bit table of chunks counted from ``grown`` bytes later."""
    out = bytearray(data)
    at = data.find(b"stco")
    while at > 0:
        (count,) = struct.unpack_from(">I", data, at + 8)
        for place in range(at + 12, at + 12 + 4 * count, 4):
            struct.pack_into(">I", out, place, struct.unpack_from(">I", data, place)[0] + grown)
        at = data.find(b"stco", at + 4)
    return bytes(out)


def inserted(data: bytes, after: bytes, new: bytes) -> bytes:
    """New bytes behind a box of the file, with the chunks behind them found again."""
    at = 0
    for name in names(data):
        at += len(find(data, name)[0])
        if name == after:
            break
    is_before_sound = b"mdat" in names(data[at:])
    data = moved_offsets(data, len(new)) if is_before_sound else data
    return data[:at] + new + data[at:]
