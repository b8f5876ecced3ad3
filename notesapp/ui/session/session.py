"""The session of a running program: begun at its start, kept until its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from notesapp.storage.session_file import Session, SessionFile, begin_session
from notesapp.ui.files.messages import Offer
from notesapp.ui.session.restoring import Restoring
from notesapp.ui.session.session_keeper import SessionKeeper

if TYPE_CHECKING:
    from notesapp.ui.episode.episode import Episode, Services

GONE, HELD = "session_gone", "session_held"
NAMED = 3
GOES_ON_MS = 60_000


class ProgramSession(QObject):
    """Restores, keeps, and says what could not be opened.

    ``new_window`` gives one more window at its start screen; ``episodes`` is the program's own
    list of windows.
    """

    def __init__(
        self,
        file: SessionFile,
        services: Services,
        episodes: list[Episode],
        new_window: Callable[[], Episode],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._settings = services.settings
        self._episodes = episodes
        self._new_window = new_window
        submit = services.writer.submit
        self.keeper = SessionKeeper(file, services.state, episodes, submit, self)

    def watch(self, episode: Episode) -> None:
        """Follow a new window."""
        episode.session.path_changed.connect(self.keeper.note)
        episode.window.activated.connect(lambda: self.keeper.activated(episode))
        self.keeper.note()

    def begin(self, *, has_file: bool, done: Callable[[], None]) -> None:
        """Open what this start shall open, and keep what is open from then on.

        ``done`` is called when the last window is open. The disk knows of it before a file is
        opened, for those that end the program.
        """
        wanted = self._settings.read().is_on("session.restore")
        kept = self._file.read()
        session = begin_session(kept, wanted=wanted, has_file=has_file)
        if session != kept:
            self.keeper.start(session)
        self._open(session, lambda: self._begun(session, done))

    def ending(self) -> None:
        """The desktop's session ends and closes every window; if it goes on, so do we."""
        self.keeper.freeze()
        QTimer.singleShot(GOES_ON_MS, self, self.keeper.note)

    def open_held(self) -> None:
        """Open what was left closed because it may have ended the program."""
        self._drop(HELD)
        windows = self.keeper.try_again()
        self._open(Session(windows), self.keeper.note)

    def _begun(self, session: Session, done: Callable[[], None]) -> None:
        self.keeper.begin(session)
        if session.held and self._episodes:
            self._offer_held([one.notes_path for one in session.held if one.notes_path])
        done()

    def _open(self, session: Session, done: Callable[[], None]) -> None:
        restoring = Restoring(
            self._episodes, self._new_window, session.windows, session.active, self
        )

        def finished() -> None:
            if restoring.front is not None:
                self.keeper.activated(restoring.front)
            if restoring.gone and self._episodes:
                self._say_gone(restoring.gone)
            done()
            restoring.deleteLater()

        restoring.begin(finished)

    # --- words

    def _say_gone(self, paths: list[Path]) -> None:
        words = self.tr("{0} could not be opened again. What has moved opens from its new place.")
        self._say(GONE, words.format(self._names(paths)))

    def _offer_held(self, paths: list[Path]) -> None:
        words = self.tr(
            "The program ended twice soon after it opened {0}."
            " This time nothing was opened by itself."
        )
        offer = Offer(self.tr("Open them"), self.open_held)
        self._say(HELD, words.format(self._names(paths)), offer)

    def _names(self, paths: list[Path]) -> str:
        """“a.md”, “b.md”, “c.md” and 4 more."""
        named = [self.tr("“{0}”").format(_shown(path)) for path in paths[:NAMED]]
        more = len(paths) - len(named)
        if more:
            return self.tr("{0} and {1} more").format(", ".join(named), more)
        *first, last = named
        return self.tr("{0} and {1}").format(", ".join(first), last) if first else last

    def _say(self, name: str, sentence: str, offer: Offer | None = None) -> None:
        from notesapp.ui.files.start_notice import say

        front = self.keeper.active
        if front is not None:
            say(front, name, sentence, offer, self._on_closed)

    def _drop(self, name: str) -> None:
        from notesapp.ui.files.start_notice import drop

        for episode in self._episodes:
            drop(episode, name)

    def _on_closed(self, name: str) -> None:
        """Who takes the offer away does not want it again."""
        if name == HELD:
            self.keeper.let_go()


def _shown(path: Path) -> str:
    from notesapp.ui.files.audio_words import shown_name

    return shown_name(path.name)
