"""Collects what a reader of lines finds, so that no line gets lost on the way."""

from __future__ import annotations

from collections.abc import Collection

from notesapp.formats.reading import ChapterReading
from notesapp.formats.reading_rows import MOST_MS, Found
from notesapp.formats.tables import Row, cell


class Gathering:
    """The lines of a text, and the chapters, remarks and kept lines found in them so far."""

    def __init__(self, key: str, text: str) -> None:
        self.key = key
        self.lines = tuple(text.removesuffix("\n").split("\n")) if text else ()
        self.title = ""
        self.podcast = ""
        self.audio = ""
        self._text = text
        self._found = Found()

    def chapter(
        self,
        line: int,
        start_ms: int,
        title: str,
        end_ms: int | None = None,
        url: str = "",
        *,
        image: str = "",
        toc: bool = True,
    ) -> None:
        """Add a chapter of a 1-based line; one later than a thousand hours is kept as text."""
        if start_ms >= MOST_MS:
            self.remark(line, "This is later than a thousand hours; the line is kept as text.")
            self.keep(line)
            return
        end_ms = None if end_ms == start_ms else end_ms
        self._found.add(start_ms, title, line, end_ms=end_ms, url=url, image=image, toc=toc)

    def remark(self, line: int, message: str) -> None:
        """Say something about a 1-based line, or about the file with line 0."""
        self._found.remark(line, message)

    def keep(self, line: int, text: str | None = None) -> None:
        """Keep a line that was not understood, or the words of it that were not."""
        words = self.lines[line - 1] if text is None else text
        if words and not words.isspace():
            self._found.keep(line, words)

    def keep_row(self, row: Row) -> None:
        """Keep all lines of a row that was not understood."""
        for number in range(row.line, row.last + 1):
            self.keep(number)

    def keep_others(self, row: Row, known: Collection[int]) -> None:
        """Keep the words of a row that stand in other than the known columns."""
        others = (cell(row, place) for place in range(len(row.cells)) if place not in known)
        self.keep(row.line, " ".join(word for word in others if word))

    def done(self) -> ChapterReading:
        """Everything found, chapters and kept lines in order."""
        self._found.kept.sort(key=lambda kept: kept[0])
        return self._found.reading(
            self.key, self._text, title=self.title, podcast=self.podcast, audio=self.audio
        )
