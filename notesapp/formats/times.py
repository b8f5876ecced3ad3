"""Times as chapter files write them, and as integer milliseconds."""

from __future__ import annotations

import re

_CLOCK = re.compile(
    r"(?:(?P<h>\d{1,3}):)?(?P<m>\d{1,5}):(?P<s>\d{1,2})(?:[.,](?P<f>\d{1,12}))?", re.ASCII
)
_SECONDS = re.compile(r"(?P<s>\d{1,7})(?:[.,](?P<f>\d{1,12}))?", re.ASCII)


def clock(ms: int, point: str = ".") -> str:
    """``HH:MM:SS.mmm``; hours have two digits and may grow."""
    seconds, fraction = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{point}{fraction:03d}"


def read_clock(text: str) -> int | None:
    """Milliseconds of ``[H:]M:SS[.fff]``, a comma for the point allowed; None for anything else.

    Without hours, minutes may exceed 59. Finer fractions are rounded to the millisecond.
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match["s"]) > 59 or (match["h"] and int(match["m"]) > 59):
        return None
    minutes = int(match["h"] or 0) * 60 + int(match["m"])
    return (minutes * 60 + int(match["s"])) * 1000 + _thousandths(match["f"])


def read_seconds(text: str) -> int | None:
    """Milliseconds of plain seconds, ``61.500000`` or ``61,5``; None for anything else."""
    match = _SECONDS.fullmatch(text.strip())
    return None if match is None else int(match["s"]) * 1000 + _thousandths(match["f"])


def read_time(text: str) -> int | None:
    """Milliseconds of a time with colons or of plain seconds; None for anything else."""
    found = read_clock(text)
    return read_seconds(text) if found is None else found


def _thousandths(digits: str | None) -> int:
    """Rounded half up, so that a thousandth short of a second may give 1000."""
    return (int((digits or "").ljust(4, "0")[:4]) + 5) // 10
