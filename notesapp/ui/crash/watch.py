"""Everything that waits for something to go wrong, put in place once the window is there."""

from __future__ import annotations

import faulthandler
import logging
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from notesapp import __version__
from notesapp.errors import FileTrouble
from notesapp.storage.crash_traces import CrashTraces, OwnTrace, end_within
from notesapp.storage.log_file import RecentLines, keep_warnings
from notesapp.ui.crash.crashes import Crashes
from notesapp.ui.crash.reports import Reports
from notesapp.ui.crash.standstill import Standstill

if TYPE_CHECKING:
    from notesapp.storage.places import Places
    from notesapp.ui.program import Program

LOOK_BACK_MS = 1_500  # what recovery asks comes first
LEAVE_S = 15.0

_log = logging.getLogger(__name__)


class Watch:
    """Keeps a log and watches for crashes of all kinds until ``end``. Never raises.

    A disk that takes no log leaves everything else in place.
    """

    def __init__(self, program: Program, places: Places, home: Path) -> None:
        self._ends = ExitStack()
        self._trace: OwnTrace | None = None
        folder = places.log_folder
        try:
            self._ends.callback(keep_warnings(folder, home))
        except (FileTrouble, OSError) as error:
            _log.warning("No log is kept.", exc_info=error)
        recent = RecentLines(str(home))
        logging.getLogger().addHandler(recent)
        self._ends.callback(logging.getLogger().removeHandler, recent)
        self.reports = Reports(program, recent, folder, monotonic())
        self.crashes = Crashes(
            program.keep_unsaved, self.reports.show, self.reports.typed, str(home), parent=program
        )
        self._ends.callback(self.crashes.restore)
        self._begin_trace(program, CrashTraces(folder))
        QTimer.singleShot(LOOK_BACK_MS, program, lambda: self.reports.look_back(str(home)))

    def leave(self) -> None:
        """The program is about to end: it does so whoever hangs in it, at the latest in 15 s."""
        if self._trace is not None:
            faulthandler.dump_traceback_later(LEAVE_S, exit=True, file=self._trace.fd)

    def end(self) -> None:
        """Take everything away again; only what comes after the program is still watched."""
        self._ends.close()
        end_within(LEAVE_S)

    def _begin_trace(self, program: Program, traces: CrashTraces) -> None:
        try:
            self._trace = trace = traces.begin(__version__)
        except (FileTrouble, OSError, RuntimeError) as error:
            _log.warning("Crashes of libraries leave no trace.", exc_info=error)
            return
        self._ends.callback(trace.end)
        self.still = Standstill(trace, program.look_at_workers, parent=program)
        self._ends.callback(self.still.stop)
