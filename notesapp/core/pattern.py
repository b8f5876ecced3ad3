"""Patterns that people type: read, and run with a time limit.

The only module that knows the ``regex`` package: the standard library's engine cannot be stopped,
and a pattern such as ``(a|aa)+$`` would hold it for years.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import regex

from notesapp.core.finding import Match, Matcher, Query, Replacement
from notesapp.errors import NotesError

LONGEST = 1000
MOST_REPEATS = 100_000
TIME_S = 1.0

_COUNTS = re.compile(r"\{(\d*),?(\d*)\}")
_PARTS = re.compile(
    r"\$\$|\$\{(?P<named>\w+)\}|\$(?P<number>\d{1,2})|\\(?P<back>\d{1,2}|.)|\$&", re.DOTALL
)
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\"}
_REASONS = (
    ("missing )", "This pattern opens a “(” and does not close it."),
    ("unbalanced parenthesis", "This pattern closes a “)” that was not opened."),
    ("unterminated character set", "This pattern opens a “[” and does not close it."),
    ("nothing to repeat", "This pattern repeats, but there is nothing to repeat."),
    ("multiple repeat", "This pattern repeats a repetition."),
    ("bad escape (end of pattern)", "This pattern ends with a lone “\\”."),
    ("bad character range", "This pattern has a range that runs backwards, such as “z-a”."),
    ("min repeat greater", "This pattern repeats from more to fewer times."),
    ("invalid group reference", "This pattern names a group it does not have."),
    ("unknown group", "This pattern names a group it does not have."),
)


class PatternTrouble(NotesError):
    """A pattern cannot be read, or takes too long."""


def pattern_matcher(query: Query, time_s: float = TIME_S) -> Matcher:
    """A matcher for the pattern of a query; all its calls together may take ``time_s``.

    Runs without the interpreter's lock, so that other threads go on. It and its matcher raise
    PatternTrouble.
    """
    words = rf"\b(?:{query.text})\b" if query.word else query.text
    compiled = _compile(query.text, words, query.case)
    until = time.monotonic() + time_s

    def find(text: str) -> Iterable[Match]:
        left = until - time.monotonic()
        if left <= 0:
            raise _too_slow()
        try:
            yield from compiled.finditer(text, timeout=left, concurrent=True)
        except TimeoutError:
            raise _too_slow() from None

    return find


def template(text: str) -> Replacement:
    r"""Replace by a text in which ``$1``, ``\1``, ``${name}`` and ``$0`` are groups of the hit.

    ``$$`` and ``\\`` are the signs themselves, ``\n`` and ``\t`` a line break and a tab. The
    replacement raises PatternTrouble for a group that the pattern does not have.
    """

    def expand(match: Match) -> str:
        return _PARTS.sub(lambda part: _filled(part, match), text)

    return expand


def _filled(part: re.Match[str], match: Match) -> str:
    name = part["named"] or part["number"] or part["back"]
    if part[0] == "$$":
        return "$"
    if part[0] == "$&":
        return match.group(0) or ""
    if part["back"] and not part["back"].isdecimal():
        return _ESCAPES.get(part["back"], part[0])
    try:
        return match.group(int(name) if name.isdecimal() else name) or ""
    except IndexError:
        raise PatternTrouble(f"The pattern has no group “{name}”.") from None


def _compile(own: str, words: str, case: bool) -> regex.Pattern[str]:
    if len(own) > LONGEST or _repeats(own) > MOST_REPEATS:
        raise _too_slow()
    try:
        regex.compile(own)  # on its own: a stray “)” must not close what is put around it
        return regex.compile(words, 0 if case else regex.IGNORECASE)
    except regex.error as error:
        raise PatternTrouble(_reason(error), str(error)) from error
    except (RecursionError, OverflowError, MemoryError, ValueError, KeyError) as error:
        raise _too_slow() from error


def _repeats(own: str) -> int:
    """How often the counted repetitions may multiply."""
    product = 1
    for low, high in _COUNTS.findall(own):
        product *= max(1, int((high or low or "1")[:9]))
    return product


def _reason(error: regex.error) -> str:
    said = str(error)
    for start, sentence in _REASONS:
        if said.startswith(start):
            return sentence
    place = getattr(error, "pos", None)
    if place is None:
        return "This pattern cannot be read."
    return f"This pattern cannot be read from character {place} on."


def _too_slow() -> PatternTrouble:
    return PatternTrouble("This pattern takes too long. Make it simpler.")
