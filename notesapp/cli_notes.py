"""Notes and audio as the commands open them."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from notesapp.audio.facts import probe
from notesapp.checking.run import check
from notesapp.checking.subject import Subject
from notesapp.core.chapters import Chapter, chapters_of
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.problems import Problem
from notesapp.errors import AudioTrouble, UsageError
from notesapp.formats.base import AudioInfo
from notesapp.storage.note_file import load_notes
from notesapp.storage.places import places_from_environment
from notesapp.storage.state_file import StateFile
from notesapp.storage.unfinished import Unfinished

SWEEP_S = 1.0

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z\d+.-]+://")


@dataclass(frozen=True, slots=True)
class OpenedNotes:
    """Notes read from a file. ``kept`` are the files that are never written: notes and audio."""

    path: Path
    notes: Notes
    chapters: tuple[Chapter, ...]
    audio: AudioInfo
    kept: tuple[Path, ...]

    @property
    def base(self) -> str:
        """The file name without its ending."""
        return self.path.stem

    def problems(self) -> tuple[Problem, ...]:
        """Everything the checks say, with the audio's length where it is known."""
        return check(Subject(self.notes, self.chapters, self.audio.duration_ms))


def open_notes(path: Path, audio: str | None) -> OpenedNotes:
    """Read notes and look at their audio. Raises FileTrouble, or AudioTrouble for ``audio``.

    Without ``audio`` the header's is used; where that cannot be read, one line says so.
    """
    notes = parse(load_notes(path).text)
    info, kept = audio_of(notes, path, audio)
    return OpenedNotes(path, notes, chapters_of(notes), info, (path, *kept))


def audio_of(notes: Notes, path: Path, audio: str | None) -> tuple[AudioInfo, list[Path]]:
    """What is known of the audio, and its files. Raises AudioTrouble for ``audio``.

    Without ``audio`` the header's is used; where that cannot be read, one line says so.
    """
    named = named_audio(notes, path.parent)
    if audio:
        info = _probed(Path(audio))
    elif named is None:
        info = AudioInfo()
    else:
        info = _probed_or_named(named)
    return info, [*([Path(audio)] if audio else []), *([named] if named else [])]


def named_audio(notes: Notes, folder: Path) -> Path | None:
    """The file the header names, relative to the notes' folder; None without one."""
    value = notes.header.text("audio").strip()
    if not value or _ADDRESS.match(value) or "\0" in value:
        return None
    return folder / value.replace("\\", "/")


def _probed(path: Path) -> AudioInfo:
    facts = probe(path)
    return AudioInfo(path.name, facts.duration_ms, facts.size_bytes, facts.mime)


def _probed_or_named(path: Path) -> AudioInfo:
    name = PureWindowsPath(path.name).name
    if not path.exists():
        return AudioInfo(name)
    try:
        return _probed(path)
    except AudioTrouble as trouble:
        print(f"notesapp: {trouble.sentence}", file=sys.stderr)
        return AudioInfo(name)


def to_standard_output(data: bytes) -> None:
    """Write bytes as they are. Raises UsageError where the program was started without a stdout."""
    if sys.stdout is None:
        raise UsageError("There is no standard output here. Name a file with -o.")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def swept() -> Unfinished:
    """Where is kept what is being written; what killed runs left is removed, within a second."""
    places = places_from_environment(os.environ, sys.platform, Path.home())
    unfinished = StateFile(places.state_file).unfinished
    unfinished.sweep_within(SWEEP_S, places.own_folders)
    return unfinished
