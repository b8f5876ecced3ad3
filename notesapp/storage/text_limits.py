"""How much text a window can show while somebody types in it."""

from __future__ import annotations

MAX_NOTES_BYTES = 8 * 1024 * 1024
MAX_LINES = 200_000
LONGEST_LINE = 100_000
LONGEST_RUN = 30_000


def beyond_limits(text: str) -> str:
    """What is too much about a text, as the end of a sentence; empty for what can be shown.

    A line is laid out as a whole, and one without blanks takes time with the square of its length.
    """
    if text.count("\n") >= MAX_LINES:
        return f"has more than {MAX_LINES:,} lines. Split it into several files."
    for line in text.split("\n") if len(text) > LONGEST_RUN else ():
        if len(line) > LONGEST_LINE:
            return f"has a line of more than {LONGEST_LINE:,} characters. Break it into lines."
        if len(line) > LONGEST_RUN and max(map(len, line.split()), default=0) > LONGEST_RUN:
            return f"has a word of more than {LONGEST_RUN:,} characters. Break it into lines."
    return ""
