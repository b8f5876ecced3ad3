"""What follows from the notes and takes longer than a keystroke: chapters, problems, preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.core.chapters import Chapter, chapters_of
from notesapp.core.checks import check
from notesapp.core.model import Notes
from notesapp.core.problems import Problem, Severity
from notesapp.formats.base import AudioInfo
from notesapp.formats.render_server import Reply
from notesapp.ui.kit.jobs import Jobs
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.panels.renderer import Renderer

FACTS_MS = 60
LONG_LINES, LONG_FACTS_MS = 2000, 1000  # facts about a long text wait for a pause
PREVIEW_MS = 250

MoreChecks = Callable[[Notes], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was derived from one state of the notes."""

    notes: Notes
    chapters: tuple[Chapter, ...]
    problems: tuple[Problem, ...]
    problem_lines: frozenset[int]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The preview's two texts, and the notes they were made of."""

    notes: Notes
    audio: AudioInfo
    body: str
    description: str


class Live(QObject):
    """Derives facts beside the window and publishes them; the newest notes win.

    ``more_checks`` are the checks of features; they are called beside the window.
    """

    facts_changed = Signal(object)
    rendered_changed = Signal(object)
    preview_given_up = Signal()

    def __init__(
        self,
        jobs: Jobs,
        audio: Callable[[], AudioInfo],
        base: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._audio = audio
        self._base = base
        self._notes: Notes | None = None
        self._preview_wanted = False
        self.more_checks: list[MoreChecks] = []
        self.facts: Facts | None = None
        self._rendering: tuple[Notes, AudioInfo] | None = None
        self._renderer: Renderer | None = None
        self._soon = self._timer(FACTS_MS, self._derive)
        self._later = self._timer(PREVIEW_MS, self._render)

    def take(self, notes: Notes) -> None:
        """The notes have changed, or what surrounds them has."""
        self._notes = notes
        is_long = len(notes.lines) > LONG_LINES
        self._soon.start(LONG_FACTS_MS if is_long else FACTS_MS)
        if self._preview_wanted:
            self._later.start()

    def want_preview(self, wanted: bool) -> None:
        """Whether somebody looks at the preview; it costs nothing while nobody does."""
        self._preview_wanted = wanted
        if wanted and self._notes is not None:
            self._later.start(0)

    def _timer(self, after_ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    def _derive(self) -> None:
        notes = self._notes
        if notes is None:
            return
        duration_ms = self._audio().duration_ms
        more = tuple(self.more_checks)
        self._jobs.run("facts", lambda: derive(notes, duration_ms, more), self._publish)

    def _publish(self, facts: Facts) -> None:
        self.facts = facts
        self.facts_changed.emit(facts)

    def _render(self) -> None:
        self._later.setInterval(PREVIEW_MS)
        notes = self._notes
        if notes is None:
            return
        self._rendering = (notes, self._audio())
        if self._renderer is None:
            self._renderer = Renderer(self)
            self._renderer.rendered.connect(self._publish_preview)
            self._renderer.given_up.connect(self.preview_given_up)
        self._renderer.render(notes.text, self._base(), self._rendering[1])

    def _publish_preview(self, reply: Reply) -> None:
        if self._rendering is not None:
            notes, audio = self._rendering
            self.rendered_changed.emit(Rendered(notes, audio, reply.body, reply.description))

    def close(self) -> None:
        """Stop rendering; the window has been closed."""
        if self._renderer is not None:
            self._renderer.close()


def derive(notes: Notes, duration_ms: int | None, more: Sequence[MoreChecks] = ()) -> Facts:
    """Everything that is shown about notes; ``more`` are the checks of features."""
    chapters = chapters_of(notes)
    found = list(check(notes, chapters, duration_ms, writing=True))
    if more:
        found += [problem for checks in more for problem in checks(notes)]
        found.sort(key=lambda problem: problem.line)
    problems = tuple(replace(p, message=said_sentence(p.message)) for p in found)
    lines = frozenset(p.line - 1 for p in problems if p.severity is not Severity.NOTE)
    counts = tuple(sum(p.severity is severity for p in problems) for severity in Severity)
    return Facts(notes, chapters, problems, lines, counts)
