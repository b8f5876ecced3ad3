"""Giving stamps that stand in the text other times, written as they are."""

from __future__ import annotations

import re
from functools import lru_cache

from notesapp.core.edits.base import Edits, replacement
from notesapp.core.model import Notes, Stamp
from notesapp.core.timecode import TIME_PATTERN, StampStyle, format_like, format_time, parse_time

_TIME = re.compile(TIME_PATTERN)
_TARGET = re.compile(r"\(#t=(?P<time>[\d:.,hms]+)\)")
_SECONDS = re.compile(r"\d+(?P<fraction>[.,]\d+)?")


def written_times(stamp: Stamp) -> tuple[str, ...]:
    """The times that stand in a stamp: one, or two where a range is written.

    A range that ends before it starts has two as well, though the stamp has no end then.
    """
    return _written(stamp.source)


def times_of(stamp: Stamp) -> tuple[int, ...]:
    """The same in milliseconds."""
    return _times(stamp.source)


@lru_cache(maxsize=1 << 14)
def _written(source: str) -> tuple[str, ...]:
    return tuple(match[0] for match in _TIME.finditer(source))[:2]


@lru_cache(maxsize=1 << 14)
def _times(source: str) -> tuple[int, ...]:
    return tuple(parse_time(written) or 0 for written in _written(source))


def retimed(notes: Notes, stamp: Stamp, times_ms: tuple[int, ...], *, exact: bool = False) -> Edits:
    """Write other times into a stamp, and into a target ``(#t=…)`` behind it.

    ``times_ms`` has as many as ``times_of`` gave. Brackets, width and fraction stay; a stamp of
    whole seconds is floored unless ``exact``. Empty where it reads the same.
    """
    edits = []
    for match, ms in zip(_TIME.finditer(stamp.source), times_ms, strict=False):
        text = format_like(match[0], ms, notes.style, exact=exact)
        if text != match[0]:
            start = stamp.start + match.start()
            edits.append(replacement(stamp.line, start, start + len(match[0]), text))
    if edits and times_ms:
        edits += target_edit(notes, stamp, times_ms[0])
    return tuple(edits)


def target_edit(notes: Notes, stamp: Stamp, ms: int) -> Edits:
    """Let the ``(#t=…)`` behind a linked stamp follow it; empty where there is none."""
    match = _TARGET.match(notes.lines[stamp.line], stamp.end)
    if match is None:
        return ()
    text = _target_time(match["time"], ms, notes.style)
    if text == match["time"]:
        return ()
    return (replacement(stamp.line, match.start("time"), match.end("time"), text),)


def _target_time(written: str, ms: int, style: StampStyle) -> str:
    if parse_time(written) is not None:
        return format_like(written, ms, style)
    seconds = _SECONDS.fullmatch(written)
    if seconds is not None:
        whole = str(ms // 1000)
        return f"{whole}.{ms % 1000:03d}" if seconds["fraction"] and ms % 1000 else whole
    if "h" in written or "m" in written or "s" in written:
        hours, minutes, rest = ms // 3_600_000, ms // 60_000 % 60, ms // 1000 % 60
        return (f"{hours}h" if hours else "") + f"{minutes}m{rest}s"
    return format_time(ms)
