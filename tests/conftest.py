"""What every test gets: folders of its own, and a failure for anything left or logged."""

from __future__ import annotations

import gc
import itertools
import logging
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# On two shared cores a deadline or a slow-data check tells about the machine, not the code.
QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "print_blob": True}
settings.register_profile("ci", max_examples=100, **QUIET)
settings.register_profile("big", max_examples=5_000, **QUIET)
settings.load_profile("big" if os.environ.get("TORTURE") else "ci")

COLLECT_ALL_AFTER = 40  # tests

FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def pytest_sessionstart() -> None:
    """Let Qt always have somebody in Python to talk to, also between two tests.

    pytest-qt takes its handler away after each test. A thread of Qt that was about to say
    something then calls nobody, which ends the process (PySide6 6.11): qInstallMessageHandler
    sets what the thread calls as soon as it has Python's lock.
    """
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_say_between_tests)


def _say_between_tests(kind: object, context: object, text: str) -> None:
    print(f"Qt between tests: {text}", file=sys.__stderr__)


@pytest.fixture(scope="session")
def tests_run() -> Iterator[Iterator[int]]:
    """Keep Python from collecting garbage, as the program does; counts tests."""
    gc.disable()
    yield itertools.count(1)
    gc.enable()


@pytest.fixture(autouse=True)
def collected_here(tests_run: Iterator[int]) -> Iterator[None]:
    """Collect after the test, on this thread: garbage may be Qt's, and readers have threads."""
    yield
    gc.collect(2 if next(tests_run) % COLLECT_ALL_AFTER == 0 else 0)


@pytest.fixture(scope="session")
def next_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Names a new place at each call, without making it: most tests never look there."""
    base = tmp_path_factory.mktemp("homes")
    numbers = itertools.count(1)
    return lambda: base / str(next(numbers))


@pytest.fixture(autouse=True)
def home(next_home: Callable[[], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the settings, state and cache of this test away from the person's own."""
    place = next_home()
    for name in FOLDERS:
        monkeypatch.setenv(name, str(place / name.removeprefix("XDG_").lower()))
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):  # no window on the person's bus
        monkeypatch.delenv(name, raising=False)
    return place


@pytest.fixture(autouse=True)
def no_unexpected_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail where the program logged a warning that the test did not expect."""
    yield
    marks = request.node.iter_markers("expects_log")
    expected = [re.compile(pattern) for mark in marks for pattern in mark.args]
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    unexpected = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING
        and not any(pattern.search(record.getMessage()) for pattern in expected)
    ]
    assert not unexpected, "logged and not expected:\n" + "\n".join(unexpected)


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Fail where a window is still open after the test, and close it for the next one."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if not isinstance(app, widgets.QApplication if widgets else ()):
        return
    left = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.close()
    assert not left, f"still open after the test: {', '.join(names)}"
