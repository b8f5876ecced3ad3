"""Small JSON objects on the disk, read with suspicion and written whole."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from notesapp.storage.atomic import make_folder, write_atomic
from notesapp.storage.fsops import REAL, FileOps, read_all, stat_or_none

__all__ = ["MAX_JSON_BYTES", "read_object", "write_object"]

MAX_JSON_BYTES = 16 * 1024 * 1024


def read_object(path: Path, *, ops: FileOps = REAL) -> dict[str, object] | None:
    """The object in a file, or None when there is no file.

    Raises OSError when it cannot be read, ValueError when it holds anything but one JSON object.
    """
    found = stat_or_none(path, ops)
    if found is None:
        return None
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("not an ordinary file")
    data = read_all(path, MAX_JSON_BYTES + 1, ops)
    if len(data) > MAX_JSON_BYTES:
        raise ValueError("too large")
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def write_object(path: Path, value: dict[str, object], *, ops: FileOps = REAL) -> None:
    """Write an object, making the folder where needed. Raises FileTrouble.

    Pure ASCII on the disk, so that file names which are no text survive too.
    """
    data = json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False) + "\n"
    make_folder(path.parent, ops, private=True)
    write_atomic(path, data.encode("ascii"), ops=ops)


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
