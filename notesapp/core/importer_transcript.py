"""Is it show notes or a transcript? A transcript's times must not become chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notesapp.core.importer_lines import Row
from notesapp.core.model import Notes, SegmentKind
from notesapp.core.timecode import TIME_PATTERN

_MOST_IN_FIVE_MINUTES = 6
_FEWEST_DENSE = 10
_FIVE_MINUTES_MS = 300_000
_LONG_LINE = 200

_SPEAKER_AND_TIME = re.compile(
    rf"[^\W\d_][^:()\[\]\n]{{0,40}}[ \u00a0][\[(]{TIME_PATTERN}[\])][ \u00a0]*:", re.ASCII
)
_LONE_TIME_COLON = re.compile(rf"[\[(]{TIME_PATTERN}[\])][ \u00a0]*:[ \u00a0]*$", re.ASCII)
_SPEAKER = re.compile(r"(?P<name>[^\W\d_][^:()\[\]\n]{0,30}):(?=\s|$)")


def is_transcript(rows: Sequence[Row], notes: Notes) -> bool:
    """Whether the stamps of the notes made from these rows are those of a transcript."""
    texts = [row.text.strip() for row in rows if row.text and not row.opaque]
    spoken = [text for text in texts if is_spoken(text)]
    stamped = [s for s in notes.segments if s.stamp is not None]
    labelled = [s for s in notes.segments if s.kind is not SegmentKind.TOPIC]
    if len(spoken) >= 2 and len(spoken) >= len(stamped) - len(spoken):
        return True
    if len(spoken) == 1 and not stamped:
        return True
    if len(labelled) * 2 >= len(stamped):
        return False
    names = [match["name"] for s in stamped if (match := _SPEAKER.match(s.text))]
    if len(names) >= 3 and len(names) > 0.6 * len(stamped) and len(set(names)) < len(names):
        return True
    long = [s for s in stamped if len(s.text) + _following(notes, s.last_line) > _LONG_LINE]
    if len(stamped) >= 3 and len(long) > 0.6 * len(stamped):
        return True
    return _is_dense([s.start_ms or 0 for s in stamped])


def is_spoken(text: str) -> bool:
    """Whether a line names a speaker and a time: ``Alban (00:00):``."""
    text = text.strip()
    return bool(_SPEAKER_AND_TIME.match(text) or _LONE_TIME_COLON.fullmatch(text))


def _following(notes: Notes, line: int) -> int:
    """How long the paragraph behind a stamp is that stands alone on its line."""
    words = 0
    for text in notes.lines[line + 1 : line + 4]:
        if not text.strip():
            break
        words += len(text)
    return words


def _is_dense(stamps: Sequence[int]) -> bool:
    """Whether there are more stamps than topics change; one time that stands twice counts once."""
    times = set(stamps)
    if len(times) < _FEWEST_DENSE:
        return False
    span = max(times) - min(times)
    return len(times) * _FIVE_MINUTES_MS > _MOST_IN_FIVE_MINUTES * span
