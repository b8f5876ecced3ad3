"""The previews of the notes and their sizes, made beside the window in a process of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.core.destinations import DESTINATIONS
from notesapp.core.model import Notes
from notesapp.destinations.render_server import Reply
from notesapp.formats.base import AudioInfo
from notesapp.ui.panels.renderer import NONE, Renderer, Settings

PREVIEW_MS = 250
SIZES_MS, LONG_CHARS, LONG_SIZES_MS = 1500, 200_000, 6000
MEASURED = tuple(entry.key for entry in DESTINATIONS if entry.limit)

Fetched = Callable[[Reply | None], object]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a destination will show, and the notes it was made of."""

    notes: Notes
    audio: AudioInfo
    reply: Reply


class Previewing(QObject):
    """Renders the destination that is looked at; the newest notes win.

    ``shown_changed`` carries Rendered. ``sizes_changed`` carries how large the publications are at
    the destinations that have a limit, by key and in their units: after a rest in typing, whether
    anybody looks or not. ``settings`` gives the options of outlets, as they are now.
    """

    shown_changed = Signal(object)
    sizes_changed = Signal(object)
    given_up = Signal()

    def __init__(
        self,
        audio: Callable[[], AudioInfo],
        base: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._audio, self._base = audio, base
        self.settings: Callable[[], Settings] = lambda: NONE
        self._key = ""
        self._notes: Notes | None = None
        self._is_wanted = False
        self._sizes_due = False
        self._rendering: dict[int, tuple[Notes, AudioInfo]] = {}
        self._fetching: dict[int, Fetched] = {}
        self._renderer: Renderer | None = None
        self._later = self._timer(self._render, PREVIEW_MS)
        self._sizes_later = self._timer(self._measure, SIZES_MS)

    def _timer(self, call: Callable[[], None], rest_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(rest_ms)
        timer.timeout.connect(call)
        return timer

    def take(self, notes: Notes) -> None:
        """The notes have changed, or what surrounds them has."""
        self._notes = notes
        if self._is_wanted:
            self._later.start(PREVIEW_MS)
        if self._key:
            self._sizes_later.start(LONG_SIZES_MS if len(notes.text) > LONG_CHARS else SIZES_MS)

    def choose(self, key: str) -> None:
        """Render this destination from now on, with the settings of now."""
        self._key = key
        if self._notes is not None:
            self.take(self._notes)
            if self._is_wanted:
                self._later.start(0)

    def want(self, wanted: bool) -> None:
        """Whether somebody looks at the preview; while nobody does, it follows after a rest."""
        self._is_wanted = wanted
        if wanted and self._notes is not None:
            self._later.start(0)

    def fetch(self, notes: Notes, key: str, done: Fetched) -> None:
        """Have made what a destination is given, whoever looks at what; ``done`` is called once.

        It gets None where the text takes too long. Nothing is called after ``close``.
        """
        number = self._process().fetch(
            notes.text, self._base(), self._audio(), key, self.settings()
        )
        self._fetching[number] = done

    def close(self) -> None:
        """Stop rendering; the window has been closed."""
        self._fetching.clear()
        self._later.stop()
        self._sizes_later.stop()
        if self._renderer is not None:
            self._renderer.close()

    # --- rendering

    def _measure(self) -> None:
        self._sizes_due = True
        self._render()

    def _render(self) -> None:
        """One request for all that is due; the sizes of one that it replaces are due still."""
        notes = self._notes
        if notes is None or not self._key:
            return
        audio = self._audio()
        sizes = MEASURED if self._sizes_due else ()
        number = self._process().render(
            notes.text, self._base(), audio, self._key, sizes, self.settings()
        )
        self._rendering[number] = (notes, audio)

    def _process(self) -> Renderer:
        if self._renderer is None:
            self._renderer = Renderer(self)
            self._renderer.rendered.connect(self._publish)
            self._renderer.given_up.connect(self._give_up)
            self._renderer.fetched.connect(lambda reply: self._answer(reply.number, reply))
            self._renderer.refused.connect(lambda number: self._answer(number, None))
        return self._renderer

    def _publish(self, reply: Reply) -> None:
        rendered = self._rendering.pop(reply.number, None)
        if rendered is None:
            return
        self._rendering = {n: made for n, made in self._rendering.items() if n > reply.number}
        self.shown_changed.emit(Rendered(*rendered, reply))
        if reply.sizes:
            self._sizes_due = bool(self._rendering)
            self.sizes_changed.emit(dict(reply.sizes))

    def _give_up(self) -> None:
        """Not for what still waits for its turn: the newest alone can."""
        self._sizes_due = False
        self._rendering = {n: self._rendering[n] for n in sorted(self._rendering)[-1:]}
        self.given_up.emit()

    def _answer(self, number: int, reply: Reply | None) -> None:
        done = self._fetching.pop(number, None)
        if done is not None:
            done(reply)
