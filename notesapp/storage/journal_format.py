"""The journal's bytes: records one after the other, each of which can be believed or not.

A record is a line ``CHECKSUM LENGTH CONTENT``: CRC-32 of the content in eight hexadecimal digits,
its length in bytes, and the content, so that a journal can be read in any text editor. Contents:

- ``{"version": 1, ...}``, the head, first in the file: whose journal this is;
- ``T`` and a text as it is, second in the file: what the changes start from;
- ``["s", position, removed, "added"]``, a change; "j", "u" and "r" as ``Replay`` tells them;
- ``["w", "path", "digest", "print"]``: the text of now, or the text with this print, stands there;
- ``["c", caret]`` and ``["a", "path"]``: the caret and the audio, when they moved.

Text is UTF-8 in which halves of pairs may stand alone. A record cut off at the end was never
acknowledged. A record that is wrong while whole ones follow it is damage: what follows may be a
change of something else, so nothing after it is used.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from notesapp.storage.journal_text import Replay, Step, units_in

__all__ = ["Head", "JournalState", "print_of", "read_journal", "record", "snapshot", "text_record"]

VERSION = 1
_START = re.compile(rb"([0-9a-f]{8}) (\d{1,12}) ")


@dataclass(frozen=True, slots=True)
class Head:
    """Whose journal it is. ``digest`` is the SHA-256 of the file that was read or written last,
    ``saved`` the ``print_of`` its text, or of the text the user began with.
    """

    doc_id: str = ""
    pid: int = 0
    mark: str | None = None
    locked: bool = False
    notes_path: Path | None = None
    name: str = ""
    audio_path: Path | None = None
    digest: str = ""
    saved: str = ""
    caret: int = 0


@dataclass(slots=True)
class JournalState:
    """What a journal says. ``replay`` is None where not even its first text can be read."""

    head: Head = field(default_factory=Head)
    replay: Replay | None = None
    is_torn: bool = False
    """The last record is cut off; it was being written when the program ended."""
    is_damaged: bool = False
    """Records that are whole follow one that is not."""
    is_foreign: bool = False
    """Written by a later version of the program, which alone can read it."""
    caret: int = 0


def print_of(text: str) -> str:
    """A short text that is the same for equal texts only, halves of pairs left out."""
    data = text.encode("utf-8", "ignore")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def record(*parts: object) -> bytes:
    """One record of a list of JSON values."""
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return _framed(content.encode("utf-8", "surrogatepass"))


def text_record(text: str) -> bytes:
    """The record of a whole text."""
    return _framed(b"T" + text.encode("utf-8", "surrogatepass"))


def snapshot(head: Head, replay: Replay) -> list[bytes]:
    """The records of a new journal that says what these two say."""
    base, steps = replay.steps()
    ahead, back = replay.undone()
    records = [_head_record(head), text_record(base)]
    records += [_change_record("s", step) for step in (*steps, *ahead)]
    records += [_change_record("u", step) for step in back]
    records.append(record("c", head.caret))
    return records


def read_journal(data: bytes) -> JournalState:
    """What the bytes of a journal say, as far as they can be believed. Never raises."""
    state = JournalState()
    place = _behind_a_lost_head(data)
    if place:
        state.is_damaged = True
    while place < len(data) and not state.is_foreign:
        found = _content_at(data, place)
        if found is None:
            goes_on = _goes_on(data, place)
            state.is_damaged = state.is_damaged or goes_on
            state.is_torn = not goes_on
            break
        content, place = found
        try:
            _follow(state, content)
        except (ValueError, TypeError, IndexError, RecursionError):
            state.is_damaged = True
            break
    state.head = replace(state.head, caret=state.caret)
    return state


def _behind_a_lost_head(data: bytes) -> int:
    """Where the text starts if the head before it cannot be read, else 0."""
    if _content_at(data, 0) is not None:
        return 0
    place = data.find(b"\n") + 1
    found = _content_at(data, place) if place else None
    return place if found is not None and found[0].startswith(b"T") else 0


def _framed(content: bytes) -> bytes:
    return b"%08x %d %b\n" % (zlib.crc32(content), len(content), content)


def _content_at(data: bytes, place: int) -> tuple[bytes, int] | None:
    start = _START.match(data, place)
    if start is None:
        return None
    end = start.end() + int(start[2])
    content = data[start.end() : end]
    if data[end : end + 1] != b"\n" or zlib.crc32(content) != int(start[1], 16):
        return None
    return content, end + 1


def _goes_on(data: bytes, place: int) -> bool:
    """Whether a whole record stands anywhere behind a place."""
    while (place := data.find(b"\n", place) + 1) > 0:
        if _content_at(data, place) is not None:
            return True
    return False


def _follow(state: JournalState, content: bytes) -> None:
    text = content.decode("utf-8", "surrogatepass")
    if text.startswith("T"):
        state.replay = Replay(text[1:])
        return
    value = json.loads(text)
    if isinstance(value, dict):
        state.is_foreign = value.get("version") != VERSION
        state.head = _head_of(value)
        state.caret = state.head.caret
        return
    if state.replay is None:
        raise ValueError("a change of nothing")
    kind, *rest = value
    if kind in ("s", "j", "u", "r"):
        position, removed, added = rest
        if not isinstance(added, str):
            raise TypeError(added)
        state.replay.change(kind, position, removed, added)
        state.caret = position + units_in(added)
    elif kind == "w":
        path, digest, saved = rest
        state.head = replace(state.head, notes_path=Path(path), digest=digest, saved=saved)
    elif kind == "c":
        state.caret = int(rest[0])
    elif kind == "a":
        state.head = replace(state.head, audio_path=_path(rest[0]))


def _change_record(kind: str, step: Step) -> bytes:
    (change,) = step
    return record(kind, change.position, change.removed, change.added)


def _head_record(head: Head) -> bytes:
    value = {
        "version": VERSION,
        "doc_id": head.doc_id,
        "pid": head.pid,
        "mark": head.mark,
        "locked": head.locked,
        "notes_path": None if head.notes_path is None else str(head.notes_path),
        "name": head.name,
        "audio_path": None if head.audio_path is None else str(head.audio_path),
        "digest": head.digest,
        "saved": head.saved,
        "caret": head.caret,
    }
    return _framed(json.dumps(value).encode("ascii"))


def _head_of(value: dict[str, object]) -> Head:
    pid, caret, mark = value.get("pid"), value.get("caret"), value.get("mark")
    return Head(
        doc_id=_word(value.get("doc_id")),
        pid=pid if isinstance(pid, int) else 0,
        mark=mark if isinstance(mark, str) else None,
        locked=value.get("locked") is True,
        notes_path=_path(value.get("notes_path")),
        name=_word(value.get("name")),
        audio_path=_path(value.get("audio_path")),
        digest=_word(value.get("digest")),
        saved=_word(value.get("saved")),
        caret=caret if isinstance(caret, int) else 0,
    )


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _path(value: object) -> Path | None:
    return Path(value) if isinstance(value, str) and value else None
