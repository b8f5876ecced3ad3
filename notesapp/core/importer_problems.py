"""What a person should look at after an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notesapp.core.model import Notes
from notesapp.core.problems import Problem, Severity

LOOKS_LIKE_A_TIME = "looks-like-a-time"

_MOST_HINTS = 50
_BACK_MS = 60_000
_PLACEHOLDERS = frozenset({"guest user", "guest name", "lorem ipsum"})


def import_problems(
    source: Sequence[str], verdicts: Mapping[int, str], notes: Notes, *, refused: bool
) -> tuple[Problem, ...]:
    """Problems with lines counted from 1 in the source."""
    found = []
    if refused:
        found.append(
            _problem(
                "import-transcript",
                Severity.ADVICE,
                0,
                "This looks like a transcript. Its times stay in the text; none is a chapter.",
            )
        )
    elif trouble := _order(notes):
        found.append(trouble)
    hints = [line for line, word in sorted(verdicts.items()) if word == LOOKS_LIKE_A_TIME]
    for line in hints[:_MOST_HINTS]:
        message = "This looks like a time but is none. Write it as 2:04 or 1:02:04."
        found.append(_problem("import-almost-a-time", Severity.NOTE, line, message))
    for line, text in enumerate(source, start=1):
        if text.strip().casefold() in _PLACEHOLDERS:
            message = f"“{text.strip()}” is probably left over from a template. Write who it is."
            found.append(_problem("import-placeholder", Severity.NOTE, line, message))
    return tuple(found)


def _problem(key: str, severity: Severity, line: int, message: str) -> Problem:
    return Problem(key, severity, "", line, message)


def _order(notes: Notes) -> Problem | None:
    """Times that go back: perhaps hours and minutes were written as ``01:05``."""
    stamps = [s.stamp for s in notes.segments if s.stamp is not None]
    times = [stamp.start_ms for stamp in stamps]
    back = [place for place in range(1, len(times)) if times[place] < times[place - 1]]
    if not back:
        return None
    first = back[0]
    as_hours = [
        ms * 60 if stamp.source.count(":") == 1 else ms
        for ms, stamp in zip(times[first:], stamps[first:], strict=True)
    ]
    told_twice = not set(times[:first]).isdisjoint(times[first:])  # a list, then the words
    rising = not told_twice and as_hours == sorted(as_hours) and as_hours[0] >= times[first - 1]
    if rising and times[first - 1] - times[first] > _BACK_MS:
        message = "From here on the times fit only as hours and minutes. Check them."
        return _problem("import-hours", Severity.ADVICE, 0, message)
    if len(back) * 5 > len(times):
        message = "The times go back and forth. Check them against the audio."
        return _problem("import-order", Severity.ADVICE, 0, message)
    return None
