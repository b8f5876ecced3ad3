"""Nudging: a stamp a little earlier or later, and where its neighbours stand."""

from __future__ import annotations

from notesapp.core.edits.base import Edits, Position
from notesapp.core.edits.retiming import retimed, times_of
from notesapp.core.model import Notes, Segment, Stamp


def nudged_ms(segment: Segment, by_ms: int, duration_ms: int = 0) -> int | None:
    """What the segment's stamp would read after a nudge; None where it has none.

    Never below 0, never at or past the end of a written range, never past ``duration_ms`` (0 where
    the audio's length is not known) unless it already stood there: then it only moves back.
    """
    stamp = segment.stamp
    if stamp is None:
        return None
    free_ms = stamp.start_ms + by_ms
    last_ms = max(duration_ms, stamp.start_ms) if duration_ms else free_ms
    if stamp.end_ms is not None:
        last_ms = min(last_ms, stamp.end_ms - 1)
    wanted_ms = max(0, min(free_ms, last_ms))
    if wanted_ms != free_ms and stamp.start_ms % 1000 == by_ms % 1000 == 0:
        return wanted_ms // 1000 * 1000
    return wanted_ms


def nudge(notes: Notes, segment: Segment, by_ms: int, duration_ms: int = 0) -> Edits:
    """Move a segment's stamp by so much; a tenth of a second gives a whole stamp its fraction.

    Empty where there is no stamp or it cannot go further that way.
    """
    stamp, wanted_ms = segment.stamp, nudged_ms(segment, by_ms, duration_ms)
    if stamp is None or wanted_ms is None or wanted_ms == stamp.start_ms:
        return ()
    return retimed(notes, stamp, (wanted_ms, *times_of(stamp)[1:]), exact=True)


def neighbour_stamp(notes: Notes, place: Position, step: int) -> Stamp | None:
    """The stamp before (step -1) or after (step 1) a place in the text, links in prose too.

    A stamp whose characters the place touches is neither.
    """
    if step > 0:
        after = (s for s in notes.stamps if (s.line, s.start) > (place.line, place.column))
        return next(after, None)
    before = (s for s in reversed(notes.stamps) if (s.line, s.end) < (place.line, place.column))
    return next(before, None)
