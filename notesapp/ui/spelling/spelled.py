"""What of a window's text is spelled, and which of its words are the user's own."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock

from notesapp.core.model import Header, Notes
from notesapp.core.spelling import Word, names_of, words_in
from notesapp.ui.text.editor_view import EditorView

_PROSE_NOT = ("source", "code")
_NAMES = ("podcast", "guests", "speakers", "labels")


def words_of(view: EditorView, block: QTextBlock) -> tuple[Word, ...]:
    """The words of a line as it is now; none in the header, in attributes and in code."""
    role = view.role(block)
    if role.kind in _PROSE_NOT:
        return ()
    covered = [(mark.start, mark.end) for mark in role.stamps]
    if role.label is not None:
        covered.append(role.label)
    return words_in(block.text(), covered)


class KnownWords:
    """The words that no dictionary is asked about: names, the user's own, and those let be."""

    def __init__(self) -> None:
        self.all: frozenset[str] = frozenset()
        self._ignored: set[str] = set()
        self._header: Header | None = None
        self._names: tuple[str, ...] = ()
        self._own: tuple[str, ...] = ()

    def follow(self, notes: Notes, names: tuple[str, ...], own: tuple[str, ...]) -> bool:
        """Take names of people and own words; whether anything is different now."""
        if notes.header is self._header and names == self._names and own == self._own:
            return False
        self._header, self._names, self._own = notes.header, names, own
        return self._gather()

    def ignore(self, word: str) -> None:
        """Let a word be while the window is open."""
        self._ignored.add(word)
        self._gather()

    def _gather(self) -> bool:
        header = self._header
        named = [] if header is None else [item for key in _NAMES for item in header.items(key)]
        found = names_of((*named, *self._names, *self._own, *self._ignored))
        changed, self.all = found != self.all, found
        return changed
