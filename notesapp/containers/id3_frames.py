"""The frames of an ID3v2 tag that chapters are made of: texts, links, pictures, CHAP and CTOC.

After "ID3v2 Chapter Frame Addendum" 1.0. A chapter that no table of contents lists is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notesapp.containers.base import Picture
from notesapp.containers.id3_tag import Frame, content, joined, split_frames
from notesapp.formats.hygiene import clean_title, clean_url

MOST_LISTED = 255
LINK_HEAD = b"\0chapter url\0"
MOST_MS = (1 << 32) - 1
_IGNORE_OFFSETS = b"\xff" * 8
_ORDERED_AND_TOP = b"\x03"
_ENCODINGS = {0: "latin-1", 1: "utf-16", 2: "utf-16-be", 3: "utf-8"}


@dataclass(frozen=True, slots=True)
class ChapFrame:
    """What one CHAP frame says, as it stands there."""

    name: str
    start_ms: int
    end_ms: int
    title: str
    url: str
    picture: Picture | None = None


# --- reading


def chapter_of(frame: Frame, version: int) -> ChapFrame | None:
    """A CHAP frame taken apart; None where it is too short to be one."""
    name, zero, rest = content(frame, version).partition(b"\0")
    if not zero or len(rest) < 16:
        return None
    parts, _ = split_frames(rest[16:], version)
    texts = {part.name: content(part, version) for part in reversed(parts)}
    title = next((t for n in (b"TIT2", b"TIT3") if (t := text_of(texts.get(n, b"")))), "")
    links = (_after_text(texts.get(b"WXXX", b"")), *(texts.get(n, b"") for n in (b"WOAF", b"WOAS")))
    return ChapFrame(
        name=name.decode("latin-1"),
        start_ms=int.from_bytes(rest[:4], "big"),
        end_ms=int.from_bytes(rest[4:8], "big"),
        title=title,
        url=next((url for link in links if (url := _address(link))), ""),
        picture=_picture_of(texts.get(b"APIC", b"")),
    )


def listed_by(frame: Frame, version: int) -> tuple[str, ...]:
    """The names that a CTOC frame lists."""
    data = content(frame, version).partition(b"\0")[2]
    names = data[2:].split(b"\0", data[1])[: data[1]] if len(data) >= 2 else []
    return tuple(name.decode("latin-1") for name in names)


def text_of(data: bytes) -> str:
    """What a text frame says, on one line; of several values all, a space between them."""
    if not data:
        return ""
    text = data[1:].decode(_encoding(data[:1], data[1:]), "replace")
    return clean_title(text.replace("\0", " "))


def _encoding(mark: bytes, text: bytes) -> str:
    name = _ENCODINGS.get(mark[0], "latin-1")
    has_mark = text[:2] in (b"\xff\xfe", b"\xfe\xff")
    return "utf-16-le" if name == "utf-16" and not has_mark else name


def _after_text(data: bytes) -> bytes:
    """What follows the first text of a frame whose encoding stands in its first byte."""
    if not data:
        return b""
    wide, at = 2 if data[0] in (1, 2) else 1, 1
    while at + wide <= len(data) and any(data[at : at + wide]):
        at += wide
    return data[at + wide :]


def _address(link: bytes) -> str:
    wide = link[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = link.decode("utf-16" if wide else "latin-1", "replace")
    return clean_url(text.partition("\0")[0])


def _picture_of(data: bytes) -> Picture | None:
    mime, zero, rest = data[1:].partition(b"\0")
    if not zero or len(rest) < 2:
        return None
    image = _after_text(data[:1] + rest[1:])
    return Picture(mime.decode("latin-1"), image) if image else None


# --- writing


def chapter_frame(chapter: ChapFrame, version: int) -> Frame:
    """A CHAP frame with title, link and picture; byte offsets are left to the times."""
    parts = [Frame(b"TIT2", _encoded(chapter.title, version))]
    if chapter.url:
        parts.append(Frame(b"WXXX", LINK_HEAD + chapter.url.encode("ascii")))
    if chapter.picture is not None:
        mime = chapter.picture.mime.encode("ascii")
        parts.append(Frame(b"APIC", b"\0" + mime + b"\0\0\0" + chapter.picture.data))
    times = chapter.start_ms.to_bytes(4, "big") + chapter.end_ms.to_bytes(4, "big")
    head = chapter.name.encode("ascii") + b"\0" + times + _IGNORE_OFFSETS
    return Frame(b"CHAP", head + joined(parts, version))


def contents_frame(names: Sequence[str]) -> Frame:
    """The one table of contents, in order and at the top, over at most 255 names."""
    listed = b"".join(name.encode("ascii") + b"\0" for name in names)
    return Frame(b"CTOC", b"toc\0" + _ORDERED_AND_TOP + bytes((len(names),)) + listed)


def without_chapters(frames: Iterable[Frame]) -> tuple[Frame, ...]:
    """All other frames."""
    return tuple(frame for frame in frames if frame.name not in (b"CHAP", b"CTOC"))


def _encoded(text: str, version: int) -> bytes:
    if version == 4:
        return b"\x03" + text.encode("utf-8")
    return b"\x01\xff\xfe" + text.encode("utf-16-le")
