"""MP3: chapters in the ID3v2 tag, in time order in the bytes, the version of the tag kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO

from notesapp.audio.frames import read_at
from notesapp.audio.mp3_frames import frame_size
from notesapp.audio.sound_spans import sound_spans
from notesapp.containers.base import Container, Wanted
from notesapp.containers.id3_frames import (
    LINK_HEAD,
    MOST_LISTED,
    MOST_MS,
    ChapFrame,
    chapter_frame,
    chapter_of,
    contents_frame,
    listed_by,
    text_of,
    without_chapters,
)
from notesapp.containers.id3_tag import DAMAGED, Frame, Tag, content, read_tags, whole_tag
from notesapp.containers.leading_tags import after_leading_tags
from notesapp.containers.same_bytes import length_of, same_bytes
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from notesapp.formats.base import Carries, Loss
from notesapp.formats.hygiene import clean_url
from notesapp.formats.reading import ChapterReading, Remark
from notesapp.storage.pieces import Kept, Piece

KEY = "mp3"
_FRESH = 3
_LOOK_FOR_SOUND = 256 << 10
_IN_A_ROW = 3
_HIDDEN = (
    "The tag is of version 2.4: mpv and other programs built on FFmpeg will not show chapters that"
    " have a picture, a long title or a long link. Others will."
)
_OTHERS = (
    *((0, b"fLaC"), (0, b"OggS"), (0, b"RIFF"), (0, b"RF64"), (0, b"FORM")),
    *((4, b"ftyp"), (0, b"\x1aE\xdf\xa3")),
)


def recognises(file: BinaryIO) -> bool:
    """Whether MP3 frames follow the tags at the start."""
    at = after_leading_tags(file)
    data = read_at(file, at, _LOOK_FOR_SOUND)
    if any(data[i : i + len(magic)] == magic for i, magic in _OTHERS):
        return False
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xF6 == 0xF0:  # AAC in ADTS
        return False
    return _has_frames(data, is_all=at + len(data) == length_of(file))


def _has_frames(data: bytes, *, is_all: bool) -> bool:
    at = data.find(b"\xff")
    while at >= 0:
        here, count = at, 0
        while count < _IN_A_ROW and (size := frame_size(data[here : here + 3])):
            here, count = here + size, count + 1
        if count == _IN_A_ROW or (count and is_all and here == len(data)):
            return True
        at = data.find(b"\xff", at + 1)
    return False


def read(file: BinaryIO) -> ChapterReading:
    """The chapters in the first tag that has some, straight from the bytes."""
    tags = read_tags(file)
    tag = next((t for t in tags if any(f.name == b"CHAP" for f in t.frames)), None)
    title, podcast = _said(tags, b"TIT2"), _said(tags, b"TALB")
    if tag is None:
        return ChapterReading(KEY, (), title=title, podcast=podcast)
    chapters, remarks = _chapters_of(tag)
    return ChapterReading(KEY, chapters, title=title, podcast=podcast, remarks=remarks)


def _said(tags: Iterable[Tag], name: bytes) -> str:
    found = (text_of(content(f, t.version)) for t in tags for f in t.frames if f.name == name)
    return next(found, "")


def _chapters_of(tag: Tag) -> tuple[tuple[Chapter, ...], tuple[Remark, ...]]:
    parsed = [chapter_of(f, tag.version) for f in tag.frames if f.name == b"CHAP"]
    found = sorted((c for c in parsed if c is not None), key=lambda c: c.start_ms)
    tables = [listed_by(f, tag.version) for f in tag.frames if f.name == b"CTOC"]
    listed = {name for table in tables for name in table}
    names = {chapter.name for chapter in found}
    # Without a table all count, and with one that lists none of them too.
    all_count = not tables or bool(listed and not listed & names)
    chapters = tuple(_chapter(c, all_count or c.name in listed) for c in found)
    return chapters, tuple(_remarks(found, len(parsed)))


def _chapter(found: ChapFrame, is_listed: bool) -> Chapter:
    end_ms = found.end_ms if found.start_ms < found.end_ms < MOST_MS else None
    title = found.title or found.name
    return Chapter(found.start_ms, title, end_ms=end_ms, url=found.url, toc=is_listed)


def _remarks(found: list[ChapFrame], count: int) -> Iterator[Remark]:
    pictures = sum(chapter.picture is not None for chapter in found)
    if pictures:
        yield Remark(0, f"Pictures of chapters in the file: {pictures}. They stay there.")
    if len(found) < count:
        yield Remark(0, f"Damaged chapters that could not be read: {count - len(found)}.")


def pieces(file: BinaryIO, wanted: Wanted) -> Iterator[Piece]:
    """A tag with the new chapters behind all its other frames, and the rest of the file."""
    sentence = refusal(wanted)
    if sentence:
        raise AudioTrouble(sentence)
    size = length_of(file)
    tags = read_tags(file)
    first = tags[0] if tags else Tag(_FRESH, (), b"", 0)
    if first.version == 2:
        first = _upgraded(file, first)
    frames = (*without_chapters(first.frames), *_written(wanted, first.version))
    yield whole_tag(first.version, frames, first.rest, first.end)
    at = first.end
    for tag in tags[1:]:
        others = without_chapters(tag.frames)
        if len(others) < len(tag.frames):  # players would show its chapters too
            yield whole_tag(tag.version, others, tag.rest, tag.end - at)
        else:
            yield Kept(at, tag.end - at)
        at = tag.end
    yield Kept(at, size - at)


def _written(wanted: Wanted, version: int) -> Iterator[Frame]:
    chapters = [
        ChapFrame(
            name=f"chp{place}",
            start_ms=chapter.start_ms,
            end_ms=chapter.end_ms or wanted.duration_ms,
            title=chapter.title,
            url=clean_url(chapter.url),
            picture=wanted.pictures.get(place),
        )
        for place, chapter in enumerate(wanted.chapters)
    ]
    if chapters:
        pairs = zip(chapters, wanted.chapters, strict=True)
        yield contents_frame([chapter.name for chapter, ready in pairs if ready.toc])
    for chapter in chapters:
        yield chapter_frame(chapter, version)


def _upgraded(file: BinaryIO, old: Tag) -> Tag:
    """The tag of version 2.2 as one of 2.3, which can hold chapters."""
    from mutagen import id3

    made = BytesIO()
    try:
        file.seek(0)
        tags: Any = id3.ID3(file, load_v1=False)  # type: ignore[no-untyped-call]
        tags.update_to_v23()
        tags.save(made, v1=0, v2_version=3, padding=lambda _: 0)
        new = read_tags(made)
    except Exception as error:  # damaged tags raise far more than MutagenError
        raise AudioTrouble(DAMAGED, f"ID3v2.2: {error!r}") from error
    return replace(new[0], end=old.end) if new else Tag(_FRESH, (), b"", old.end)


def same_sound(one: BinaryIO, other: BinaryIO) -> bool:
    """Whether everything between the tags is equal, byte for byte."""
    return same_bytes(one, _sound(one), other, _sound(other))


def _sound(file: BinaryIO) -> tuple[int, int]:
    begin, length = sound_spans(file, length_of(file)).spans[0]
    return begin, begin + length


def refusal(wanted: Wanted) -> str:
    """One sentence where there are more chapters, or later ones, than the tag can list."""
    listed = sum(chapter.toc for chapter in wanted.chapters)
    if listed > MOST_LISTED:
        return (
            f"An MP3 lists at most {MOST_LISTED} chapters, and these are {listed}."
            " Make some silent, or leave some out."
        )
    if any(max(c.start_ms, c.end_ms or 0) >= MOST_MS for c in wanted.chapters):
        return "A chapter lies beyond the 49 days that an MP3 can say. Check its stamp."
    return ""


def changes(file: BinaryIO, wanted: Wanted) -> tuple[Loss, ...]:
    """What becomes of the tag itself, and which programs misread the new one."""
    tags = read_tags(file)
    version = tags[0].version if tags else _FRESH
    if version == 2:
        return (
            Loss("The tag is of the old version 2.2. It becomes 2.3, which can hold chapters."),
        )
    hidden = sum(_is_long(wanted, place) for place in range(len(wanted.chapters)))
    if version == 4 and hidden:
        return (Loss(_HIDDEN, hidden),)
    return ()


def _is_long(wanted: Wanted, place: int) -> bool:
    """Whether FFmpeg misreads a size in the chapter: it takes them all for those of version 2.3."""
    chapter = wanted.chapters[place]
    sizes = len(chapter.title.encode("utf-8")) + 1, len(clean_url(chapter.url)) + len(LINK_HEAD)
    return place in wanted.pictures or max(sizes) > 127


CONTAINER = Container(
    key=KEY,
    title="MP3",
    suffixes=(".mp3",),
    recognises=recognises,
    read=read,
    carries=Carries(end="yes", url=True, picture="inside", silent="yes"),
    pieces=pieces,
    same_sound=same_sound,
    refusal=refusal,
    changes=changes,
)
