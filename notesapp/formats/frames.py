"""Time codes that count frames, as video editors write them (SMPTE 12M)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from notesapp.errors import FileTrouble
from notesapp.formats.base import Option

TIMECODE = r"\d{1,3}:\d{2}:\d{2}[:;.]\d{2,3}"

_TIMECODE = re.compile(r"(\d{1,3}):(\d{2}):(\d{2})([:;.])(\d{2,3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames per second as a fraction; ``counted`` is how many a time code counts in a second."""

    name: str
    top: int
    bottom: int
    counted: int


RATES = (
    Rate("23.976", 24000, 1001, 24),
    Rate("24", 24, 1, 24),
    Rate("25", 25, 1, 25),
    Rate("29.97", 30000, 1001, 30),
    Rate("30", 30, 1, 30),
    Rate("50", 50, 1, 50),
    Rate("59.94", 60000, 1001, 60),
    Rate("60", 60, 1, 60),
)
FPS = Option("fps", "25", "Frames per second", tuple(rate.name for rate in RATES))


def rate_of(options: Mapping[str, str]) -> Rate:
    """The rate that the option ``fps`` names, 25 without it. Raises FileTrouble."""
    name = options.get("fps") or FPS.default
    for rate in RATES:
        if rate.name == name:
            return rate
    raise FileTrouble(
        f"“{name}” frames per second are not known. Choose: {', '.join(FPS.allowed)}."
    )


def frames_at(ms: int, rate: Rate) -> int:
    """The frame that is shown at a moment."""
    return ms * rate.top // (1000 * rate.bottom)


def moment_of(frames: int, rate: Rate) -> int:
    """The first whole millisecond of a frame, so that there and back again nothing moves."""
    return -(-1000 * frames * rate.bottom // rate.top)


def timecode(frames: int, rate: Rate) -> str:
    """``HH:MM:SS:FF``, no frame number left out."""
    seconds, rest = divmod(frames, rate.counted)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}:{rest:02d}"


def read_timecode(text: str, rate: Rate, *, drops: bool = False) -> int | None:
    """The frame of a time code; None where it is none at this rate.

    ``drops``, or a semicolon before the frames, says that numbers are left out so that the code
    keeps to the clock; that is done at 29.97 and 59.94 only.
    """
    match = _TIMECODE.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, frames = (int(match[place]) for place in (1, 2, 3, 5))
    if minutes > 59 or seconds > 59 or frames >= rate.counted:
        return None
    total = ((hours * 60 + minutes) * 60 + seconds) * rate.counted + frames
    if (drops or match[4] == ";") and rate.bottom > 1 and rate.counted % 30 == 0:
        whole = hours * 60 + minutes
        total -= rate.counted // 15 * (whole - whole // 10)
    return total
