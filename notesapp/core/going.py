"""What people type to go somewhere: a time in the audio, a step from here, a line."""

from __future__ import annotations

import re

from notesapp.core.timecode import CLOSING, parse_time

_UNITS = re.compile(
    r"(?:(?P<h>\d{1,3})\s*h)?\s*(?:(?P<m>\d{1,4})\s*m(?:in)?)?\s*"
    r"(?:(?P<s>\d{1,6}(?:[.,]\d{1,3})?|[.,]\d{1,3})\s*s?)?",
    re.ASCII | re.IGNORECASE,
)
_RATE = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?|[.,]\d{1,3})\s*([x×%]?)", re.ASCII | re.IGNORECASE)
_LINE = re.compile(r"(\d{1,9})(?:\s*[:,]\s*(\d{1,6}))?", re.ASCII)
_SIGNS = {"+": 1, "-": -1, "−": -1, "–": -1}


def parse_place(text: str, now_ms: int) -> int | None:
    """Where to go: ``1:02:03``, ``62:03``, ``90s``, ``1h 2m``, plain seconds; None if unreadable.

    With a sign it is a step from ``now_ms``, never before the start. A stamp may keep its brackets.
    """
    text = _without_brackets(text.strip())
    sign = _SIGNS.get(text[:1], 0)
    ms = _length(text[1:].strip() if sign else text)
    if ms is None:
        return None
    return max(0, now_ms + sign * ms) if sign else ms


def parse_step(text: str) -> int | None:
    """A length with or without a sign: ``42``, ``-0:30``, ``+1:02.5``, ``30s``; None if unreadable.

    Both kinds of minus count.
    """
    text = text.strip()
    sign = _SIGNS.get(text[:1], 0)
    ms = _length(text[1:].strip() if sign else _without_brackets(text))
    return None if ms is None else (sign or 1) * ms


def parse_rate(text: str) -> float | None:
    """A speed: ``1.35``, ``1,35×``, ``.75``, ``2x`` or ``150 %``; None if unreadable."""
    match = _RATE.fullmatch(text.strip())
    if match is None:
        return None
    rate = float(match[1].replace(",", "."))
    return rate / 100 if match[2] == "%" else rate


def parse_line(text: str) -> tuple[int, int] | None:
    """A line and column counted from 1, as ``12`` or ``12:5``, given counted from 0."""
    match = _LINE.fullmatch(text.strip())
    if match is None:
        return None
    return int(match[1]) - 1, max(0, int(match[2] or "1") - 1)


def _without_brackets(text: str) -> str:
    closing = CLOSING.get(text[:1], "")
    return text[1:-1].strip() if closing and text.endswith(closing) else text


def _length(text: str) -> int | None:
    ms = parse_time(text)
    if ms is not None:
        return ms
    match = _UNITS.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    hours, minutes = int(match["h"] or 0), int(match["m"] or 0)
    seconds = float((match["s"] or "0").replace(",", "."))
    return (hours * 60 + minutes) * 60_000 + round(seconds * 1000)
