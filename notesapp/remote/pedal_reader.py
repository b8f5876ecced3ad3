"""Reads a USB foot pedal with the optional package hidapi, on a thread of its own."""

from __future__ import annotations

import importlib.util
import logging
import threading
from collections.abc import Callable
from types import ModuleType

from notesapp.remote.pedal_reports import KNOWN, Pedal, changes

_log = logging.getLogger(__name__)
_LOOK_S = 4.0
_READ_MS = 500
_REPORT = 64
_TROUBLE = (OSError, ValueError)


def is_installed() -> bool:
    """Whether hidapi is there. It is not imported for that."""
    return importlib.util.find_spec("hid") is not None


def connected() -> tuple[Pedal, ...]:
    """The known pedals plugged in now. Without hidapi, none."""
    if not is_installed():
        return ()
    try:
        import hid

        return tuple(p for p in KNOWN if hid.enumerate(p.vendor, p.product))
    except (ImportError, *_TROUBLE) as error:
        _log.info("No pedals can be listed: %s", error)
        return ()


class PedalReader:
    """Looks for a known pedal until ``close``; ``on_move`` gets pedal and down, on its thread.

    A pedal that is pulled out counts as let go. ``reading`` names the one in use.
    """

    def __init__(self, on_move: Callable[[str, bool], None]) -> None:
        self._on_move = on_move
        self._stop = threading.Event()
        self.reading = ""
        self._thread = threading.Thread(target=self._run, name="pedals", daemon=True)

    def start(self) -> None:
        """Begin to look; nothing happens without hidapi."""
        if is_installed():
            self._thread.start()

    def close(self) -> None:
        """Stop; returns at once."""
        self._stop.set()

    def _run(self) -> None:
        try:
            import hid
        except ImportError as error:
            _log.info("Pedals cannot be read: %s", error)
            return
        while not self._stop.is_set():
            for pedal in KNOWN:
                self._read(hid, pedal)
            self._stop.wait(_LOOK_S)

    def _read(self, hid: ModuleType, pedal: Pedal) -> None:
        down: frozenset[str] = frozenset()
        device = hid.device()
        try:
            device.open(pedal.vendor, pedal.product)
            self.reading = pedal.name
            while not self._stop.is_set():
                report = device.read(_REPORT, _READ_MS)
                if report:
                    down = self._say(down, pedal.down(bytes(report)))
        except _TROUBLE as error:
            _log.debug("%s: %s", pedal.name, error)
        finally:
            self.reading = ""
            self._say(down, frozenset())
            device.close()

    def _say(self, before: frozenset[str], after: frozenset[str]) -> frozenset[str]:
        for name, is_down in changes(before, after):
            self._on_move(name, is_down)
        return after
