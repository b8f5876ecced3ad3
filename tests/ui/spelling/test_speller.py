"""The process that spells: it may be slow, die or find nothing to read, and nothing waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from pytestqt.qtbot import QtBot

from notesapp.ui.spelling.speller import Speller
from tests.spelling.tiny import tiny_dictionary

LIMIT_MS = 20_000


@pytest.fixture
def speller(qtbot: QtBot) -> Iterator[Speller]:
    made = Speller()
    yield made
    made.close()


def test_judges_in_the_background(speller: Speller, qtbot: QtBot, tmp_path: Path) -> None:
    speller.use(str(tiny_dictionary(tmp_path)))
    assert speller.is_wrong("teh") is None
    with qtbot.waitSignal(speller.judged, timeout=LIMIT_MS):
        speller.ask(["the", "teh"])
    assert speller.is_wrong("teh") is True
    assert speller.is_wrong("the") is False


def test_a_process_that_dies_is_started_again(
    speller: Speller, qtbot: QtBot, tmp_path: Path
) -> None:
    speller.use(str(tiny_dictionary(tmp_path)))
    with qtbot.waitSignal(speller.judged, timeout=LIMIT_MS):
        speller.ask(["the"])
    process = speller.findChild(QProcess)
    assert isinstance(process, QProcess)
    process.kill()
    qtbot.waitUntil(lambda: process.state() == QProcess.ProcessState.NotRunning)
    with qtbot.waitSignal(speller.judged, timeout=LIMIT_MS):
        speller.ask(["teh"])
    assert speller.is_wrong("teh") is True


def test_what_takes_too_long_counts_as_right_and_ends_it(qtbot: QtBot, tmp_path: Path) -> None:
    speller = Speller(limit_ms=1)  # no process starts within that
    speller.use(str(tiny_dictionary(tmp_path)))
    got: list[list[str]] = []
    with qtbot.waitSignal(speller.gave_up, timeout=LIMIT_MS):
        speller.ask(["teh"])
        speller.suggest("teh", got.append)
        for word in ("wrod", "recieve"):
            with qtbot.waitSignal(speller.judged, timeout=LIMIT_MS):
                speller.ask([word])
    assert not any(speller.is_wrong(word) for word in ("teh", "wrod", "recieve"))
    speller.suggest("teh", got.append)
    assert got[-1] == []
    speller.close()


def test_a_dictionary_that_cannot_be_read_ends_it(
    speller: Speller, qtbot: QtBot, tmp_path: Path
) -> None:
    speller.use(str(tmp_path / "en_XX"))
    with qtbot.waitSignal(speller.gave_up, timeout=LIMIT_MS):
        speller.ask(["teh"])
    assert speller.is_wrong("teh") is None
