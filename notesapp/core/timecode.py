"""Times as text and as integer milliseconds. The only module that knows colons.

The grammar is that of ``docs/format.md``: ``m:ss`` or ``h:mm:ss``, minutes may exceed 59 when
there are no hours, an optional fraction of one to three digits after a point or a comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

TIME_PATTERN = r"(?:\d{1,3}:[0-5]\d:[0-5]\d|\d{1,3}:[0-5]\d)(?:[.,]\d{1,3})?"

_TIME = re.compile(
    r"(?:(?P<h>\d{1,3}):(?P<hm>[0-5]\d)|(?P<m>\d{1,3})):(?P<s>[0-5]\d)(?:[.,](?P<f>\d{1,3}))?",
    re.ASCII,
)

_HOUR_MS = 3_600_000


def parse_time(text: str) -> int | None:
    """Return the milliseconds of ``2:04``, ``64:13``, ``1:02:03.5``; None where it is no time."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    minutes = int(match["hm"]) + 60 * int(match["h"]) if match["h"] else int(match["m"])
    fraction = (match["f"] or "").ljust(3, "0")
    return (minutes * 60 + int(match["s"])) * 1000 + int(fraction)


@dataclass(frozen=True, slots=True)
class StampStyle:
    """How a document writes its stamps.

    ``place`` is ``"end"`` or ``"start"`` of the segment, ``opening`` a bracket or empty for bare
    times, ``fraction`` whether milliseconds are written, ``minute_digits`` the least digits (1 or
    2) of what stands first, ``hours_always`` whether ``0:`` stands before times below one hour.
    """

    place: str = "end"
    opening: str = "["
    fraction: bool = True
    minute_digits: int = 1
    hours_always: bool = False

    @property
    def closing(self) -> str:
        """The bracket that closes ``opening``."""
        return CLOSING.get(self.opening, "")


CLOSING = {"[": "]", "(": ")", "（": "）", "【": "】"}

_STYLE_WORDS = re.compile(
    r"(?P<open>[\[(（【]?)(?P<hours>h{1,2}:)?(?P<minutes>m{1,2}):ss(?P<f>\.m{1,3})?[\])）】]?"
    r"(?:[ ,]+(?:at )?(?:the )?(?:line )?(?P<place>start|end))?",
    re.IGNORECASE,
)


def parse_style(text: str, otherwise: StampStyle) -> StampStyle | None:
    """Read a header value such as ``[m:ss.mmm] end`` or ``(hh:mm:ss) start``; None if unreadable.

    What the value leaves open (the place) is taken from ``otherwise``.
    """
    match = _STYLE_WORDS.fullmatch(text.strip())
    if match is None:
        return None
    hours = match["hours"] or ""
    return StampStyle(
        place=(match["place"] or otherwise.place).lower(),
        opening=match["open"],
        fraction=match["f"] is not None,
        minute_digits=len(hours) - 1 if hours else len(match["minutes"]),
        hours_always=bool(hours),
    )


def describe_style(style: StampStyle) -> str:
    """Write a style the way ``parse_style`` reads it."""
    hours = "h" * style.minute_digits + ":" if style.hours_always else ""
    minutes = "mm" if style.minute_digits == 2 or hours else "m"
    fraction = ".mmm" if style.fraction else ""
    return f"{style.opening}{hours}{minutes}:ss{fraction}{style.closing} {style.place}"


def format_time(ms: int, style: StampStyle | None = None) -> str:
    """Write a time without brackets; whole seconds are floored, never rounded.

    Without a style: ``m:ss``, hours from 60 minutes on, no fraction. Negative times are zero.
    """
    style = style or PLAIN
    ms = max(0, ms)
    seconds, fraction = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    tail = f"{seconds:02d}" + (f".{fraction:03d}" if style.fraction else "")
    if ms >= _HOUR_MS or style.hours_always:
        hours, minutes = divmod(minutes, 60)
        return f"{hours:0{style.minute_digits}d}:{minutes:02d}:{tail}"
    return f"{minutes:0{style.minute_digits}d}:{tail}"


def format_like(written: str, ms: int, style: StampStyle, *, exact: bool = False) -> str:
    """Write a time the way another was written: its width, its hours and its fraction.

    What ``written`` leaves open (do minutes get a zero, do hours stand below one hour) is taken
    from ``style``. Without a fraction the milliseconds are floored away, with one it grows by the
    digits it needs; ``exact`` gives a time without one three digits where they are needed.
    """
    ms = max(0, ms)
    whole, mark, fraction = written.partition("," if "," in written else ".")
    parts = whole.split(":")
    digits = len(fraction)
    if digits:
        digits = next(d for d in (1, 2, 3) if d >= digits and ms % 10 ** (3 - d) == 0)
    elif exact and ms % 1000:
        mark, digits = ".", 3
    tail = f"{mark}{ms % 1000:03d}"[: len(mark) + digits] if digits else ""
    value_ms = parse_time(whole) or 0
    if len(parts) == 2 and value_ms >= _HOUR_MS and _HOUR_MS <= ms < 1000 * 60_000:
        return f"{ms // 60_000}:{ms // 1000 % 60:02d}{tail}"
    padded = parts[0].startswith("0") and len(parts[0]) > 1
    width = 2 if padded else style.minute_digits if len(parts[0]) > 1 else 1
    hours = len(parts) == 3 and (padded or value_ms < _HOUR_MS)
    if len(parts) == 3 and not hours:
        hours = style.hours_always
    elif len(parts) == 2 and ms >= _HOUR_MS and not style.hours_always:
        width = 1
    shape = StampStyle(fraction=False, minute_digits=width, hours_always=hours)
    return format_time(ms, shape) + tail


def format_stamp(ms: int, style: StampStyle) -> str:
    """Write a stamp with the style's brackets."""
    return f"{style.opening}{format_time(ms, style)}{style.closing}"


def spell_out(ms: int) -> str:
    """A time for a screen reader: ``2 minutes 4 seconds``."""
    seconds = max(0, ms) // 1000
    parts = (
        (seconds // 3600, "hour"),
        (seconds // 60 % 60, "minute"),
        (seconds % 60, "second"),
    )
    words = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    return " ".join(words) or "0 seconds"


def with_fraction(style: StampStyle, fraction: bool) -> StampStyle:
    """The same style with or without milliseconds."""
    return replace(style, fraction=fraction)


PLAIN = StampStyle(fraction=False)
