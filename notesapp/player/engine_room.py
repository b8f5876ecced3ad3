"""The engines of one program: libVLC is started once, beside the window, and shared."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from notesapp.errors import AudioTrouble
from notesapp.player.choose import EngineFact, choose, make_engine, qt_fact, vlc_fact
from notesapp.player.sound_server import ServerLink

if TYPE_CHECKING:
    from notesapp.player.libvlc import Library
    from notesapp.player.port import PlayerPort


class EngineRoom:
    """Makes engines. ``vlc_options`` go to libVLC as they are."""

    def __init__(self, vlc_options: tuple[str, ...] = ()) -> None:
        self._vlc_options = vlc_options
        self._lock = threading.Lock()
        self._facts: tuple[EngineFact, ...] = ()
        self._library: Library | None = None
        self._link = ServerLink()

    def get_ready(self) -> None:
        """See what is there and start libVLC: a tenth of a second the first time, on any thread."""
        with self._lock:
            if not self._facts:
                fact, self._library = vlc_fact(self._vlc_options)
                self._facts = (fact, qt_fact())

    def make(self, wanted: str) -> tuple[PlayerPort, str]:
        """Return an engine, as asked for or the next best, and a sentence where it is not.

        From the GUI thread; at once after ``get_ready``. Raises AudioTrouble.
        """
        if any(fact.key == wanted and not fact.is_available for fact in self._facts):
            self.close()  # it may have been installed since
        self.get_ready()
        choice = choose(wanted, self._facts)
        if not choice.key:
            raise AudioTrouble(choice.note)
        try:
            return self._make(choice.key), choice.note
        except AudioTrouble as trouble:
            others = (e for e in choice.engines if e.is_available and e.key != choice.key)
            other = next(others, None)
            if other is None:
                raise
            return self._make(other.key), f"{trouble.sentence} Playing with {other.name}."

    def close(self) -> None:
        """Let go of libVLC. Engines that still use it keep it until they are closed."""
        with self._lock:
            library, self._library, self._facts = self._library, None, ()
        if library:
            library.instance.release()

    def _make(self, key: str) -> PlayerPort:
        return make_engine(key, library=self._library, link=self._link)
