"""Notes on the disk: read any file as text, and give back every byte that was not changed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import is_same_file, write_atomic
from notesapp.storage.fsops import REAL, FileOps, read_all, stat_or_none
from notesapp.storage.text_codec import (
    Coding,
    Encoded,
    decode_notes,
    encode_notes,
    looks_binary,
    what_is_lost,
)
from notesapp.storage.text_limits import MAX_NOTES_BYTES, beyond_limits
from notesapp.storage.trouble import AlreadyThere, ChangedOnDisk, not_opened, not_saved, shown

__all__ = [
    "MAX_NOTES_BYTES",
    "AlreadyThere",
    "ChangedOnDisk",
    "DiskState",
    "LoadedNotes",
    "disk_state",
    "encoded_notes",
    "load_notes",
    "save_notes",
    "what_is_lost",
]


@dataclass(frozen=True, slots=True)
class LoadedNotes:
    """Notes as they stand in a file.

    ``text`` has only ``\\n`` line ends. ``losses`` are sentences to say before the first save.
    ``original`` are the file's bytes, written again when the text comes back unchanged.
    """

    text: str = field(repr=False)
    path: Path
    encoding: str
    bom: bool
    newline: str
    mixed_newlines: bool
    digest: str
    mtime_ns: int
    losses: tuple[str, ...] = ()
    original: bytes = field(default=b"", repr=False)


class DiskState(Enum):
    """What became of a file since it was read or written here."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


def load_notes(path: Path, *, ops: FileOps = REAL) -> LoadedNotes:
    """Read notes. Raises FileTrouble: missing, unreadable, a folder, not text, too long."""
    try:
        found = ops.stat(path)
        _refuse(path, found)
        data = read_all(path, MAX_NOTES_BYTES + 1, ops)
    except (OSError, ValueError) as error:
        raise not_opened(path, error) from error
    if len(data) > MAX_NOTES_BYTES:
        raise _too_large(path)
    if looks_binary(data):
        raise FileTrouble(
            f"Not opened: {shown(path)} is not a text file. If it is a recording, open it as audio."
        )
    decoded = decode_notes(data)
    too_much = beyond_limits(decoded.text)
    if too_much:
        raise FileTrouble(f"Not opened: {shown(path)} {too_much}")
    losses = decoded.losses + what_is_lost(decoded.text)
    return _loaded(path, decoded.text, Encoded(data, decoded.coding, losses), found.st_mtime_ns)


def save_notes(
    path: Path,
    text: str,
    like: LoadedNotes | None = None,
    *,
    force: bool = False,
    overwrite: bool = False,
    just_before: Callable[[], None] = lambda: None,
    ops: FileOps = REAL,
) -> LoadedNotes:
    """Write notes whole or not at all, in the coding of ``like`` (a new file: UTF-8, ``\\n``).

    The text of ``like`` gives its very bytes again, and a file that already holds them is left
    alone. A file that was removed meanwhile is written anew. Raises ChangedOnDisk when ``path``
    is the file of ``like`` and someone else changed it (unless ``force``), which is looked at
    again directly before the new file takes its name; AlreadyThere when it is another file that
    exists (unless ``overwrite`` or ``force``), else FileTrouble. ``just_before`` is as in
    ``write_atomic``.
    """
    encoded = _encode(text, like)
    if like is not None and is_same_file(path, like.path):
        _save_own(path, encoded.data, like, force, just_before, ops)
    else:
        replaces = overwrite or force
        write_atomic(path, encoded.data, overwrite=replaces, just_before=just_before, ops=ops)
    return _loaded(path, text, encoded, _mtime_ns(path, ops))


def encoded_notes(text: str, like: LoadedNotes) -> bytes:
    """The bytes ``save_notes`` would write, for what is no file."""
    return _encode(text, like).data


def disk_state(loaded: LoadedNotes, *, ops: FileOps = REAL) -> DiskState:
    """Compare a file's content with what was read or written here last. Never raises.

    Decided by content, so a file that was only touched is the same. One that cannot be read any
    more counts as changed.
    """
    try:
        found = stat_or_none(loaded.path, ops)
        if found is None:
            return DiskState.GONE
        _refuse(loaded.path, found)
        data = read_all(loaded.path, MAX_NOTES_BYTES + 1, ops)
    except (OSError, FileTrouble):
        return DiskState.CHANGED
    return DiskState.SAME if _digest(data) == loaded.digest else DiskState.CHANGED


def _refuse(path: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "not an ordinary file", str(path))
    if found.st_size > MAX_NOTES_BYTES:
        raise _too_large(path)


def _too_large(path: Path) -> FileTrouble:
    return FileTrouble(f"Not opened: {shown(path)} is larger than 8 MB. Notes are never that long.")


def _encode(text: str, like: LoadedNotes | None) -> Encoded:
    if like is None:
        return encode_notes(text, Coding())
    coding = Coding(like.encoding, like.bom, like.newline, like.mixed_newlines)
    if text == like.text:
        return Encoded(like.original, coding, like.losses)
    return encode_notes(text, coding, like.original)


def _save_own(
    path: Path,
    data: bytes,
    like: LoadedNotes,
    force: bool,
    just_before: Callable[[], None],
    ops: FileOps,
) -> None:
    """Write the file of ``like``; what another program writes meanwhile is seen at the last."""
    found = _on_disk(path, ops)
    if found == data:
        return
    if force:
        write_atomic(path, data, just_before=just_before, ops=ops)
        return
    if found is not None and _digest(found) != like.digest:
        raise _changed(path)

    def look_again() -> None:
        just_before()
        now = _on_disk(path, ops)
        if now is not None and now != found:
            raise _changed(path)

    try:
        write_atomic(path, data, overwrite=found is not None, just_before=look_again, ops=ops)
    except AlreadyThere as trouble:  # written anew by somebody while it was gone
        raise _changed(path) from trouble


def _changed(path: Path) -> ChangedOnDisk:
    return ChangedOnDisk(
        f"Not saved: another program changed {shown(path)}. Choose which version to keep."
    )


def _on_disk(path: Path, ops: FileOps) -> bytes | None:
    try:
        found = stat_or_none(path, ops)
        if found is None:
            return None
        if not stat.S_ISREG(found.st_mode):
            _refuse(path, found)  # a pipe would be waited for without end
        return read_all(path, MAX_NOTES_BYTES + 1, ops)
    except (OSError, ValueError) as error:
        raise not_saved(path, error) from error


def _mtime_ns(path: Path, ops: FileOps) -> int:
    """Zero when the file is saved but the disk will not say when."""
    try:
        return ops.stat(path).st_mtime_ns
    except OSError:
        return 0


def _loaded(path: Path, text: str, encoded: Encoded, mtime_ns: int) -> LoadedNotes:
    coding = encoded.coding
    return LoadedNotes(
        text=text,
        path=path,
        encoding=coding.encoding,
        bom=coding.bom,
        newline=coding.newline,
        mixed_newlines=coding.mixed_newlines,
        digest=_digest(encoded.data),
        mtime_ns=mtime_ns,
        losses=encoded.losses,
        original=encoded.data,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
