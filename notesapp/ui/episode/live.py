"""What follows from the notes and takes longer than a keystroke: chapters and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

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
Surrounding = Callable[[Subject], Subject]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was derived from one state of the notes.

    ``problems`` are those of a draft; ``every`` is the full list, None where nobody asked for it.
    """

    notes: Notes
    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...]
    problem_lines: frozenset[int]
    counts: tuple[int, ...]
    every: tuple[Problem, ...] | None = None


class Live(QObject):
    """Derives facts beside the window and publishes them; the newest notes win.

    ``more_checks`` are the checks of features, ``surroundings`` complete the subject with what
    they know (the episode before, the audio's tags); both are called beside the window.
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
        self._sizes: Mapping[str, int] = MappingProxyType({})
        self._all_wanted = False
        self.more_checks: list[MoreChecks] = []
        self.surroundings: list[Surrounding] = []
        self.facts: Facts | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._derive)

    def take(self, notes: Notes) -> None:
        """The notes have changed, or what surrounds them has."""
        self._notes = notes
        is_long = len(notes.lines) > LONG_LINES
        self._soon.start(LONG_FACTS_MS if is_long else FACTS_MS)

    def put_off(self) -> None:
        """A key was pressed: what follows from a long text waits until the typing rests."""
        if self._soon.isActive() and self._soon.interval() == LONG_FACTS_MS:
            self._soon.start()

    def take_sizes(self, sizes: Mapping[str, int]) -> None:
        """How large the publications are, by destination and in its unit; measured elsewhere."""
        if dict(sizes) == dict(self._sizes):
            return
        self._sizes = MappingProxyType(dict(sizes))
        self.again()

    def want_all(self, wanted: bool) -> None:
        """Whether the full list is derived too; it costs nothing while nobody looks at it."""
        if wanted != self._all_wanted:
            self._all_wanted = wanted
            if wanted and self._notes is not None:
                self._soon.start(0)

    def again(self) -> None:
        """What surrounds the notes has changed."""
        if self._notes is not None:
            self.take(self._notes)

    def subject_maker(self, notes: Notes) -> Callable[[], Subject]:
        """What makes the subject of notes with all that surrounds them; to be called in a job."""
        duration_ms, sizes = self._audio().duration_ms, self._sizes
        surroundings = tuple(self.surroundings)

        def make() -> Subject:
            subject = replace(subject_of(notes, duration_ms), sizes=sizes)
            for complete in surroundings:
                subject = complete(subject)
            return subject

        return make

    def _derive(self) -> None:
        notes = self._notes
        if notes is None:
            return
        make, more, full = self.subject_maker(notes), tuple(self.more_checks), self._all_wanted
        self._jobs.run("facts", lambda: derive(make(), more, full=full), self._publish)

    def _publish(self, facts: Facts) -> None:
        self.facts = facts
        self.facts_changed.emit(facts)


def derive(subject: Subject, more: Sequence[MoreChecks] = (), *, full: bool = False) -> Facts:
    """Everything that is shown about notes; ``more`` are the checks of features."""
    notes = subject.notes
    others = [problem for checks in more for problem in checks(notes)]
    problems = _said([*check(subject, writing=True), *others])
    every = _said([*check(subject), *others]) if full else None
    lines = frozenset(p.line - 1 for p in problems if p.severity is not Severity.NOTE)
    counts = tuple(sum(p.severity is severity for p in problems) for severity in Severity)
    return Facts(notes, subject.chapters, problems, lines, counts, every)


def _said(found: list[Problem]) -> tuple[Problem, ...]:
    """By line, in the user's language."""
    found.sort(key=lambda problem: problem.line)
    return tuple(replace(p, message=said_sentence(p.message)) for p in found)
