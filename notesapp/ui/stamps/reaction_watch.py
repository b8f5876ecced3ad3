"""Watches what becomes of stamps set at the key; says once what reaction time that suggests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QTextCursor

from notesapp.core.model import Notes
from notesapp.core.query import segment_at_line
from notesapp.core.reaction import WITHIN_S, Suggestion, real_ms, suggested, with_correction
from notesapp.ui.files.messages import Offer

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

_SAME_MS = 100
_AGAIN_MS = 500


@dataclass(frozen=True)
class _Fresh:
    """A stamp set at the key a moment ago: where, what it read, and how fast it was played."""

    cursor: QTextCursor
    start_ms: int
    rate: float


class ReactionWatch(QObject):
    """A correction is what a stamp reads half a minute after the key, less what it read then.

    Nothing is parsed for it: in a long text a key must not wait for that twice.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._fresh: list[_Fresh] = []
        self._unread: list[tuple[QTextCursor, float | None]] = []
        desk.segments.stamped.connect(self._on_stamped)
        desk.document.notes_changed.connect(self._read)

    def settle(self) -> None:
        """Take in now what has become of every stamp that is watched."""
        self._desk.document.fresh_notes()
        for fresh in tuple(self._fresh):
            self._take(fresh)

    def _on_stamped(self, line: int, _moment_ms: int) -> None:
        state = self._desk.playback.state
        block = self._desk.document.qt.findBlockByNumber(line)
        cursor = QTextCursor(block)  # the line selected: nothing is when it is gone
        cursor.setPosition(block.position() + block.length() - 1)
        cursor.setPosition(block.position(), QTextCursor.MoveMode.KeepAnchor)
        self._unread.append((cursor, state.rate if state.is_playing else None))
        if not self._desk.document.stale:
            self._read(self._desk.document.notes)

    def _read(self, notes: Notes) -> None:
        """What the last stamps read at first, once the notes with them are parsed."""
        unread, self._unread = self._unread, []
        for cursor, rate in unread:
            segment = segment_at_line(notes, cursor.blockNumber())
            if segment is None or segment.start_ms is None or not cursor.hasSelection():
                continue
            for fresh in tuple(self._fresh):
                if segment.first_line <= fresh.cursor.blockNumber() <= segment.last_line:
                    self._take(fresh)
            if rate is not None:
                self._watch(_Fresh(cursor, segment.start_ms, rate))

    def _watch(self, fresh: _Fresh) -> None:
        self._fresh.append(fresh)
        QTimer.singleShot(round(WITHIN_S * 1000), self, lambda: self._on_due(fresh))

    def _on_due(self, fresh: _Fresh) -> None:
        if self._desk.document.stale:
            QTimer.singleShot(_AGAIN_MS, self, lambda: self._on_due(fresh))
        else:
            self._take(fresh)

    def _take(self, fresh: _Fresh) -> None:
        if fresh not in self._fresh:
            return
        self._fresh.remove(fresh)
        segment = segment_at_line(self._desk.document.notes, fresh.cursor.blockNumber())
        if segment is None or segment.start_ms is None or not fresh.cursor.hasSelection():
            return
        by_ms = real_ms(fresh.start_ms, segment.start_ms, fresh.rate)
        if by_ms:
            self._learn(by_ms)

    def _learn(self, by_ms: int) -> None:
        state = self._desk.state
        corrections, said_ms = state.corrections()
        corrections = with_correction(corrections, by_ms)
        reaction_ms = self._desk.settings.read().whole("stamp.reaction_ms")
        found = suggested(corrections, reaction_ms)
        if found is not None and (said_ms is None or abs(found.reaction_ms - said_ms) >= _SAME_MS):
            self._suggest(found)
            corrections, said_ms = (), found.reaction_ms
        state.remember_corrections(corrections, said_ms)

    def _suggest(self, found: Suggestion) -> None:
        if found.by_ms > 0:
            words = self.tr("You moved {0} stamps back by about {1} s after the key.")
        else:
            words = self.tr("You moved {0} stamps on by about {1} s after the key.")
        offer = Offer(self._words_to_set(found), lambda: self._set(found.reaction_ms))
        sentence = words.format(found.moved, _seconds(abs(found.by_ms)))
        self._desk.messages.say("reaction", sentence, "note", offer)

    def _words_to_set(self, found: Suggestion) -> str:
        if not found.reaction_ms:
            return self.tr("Set no reaction time")
        return self.tr("Set {0} s as reaction time").format(_seconds(found.reaction_ms))

    def _set(self, reaction_ms: int) -> None:
        self._desk.settings.prefer("stamp.reaction_ms", reaction_ms)
        self._desk.apply_settings()


def _seconds(ms: int) -> str:
    return QLocale().toString(ms / 1000, "g", 3)
