"""What ``--debug`` adds to the log: Qt's messages, errors nobody caught, what runs here."""

from __future__ import annotations

import contextlib
import importlib
import logging
import platform
import sys
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from notesapp import __version__

_log = logging.getLogger("notesapp.debug")
_qt = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def watch() -> Callable[[], None]:
    """Send Qt's messages and uncaught errors to the log; returns what ends that."""
    _log.info(
        "Show Notes %s, Python %s, Qt %s, %s",
        __version__,
        platform.python_version(),
        qVersion(),
        platform.platform(),
    )
    _load_what_speaks_early()
    before, qt_before = sys.excepthook, qInstallMessageHandler(_take_qt)
    sys.excepthook = _take_error

    def end() -> None:
        sys.excepthook = before
        qInstallMessageHandler(qt_before)

    return end


def _load_what_speaks_early() -> None:
    """Qt Multimedia has messages while it is being loaded, under the loader's lock.

    A handler in Python would wait there for the interpreter, which a worker may hold that itself
    waits for the loader: the window would stand still for good.
    """
    with contextlib.suppress(ImportError):
        importlib.import_module("PySide6.QtMultimedia")


def _take_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _qt.log(_LEVELS.get(kind, logging.INFO), "%s: %s", context.category or "default", message)


def _take_error(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    _log.critical("Nobody caught this.", exc_info=(kind, error, trace))
