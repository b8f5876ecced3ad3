"""Chapters in Ogg files: Opus, Vorbis and FLAC.

The header packets of the first stream are laid out anew, on as many pages as before where they
fit; only where they do not, the pages behind get new numbers. Granule positions and packets of
sound are never touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import BinaryIO

from notesapp.audio.frames import read_at
from notesapp.containers import ogg_page
from notesapp.containers import vorbis_comments as vc
from notesapp.containers.base import Container, Wanted
from notesapp.containers.leading_tags import after_leading_tags
from notesapp.containers.ogg_page import Page
from notesapp.containers.same_bytes import length_of, same_bytes
from notesapp.errors import AudioTrouble
from notesapp.formats.reading import ChapterReading
from notesapp.storage.pieces import Kept, Piece

_LONGEST_HEADERS = 1 << 26
_MOST_PACKETS = 10_000
_MOST_PAGES = 20_000
_LONGEST_FLAC = (1 << 24) - 1
_SEVERAL = (
    "This Ogg file holds more than one stream. Take the sound out of it into a file of its own."
)
_JOINED = (
    "The sound of this Ogg file begins in the middle of its tags."
    " Convert it with another program first."
)
_TOO_LONG = (
    "With these chapters the tags of this Ogg file are longer than 16 MB. Make fewer chapters."
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a codec puts comments into a packet; ``headers`` follow the first, 0 if they say it."""

    magic: bytes
    headers: int
    before: bytes


_OPUS = _Kind(b"OpusHead", 1, b"OpusTags")
_VORBIS = _Kind(b"\x01vorbis", 2, b"\x03vorbis")
_FLAC = _Kind(b"\x7fFLAC", 0, b"")
_KINDS = (_OPUS, _VORBIS, _FLAC)
_LONGEST_MAGIC = 8


@dataclass(frozen=True, slots=True)
class _Headers:
    """The first page, the pages of the other headers, and the packets on them.

    ``comments`` is the place of the comments in ``packets``; ``sound`` where the next page begins.
    """

    kind: _Kind
    first: Page
    pages: tuple[Page, ...]
    packets: tuple[bytes, ...]
    comments: int
    sound: int
    has_others: bool


def _first(file: BinaryIO) -> tuple[Page, _Kind] | None:
    page = ogg_page.page_at(file, after_leading_tags(file))
    if not page or not page.flags & ogg_page.FIRST:
        return None
    magic = read_at(file, page.offset + len(page.header), _LONGEST_MAGIC)
    found = next((kind for kind in _KINDS if magic.startswith(kind.magic)), None)
    return (page, found) if found else None


def _recognises(file: BinaryIO) -> bool:
    return _first(file) is not None


def _headers(file: BinaryIO) -> _Headers:
    found = _first(file)
    if not found:
        raise AudioTrouble(vc.DAMAGED, "no first Ogg page")
    first, kind = found
    pages: list[Page] = []
    packets: list[bytes] = []
    parts: list[bytes] = []
    size, has_others = 0, False
    after = ogg_page.pages_from(file, first.offset + first.length)
    for page in islice(after, _MOST_PAGES):
        if page.serial != first.serial:
            has_others = True
            continue
        pages.append(page)
        size += page.length
        ended = _ended(page, _body(file, page, parts), parts)
        behind = _behind(kind, len(packets), ended)
        packets += ended
        if behind == 0:
            if parts:
                raise AudioTrouble(_JOINED, f"the page at {page.offset}")
            place = _comments_place(kind, packets)
            end = page.offset + page.length
            return _Headers(kind, first, tuple(pages), tuple(packets), place, end, has_others)
        if behind is not None:
            raise AudioTrouble(_JOINED, f"the page at {page.offset}")
        if size > _LONGEST_HEADERS or len(packets) > _MOST_PACKETS:
            break
    raise AudioTrouble(vc.DAMAGED, "the Ogg headers have no end")


def _body(file: BinaryIO, page: Page, begun: list[bytes]) -> bytes:
    """What is on a page of headers, which must be whole and fit to the one before."""
    body = read_at(file, page.offset + len(page.header), sum(page.segments))
    if not ogg_page.is_whole(page, body):
        raise AudioTrouble(vc.DAMAGED, f"the checksum of the page at {page.offset}")
    if bool(page.flags & ogg_page.CONTINUED) != bool(begun) or page.flags & ogg_page.FIRST:
        raise AudioTrouble(vc.DAMAGED, f"a page is missing before {page.offset}")
    return body


def _behind(kind: _Kind, before: int, ended: list[bytes]) -> int | None:
    """How many of the packets that ended are behind the headers; None while headers are due."""
    if kind.headers:
        more = before + len(ended) - kind.headers
        return more if more >= 0 else None
    for place, packet in enumerate(ended):
        if packet[:1] >= b"\x80":  # the last block of FLAC
            return len(ended) - place - 1
    return None


def _ended(page: Page, body: bytes, parts: list[bytes]) -> list[bytes]:
    """The packets that end on a page; ``parts`` holds what has begun, before and after."""
    packets = []
    at = start = 0
    for length in page.segments:
        at += length
        if length < 255:
            packets.append(b"".join([*parts, body[start:at]]))
            parts.clear()
            start = at
    if page.segments and page.segments[-1] == 255:
        parts.append(body[start:at])
    return packets


def _comments_place(kind: _Kind, packets: list[bytes]) -> int:
    for place, packet in enumerate(packets):
        if kind is _FLAC and packet[:1] in (b"\x04", b"\x84"):
            return place
        if kind.before and packet.startswith(kind.before):
            return place
    raise AudioTrouble(vc.DAMAGED, "no comments among the Ogg headers")


def _comments(headers: _Headers) -> vc.Comments:
    packet = headers.packets[headers.comments]
    return vc.parse_comments(packet[len(headers.kind.before) or 4 :])


def _packet(headers: _Headers, comments: vc.Comments) -> bytes:
    body = vc.comments_as_bytes(comments)
    if headers.kind is not _FLAC:
        return headers.kind.before + body
    if len(body) > _LONGEST_FLAC:
        raise AudioTrouble(_TOO_LONG)
    return headers.packets[headers.comments][:1] + len(body).to_bytes(3, "big") + body


def _read(file: BinaryIO) -> ChapterReading:
    return vc.read_chapters("ogg", _comments(_headers(file)))


def _pieces(file: BinaryIO, wanted: Wanted) -> Iterator[Piece]:
    headers = _headers(file)
    if headers.has_others:
        raise AudioTrouble(_SEVERAL)
    packets = list(headers.packets)
    packets[headers.comments] = _packet(headers, vc.with_chapters(_comments(headers), wanted))
    made = ogg_page.laid_out(
        packets,
        headers.first.serial,
        headers.pages[0].sequence,
        len(headers.pages),
        is_last=bool(headers.pages[-1].flags & ogg_page.LAST),
    )
    return _written(file, headers, made)


def _written(file: BinaryIO, headers: _Headers, made: list[bytes]) -> Iterator[Piece]:
    yield Kept(0, headers.pages[0].offset)
    yield b"".join(made)
    more = len(made) - len(headers.pages)
    if more:
        yield from _renumbered(file, headers, more)
    else:
        yield Kept(headers.sound, length_of(file) - headers.sound)


def _renumbered(file: BinaryIO, headers: _Headers, more: int) -> Iterator[Piece]:
    """What follows the headers, with the stream's pages counted on until another one begins."""
    at = headers.sound
    for page in ogg_page.pages_from(file, at):
        if page.flags & ogg_page.FIRST:
            break
        if page.serial == headers.first.serial:
            number = page.offset + 18
            yield Kept(at, number - at)
            yield ogg_page.renumbered(page, page.sequence + more)[18:26]
            at = number + 8
    yield Kept(at, length_of(file) - at)


def _same_sound(one: BinaryIO, other: BinaryIO) -> bool:
    first, second = _headers(one), _headers(other)
    if _without_comments(first) != _without_comments(second):
        return False
    spans = (first.first.offset, first.first.offset + first.first.length)
    others = (second.first.offset, second.first.offset + second.first.length)
    if not same_bytes(one, spans, other, others):
        return False
    if len(first.pages) == len(second.pages):
        ends = (first.sound, length_of(one)), (second.sound, length_of(other))
        return same_bytes(one, ends[0], other, ends[1])
    pairs = zip_longest(
        ogg_page.pages_from(one, first.sound), ogg_page.pages_from(other, second.sound)
    )
    return all(page and also and _same_page(one, page, other, also) for page, also in pairs)


def _without_comments(headers: _Headers) -> tuple[bytes, ...]:
    return headers.packets[: headers.comments] + headers.packets[headers.comments + 1 :]


def _same_page(one: BinaryIO, page: Page, other: BinaryIO, also: Page) -> bool:
    """Whether two pages differ in nothing but their number."""
    if ogg_page.renumbered(page, also.sequence) != also.header:
        return False
    bodies = (
        read_at(file, each.offset + len(each.header), sum(each.segments))
        for file, each in ((one, page), (other, also))
    )
    return next(bodies) == next(bodies)


CONTAINER = Container(
    key="ogg",
    title="Opus and Ogg",
    suffixes=(".opus", ".ogg", ".oga"),
    recognises=_recognises,
    read=_read,
    carries=vc.CARRIES,
    pieces=_pieces,
    same_sound=_same_sound,
    refusal=vc.refusal,
)
