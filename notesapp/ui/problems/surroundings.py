"""What the checks know besides the notes: sizes, the episode before, the audio's tags."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.checking.subject import AudioTags, Subject
from notesapp.containers.tag_facts import tag_facts
from notesapp.core.model import Notes
from notesapp.storage.previous_notes import previous_notes

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

_Episode = tuple[Path, str, int, int | None]
_State = tuple[Path, int, int]  # of a file: its time and size
_NO_STATE: _State = (Path(), 0, 0)


class Surroundings(QObject):
    """Hands them to the live facts. Files are read in jobs of their own: a disk may be slow.

    The episode before is looked for when these notes become another episode, the tags when other
    audio is opened, and both when somebody comes back to the window.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._episode: _Episode | None = None
        self._previous: Notes | None = None
        self._audio = _NO_STATE
        self._tags: AudioTags | None = None
        desk.live.surroundings.append(self._complete)
        desk.previewing.sizes_changed.connect(desk.live.take_sizes)
        desk.session.path_changed.connect(self._on_path)
        desk.document.notes_changed.connect(self._look)
        desk.window.activated.connect(self._look_again)
        desk.playback.audio_changed.connect(self._look_at_audio)
        if desk.session.is_open:
            self._look(desk.document.notes)
            self._look_at_audio()

    def _complete(self, subject: Subject) -> Subject:
        """Called beside the window; what it reads is replaced, never changed."""
        return replace(subject, previous=self._previous, tags=self._tags)

    def _on_path(self) -> None:
        """Other notes: what was measured is not of them."""
        self._desk.live.take_sizes({})
        self._look(self._desk.document.notes)

    def _look_again(self) -> None:
        if self._desk.session.is_open:
            self._episode = None
            self._look(self._desk.document.notes)
            self._look_at_audio()

    def _look_at_audio(self) -> None:
        path, known = self._desk.playback.path, (self._audio, self._tags)
        if path is None:
            self._take_tags((_NO_STATE, None))
            return
        self._desk.jobs.run("tags", lambda: _tags_in(path, known), self._take_tags)

    def _take_tags(self, found: tuple[_State, AudioTags | None]) -> None:
        before = self._tags
        self._audio, self._tags = found
        if before != self._tags:
            self._desk.live.again()

    def _look(self, notes: Notes) -> None:
        path = self._desk.session.path
        if path is None:
            self._take(None, None)
            return
        episode = (path, notes.header.text("podcast"), notes.season or 0, notes.number)
        if episode == self._episode:
            return
        self._episode = episode
        self._desk.jobs.run(
            "previous notes",
            lambda: previous_notes(path, notes),
            lambda found: self._take(episode, found),
        )

    def _take(self, episode: _Episode | None, found: Notes | None) -> None:
        self._episode = episode
        before, self._previous = self._previous, found
        if (before.lines if before else None) != (found.lines if found else None):
            self._desk.live.again()


def _tags_in(path: Path, known: tuple[_State, AudioTags | None]) -> tuple[_State, AudioTags | None]:
    """The tags of a file, read anew only when its time or size is another."""
    try:
        found = path.stat()
    except OSError:
        return _NO_STATE, None
    state = (path, found.st_mtime_ns, found.st_size)
    if state == known[0]:
        return known
    facts = tag_facts(path)
    tags = AudioTags(facts.kind, facts.id3_version, facts.chapters) if facts is not None else None
    return state, tags
