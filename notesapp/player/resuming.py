"""Where playing goes on after a pause."""

from __future__ import annotations

from notesapp.player.state import Phase

LAST_WORDS_MS = 1000


def resume_ms(
    phase: Phase,
    position_ms: int,
    paused_at_ms: int | None,
    rewind_ms: int,
    floor_ms: int = 0,
    duration_ms: int = 0,
) -> int:
    """Where to start: a little earlier after a pause, exactly here after a jump.

    ``paused_at_ms`` is where the sound was held, None after a jump. ``floor_ms`` is the start of
    a loop, which is not left. The end of the file is a pause too, however it was reached; there
    the last second at least is played again, never the whole file from the start. ``duration_ms``
    is 0 where it is not known.
    """
    if phase is Phase.ENDED or 0 < duration_ms <= position_ms:
        return max(floor_ms, 0, position_ms - max(rewind_ms, LAST_WORDS_MS))
    if phase is not Phase.PAUSED or paused_at_ms != position_ms:
        return position_ms
    return min(position_ms, max(floor_ms, 0, position_ms - rewind_ms))
