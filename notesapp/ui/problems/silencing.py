"""Which checks these notes silence: the header's ``silenced`` key, changed as one undo step."""

from __future__ import annotations

from notesapp.core.edits.base import Edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.model import Notes

KEY = "silenced"


def silence(notes: Notes, check_id: str, destination: str = "") -> Edits:
    """Silence a check, for one destination or everywhere; what that covers is taken out."""
    words = _words(notes)
    word = f"{check_id}/{destination}" if destination else check_id
    if check_id in words or word in words:
        return ()
    kept = tuple(w for w in words if destination or w.partition("/")[0] != check_id)
    return set_header(notes, KEY, (*kept, word))


def bring_back(notes: Notes, word: str) -> Edits:
    """Take one word away; all of them where it is empty."""
    return set_header(notes, KEY, tuple(w for w in _words(notes) if word and w != word))


def _words(notes: Notes) -> tuple[str, ...]:
    return tuple(word.strip() for word in notes.header.items(KEY))
