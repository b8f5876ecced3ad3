"""Whether the sound of a new file is a span that was copied, and so compared, as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from notesapp.audio.sound_spans import Span, sound_spans
from notesapp.containers.same_bytes import length_of
from notesapp.storage.pieces import Kept, Piece

_IN_ONE_SPAN = ("frames", "flac")


def sound_is_kept(source: BinaryIO, made: BinaryIO, pieces: Iterable[Piece]) -> bool:
    """Find the sound in both files, and look whether the one went where the other is.

    Spares a second comparison of all bytes. False also where it cannot be told this way.
    """
    before, after = sound_spans(source, length_of(source)), sound_spans(made, length_of(made))
    if before.kind not in _IN_ONE_SPAN or (before.kind, before.seed) != (after.kind, after.seed):
        return False
    return len(before.spans) == 1 and (_went_to(before.spans[0], pieces),) == after.spans


def _went_to(span: Span, pieces: Iterable[Piece]) -> Span | None:
    offset, length = span
    at = 0
    for piece in pieces:
        if isinstance(piece, Kept):
            if piece.offset <= offset and offset + length <= piece.offset + piece.length:
                return at + offset - piece.offset, length
            at += piece.length
        else:
            at += len(piece)
    return None
