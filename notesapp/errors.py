"""What can go wrong in a way the user should hear about."""

from __future__ import annotations


class NotesError(Exception):
    """Trouble with one sentence for the user and a detail for the log.

    ``sentence`` says what is wrong and what to do; it is shown as it is, in a dialog, a bar or
    on standard error. ``detail`` is only logged.
    """

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail


class FileTrouble(NotesError):
    """A file cannot be read, written or trusted."""


class AudioTrouble(NotesError):
    """Audio cannot be opened or played."""


class UsageError(NotesError):
    """What was asked for on the command line does not fit."""


class Cancelled(NotesError):
    """Somebody stopped the work; nothing was changed."""
