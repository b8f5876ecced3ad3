"""What follows from the notes and takes longer than a keystroke: chapters and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.checking.run import check
from notesapp.checking.subject import Subject, subject_of
from notesapp.core.chapters import Chapter
from notesapp.core.model import Notes
from notesapp.core.problems import Problem, Severity
from notesapp.formats.base import AudioInfo
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.kit.sentences import said_sentence

FACTS_MS = 60
LONG_LINES, LONG_FACTS_MS = 2000, 1000  # facts about a long text wait for a pause

MoreChecks = Callable[[Notes], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was derived from one state of the notes."""

    notes: Notes
    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...]
    problem_lines: frozenset[int]
    counts: tuple[int, ...]


class Live(QObject):
    """Derives facts beside the window and publishes them; the newest notes win.

    ``more_checks`` are the checks of features; they are called beside the window.
    """

    facts_changed = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        audio: Callable[[], AudioInfo],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._audio = audio
        self._notes: Notes | None = None
        self.more_checks: list[MoreChecks] = []
        self.facts: Facts | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._derive)

    def take(self, notes: Notes) -> None:
        """The notes have changed, or what surrounds them has."""
        self._notes = notes
        is_long = len(notes.lines) > LONG_LINES
        self._soon.start(LONG_FACTS_MS if is_long else FACTS_MS)

    def _derive(self) -> None:
        notes = self._notes
        if notes is None:
            return
        subject = subject_of(notes, self._audio().duration_ms)
        more = tuple(self.more_checks)
        self._jobs.run("facts", lambda: derive(subject, more), self._publish)

    def _publish(self, facts: Facts) -> None:
        self.facts = facts
        self.facts_changed.emit(facts)


def derive(subject: Subject, more: Sequence[MoreChecks] = ()) -> Facts:
    """Everything that is shown about notes; ``more`` are the checks of features."""
    notes = subject.notes
    found = list(check(subject, writing=True))
    if more:
        found += [problem for checks in more for problem in checks(notes)]
        found.sort(key=lambda problem: problem.line)
    problems = tuple(replace(p, message=said_sentence(p.message)) for p in found)
    lines = frozenset(p.line - 1 for p in problems if p.severity is not Severity.NOTE)
    counts = tuple(sum(p.severity is severity for p in problems) for severity in Severity)
    return Facts(notes, subject.chapters, problems, lines, counts)
