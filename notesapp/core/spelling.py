"""Which words of the notes are spelled, and which dictionary a language wants. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 48
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SKIPPED = re.compile(
    r"`[^`]*`"  # code
    r"|\]\([^()\s]*\)"  # where a link leads
    r"|<[^<>\s][^<>]*>"  # a tag
    r"|\{:[^}]*\}"  # attributes
    r"|&#?\w+;"
    r"|(?:https?://|www\.|mailto:)\S+"
    r"|\S+@\S+|[@#]\w+"
    r"|\w+(?:[._/\\-]\w+)*[._/\\]\w+"  # a file, a domain, a path
    r"|\w*\d\w*"
)
_USUAL = {"en": "US", "de": "DE", "pt": "PT", "es": "ES", "fr": "FR", "sv": "SE", "da": "DK"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be spelled; columns count code points, the end is exclusive."""

    start: int
    end: int
    text: str


def words_in(text: str, covered: Sequence[tuple[int, int]] = ()) -> tuple[Word, ...]:
    """The words of a line of prose. ``covered`` are columns of labels and stamps.

    Code, addresses, attributes, numbers, abbreviations in capitals and mixedCase are left out.
    """
    shown = _SKIPPED.sub(lambda match: " " * len(match[0]), text)
    for start, end in covered:
        shown = shown[:start] + " " * (min(end, len(shown)) - start) + shown[end:]
    found = (Word(m.start(), m.end(), m[0].replace("’", "'")) for m in _WORD.finditer(shown))
    return tuple(word for word in found if _is_spelled(word.text))


def _is_spelled(word: str) -> bool:
    if not 1 < len(word) <= LONGEST:
        return False
    parts = word.split("'")
    return all(part == part.lower() or part == part.capitalize() for part in parts)


def word_at(words: Iterable[Word], column: int) -> Word | None:
    """The word that a caret at a column stands in or at the end of."""
    return next((word for word in words if word.start <= column <= word.end), None)


def names_of(texts: Iterable[str]) -> frozenset[str]:
    """Each word of some names, as ``is_known`` wants them."""
    return frozenset(m[0].casefold() for text in texts for m in _WORD.finditer(text))


def is_known(word: str, own: frozenset[str]) -> bool:
    """Whether a word, also in the possessive, is one of some casefolded ones."""
    folded = word.casefold()
    bare = folded.removesuffix("'s").removesuffix("'")
    return folded in own or bare in own or (bare.endswith("s") and bare[:-1] in own)


def dictionary_for(language: str, names: Iterable[str]) -> str:
    """The dictionary that fits a language as en or de-AT best; empty where none is of it."""
    there = {name.replace("-", "_").casefold(): name for name in names}
    speech, _, region = language.strip().replace("-", "_").partition("_")
    usual = _USUAL.get(speech.casefold(), speech)
    for wanted in (f"{speech}_{region}" if region else "", f"{speech}_{usual}", speech):
        if wanted and wanted.casefold() in there:
            return there[wanted.casefold()]
    start = f"{speech.casefold()}_"
    return next((there[key] for key in sorted(there) if speech and key.startswith(start)), "")
