"""Typographic characters for what keyboards have: quotes, dashes and dots, by language.

Keystrokes: they look at one line, not at parsed notes. What is code, a link's target, an address
or a stamp stays as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from notesapp.core.lines import LineKind, classify

TRIGGERS = frozenset("\"'-.:;!? ")
_SPACE = " "
_NO_BREAK = "\u00a0"
_NARROW = "\u202f"
_OPEN_BEFORE = "([{–—-/|„“‚‘«‹*_>¿¡"
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Quotes:
    """One language's quotation marks: outer and inner, each opening and closing."""

    code: str
    outer: tuple[str, str]
    inner: tuple[str, str]


ENGLISH = Quotes("en", ("“", "”"), ("‘", "’"))
LANGUAGES: tuple[Quotes, ...] = (
    ENGLISH,
    Quotes("de", ("„", "“"), ("‚", "‘")),
    Quotes("de-ch", ("«", "»"), ("‹", "›")),
    Quotes("fr", (f"«{_NO_BREAK}", f"{_NO_BREAK}»"), ("“", "”")),
    Quotes("fr-ch", ("«", "»"), ("‹", "›")),
    Quotes("es", ("«", "»"), ("“", "”")),
    Quotes("it", ("«", "»"), ("“", "”")),
    Quotes("ru", ("«", "»"), ("„", "“")),
    Quotes("uk", ("«", "»"), ("„", "“")),
    Quotes("no", ("«", "»"), ("‘", "’")),
    Quotes("nb", ("«", "»"), ("‘", "’")),
    Quotes("pl", ("„", "”"), ("«", "»")),
    Quotes("cs", ("„", "“"), ("‚", "‘")),
    Quotes("sv", ("”", "”"), ("’", "’")),
    Quotes("fi", ("”", "”"), ("’", "’")),
)


@dataclass(frozen=True, slots=True)
class Swap:
    """Replace the last ``back`` characters before the caret, the typed one included."""

    back: int
    text: str


def quotes_of(language: str) -> Quotes:
    """The marks of a language tag: of the country if it has its own, else of the language."""
    tag = language.strip().lower().replace("_", "-")
    for wanted in (tag, tag.partition("-")[0]):
        for quotes in LANGUAGES:
            if quotes.code == wanted:
                return quotes
    return ENGLISH


def typographic(before: str, typed: str, language: str, after: str = "") -> Swap | None:
    """What a typed character becomes behind ``before``, the line up to it; None: it stays.

    ``after`` is the rest of the line. Whether the line is code or header is the caller's to know.
    """
    if typed not in TRIGGERS or len(before) > _LONGEST or _is_literal(before, after):
        return None
    french = quotes_of(language).code == "fr"
    if typed in "\"'":
        return _quote(before, typed, quotes_of(language))
    if typed == "-":
        return _dash(before)
    if typed == ".":
        dots = before.endswith("..") and before[-3:-2] not in (".", "/", "")
        return Swap(3, "…") if dots else None
    if typed == _SPACE:
        doubled = french and before.endswith(f"«{_NO_BREAK}")
        return Swap(1, "") if doubled else None
    return _french_mark(before, typed) if french else None


def _quote(before: str, typed: str, quotes: Quotes) -> Swap:
    double = typed == '"'
    opening, closing = quotes.outer if double else quotes.inner
    apart = not before or before[-1].isspace()
    opens = apart or before[-1] in _OPEN_BEFORE
    if opening == closing:
        return Swap(1, opening)
    if double:
        is_open = before.count(opening[0]) > before.count(closing[-1])
        if apart and is_open and quotes.code == "fr" and before.endswith(_SPACE):
            return Swap(2, closing)
        return Swap(1, opening if apart or (opens and not is_open) else closing)
    if opens:
        return Swap(1, opening)
    pending = closing != "’" and before.count(opening) > before.count(closing)
    return Swap(1, closing if pending else "’")


def _dash(before: str) -> Swap | None:
    drawn = not before.strip("-|: \t>")  # a rule, a table, a list mark
    if not before.endswith("-") or drawn or before[-2:-1] in ("-", "!", "<"):
        return None
    if re.search(r"\d:\d\d(?:[.,]\d+)?[ \u00a0]*-$", before[-24:]):
        return None  # 0:10 --> 0:30
    return Swap(2, "–")


def _french_mark(before: str, typed: str) -> Swap | None:
    """The space typed before ; : ! ? must not break the line."""
    if len(before) < 2 or before[-1] != _SPACE or before[-2].isspace():
        return None
    return Swap(2, (_NO_BREAK if typed == ":" else _NARROW) + typed)


def _is_literal(before: str, after: str) -> bool:
    """Whether the caret stands in code, a link's target, an address, a stamp or attributes."""
    if before.count("`") % 2:
        return True
    target = before.rfind("](")
    if target >= 0 and ")" not in before[target:]:
        return True
    word = before.split()[-1] if before and not before[-1].isspace() else ""
    if "://" in word or word.startswith(("www.", "mailto:", "<http")):
        return True
    if before.lstrip().startswith("{:"):
        return True
    line = classify(before + after)
    if line.kind in (LineKind.ATTRIBUTES, LineKind.FENCE):
        return True
    return any(mark.start < len(before) < mark.end for mark in line.times if mark.opening)
