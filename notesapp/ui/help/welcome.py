"""The first five minutes: the sample plays, four keys stand under the text, then one's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.core.edits.base import Position
from notesapp.core.model import SegmentKind
from notesapp.ui.help.first_keys import COMMANDS, FirstKeys

if TYPE_CHECKING:
    from notesapp.storage.state_file import StateFile
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.help.first_steps import FirstSteps

BEGUN, CLOSED = "four keys begun", "four keys closed"
OWN_FILE = "own file begun"


def is_first_start(state: StateFile) -> bool:
    """Whether nobody has worked here yet, or somebody has begun with the four keys."""
    done = state.done()
    return CLOSED not in done and (BEGUN in done or not state.recent())


class Welcome(QObject):
    """Shows the four keys where they are still new, and the steps to one's own episode."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._row: FirstKeys | None = None
        self._steps: FirstSteps | None = None
        self._first = is_first_start(desk.state)
        desk.window.pages.currentChanged.connect(self._on_page)
        desk.window.start.sample_requested.connect(self._play_sample)
        for command in COMMANDS:
            desk.actions.actions[command].triggered.connect(
                lambda _=False, used=command: self._use(used)
            )
        self._on_page()

    # --- commands

    def show_keys(self) -> None:
        """The four keys again, none of them ticked."""
        self._desk.state.mark_undone(CLOSED, *COMMANDS)
        self._desk.state.mark_done(BEGUN)
        self._first = True
        self._show_row()

    def show_steps(self) -> None:
        """The steps to an episode of one's own."""
        from notesapp.ui.help.first_steps import FirstSteps

        if self._steps is None:
            self._steps = FirstSteps(self._desk, self._desk.window)
            self._steps.finished.connect(self._forget_steps)
            self._desk.window.closed.connect(self._steps.close)
            self._steps.go_elsewhere_requested.connect(self._begin_elsewhere)
        self._steps.show()
        self._steps.raise_()
        self._steps.activateWindow()

    # --- what happens

    def _on_page(self, _: object = None) -> None:
        window, state = self._desk.window, self._desk.state
        if not window.works:
            return
        if OWN_FILE in state.done() and not self._is_sample():
            state.mark_undone(OWN_FILE)
            self.show_steps()
        if self._first:
            state.mark_done(BEGUN)
            self._show_row()

    def _show_row(self) -> None:
        if not self._desk.window.works:
            return
        if self._row is None:
            self._row = FirstKeys(self._desk.look())
            self._row.closed.connect(self._close)
            self._row.steps_requested.connect(self._go_on)
            self._desk.actions.keys_changed.connect(self._show_key_names)
            self._desk.window.add_below_text(self._row)
            self._row.stand_among(self._desk.window.bars_below)
        self._show_key_names()
        self._row.show_used(self._desk.state.done())
        self._row.show()

    def _show_key_names(self) -> None:
        if self._row is not None:
            self._row.show_keys(self._desk.actions.key_of)

    def _use(self, command: str) -> None:
        if not self._first or self._row is None:
            return
        state = self._desk.state
        if command not in state.done():
            state.mark_done(command)
            self._row.show_used(state.done())

    def _close(self) -> None:
        self._first = False
        self._desk.state.mark_done(CLOSED)
        if self._row is not None:
            self._row.hide()
        self._desk.window.editor.setFocus()

    def _go_on(self) -> None:
        self._close()
        self.show_steps()

    def _forget_steps(self, _: int) -> None:
        self._steps = None

    def _begin_elsewhere(self) -> None:
        """The steps go on in the window that the file is opened in."""
        self._desk.state.mark_done(OWN_FILE)

    # --- the sample

    def _is_sample(self) -> bool:
        session = self._desk.session
        return session.path is None and session.name == self._desk.doors.sample()[0]

    def _play_sample(self) -> None:
        """The sample plays by itself as long as the keys are new, the caret in a question."""
        if not self._first:
            return
        notes = self._desk.document.fresh_notes()
        asked = (s for s in notes.segments if s.kind is SegmentKind.QUESTION)
        first = next(asked, None)
        if first is not None:
            line = first.body_last_line
            stamp = first.stamp
            told = notes.lines[line][: stamp.start if stamp is not None else None].rstrip()
            self._desk.window.editor.set_place(Position(line, len(told)))
        self._desk.playback.state_changed.connect(self._play_when_ready)
        self._play_when_ready()

    def _play_when_ready(self, _: object = None) -> None:
        playback = self._desk.playback
        if playback.has_audio:
            playback.state_changed.disconnect(self._play_when_ready)
            playback.resume()
