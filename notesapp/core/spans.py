"""Stretches of the audio that belong to segments."""

from __future__ import annotations

from notesapp.core.model import Notes, Segment


def segment_span(notes: Notes, segment: Segment, duration_ms: int) -> tuple[int, int] | None:
    """From a segment's stamp to the next later stamp, else to the end; None without a stretch.

    ``duration_ms`` is 0 where the length of the audio is not known. Stamps count by their time,
    not by their place in the text.
    """
    start_ms = segment.start_ms
    if start_ms is None:
        return None
    later = (s.start_ms for s in notes.segments if s.start_ms is not None)
    end_ms = min((ms for ms in later if ms > start_ms), default=duration_ms)
    if duration_ms:
        end_ms = min(end_ms, duration_ms)
    return (start_ms, end_ms) if end_ms > start_ms else None
