"""Where the audio of notes is looked for, and whether it is the one from last time. Without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notesapp.audio.facts import AUDIO_SUFFIXES
from notesapp.audio.identity import AudioIdentity, identify, is_comparable
from notesapp.errors import AudioTrouble
from notesapp.storage.audio_search import (
    WantedAudio,
    name_in,
    search_audio,
    search_roots,
    standing_audio,
)
from notesapp.storage.state_file import RememberedAudio, StateFile

# Encoders add up to a tenth of a second; counting the same file twice never differs.
SAME_LENGTH_MS = 20
SAME_LENGTH_CONVERTED_MS = 500
OTHER_NOTES = 3


@dataclass(frozen=True, slots=True)
class AudioWish:
    """What the notes say of their audio, what is remembered of it, and where it is to stand."""

    notes_path: Path | None
    written: str = ""
    memory: RememberedAudio | None = None
    at_ms: int = 0

    @property
    def name(self) -> str:
        """The name to look for and to say; empty for notes that never had audio."""
        if self.written:
            return name_in(self.written)
        return name_in(self.memory.path) if self.memory is not None else ""

    @property
    def known(self) -> RememberedAudio | None:
        """What is remembered, unless the notes have named other audio since."""
        memory = self.memory
        if memory is None or not self.written or self.written == memory.named:
            return memory
        return memory if name_in(self.written) == name_in(memory.path) else None


@dataclass(frozen=True, slots=True)
class AudioAnswer:
    """``path`` is to be used; ``has_moved`` when it is not where it was. ``other`` is to be asked
    about: it has the name and other sound.
    """

    path: Path | None = None
    other: Path | None = None
    has_moved: bool = False


@dataclass(frozen=True, slots=True)
class AudioChange:
    """Other sound than last time, and how much longer; None where that is not known."""

    by_ms: int | None


def look_for(
    wish: AudioWish, state: StateFile, is_wanted: Callable[[], bool], *, far: bool = True
) -> AudioAnswer:
    """Where it is said to be, else (``far``) anywhere near. Waits for the disk."""
    known = wish.known
    remembered = known.path if known is not None else ""
    standing = standing_audio(wish.notes_path, wish.written, remembered, AUDIO_SUFFIXES)
    if standing is not None or not wish.name or not far:
        return AudioAnswer(standing)
    wanted = WantedAudio(wish.name)
    if known is not None:
        wanted = WantedAudio(wish.name, known.size_bytes, known.digest)
    others = [recent.state.audio_path for recent in state.recent()[:OTHER_NOTES]]
    roots = search_roots(wish.notes_path, remembered, others)
    found = search_audio(wanted, roots, AUDIO_SUFFIXES, _digest_of, is_wanted)
    return AudioAnswer(found.path, found.other, has_moved=True)


def identity_of(path: Path) -> AudioIdentity | None:
    """None where it cannot be read; whoever opens it says so."""
    try:
        return identify(path)
    except AudioTrouble:
        return None


def change_between(before: RememberedAudio, now: RememberedAudio) -> AudioChange | None:
    """None where it is the same sound, or a copy of the same length in another format."""
    if not before.digest or before.digest == now.digest:
        return None
    alike = bool(before.duration_ms and now.duration_ms) and before.is_exact == now.is_exact
    by_ms = now.duration_ms - before.duration_ms
    if not is_comparable(before.digest, now.digest):
        near = abs(by_ms) <= SAME_LENGTH_CONVERTED_MS
        return None if near or not alike else AudioChange(by_ms)
    if not alike:
        return AudioChange(None)
    return AudioChange(0 if abs(by_ms) <= SAME_LENGTH_MS else by_ms)


def _digest_of(path: Path) -> str:
    found = identity_of(path)
    return found.digest if found is not None else ""
