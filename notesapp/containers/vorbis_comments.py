"""Chapters as Vorbis comments: in Opus, Ogg Vorbis, Ogg FLAC and FLAC.

`CHAPTER001=00:01:02.500`, `CHAPTER001NAME=...` and `CHAPTER001URL=...`, as Xiph describes it. The
number starts at 001, the fraction has three digits and the name stands behind the time, because
FFmpeg loses chapters or names that are written otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from notesapp.containers.base import Wanted
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from notesapp.formats.base import Carries
from notesapp.formats.hygiene import clean_title, clean_url
from notesapp.formats.reading import ChapterReading, Remark

CARRIES = Carries(step="ms", url=True)
MOST_CHAPTERS = 999
DAMAGED = "The tags of this audio file are damaged. Get the file again or choose another."

_MOST_COMMENTS = 20_000
_HOURS_LOST_MS = 100 * 3_600_000
_ANY_CHAPTER = re.compile(rb"CHAPTER[0-9]+(?:NAME|URL)?=", re.IGNORECASE)
_CHAPTER = re.compile(r"CHAPTER([0-9]{1,9})(NAME|URL)?=(.*)", re.IGNORECASE | re.DOTALL)
_TIME = r"([0-9]{1,4}):([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?"
# An older draft has a range.
_TIMES = re.compile(rf"\s*{_TIME}\s*(?:-->\s*{_TIME}\s*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Comments:
    """A comment header without what Opus, Vorbis or FLAC put around it, as raw bytes.

    ``rest`` is what stands behind the last comment.
    """

    vendor: bytes
    entries: tuple[bytes, ...]
    rest: bytes = b""


@dataclass(slots=True)
class _Found:
    """What is said about the chapter of one number."""

    times: tuple[int, int | None] | None = None
    words: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)


def parse_comments(data: bytes) -> Comments:
    """Take a comment header apart. Raises AudioTrouble where its lengths do not fit."""
    vendor, at = _counted(data, 0)
    count, at = _number(data, at), at + 4
    if count > _MOST_COMMENTS:
        raise AudioTrouble(DAMAGED, f"{count} comments")
    entries = []
    for _ in range(count):
        entry, at = _counted(data, at)
        entries.append(entry)
    return Comments(vendor, tuple(entries), data[at:])


def _number(data: bytes, at: int) -> int:
    if at + 4 > len(data):
        raise AudioTrouble(DAMAGED, "comments are cut")
    return int.from_bytes(data[at : at + 4], "little")


def _counted(data: bytes, at: int) -> tuple[bytes, int]:
    end = at + 4 + _number(data, at)
    if end > len(data):
        raise AudioTrouble(DAMAGED, "a comment is cut")
    return data[at + 4 : end], end


def comments_as_bytes(comments: Comments) -> bytes:
    """Put a comment header together again."""
    parts = [_sized(comments.vendor), len(comments.entries).to_bytes(4, "little")]
    parts += map(_sized, comments.entries)
    return b"".join([*parts, comments.rest])


def _sized(data: bytes) -> bytes:
    return len(data).to_bytes(4, "little") + data


def without_chapters(comments: Comments) -> Comments:
    """All comments but those that are chapters, in their order."""
    kept = (entry for entry in comments.entries if not _ANY_CHAPTER.match(entry))
    return replace(comments, entries=tuple(kept))


def with_chapters(comments: Comments, wanted: Wanted) -> Comments:
    """The wanted chapters in place of the old ones, behind all other comments."""
    plain = without_chapters(comments)
    new = [
        line
        for number, chapter in enumerate(listed(wanted), 1)
        for line in _lines_of(number, chapter)
    ]
    return replace(plain, entries=(*plain.entries, *(line.encode() for line in new)))


def _lines_of(number: int, chapter: Chapter) -> list[str]:
    key = f"CHAPTER{number:03d}"
    lines = [f"{key}={_time(chapter.start_ms)}", f"{key}NAME={chapter.title}"]
    url = clean_url(chapter.url)
    return [*lines, f"{key}URL={url}"] if url else lines


def _time(ms: int) -> str:
    seconds, fraction = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}.{fraction:03d}"


def listed(wanted: Wanted) -> tuple[Chapter, ...]:
    """The chapters that are written: comments have no silent ones."""
    return tuple(chapter for chapter in wanted.chapters if chapter.toc)


def refusal(wanted: Wanted) -> str:
    """What comments cannot hold, in one sentence."""
    chapters = listed(wanted)
    if len(chapters) > MOST_CHAPTERS:
        return (
            f"Comments hold {MOST_CHAPTERS} chapters, and these are {len(chapters):,}."
            " Make fewer chapters or choose another kind of audio file."
        )
    if any(chapter.start_ms >= _HOURS_LOST_MS for chapter in chapters):
        return "A chapter begins at 100 hours or later, where other programs lose it. Remove it."
    return ""


def read_chapters(key: str, comments: Comments) -> ChapterReading:
    """The chapters in the comments, in order of time; what is not understood is kept."""
    found: dict[int, _Found] = {}
    remarks: list[Remark] = []
    kept: list[tuple[int, str]] = []
    for entry in comments.entries:
        if _ANY_CHAPTER.match(entry):
            line = entry.decode("utf-8", "replace")
            if trouble := _note(line, found):
                remarks.append(Remark(0, trouble))
                kept.append((0, line))
    for number, about in found.items():
        if about.times is None:
            remarks.append(Remark(0, f"Chapter {number} has no time and is left out."))
            kept += [(0, source) for source in about.sources]
    chapters = [_chapter(about) for _, about in sorted(found.items()) if about.times]
    return ChapterReading(
        key,
        tuple(sorted(chapters, key=lambda chapter: chapter.start_ms)),
        title=_title_of(comments),
        remarks=tuple(remarks),
        kept=tuple(kept),
    )


def _note(line: str, found: dict[int, _Found]) -> str:
    """Take up one comment; a sentence where that is not possible."""
    match = _CHAPTER.fullmatch(line)
    if not match:
        return "The number of a chapter is too long."
    number, what, value = int(match[1]), (match[2] or "").upper(), match[3]
    about = found.setdefault(number, _Found())
    if what in about.words or (not what and about.times):
        return f"Chapter {number} is there twice; the first is taken."
    if what:
        about.words[what] = value
    else:
        about.times = _times(value)
        if about.times is None:
            return f"The time of chapter {number} cannot be read."
        return ""
    about.sources.append(line)
    return ""


def _times(text: str) -> tuple[int, int | None] | None:
    match = _TIMES.fullmatch(text)
    if not match:
        return None
    groups = match.groups()
    return _ms(groups[:4]), _ms(groups[4:]) if groups[4] is not None else None


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    fraction = ((parts[3] or "") + "000")[:3]
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(fraction)


def _chapter(about: _Found) -> Chapter:
    start, end = about.times or (0, None)
    return Chapter(
        start,
        clean_title(about.words.get("NAME", "")),
        end_ms=end if end is not None and end > start else None,
        url=clean_url(about.words.get("URL", "")),
    )


def _title_of(comments: Comments) -> str:
    for entry in comments.entries:
        if entry[:6].upper() == b"TITLE=":
            return clean_title(entry[6:].decode("utf-8", "replace"))
    return ""
