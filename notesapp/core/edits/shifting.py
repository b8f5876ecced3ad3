"""Shifting: something was cut from the audio or put into it, and the stamps follow.

A plan says what would happen, row by row, before anything does; its edits are one undo step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notesapp.core.chapters import chapter_title
from notesapp.core.edits.base import Edits
from notesapp.core.edits.retiming import retimed, times_of, written_times
from notesapp.core.lines import plain
from notesapp.core.model import Notes, Segment, SegmentKind, Stamp
from notesapp.core.query import segment_at_line
from notesapp.core.timecode import format_time, parse_time

LATEST_MS = (parse_time("999:59:59") or 0) + 999
_TITLE_CHARS = 120
_SHORT = {SegmentKind.QUESTION: "Q", SegmentKind.ANSWER: "A"}

Move = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One stamp before and after. ``line`` is 0-based; ``end`` times only where a range stands.

    ``label`` is ``Q``, ``A`` or empty, ``pair`` the question's number, ``link`` whether the stamp
    only links from prose. After-times are what will stand there: floored where the stamp has
    whole seconds.
    """

    line: int
    label: str
    pair: int | None
    title: str
    before_ms: int
    after_ms: int
    before_end_ms: int | None = None
    after_end_ms: int | None = None
    link: bool = False

    @property
    def moved(self) -> bool:
        """Whether it reads differently afterwards."""
        return (self.before_ms, self.before_end_ms) != (self.after_ms, self.after_end_ms)


@dataclass(frozen=True, slots=True)
class ShiftProblem:
    """What would not be right afterwards: ``falling``, ``same`` or ``past-end``; ``line`` 0-based.

    The message is one sentence for the user.
    """

    id: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """What a shift would do. ``refused`` says why it cannot be done; it has no edits then."""

    rows: tuple[ShiftRow, ...] = ()
    problems: tuple[ShiftProblem, ...] = ()
    edits: Edits = ()
    refused: str = ""

    @property
    def moved(self) -> int:
        """How many stamps change."""
        return sum(row.moved for row in self.rows)


def plan_shift(
    notes: Notes,
    from_ms: int | None,
    to_ms: int | None,
    by_ms: int,
    duration_ms: int | None = None,
) -> ShiftPlan:
    """Move what stands from one moment to another, both included; None is the start or the end.

    An end without a fraction means its whole second. The two ends of a written range move each on
    its own. ``duration_ms`` is the audio's length, to say what would stand behind it.
    """
    first_ms = 0 if from_ms is None else from_ms
    last_ms = LATEST_MS if to_ms is None else to_ms + (999 if to_ms % 1000 == 0 else 0)

    def move(ms: int) -> int:
        return ms + by_ms if first_ms <= ms <= last_ms else ms

    return _plan(notes, move, duration_ms)


def plan_stretch(
    notes: Notes,
    first: tuple[int, int],
    second: tuple[int, int],
    duration_ms: int | None = None,
) -> ShiftPlan:
    """Move two anchors, each from an old to a new time, and everything else with them.

    Linear between the anchors; outside them, as the nearer anchor moves. Refused where the
    anchors are one, or change their order.
    """
    (old_a, new_a), (old_b, new_b) = sorted((first, second))
    if old_a == old_b:
        return ShiftPlan(refused="The two points are one. Choose a second point further on.")
    if new_b <= new_a:
        return ShiftPlan(refused="The second point would come before the first. Give it more time.")

    def move(ms: int) -> int:
        if ms <= old_a:
            return ms + new_a - old_a
        if ms >= old_b:
            return ms + new_b - old_b
        return new_a + round((ms - old_a) * (new_b - new_a) / (old_b - old_a))

    return _plan(notes, move, duration_ms)


def _plan(notes: Notes, move: Move, duration_ms: int | None) -> ShiftPlan:
    wanted = [tuple(move(ms) for ms in times_of(stamp)) for stamp in notes.stamps]
    shown = [_as_read(stamp, times) for stamp, times in zip(notes.stamps, wanted, strict=True)]
    rows = tuple(
        _row(notes, stamp, times) for stamp, times in zip(notes.stamps, shown, strict=True)
    )
    refused = _refusal(notes.stamps, wanted)
    if refused:
        return ShiftPlan(rows, refused=refused)
    edits = tuple(
        edit
        for stamp, times in zip(notes.stamps, shown, strict=True)
        if times != times_of(stamp)
        for edit in retimed(notes, stamp, times)
    )
    return ShiftPlan(rows, _problems(rows, duration_ms), edits)


def _as_read(stamp: Stamp, times: Sequence[int]) -> tuple[int, ...]:
    """What the text will say: what is written in whole seconds stays so."""
    return tuple(
        ms if ms == parse_time(written) or "." in written or "," in written else ms // 1000 * 1000
        for written, ms in zip(written_times(stamp), times, strict=True)
    )


def _row(notes: Notes, stamp: Stamp, after: tuple[int, ...]) -> ShiftRow:
    segment = segment_at_line(notes, stamp.line)
    own = segment if segment is not None and segment.stamp == stamp else None
    ranged = stamp.end_ms is not None and len(after) > 1
    return ShiftRow(
        line=stamp.line,
        label=_SHORT.get(own.kind, "") if own is not None else "",
        pair=own.pair if own is not None and own.kind is SegmentKind.QUESTION else None,
        title=_title(notes, stamp, own),
        before_ms=stamp.start_ms,
        after_ms=after[0],
        before_end_ms=stamp.end_ms if ranged else None,
        after_end_ms=after[1] if ranged else None,
        link=own is None,
    )


def _title(notes: Notes, stamp: Stamp, segment: Segment | None) -> str:
    if segment is not None:
        return chapter_title(segment)
    return plain(notes.lines[stamp.line][:_TITLE_CHARS].strip())


def _refusal(stamps: Sequence[Stamp], wanted: Sequence[tuple[int, ...]]) -> str:
    pairs = list(zip(stamps, wanted, strict=True))
    early = [stamp for stamp, times in pairs if min(times) < 0]
    if early:
        stamp = early[0]
        time, line = format_time(stamp.start_ms), stamp.line + 1
        if len(early) == 1:
            return (
                f"{time} in line {line} would come before 0:00. "
                "Shift by less, or from a later time."
            )
        return (
            f"{len(early)} stamps would come before 0:00, the first is {time} in line {line}. "
            "Shift by less, or from a later time."
        )
    late = next((stamp for stamp, times in pairs if max(times) > LATEST_MS), None)
    if late is not None:
        return f"{format_time(late.start_ms)} would come after 999 hours. Shift by less."
    torn = next((stamp for stamp, times in pairs if _is_torn(stamp, times)), None)
    if torn is not None:
        return (
            f"{torn.source} in line {torn.line + 1} would end before it starts. "
            "Shift from an earlier or a later time."
        )
    return ""


def _is_torn(stamp: Stamp, times: tuple[int, ...]) -> bool:
    if len(times) < 2:
        return False
    start_ms, end_ms = _as_read(stamp, times)
    return (stamp.end_ms is not None) != (end_ms > start_ms)


def _problems(rows: Sequence[ShiftRow], duration_ms: int | None) -> tuple[ShiftProblem, ...]:
    found = []
    before: ShiftRow | None = None
    for row in rows:
        last_ms = max(row.after_ms, row.after_end_ms or 0)
        if duration_ms is not None and row.moved and last_ms > duration_ms:
            message = f"{format_time(last_ms)} is past the end of the audio, {{0}}."
            found.append(
                ShiftProblem("past-end", row.line, message.format(format_time(duration_ms)))
            )
        if row.link:
            continue
        if before is not None and before.before_ms <= row.before_ms:
            if row.after_ms < before.after_ms:
                time, other = format_time(row.after_ms), format_time(before.after_ms)
                found.append(ShiftProblem("falling", row.line, f"{time} would follow {other}."))
            elif row.after_ms == before.after_ms and row.before_ms != before.before_ms:
                time = format_time(row.after_ms)
                found.append(ShiftProblem("same", row.line, f"{time} would stand twice."))
        before = row
    return tuple(found)
