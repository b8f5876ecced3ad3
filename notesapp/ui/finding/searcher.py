"""Searching beside the window, so that neither a long text nor a bad pattern holds it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from notesapp.core.edits.base import Edits
from notesapp.core.finding import (
    Found,
    Hit,
    Matcher,
    Query,
    Replacement,
    Spans,
    find_all,
    literal,
    looked_at,
    plain_matcher,
    replace_edits,
)
from notesapp.core.model import Notes
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.kit.worker import Worker
from notesapp.ui.window.main_window import MainWindow

Refused = Callable[[Exception], None]


def matcher_of(query: Query) -> Matcher:
    """The engine for a query. Raises PatternTrouble; call it on the worker."""
    if not query.regex:
        return plain_matcher(query)
    from notesapp.core.pattern import pattern_matcher  # imports the engine

    return pattern_matcher(query)


def replacement_of(query: Query, text: str) -> Replacement:
    """The text as it stands, or with the groups of a pattern."""
    if not query.regex:
        return literal(text)
    from notesapp.core.pattern import template

    return template(text)


class Searcher(QObject):
    """The newest search wins. ``known`` are the hits by the text of a line, for the last query."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._executor = Worker("find")
        self.jobs = Jobs(self._executor, self)
        self._query = Query("")
        self.known: dict[str, Spans] = {}
        window.closed.connect(self._close)

    def find(
        self,
        query: Query,
        notes: Notes,
        within: range | None,
        source: bool,
        done: Callable[[Found], None],
        refused: Refused,
    ) -> None:
        """Look for a query in notes."""
        if query != self._query:
            self._query, self.known = query, {}
        known = self.known

        def work() -> Found:
            numbers = looked_at(notes, within, source=source)
            return find_all(notes.lines, numbers, matcher_of(query), known)

        self.jobs.run("find", work, done, refused)

    def replace(
        self,
        query: Query,
        words: str,
        notes: Notes,
        lines: Iterable[int],
        only: Hit | None,
        done: Callable[[tuple[Edits, int]], None],
        refused: Refused,
    ) -> None:
        """Work out what replaces the hits in these lines, or one of them."""

        def work() -> tuple[Edits, int]:
            replacement = replacement_of(query, words)
            return replace_edits(notes.lines, lines, matcher_of(query), replacement, only)

        self.jobs.run("replace", work, done, refused)

    def _close(self) -> None:
        self.jobs.close()
        self._executor.shutdown(wait=False, cancel_futures=True)
