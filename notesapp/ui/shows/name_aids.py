"""Names while typing: the rest of one offered in grey, and a note where one is nearly right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.core.model import Notes
from notesapp.core.people import name_problems, spell_name
from notesapp.core.problems import Problem
from notesapp.storage.show_store import ShowStore
from notesapp.ui.kit.ghost import Ghost
from notesapp.ui.shows.show_facts import ShowFacts

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class NameAids(QObject):
    """Works unasked; never changes text by itself."""

    def __init__(self, desk: Desk, store: ShowStore) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self.facts = ShowFacts(store, self)
        self.facts.said.connect(lambda words: desk.messages.say("show", words, "warning"))
        self.ghost = Ghost(
            desk.window.editor, desk.look, lambda: self.facts.names, lambda: self._is_wanted()
        )
        desk.window.editor.typing_aids.insert(0, self.ghost.press)
        desk.window.panel.details.form.names = lambda: self.facts.names
        desk.document.notes_changed.connect(self.facts.follow)
        desk.window.activated.connect(self._look)
        desk.live.more_checks.append(self._check)
        problems = desk.window.panel.problems
        problems.fix_names["spell"] = self._name_fix
        problems.fix_requested.connect(self._fix)
        self._look()

    def _look(self) -> None:
        if self._desk.session.is_open:
            before = self.facts.names
            self.facts.look(self._desk.document.notes)
            if self.facts.names != before:
                self._desk.live.take(self._desk.document.notes)

    def _is_wanted(self) -> bool:
        return self._desk.settings.read().is_on("editor.offer_names")

    def _check(self, notes: Notes) -> tuple[Problem, ...]:
        """Called beside the window; the names are one tuple that is replaced, never changed."""
        return name_problems(notes, self.facts.names)

    def _name_fix(self, problem: Problem) -> str:
        return self.tr("Write “{0}”").format(problem.fix.rpartition(":")[2])

    def _fix(self, problem: Problem) -> None:
        kind, _, words = problem.fix.partition(":")
        written, _, meant = words.partition(":")
        if kind == "spell":
            self._desk.segments.apply(
                lambda notes: spell_name(notes, problem.line - 1, written, meant)
            )
