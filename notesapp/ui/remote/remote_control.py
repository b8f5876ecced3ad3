"""Media keys and pedals for the whole program; they act on the window last used."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QApplication

from notesapp.remote.mpris_bus import MprisBus, bus_address
from notesapp.remote.pedal_reader import PedalReader
from notesapp.remote.pedal_reports import BACK, FORWARD, PLAY
from notesapp.remote.showing import Wish
from notesapp.ui.remote.pedal_keys import PedalKeys, PedalSet
from notesapp.ui.remote.window_reach import WindowReach

_NAME = "remote_control"


class RemoteControl(QObject):
    """Belongs to the application, and lives as long as any window has joined.

    ``bus_name`` is what desktops know the program as, empty without a session bus.
    """

    _wished = Signal(object)
    _named = Signal(str)
    _pedal_moved = Signal(str, bool)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self.bus_name = ""
        self.pedal_mode = "hold"
        self._windows: list[WindowReach] = []
        self._tracks = count(1)
        queued = Qt.ConnectionType.QueuedConnection
        self._wished.connect(self._do, queued)
        self._named.connect(self._take_name, queued)
        self._pedal_moved.connect(self._on_pedal, queued)
        self._pedal_keys = PedalKeys(self._on_pedal, self)
        self.pedals = PedalReader(lambda name, down: self._post(self._pedal_moved, name, down))
        address = bus_address(os.environ) if sys.platform.startswith("linux") else ""
        self._bus: MprisBus | None = None
        if address:
            self._bus = MprisBus(
                address,
                lambda wish: self._post(self._wished, wish),
                lambda name: self._post(self._named, name),
            )

    def start(self) -> None:
        """Reach out, in the background."""
        if self._bus is not None:
            self._bus.start()
        self.pedals.start()

    def join(self, window: WindowReach) -> None:
        """One more window, which is the one used now."""
        self._windows.append(window)
        window.track = next(self._tracks)
        window.desk.playback.audio_changed.connect(lambda: self._count(window))
        window.changed.connect(lambda: self._show(window))
        window.came_forward.connect(lambda: self._come_forward(window))
        window.closed.connect(lambda: self._leave(window))
        self._come_forward(window)

    def use_settings(self, window: WindowReach) -> None:
        """Take the pedals' keys as set now."""
        values = window.desk.settings.read()
        self.pedal_mode = values.word("remote.pedal_mode")
        keys = (values.word(f"remote.pedal_{name}") for name in (PLAY, BACK, FORWARD))
        self._pedal_keys.set_keys(PedalSet(*keys))

    def _come_forward(self, window: WindowReach) -> None:
        if window in self._windows:
            self._windows.remove(window)
            self._windows.append(window)
            self.use_settings(window)
            self._show(window)

    def _count(self, window: WindowReach) -> None:
        """Other audio is another track."""
        if window.desk.playback.path == window.counted:
            return
        window.counted = window.desk.playback.path
        window.track = next(self._tracks)
        self._show(window)

    def _show(self, window: WindowReach) -> None:
        if self._bus is not None and self._windows and self._windows[-1] is window:
            self._bus.show(window.showing())

    def _leave(self, window: WindowReach) -> None:
        if window in self._windows:
            self._windows.remove(window)
        if self._windows:
            self._show(self._windows[-1])
            return
        if self._bus is not None:
            self._bus.close()
        self.pedals.close()
        self._pedal_keys.set_keys(PedalSet())
        self.setObjectName("")  # a window opened later has one of its own
        self.deleteLater()

    def _do(self, wish: Wish) -> None:
        if self._windows:
            self._windows[-1].do(wish)

    def _on_pedal(self, pedal: str, down: bool) -> None:
        if pedal == PLAY and self.pedal_mode == "hold":
            self._do(Wish("play" if down else "pause"))
        elif down:
            self._do(Wish("toggle" if pedal == PLAY else pedal))

    def _take_name(self, name: str) -> None:
        self.bus_name = name

    def _post(self, signal: SignalInstance, *arguments: object) -> None:
        """From any thread; the application may have gone."""
        with suppress(RuntimeError):
            signal.emit(*arguments)


def remote_control(app: QApplication) -> RemoteControl:
    """The one of an application, made and started where there is none."""
    found = app.findChild(RemoteControl, _NAME)
    if isinstance(found, RemoteControl):
        return found
    made = RemoteControl(app)
    made.start()
    return made
