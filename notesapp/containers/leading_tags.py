"""Tags in front of files that have their own: common, and passed over by players."""

from __future__ import annotations

from typing import BinaryIO

from notesapp.audio.frames import after_tag

_MOST = 16


def after_leading_tags(file: BinaryIO) -> int:
    """Where the file proper begins, in bytes."""
    end = file.seek(0, 2)
    at = 0
    for _ in range(_MOST):
        after = after_tag(file, at, end)
        if after == at:
            break
        at = after
    return at
