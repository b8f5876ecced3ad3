"""The audio beside the notes: found again when it moved, noticed when it is another."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.audio.identity import AudioIdentity
from notesapp.player.state import Exactness, Phase, PlayerState
from notesapp.storage.state_file import DocumentState, RememberedAudio, StateFile
from notesapp.ui.files.audio_memory import (
    AudioAnswer,
    AudioWish,
    change_between,
    identity_of,
    look_for,
)
from notesapp.ui.files.disk_questions import DiskQuestions
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.sound.playback import Playback

LOOK_MS = 2_000  # between two looks at a file that plays
SETTLE_MS = 700  # a file that is still being written is left alone until it rests
SLOW_MS = 5_000  # then opening is said to take long

Stood = tuple[int, int, bool]


class AudioWatch(QObject):
    """Finds, compares and keeps an eye on one window's audio, never waiting for a disk.

    ``audio_found`` carries the name that was looked for and the path, ``other_found`` likewise a
    file of that name with other sound, ``audio_differs`` an AudioChange, ``audio_settled`` that
    nothing said before about the place or the sound holds any more, ``audio_opened`` that waiting
    is over.
    """

    audio_missing = Signal(str)
    audio_found = Signal(str, object)
    other_found = Signal(str, object)
    audio_differs = Signal(object)
    audio_slow = Signal(str)
    audio_opened = Signal()
    audio_settled = Signal()

    def __init__(
        self,
        session: NoteSession,
        playback: Playback,
        state: StateFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._playback = playback
        self._state = state
        self._questions = DiskQuestions(self)
        self._wish = AudioWish(None)
        self._memory: RememberedAudio | None = None
        self._current: RememberedAudio | None = None
        self._pending: RememberedAudio | None = None
        self._written: tuple[Path, RememberedAudio] | None = None
        self._path: Path | None = None
        self._identity: AudioIdentity | None = None
        self._duration_ms: int | None = None
        self._other: Path | None = None
        self._is_missing = False
        self._stood: Stood | None = None
        self._restless: Stood | None = None
        self._was_playing = False
        self._was_opening = False
        self._look_timer = self._timer(LOOK_MS, self.look, once=False)
        self._settle_timer = self._timer(SETTLE_MS, self.look)
        self._slow_timer = self._timer(SLOW_MS, self._say_slow)
        playback.audio_changed.connect(self._on_audio)
        playback.state_changed.connect(self._on_state)
        playback.trouble_found.connect(lambda _: self._slow_timer.stop())
        session.path_changed.connect(self._on_notes_path)
        session.saved.connect(self._write)

    @property
    def cannot_be_read(self) -> bool:
        """Whether there is audio and it cannot be opened."""
        return self._playback.state.phase is Phase.FAILED

    @property
    def size_bytes(self) -> int | None:
        """How large the file was when it was opened; asks no disk."""
        return self._stood[0] if self._stood is not None else None

    # --- finding

    def find(self, known: DocumentState | None) -> None:
        """Find and open the audio of the notes just opened; what came before is let go."""
        path = self._session.path
        self._forget()
        self._memory = self._state.recall_audio(path) if path is not None else None
        memory = self._memory
        if memory is None and known is not None and known.audio_path:
            memory = RememberedAudio(known.audio_path)
        at_ms = known.position_ms if known is not None else 0
        self._wish = AudioWish(path, self._named(), memory, at_ms)
        self._playback.drop_audio()
        self._slow_timer.start()
        self._ask_where(self._take_answer)

    def use_other(self) -> None:
        """Take the file of the same name that has other sound."""
        if self._other is not None:
            self._playback.load(self._other, self._wish.at_ms)

    def accept(self) -> None:
        """The audio is right as it is now: remember it as the one of these notes."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self._keep(pending)

    def _ask_where(self, done: Callable[[AudioAnswer | None], None], *, far: bool = True) -> None:
        wish, state = self._wish, self._state
        self._questions.ask("where", lambda on: look_for(wish, state, on, far=far), done)

    def _take_answer(self, answer: AudioAnswer | None) -> None:
        self._slow_timer.stop()
        self.audio_opened.emit()
        answer = answer or AudioAnswer()
        self._is_missing = answer.path is None and bool(self._wish.name)
        if answer.path is not None:
            self._playback.load(answer.path, self._wish.at_ms, play=self._playback.state.is_playing)
            if answer.has_moved:
                self.audio_found.emit(self._wish.name, answer.path)
        elif answer.other is not None:
            self._other = answer.other
            self.other_found.emit(self._wish.name, answer.other)
        elif self._wish.name:
            self.audio_missing.emit(self._wish.name)

    def _take_return(self, answer: AudioAnswer | None) -> None:
        if answer is not None and answer.path is not None:
            self._take_answer(answer)

    # --- comparing

    def _on_audio(self) -> None:
        path = self._playback.path
        if path is None or path == self._path:
            return
        self._questions.drop("where")
        self._begin(path)

    def _begin(self, path: Path) -> None:
        self._path = path
        self._identity = self._stood = self._duration_ms = None
        self._pending = self._other = None
        self._is_missing = False
        self._restless = None
        self._session.journal.note_audio(path)
        self.audio_settled.emit()
        self._slow_timer.start()

    def _read_anew(self, path: Path) -> None:
        self._identity = self._stood = self._duration_ms = None
        self._questions.ask("identity", lambda _: _seen(path), self._take_identity)

    def _take_identity(self, seen: tuple[AudioIdentity | None, Stood | None] | None) -> None:
        self._identity, self._stood = seen or (None, None)
        self._compare()

    def _on_state(self, state: PlayerState) -> None:
        opens = state.phase is Phase.LOADING and state.path == self._path
        if opens and not self._was_opening and self._path is not None:
            self._read_anew(self._path)
        self._was_opening = opens
        if state.is_usable and self._duration_ms is None and state.path == self._path:
            self._duration_ms = state.duration_ms
            self._compare()
        if state.path == self._path and state.phase not in (Phase.LOADING, Phase.EMPTY):
            self._slow_timer.stop()
            self.audio_opened.emit()
        if state.is_playing != self._was_playing:
            self._was_playing = state.is_playing
            if state.is_playing:
                self._look_timer.start()
            else:
                self._look_timer.stop()
                self.look()

    def _compare(self) -> None:
        """When both the sound and its length are known."""
        identity, path = self._identity, self._path
        if identity is None or self._duration_ms is None or path is None:
            return
        now = RememberedAudio(
            path=str(path.absolute()),
            named=self._named(),
            size_bytes=identity.size_bytes,
            mtime_ns=identity.mtime_ns,
            duration_ms=self._duration_ms,
            is_exact=self._playback.state.exactness is Exactness.EXACT,
            digest=identity.digest,
        )
        change = change_between(self._memory, now) if self._memory is not None else None
        notes = self._session.document.notes
        if change is None or all(segment.start_ms is None for segment in notes.segments):
            self._keep(now)
        elif self._pending != now:
            self._current, self._pending = now, now
            self.audio_differs.emit(change)

    # --- remembering

    def _keep(self, now: RememberedAudio) -> None:
        self._current = self._memory = now
        self._write()

    def _write(self) -> None:
        path = self._session.path
        kept = self._memory if self._pending is not None else self._current
        if path is None or kept is None or self._written == (path, kept):
            return
        self._written = (path, kept)
        self._state.remember_audio(path, kept)

    def _on_notes_path(self) -> None:
        if self._session.path is None:
            self._forget()

    def _forget(self) -> None:
        self._questions.drop("where")
        self._questions.drop("identity")
        self._memory = self._current = self._pending = self._path = self._identity = None
        self._other = None
        self._is_missing = False
        self._slow_timer.stop()
        self.audio_settled.emit()

    # --- keeping an eye on it

    def look(self) -> None:
        """See whether the file is still there and still the same, or has come back."""
        path = self._playback.path
        if self._questions.is_asking("where") or self._questions.is_asking("look"):
            return
        if path is None:
            if self._is_missing:
                self._ask_where(self._take_return, far=False)
        elif path == self._path and self._stood is not None:
            self._questions.ask("look", lambda _: _stand(path), self._take_look)

    def _take_look(self, stood: Stood | None) -> None:
        if self._playback.path != self._path:
            return
        if stood is None:
            self._find_again()
        elif stood == self._stood:
            self._restless = None
            if self._is_missing:
                self._is_missing = False
                self.audio_settled.emit()
        elif stood == self._restless:
            self._open_again()
        else:
            self._restless = stood
            self._settle_timer.start()

    def _find_again(self) -> None:
        """It is gone. What plays goes on as long as it can; else it is looked for, once."""
        if self._is_missing or self._playback.state.is_playing or self._path is None:
            return
        self._is_missing = True
        memory = self._current or RememberedAudio(str(self._path))
        at_ms = self._playback.position_ms()
        self._wish = AudioWish(self._session.path, self._named(), memory, at_ms)
        self._ask_where(self._take_answer)

    def _open_again(self) -> None:
        """Even where only tags changed, the sound now lies elsewhere in the file."""
        playback, path = self._playback, self._path
        if path is not None:
            at_ms, plays = playback.position_ms(), playback.state.is_playing
            playback.drop_audio()  # whoever shows this file lets go of what it knows
            self._begin(path)
            playback.load(path, at_ms, play=plays)

    # --- small things

    def _named(self) -> str:
        return self._session.document.notes.header.text("audio")

    def _say_slow(self) -> None:
        name = self._path.name if self._path is not None else self._wish.name
        if name:
            self.audio_slow.emit(name)

    def _timer(self, ms: int, done: Callable[[], None], *, once: bool = True) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.setSingleShot(once)
        timer.timeout.connect(done)
        return timer


def _seen(path: Path) -> tuple[AudioIdentity | None, Stood | None]:
    """The sound, and how the file stood when it was read."""
    stood = _stand(path)
    return identity_of(path), stood


def _stand(path: Path) -> Stood | None:
    """Size, time of change, whether it may be read; None where there is nothing to be seen."""
    try:
        found = path.stat()
        may_read = os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, may_read
