"""The CUE sheet of one audio file, with a track for each chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from notesapp.errors import FileTrouble
from notesapp.formats.base import Carries, Format, Loss, Snapshot
from notesapp.formats.carried import carried_chapters, carried_losses, counted
from notesapp.formats.gathering import Gathering
from notesapp.formats.hygiene import clean_title
from notesapp.formats.reading import ChapterReader, ChapterReading

MOST_TRACKS = 99
FRAMES = 75
CARRIES = Carries(step="1/75 s", first_at_zero=True)

_TYPES = {".mp3": "MP3", ".aif": "AIFF", ".aiff": "AIFF"}
_COMMAND = re.compile(r"([A-Za-z0-9]{1,12})(?:[ \t]+(.*))?", re.ASCII)
_INDEX = re.compile(r"(\d{1,2})[ \t]+(\d{1,5}):(\d{2}):(\d{2})", re.ASCII)
_SHEET = re.compile(r'^[ \t]*FILE[ \t]+["\S]', re.MULTILINE | re.IGNORECASE)
_TRACK = re.compile(r"^[ \t]*TRACK[ \t]+\d", re.MULTILINE | re.IGNORECASE)
_UNSAID = ("FLAGS", "ISRC", "CATALOG", "CDTEXTFILE", "PREGAP", "POSTGAP", "SONGWRITER")


def write(snapshot: Snapshot) -> str:
    """The sheet, lines ended by CR LF. Raises FileTrouble where there are more than 99 tracks."""
    chapters = carried_chapters(snapshot, CARRIES)
    if len(chapters) > MOST_TRACKS:
        raise FileTrouble(
            f"A CUE sheet holds {MOST_TRACKS} chapters and these are {len(chapters)}. "
            "Leave some out, or choose another format."
        )
    podcast = snapshot.notes.header.text("podcast")
    lines = [f'PERFORMER "{_quoted(podcast)}"'] if _quoted(podcast) else []
    lines.append(f'TITLE "{_quoted(snapshot.notes.title or snapshot.base)}"')
    name = _audio_name(snapshot)
    suffix = "." + name.rpartition(".")[2].lower()
    lines.append(f'FILE "{_quoted(name)}" {_TYPES.get(suffix, "WAVE")}')
    for number, chapter in enumerate(chapters, 1):
        lines.append(f"  TRACK {number:02d} AUDIO")
        lines.append(f'    TITLE "{_quoted(chapter.title)}"')
        lines.append(f"    INDEX 01 {_index(chapter.start_ms)}")
    return "".join(line + "\r\n" for line in lines)


def _quoted(text: str) -> str:
    return clean_title(text).replace('"', "'")


def _audio_name(snapshot: Snapshot) -> str:
    return snapshot.audio.name or f"{snapshot.base}.mp3"


def _index(ms: int) -> str:
    seconds, frames = divmod(ms * FRAMES // 1000, FRAMES)
    return f"{seconds // 60:02d}:{seconds % 60:02d}:{frames:02d}"


def losses(snapshot: Snapshot) -> tuple[Loss, ...]:
    """Quotes, which a sheet cannot escape, and times between its frames."""
    chapters = carried_chapters(snapshot, CARRIES)
    between = sum(c.start_ms * FRAMES % 1000 > 0 for c in chapters)
    unnamed = bool(chapters) and not snapshot.audio.name
    return (
        *carried_losses(snapshot, CARRIES),
        *counted(
            (
                (
                    "Double quotes in titles become single ones.",
                    sum('"' in c.title for c in chapters),
                ),
                ("Times are rounded down to 1/75 of a second.", between),
                (f"No audio is named: the sheet says “{_audio_name(snapshot)}”.", int(unnamed)),
                (
                    "The audio's name has a quote, which a sheet cannot hold.",
                    '"' in snapshot.audio.name,
                ),
            )
        ),
    )


def recognises(text: str) -> bool:
    """A FILE and a TRACK below it."""
    sheet = _SHEET.search(text)
    return sheet is not None and _TRACK.search(text, sheet.end()) is not None


@dataclass(slots=True)
class _Track:
    line: int
    title: str = ""
    started: bool = False


def read(text: str, _: Mapping[str, str]) -> ChapterReading:
    """Quoted or bare words, any case. Raises FileTrouble for a sheet of several files."""
    found = Gathering("cue", text)
    track: _Track | None = None
    starts: list[tuple[int, _Track]] = []
    for number, line in enumerate(found.lines, 1):
        match = _COMMAND.fullmatch(line.strip())
        command, words = (match[1].upper(), match[2] or "") if match else ("", "")
        if command == "FILE":
            if found.audio:
                raise FileTrouble(
                    "This CUE sheet lists several audio files. Chapters need a sheet of one file."
                )
            found.audio = _file_name(words)
        elif command == "TRACK":
            track = _Track(number)
        elif command == "TITLE":
            if track is None:
                found.title = _unquoted(words)
            else:
                track.title = _unquoted(words)
        elif command == "PERFORMER" and track is None:
            found.podcast = _unquoted(words)
        elif command == "INDEX" and track is not None:
            start_ms = _start(words)
            if start_ms is None:
                found.keep(number)
            elif words.startswith("01") and not track.started:
                track.started = True
                starts.append((start_ms, track))
        elif command not in _UNSAID:
            found.keep(number)
    for start_ms, entry in starts:
        found.chapter(entry.line, start_ms, entry.title)
    return found.done()


def _start(words: str) -> int | None:
    """The first whole millisecond of an index, so that nothing moves; None where it is none."""
    match = _INDEX.match(words)
    if match is None or int(match[3]) > 59 or int(match[4]) >= FRAMES:
        return None
    frames = (int(match[2]) * 60 + int(match[3])) * FRAMES + int(match[4])
    return -(-1000 * frames // FRAMES)


def _unquoted(words: str) -> str:
    words = words.strip()
    if len(words) >= 2 and words[0] == words[-1] == '"':
        return words[1:-1]
    return words


def _file_name(words: str) -> str:
    words = words.strip()
    if words.startswith('"'):
        return words[1:].rpartition('"')[0]
    return words.rpartition(" ")[0] or words


FORMAT = Format(
    key="cue",
    title="CUE sheet",
    suffix=".cue",
    mime="application/x-cue",
    summary="Tracks for players such as foobar2000 and mpv, up to 99.",
    write=write,
    losses=losses,
    carries=CARRIES,
    more=True,
)

READER = ChapterReader("cue", "CUE sheet", recognises, read)
