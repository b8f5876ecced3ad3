"""What the system says about files, in words for the user."""

from __future__ import annotations

import errno
from pathlib import Path

from notesapp.errors import FileTrouble

__all__ = ["AlreadyThere", "ChangedOnDisk", "not_opened", "not_saved", "shown"]


def _numbers(*names: str) -> tuple[int, ...]:
    """The numbers of errors; a system that does not know one never reports it."""
    return tuple(getattr(errno, name) for name in names if hasattr(errno, name))


_DQUOT = getattr(errno, "EDQUOT", -1)
_AWAY = _numbers(
    *("ESTALE", "ENOTCONN", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"),
    *("ENETRESET", "ECONNRESET", "ECONNABORTED", "ECONNREFUSED", "EREMOTEIO", "ENOLINK", "ECOMM"),
    *("ENODEV", "ENXIO", "ESHUTDOWN", "EPIPE", "ENOMEDIUM", "EPROTO"),
)
_IN_USE = _numbers("ETXTBSY", "EBUSY", "EAGAIN", "EDEADLK", "ENOLCK")
_TOO_MANY = _numbers("EMFILE", "ENFILE", "ENOMEM", "ENOBUFS")
_NO_SUCH_NAME = _numbers("EILSEQ")
_WINDOWS = {
    **dict.fromkeys((32, 33), errno.EBUSY),
    **dict.fromkeys((39, 112), errno.ENOSPC),
    **dict.fromkeys((21, 53, 55, 59, 64, 67, 121, 1167, 1222, 1231, 1232, 1236), errno.ENODEV),
    19: errno.EROFS,
    206: errno.ENAMETOOLONG,
    1117: errno.EIO,
    1295: _DQUOT,
}
"""What Windows tells apart and Python maps onto one number, mostly "you may not"."""


class ChangedOnDisk(FileTrouble):
    """Another program changed the file since it was read; nothing was written."""


class AlreadyThere(FileTrouble):
    """A file with this name exists and was not to be replaced; nothing was written."""


def shown(path: Path) -> str:
    """The last part of a path in quotes, fit for one line: no control characters, cut at 80."""
    name = path.name or str(path)
    name = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    return f"“{name if len(name) <= 80 else name[:79] + '…'}”"


def not_saved(path: Path, error: OSError | ValueError) -> FileTrouble:
    """The trouble to raise when writing ``path`` ended in ``error``."""
    code = _code(error)
    detail = f"write {path!s}: {error!r}"
    if code == errno.EEXIST:
        return AlreadyThere(
            f"Not saved: {shown(path)} exists already. Choose another name.", detail
        )
    return FileTrouble(f"Not saved: {_writing_words(path, error, code)}", detail)


def not_opened(path: Path, error: OSError | ValueError) -> FileTrouble:
    """The trouble to raise when reading ``path`` ended in ``error``."""
    code = _code(error)
    return FileTrouble(
        f"Not opened: {_reading_words(path, error, code)}", f"read {path!s}: {error!r}"
    )


def _code(error: OSError | ValueError) -> int | None:
    if not isinstance(error, OSError):
        return None
    return _WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno)


def _writing_words(path: Path, error: OSError | ValueError, code: int | None) -> str:
    elsewhere = "Save in another folder."
    words = {
        **dict.fromkeys(_AWAY, f"the disk or the network is away. {elsewhere}"),
        **dict.fromkeys(
            _IN_USE, f"another program holds {shown(path)}. Close it there, then save again."
        ),
        **dict.fromkeys(
            _TOO_MANY, "the system has no room for one more open file. Close some programs."
        ),
        **dict.fromkeys(_NO_SUCH_NAME, "this disk takes no such name. Choose another name."),
        errno.ENOSPC: "the disk is full. Free some space, then save again.",
        _DQUOT: "your share of the disk is used up. Free some space, then save again.",
        errno.EFBIG: "the disk does not take a file this large. Save on another disk.",
        errno.EROFS: f"the disk is read-only. {elsewhere}",
        errno.EACCES: f"you may not write {shown(path)} here. {elsewhere}",
        errno.EPERM: f"you may not write {shown(path)} here. {elsewhere}",
        errno.ENOENT: f"the folder {shown(path.parent)} is gone. {elsewhere}",
        errno.ENOTDIR: f"{shown(path.parent)} is not a folder. {elsewhere}",
        errno.EISDIR: f"{shown(path)} is a folder. Choose another name.",
        errno.ENAMETOOLONG: "the name is too long. Choose a shorter one.",
        errno.ELOOP: f"{shown(path)} is a link that leads back to itself. Choose another name.",
        errno.EIO: "the disk reported an error. Save on another disk, and check this one.",
    }
    return _words(words, error, code, "Choose another name.", elsewhere)


def _reading_words(path: Path, error: OSError | ValueError, code: int | None) -> str:
    name = shown(path)
    words = {
        **dict.fromkeys(_AWAY, "the disk or the network is away. Try again once it is back."),
        **dict.fromkeys(_IN_USE, f"another program holds {name}. Close it there, then try again."),
        **dict.fromkeys(
            _TOO_MANY, "the system has no room for one more open file. Close some programs."
        ),
        errno.ENOENT: f"there is no file {name}. Check the name.",
        errno.ENOTDIR: f"there is no file {name}. Check the name.",
        errno.EACCES: f"you may not read {name}. Ask its owner, or copy it first.",
        errno.EPERM: f"you may not read {name}. Ask its owner, or copy it first.",
        errno.EISDIR: f"{name} is a folder. Choose a file in it.",
        errno.ENAMETOOLONG: "the name is too long. Check the name.",
        errno.ELOOP: f"{name} is a link that leads back to itself. Choose another file.",
        errno.EIO: f"the disk reported an error while reading {name}. Check the disk.",
    }
    return _words(words, error, code, "Check the name.", "Check the disk.")


def _words(
    words: dict[int, str],
    error: OSError | ValueError,
    code: int | None,
    other_name: str,
    otherwise: str,
) -> str:
    if code is None:
        return f"the name holds a character that no file can have. {other_name}"
    said = getattr(error, "strerror", "") or error
    return words.get(code) or f"the system says “{said}”. {otherwise}"
