"""What is done about problems: walk them, fix one or all that is safe, silence a check."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.checking.run import fix_edits
from notesapp.checking.table import check_of, fix_of
from notesapp.core.destinations import destination_of
from notesapp.core.edits.base import Edits
from notesapp.core.edits.header_edits import adds_source
from notesapp.core.model import Notes
from notesapp.core.problems import Problem, Severity
from notesapp.ui.files.messages import Offer
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.panels.problems_panel import worst_first
from notesapp.ui.problems.safe_fixes import SafeFixes
from notesapp.ui.problems.silencing import bring_back, silence
from notesapp.ui.problems.surroundings import Surroundings

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

FILTER = "publish.problems_of"
_KINDS = {Severity.RULE: "error", Severity.ADVICE: "warning", Severity.NOTE: "note"}
_AT, _AT_FIX, _DONE, _NONE = "problem", "problem_fix", "problem_done", "problem_none"
_CHANGED, _NOTHING, _REFUSED = "changed", "nothing", "refused"
_ALL = (_AT, _AT_FIX, _DONE, _NONE)


class ProblemActions(QObject):
    """Connects the panel with the notes; every change is one undo step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._panel = desk.window.panel.problems
        self._has_said = False
        self.safe = SafeFixes(desk, self._tell_done, self)
        self.surroundings = Surroundings(desk, self)
        self._panel.tools.choose(desk.settings.read().word(FILTER))
        self._wire()

    def _wire(self) -> None:
        panel, desk = self._panel, self._desk
        panel.fix_requested.connect(self._fix)
        panel.silence_requested.connect(
            lambda problem, everywhere: self._silence(problem, everywhere=everywhere)
        )
        panel.back_requested.connect(self.bring_back)
        panel.tools.filter_changed.connect(lambda key: desk.settings.prefer(FILTER, key))
        panel.tools.full_changed.connect(self._want_all)
        panel.tools.fix_all_requested.connect(self.fix_all)
        desk.document.text_changed.connect(self._unsay)

    # --- what others ask

    def show_all(self, destination: str = "") -> None:
        """Open the panel with the full list, of one destination where its key is given."""
        window = self._desk.window
        window.set_panel_wanted(True)
        window.panel.show_tab("problems")
        if destination:
            self._panel.filter_by(destination)
        self._panel.show_full(True)

    def next(self) -> None:
        """The caret to the next line with a problem."""
        self._walk(1)

    def previous(self) -> None:
        """The caret to the line with a problem before."""
        self._walk(-1)

    def fix_here(self) -> None:
        """The fix of the chosen row while the list has the keyboard, else of the caret's line."""
        problem = next((p for p in self._here() if self._panel.fix_name(p)), None)
        if problem is None:
            self._say_none(self.tr("Nothing on this line can be fixed by itself."))
        else:
            self._panel.fix_requested.emit(problem)

    def fix_all(self) -> None:
        """Show what fixing all that is safe would change, and then do it."""
        self.safe.show(self._panel.lets_through)

    def silence_here(self) -> None:
        """Silence the check of the chosen row, or the worst one of the caret's line."""
        problem = next(iter(self._here()), None)
        if problem is None:
            self._say_none(self.tr("There is no problem on this line. Choose one in Problems."))
        else:
            self._silence(problem, everywhere=not problem.destination)

    def bring_back(self, word: str) -> None:
        """Check again what a word of the header silences; all of it where it is empty."""
        self._apply(lambda notes: bring_back(notes, word))

    # --- walking

    def _here(self) -> list[Problem]:
        """What is asked about: the chosen row, or the problems of the caret's line."""
        chosen = self._panel.chosen()
        if chosen is not None and self._panel.isAncestorOf(self._desk.window.focusWidget()):
            return [chosen]
        line = self._desk.window.editor.place().line + 1
        return sorted((p for p in self._panel.shown() if p.line == line), key=worst_first)

    def _walk(self, step: int) -> None:
        problems = [p for p in self._panel.shown() if p.line]
        lines = sorted({p.line for p in problems})
        if not lines:
            self._say_none(self.tr("There is no problem in any line."))
            return
        here = self._desk.window.editor.place().line + 1
        if step < 0:
            lines.reverse()
        line = next((n for n in lines if (n - here) * step > 0), lines[0])
        there = sorted((p for p in problems if p.line == line), key=worst_first)
        self._desk.window.editor.show_line(line - 1)
        self._say_problem(there)

    def _say_problem(self, there: list[Problem]) -> None:
        problem = there[0]
        words = self.tr("Line {0}: {1}").format(problem.line, problem.message)
        if len(there) > 1:
            words += " " + self.tr("{0} more on this line.").format(len(there) - 1)
        self._begin_saying()
        fix, kind = self._panel.fix_name(problem), _KINDS[problem.severity]
        if fix:
            act = Offer(fix, lambda: self._panel.fix_requested.emit(problem))
            self._desk.messages.say(_AT_FIX, words, kind, act)
        else:
            self._desk.messages.say(_AT, words, kind)

    # --- changing

    def _fix(self, problem: Problem) -> None:
        fix = fix_of(problem.fix)
        if fix is None:
            return  # of the feature that found it
        if self._apply(lambda notes: fix_edits(notes, problem)) == _NOTHING:
            self._say_none(self.tr("There is nothing to fix here any more."))

    def _silence(self, problem: Problem, *, everywhere: bool) -> None:
        destination = "" if everywhere else problem.destination
        if self._apply(lambda notes: silence(notes, problem.id, destination)) != _CHANGED:
            return
        check = check_of(problem.id, problem.destination)
        title = said_sentence(check.title) if check is not None else problem.id
        known = destination_of(destination)
        words = self.tr("“{0}” is silenced in these notes.").format(title)
        if known is not None:
            said = said_sentence(known.name)
            words = self.tr("“{0}” is silenced for {1} in these notes.").format(title, said)
        self._tell_done(words)

    def _apply(self, change: Callable[[Notes], Edits]) -> str:
        """One undo step on the notes as they are now; plain text is offered as Markdown first.

        Returns _CHANGED, _NOTHING, or _REFUSED where it has said why not.
        """
        desk = self._desk
        notes = desk.document.fresh_notes()
        edits = change(notes)
        if desk.session.is_plain_text and adds_source(edits):
            sentence = self.tr("Plain text has no place for this. Save the notes as Markdown.")
            desk.messages.say("plain_text", sentence, "note")
            return _REFUSED
        if not edits and notes.header.present and not notes.header.readable:
            self._say_none(self.tr("The header cannot be read, so it stays as it is."))
            return _REFUSED
        desk.segments.apply(lambda _: edits)
        return _CHANGED if edits else _NOTHING

    def _want_all(self, wanted: bool) -> None:
        self._desk.live.want_all(wanted)
        if not wanted:
            self._desk.live.again()

    # --- saying

    def _tell_done(self, words: str) -> None:
        """What was done, with the way back."""
        self._begin_saying()
        self._desk.messages.say(_DONE, words, "note", Offer(self.tr("Undo"), self._undo))

    def _undo(self) -> None:
        self._desk.history.undo()

    def _say_none(self, words: str) -> None:
        self._begin_saying()
        self._desk.messages.say(_NONE, words, "note")

    def _begin_saying(self) -> None:
        self._unsay()
        self._has_said = True

    def _unsay(self) -> None:
        """What was said holds until the next change of the text."""
        if self._has_said:
            self._has_said = False
            for name in _ALL:
                self._desk.window.bar.drop(name)
