"""The preview of the notes, made beside the window while somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.core.model import Notes
from notesapp.formats.base import AudioInfo
from notesapp.formats.render_server import Reply
from notesapp.ui.panels.renderer import Renderer

PREVIEW_MS = 250


@dataclass(frozen=True, slots=True)
class Rendered:
    """The preview's two texts, and the notes they were made of."""

    notes: Notes
    audio: AudioInfo
    body: str
    description: str


class Previewing(QObject):
    """Renders in a process of its own; the newest notes win."""

    rendered_changed = Signal(object)
    given_up = Signal()

    def __init__(
        self,
        audio: Callable[[], AudioInfo],
        base: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._audio, self._base = audio, base
        self._notes: Notes | None = None
        self._is_wanted = False
        self._rendering: tuple[Notes, AudioInfo] | None = None
        self._renderer: Renderer | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PREVIEW_MS)
        self._later.timeout.connect(self._render)

    def take(self, notes: Notes) -> None:
        """The notes have changed, or what surrounds them has."""
        self._notes = notes
        if self._is_wanted:
            self._later.start()

    def want(self, wanted: bool) -> None:
        """Whether somebody looks at the preview; it costs nothing while nobody does."""
        self._is_wanted = wanted
        if wanted and self._notes is not None:
            self._later.start(0)

    def _render(self) -> None:
        self._later.setInterval(PREVIEW_MS)
        notes = self._notes
        if notes is None:
            return
        self._rendering = (notes, self._audio())
        if self._renderer is None:
            self._renderer = Renderer(self)
            self._renderer.rendered.connect(self._publish)
            self._renderer.given_up.connect(self.given_up)
        self._renderer.render(notes.text, self._base(), self._rendering[1])

    def _publish(self, reply: Reply) -> None:
        if self._rendering is not None:
            notes, audio = self._rendering
            self.rendered_changed.emit(Rendered(notes, audio, reply.body, reply.description))

    def close(self) -> None:
        """Stop rendering; the window has been closed."""
        if self._renderer is not None:
            self._renderer.close()
