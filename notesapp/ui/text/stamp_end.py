"""Where words go on in a segment that its stamp ends: before the stamp."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from notesapp.core.edits.words import words_of
from notesapp.core.model import Place
from notesapp.core.query import segment_at_line
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.positions import cursor_at, place_of


def before_stamp(
    document: NotesDocument, cursor: QTextCursor, *, inside: bool = False
) -> QTextCursor:
    """The cursor, or the end of the words where it stands behind the stamp that ends its segment.

    Words typed there would make the stamp a link. ``inside`` takes a cursor out of the stamp too.
    """
    place = place_of(document.qt, cursor.position())
    segment = segment_at_line(document.notes, place.line)
    if document.stale or segment is None or segment.stamp is None:
        return cursor
    stamp = segment.stamp
    if stamp.place is not Place.END or stamp.line != place.line:
        return cursor
    behind = cursor.atBlockEnd() and stamp.end == place.column
    if not behind and not (inside and stamp.start < place.column <= stamp.end):
        return cursor
    return cursor_at(document.qt, words_of(document.notes, segment).end)
