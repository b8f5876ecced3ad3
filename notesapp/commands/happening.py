"""What a command would do now, in a few words: "Question 3: 8:26 replaces 7:50"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from notesapp.commands.context import KIND_NAMES, Context
from notesapp.core.model import Notes, Segment, SegmentKind
from notesapp.core.query import neighbour, segment_at_line
from notesapp.core.timecode import format_time


@dataclass(frozen=True, slots=True)
class Moment:
    """The window now. ``line`` is 0-based; ``moment_ms`` is what a stamp would take, None without
    audio; lengths are in ms.
    """

    notes: Notes
    line: int
    context: Context
    moment_ms: int | None = None
    position_ms: int = 0
    back_ms: int = 0
    forward_ms: int = 0
    hear_before_ms: int = 0
    rate: float = 1.0
    my_speed: float = 1.0
    name: str = ""

    @property
    def segment(self) -> Segment | None:
        """The segment under the caret."""
        return segment_at_line(self.notes, self.line)


def what_now(command_id: str, now: Moment) -> str:
    """What a command would do; empty where there is nothing to say beyond its title."""
    say = _SAID.get(command_id)
    return say(now) if say is not None else ""


def name_of(segment: Segment) -> str:
    """ "Question 3"; the number is that of the pair. What has no label is named by its words."""
    if segment.kind is SegmentKind.TOPIC or segment.pair is None:
        return "This segment"
    return f"{KIND_NAMES[segment.kind].capitalize()} {segment.pair}"


def _time(now: Moment, ms: int) -> str:
    return format_time(max(0, ms), now.notes.style)


def _stamp(now: Moment) -> str:
    if now.moment_ms is None:
        return ""
    new = _time(now, now.moment_ms)
    segment = now.segment
    if segment is None:
        return new
    if segment.start_ms is None:
        return f"{name_of(segment)}: {new}"
    return f"{name_of(segment)}: {new} replaces {_time(now, segment.start_ms)}"


def _remove(now: Moment) -> str:
    segment = now.segment
    if segment is None or segment.start_ms is None:
        return ""
    return f"{name_of(segment)} loses {_time(now, segment.start_ms)}"


def _next(now: Moment) -> str:
    return f"At {_time(now, now.moment_ms)}" if now.moment_ms is not None else ""


def _play(now: Moment) -> str:
    return f"At {_time(now, now.position_ms)}"


def _back(now: Moment) -> str:
    return f"To {_time(now, now.position_ms - now.back_ms)}"


def _forward(now: Moment) -> str:
    return f"To {_time(now, now.position_ms + now.forward_ms)}"


def _hear(now: Moment) -> str:
    segment = now.segment
    if segment is None or segment.start_ms is None:
        return ""
    return f"From {_time(now, segment.start_ms - now.hear_before_ms)}"


def _from_stamp(now: Moment) -> str:
    segment = now.segment
    if segment is None or segment.start_ms is None:
        return ""
    return f"From {_time(now, segment.start_ms)}"


def _copied(now: Moment) -> str:
    segment = now.segment
    if segment is None or segment.start_ms is None:
        return ""
    return _time(now, segment.start_ms)


def _nudged(by_ms: int) -> Callable[[Moment], str]:
    def say(now: Moment) -> str:
        segment = now.segment
        if segment is None or segment.start_ms is None:
            return ""
        old, new = segment.start_ms, max(0, segment.start_ms + by_ms)
        exact = by_ms % 1000 != 0
        shown = format_time(new) if exact else _time(now, new)
        tenth = f".{new % 1000 // 100}" if exact and "." not in shown else ""
        return f"{_time(now, old)} becomes {shown}{tenth}"

    return say


def _step(step: int) -> Callable[[Moment], str]:
    def say(now: Moment) -> str:
        segment = neighbour(now.notes, now.line, step)
        return name_of(segment) if segment is not None else ""

    return say


def _my_speed(now: Moment) -> str:
    rate = now.my_speed if abs(now.rate - 1.0) < 0.01 else 1.0
    return f"{rate:g}×"


def _file(now: Moment) -> str:
    return now.name


_SAID: dict[str, Callable[[Moment], str]] = {
    "segment.stamp": _stamp,
    "segment.remove_stamp": _remove,
    "segment.next": _next,
    "segment.same": _next,
    "segment.ahead": _next,
    "segment.play": _from_stamp,
    "segment.play_only": _from_stamp,
    "segment.hear": _hear,
    "segment.copy_stamp": _copied,
    "segment.earlier": _nudged(-1000),
    "segment.later": _nudged(1000),
    "segment.earlier_fine": _nudged(-100),
    "segment.later_fine": _nudged(100),
    "segment.previous": _step(-1),
    "segment.following": _step(1),
    "playback.toggle": _play,
    "playback.back": _back,
    "playback.forward": _forward,
    "playback.my_speed": _my_speed,
    "file.save": _file,
    "file.close": _file,
}
