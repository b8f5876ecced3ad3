"""What hangs beside the window takes neither the notes nor the end of the program with it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.storage.log_file import RecentLines, keep_warnings
from notesapp.storage.places import Places
from notesapp.ui.panels import renderer
from notesapp.ui.program import Program
from notesapp.ui.spelling import speller
from tests.flows.driving import opened

SECRET = "Confidential rye"
HANGS = ["sleep", "60"]
posix = pytest.mark.skipif(os.name != "posix", reason="needs sleep")


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    made = threading.Event()
    yield made
    made.set()


def ended_within(shown: Program, limit_s: float) -> bool:
    """Close the program as at its end, and say whether it was quick enough."""
    begun_s = monotonic()
    shown.close()
    return monotonic() - begun_s < limit_s


def saves(episode, folder: Path) -> bool:
    path = folder / "rye.md"
    assert episode.session.save_as(path)
    QTest.keyClicks(episode.window.editor, "Q: ")
    assert episode.session.save()
    return path.read_text("utf-8") == episode.document.text()


def test_a_job_that_hangs_keeps_nobody_from_saving_or_leaving(start, qtbot, gate, tmp_path):
    shown: Program = start()
    episode = opened(shown, qtbot)
    episode.session.start_new(f"{SECRET}\n")
    episode.window.show_work()
    began = threading.Event()
    episode.jobs.run("facts", lambda: (began.set(), gate.wait(60)), lambda _: None)
    assert began.wait(20)
    assert saves(episode, tmp_path)
    assert ended_within(shown, 8)


@posix
@pytest.mark.parametrize("program", [HANGS, ["false"], ["/none/such"]])
def test_a_preview_or_a_speller_that_hangs_or_dies_is_left(
    start, qtbot, tmp_path, monkeypatch, program: list[str]
):
    monkeypatch.setattr(renderer, "command", lambda: program)
    monkeypatch.setattr(speller, "command", lambda: program)
    shown: Program = start()
    episode = opened(shown, qtbot)
    episode.session.start_new(f"{SECRET}\n")
    episode.window.show_work()
    episode.actions.run("view.preview")
    spelled = speller.Speller(episode, limit_ms=50)
    spelled.use("/none/xx")
    with qtbot.waitSignal(spelled.judged, timeout=20_000):
        spelled.ask(["rye"])
    drawn = renderer.Renderer(episode, limit_ms=50)
    with qtbot.waitSignal(drawn.given_up, timeout=20_000):
        drawn.render(SECRET, "rye", episode.audio_info())
    assert saves(episode, tmp_path)
    drawn.close()
    spelled.close()
    assert ended_within(shown, 8)


def test_an_engine_room_that_hangs_does_not_hold_up_the_end(start, qtbot, gate, tmp_path):
    shown: Program = start()
    episode = opened(shown, qtbot)
    episode.session.start_new(f"{SECRET}\n")
    episode.window.show_work()
    held = threading.Event()

    def hold() -> None:
        with shown._engines._lock:  # as libVLC does that never comes back from its start
            held.set()
            gate.wait(60)

    threading.Thread(target=hold, daemon=True).start()
    assert held.wait(20)
    assert saves(episode, tmp_path)
    assert ended_within(shown, 8)


@pytest.mark.expects_log("stopped|could not be kept")
def test_no_log_holds_what_was_typed_anywhere(
    start: Callable[..., Program], places: Places, qtbot: QtBot, tmp_path: Path, monkeypatch
):
    """Into text, header and a name, with jobs that quote it, saves that are refused, and a keep
    that breaks."""
    end = keep_warnings(places.log_folder, tmp_path)
    recent = RecentLines(str(tmp_path))
    logging.getLogger().addHandler(recent)
    try:
        shown = start()
        episode = opened(shown, qtbot)
        episode.session.start_new(f'---\ntitle: "{SECRET}"\n---\n\nQ: {SECRET}?\n', SECRET)
        episode.window.show_work()
        QTest.keyClicks(episode.window.editor, SECRET)
        failures = []
        with qtbot.captureExceptions() as told:
            episode.jobs.run("quote", lambda: int(episode.document.text()), failures.append)
            qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        assert not episode.session.save_as(tmp_path / "none" / f"{SECRET}.md")
        monkeypatch.setattr(episode.session, "flush", lambda: int(SECRET))
        assert not shown.keep_unsaved()
        monkeypatch.undo()
    finally:
        end()
        logging.getLogger().removeHandler(recent)
    said = (places.log_folder / "notesapp.log").read_text("utf-8")
    assert "The job quote stopped." in said
    assert "could not be kept" in said
    assert SECRET not in said
    assert SECRET not in "\n".join(recent.lines())
