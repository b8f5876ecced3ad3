"""What may be said of an exception: what kind it was and where, and nothing of anybody's text.

What an exception says of itself may quote the notes. Of the system's own errors the reason is
said, without the file's name; of ours the sentence, without what stands in it in quotes.
"""

from __future__ import annotations

import os
import re
import traceback
from types import TracebackType

from notesapp.errors import NotesError

__all__ = ["described", "place_of", "told", "without_names"]

MOST_FRAMES = 40
_LONGEST_CHAIN = 4
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|'[^']*'")
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://\S+|\b(?:host|url)\s*[=:]\s*\S+", re.IGNORECASE)


def told(error: BaseException) -> str:
    """The kind of an exception, and its reason where that quotes nobody."""
    kind = type(error).__name__
    if isinstance(error, NotesError):
        return f"{kind}: {without_names(error.sentence)}"
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f"{kind}: [Errno {error.errno}] {_reason(error)}"
    return kind


def described(error: BaseException, trace: TracebackType | None, home: str = "") -> str:
    """The places it came through and what it was, with what it followed from, outermost first."""
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and len(parts) < _LONGEST_CHAIN and id(current) not in seen:
        seen.add(id(current))
        parts.append(_one(current, trace))
        cause = current.__cause__
        current = cause or (None if current.__suppress_context__ else current.__context__)
        trace = current.__traceback__ if current is not None else None
    text = "\n\nthen:\n".join(reversed(parts))
    return text.replace(home, "~") if len(home) > 1 else text


def place_of(error: BaseException, trace: TracebackType | None) -> str:
    """Where it was raised, as one short text that is the same each time."""
    if trace is None:
        return type(error).__name__
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} {code.co_filename}:{trace.tb_lineno}"


def without_names(text: str) -> str:
    """A text without what stands in quotes and without addresses."""
    return _QUOTED.sub("“…”", _ADDRESS.sub("(address)", text))


def _one(error: BaseException, trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    some = [*frames[: MOST_FRAMES // 2], *frames[-MOST_FRAMES // 2 :]]
    kept = frames if len(frames) <= MOST_FRAMES else traceback.StackSummary.from_list(some)
    return "".join([*kept.format(), told(error)])


def _reason(error: OSError) -> str:
    """What the system says; a library may have put anything in its place."""
    return os.strerror(error.errno) if error.errno is not None and error.errno > 0 else ""
