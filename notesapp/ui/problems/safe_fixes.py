"""Fixing all that is safe: planned beside the window, looked at, and then done as one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.core.edits.header_edits import adds_source
from notesapp.core.problems import Problem
from notesapp.ui.problems.safe_plan import Key, SafePlan, plan_fixes

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.problems.fix_dialog import FixDialog


class SafeFixes(QObject):
    """``tell_done`` says what was done, with the way back."""

    def __init__(self, desk: Desk, tell_done: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tell_done = tell_done
        self.dialog: FixDialog | None = None

    def show(self, wanted: Callable[[Problem], bool]) -> None:
        """Open the dialog on the notes as they are now; ``wanted`` says whose problems count."""
        make = self._desk.live.subject_maker(self._desk.document.fresh_notes())
        self._desk.jobs.run("safe fixes", lambda: plan_fixes(make(), wanted), self._open)

    def _open(self, plan: SafePlan) -> None:
        from notesapp.ui.problems.fix_dialog import FixDialog

        desk = self._desk
        if not plan.fixes:
            words = self.tr("There is nothing that can be fixed safely.")
            desk.messages.say("problem_none", words)
            return
        if self.dialog is not None:
            self.dialog.reject()
        dialog = FixDialog(desk.look(), plan, desk.window)
        dialog.accepted.connect(lambda: self._plan_again(plan, dialog.left_out()))
        dialog.finished.connect(lambda _: self._forget(dialog))
        self.dialog = dialog
        dialog.open()

    def _forget(self, dialog: FixDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _plan_again(self, looked_at: SafePlan, left_out: frozenset[Key]) -> None:
        """What was ticked, planned on the notes as they are now."""
        notes = self._desk.document.fresh_notes()
        if notes.lines != looked_at.notes.lines:
            self._desk.messages.say("problem_none", self._changed(), "warning")
            return
        make, known = self._desk.live.subject_maker(notes), {fix.key for fix in looked_at.fixes}

        def plan() -> SafePlan:
            return plan_fixes(make(), left_out=left_out, only=frozenset(known))

        self._desk.jobs.run("safe fixes", plan, self._apply)

    def _apply(self, plan: SafePlan) -> None:
        desk = self._desk
        if desk.document.fresh_notes().lines != plan.notes.lines:
            desk.messages.say("problem_none", self._changed(), "warning")
            return
        if desk.session.is_plain_text and adds_source(plan.edits):
            sentence = self.tr("Plain text has no place for this. Save the notes as Markdown.")
            desk.messages.say("plain_text", sentence, "note")
            return
        desk.segments.apply(lambda _: plan.edits)
        self._tell_done(self._done_words(len(plan.fixes)))

    def _changed(self) -> str:
        return self.tr("The notes have changed meanwhile. Look at what can be fixed again.")

    def _done_words(self, count: int) -> str:
        words = (
            self.tr("One problem fixed."),
            self.tr("Two problems fixed."),
            self.tr("Three problems fixed."),
            self.tr("Four problems fixed."),
        )
        if 0 < count <= len(words):
            return words[count - 1]
        return self.tr("{0} problems fixed.").format(count)
