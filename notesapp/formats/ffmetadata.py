"""FFmpeg's text for metadata, which ffmpeg and mpv take as chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, open_end_losses
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.gathering import Gathering
from notesapp.formats.hygiene import clean_title
from notesapp.formats.reading import ChapterReader, ChapterReading

CARRIES = Carries(end="yes")

_SPECIAL = re.compile(r"[=;#\\]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_KEY_VALUE = re.compile(r"([^=\\]*(?:\\.[^=\\]*)*)=(.*)", re.DOTALL)
_BASE = re.compile(r"(\d{1,12})/(\d{1,12})", re.ASCII)
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
_TECHNICAL = {"encoder", "major_brand", "minor_version", "compatible_brands", "creation_time"}


@dataclass(slots=True)
class _Section:
    line: int
    values: dict[str, tuple[int, str]] = field(default_factory=dict)


def write(snapshot: Snapshot) -> str:
    """Every chapter with base and end: without them ffmpeg takes nanoseconds or loses titles."""
    notes = snapshot.notes
    found = {
        "title": clean_title(notes.title),
        "album": clean_title(notes.header.text("podcast")),
    }
    head = "".join(f"{key}={_escape(value)}\n" for key, value in found.items() if value)
    chapters = with_ends(carried_chapters(snapshot, CARRIES), snapshot.audio.duration_ms)
    return f";FFMETADATA1\n{head}" + "".join(
        f"\n[CHAPTER]\nTIMEBASE=1/1000\nSTART={c.start_ms}\nEND={c.end_ms}\n"
        f"title={_escape(c.title)}\n"
        for c in chapters
    )


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """What every list loses, and an end that nobody knows."""
    return (*carried_losses(snapshot, CARRIES), *open_end_losses(snapshot, CARRIES))


def recognises(text: str) -> bool:
    """The mark on the first line."""
    return text.lstrip().startswith(";FFMETADATA")


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Escapes are undone; without a base the times are nanoseconds, as ffmpeg takes them."""
    found = Gathering("ffmetadata", text)
    section: _Section | None = None
    heading = ""
    for number, line in _joined(found.lines):
        if line.startswith("["):
            _finish(found, section)
            heading = line.strip().upper()
            section = _Section(number) if heading == "[CHAPTER]" else None
            continue
        match = None if line.startswith((";", "#")) else _KEY_VALUE.fullmatch(line)
        key, value = (_plain(match[1]).strip(), _plain(match[2])) if match else ("", "")
        if match and section is not None and key.lower() not in section.values:
            section.values[key.lower()] = (number, value)
        elif match and not heading and key.lower() == "title" and not found.title:
            found.title = value
        elif match and not heading and key.lower() == "album" and not found.podcast:
            found.podcast = value
        elif key.lower() not in _TECHNICAL and not line.startswith(";FFMETADATA"):
            found.keep(number, line)
    _finish(found, section)
    return found.done()


def _joined(lines: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Lines that end in an escaped line end are one; with the number of the first."""
    parts: list[str] = []
    for number, line in enumerate(lines, 1):
        parts.append(line)
        if (len(line) - len(line.rstrip("\\"))) % 2 == 0:
            yield number - len(parts) + 1, "\n".join(parts)
            parts = []
    if parts:
        yield len(lines) - len(parts) + 1, "\n".join(parts)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _finish(found: Gathering, section: _Section | None) -> None:
    if section is None:
        return
    values = dict(section.values)
    base = values.pop("timebase", (0, "1/1000000000"))[1]
    start_ms = _milliseconds(values.pop("start", (0, ""))[1], base)
    end_ms = _milliseconds(values.pop("end", (0, ""))[1], base)
    if start_ms is None:
        found.remark(section.line, "This chapter has no start and is kept as text.")
    else:
        title = values.pop("title", (0, ""))[1]
        url = values.pop("url", (0, ""))[1]
        found.chapter(section.line, start_ms, title, end_ms, url)
    for number, value in values.values():
        found.keep(number, value)


def _milliseconds(text: str, base: str) -> int | None:
    """Rounded half up; None where it is no time."""
    fraction = _BASE.fullmatch(base.strip())
    if fraction is None or not int(fraction[2]) or _NUMBER.fullmatch(text.strip()) is None:
        return None
    numerator = int(text) * int(fraction[1]) * 1000
    return (2 * numerator + int(fraction[2])) // (2 * int(fraction[2]))


FORMAT = Format(
    key="ffmetadata",
    title="FFmpeg metadata",
    suffix=".ffmeta",
    mime="text/plain",
    summary="Chapters for ffmpeg and mpv.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("ffmetadata", "FFmpeg metadata", recognises, read)
