"""Starts Qt and lets engines play a moment; says what came of it as JSON.

Without words each engine plays the sample, unheard, for the self test. With the name of an engine
and files it plays those aloud, for whoever tries a package and listens.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer, qVersion
from PySide6.QtWidgets import QApplication, QLabel

from notesapp.errors import NotesError
from notesapp.player.choose import QT, VLC, make_engine
from notesapp.player.state import Phase
from notesapp.storage.resources import resource

if TYPE_CHECKING:
    from notesapp.player.port import PlayerPort

LIMIT_MS = 20_000
HEARD_MS = 200
ALOUD_MS = 2500
LOOK_MS = 20
DUMMY = ("--aout=dummy",)


def run(words: Sequence[str] = ()) -> int:
    """Print one JSON object: ``qt``, and for each engine ``key``, ``version`` and ``trouble``.

    With ``words`` there is a row for each file. Ends the process, with 0 also when nothing plays;
    what the findings mean is for others to say.
    """
    app = QApplication(sys.argv[:1])
    label = QLabel("A")
    label.show()
    app.processEvents()
    from PySide6.QtMultimedia import QMediaPlayer

    backend = QMediaPlayer().isAvailable()
    if words:
        rows = [_tried(words[0], Path(name)) for name in words[1:]]
    else:
        rows = [_tried(key) for key in (VLC, QT)]
    print(json.dumps({"qt": qVersion(), "backend": backend, "engines": rows}), flush=True)
    os._exit(0)  # nothing is left to be put in order, and an engine may take its time


def _tried(key: str, aloud: Path | None = None) -> dict[str, str]:
    row = {"key": key, "version": "", "trouble": "", "file": aloud.name if aloud else ""}
    try:
        path = aloud or _sample_audio()
        player = make_engine(key, () if aloud else DUMMY)
    except NotesError as trouble:
        return row | {"trouble": trouble.sentence}
    player.set_muted(aloud is None)
    player.load(path)
    row["version"] = player.version
    row["trouble"] = _played(player, ALOUD_MS if aloud else HEARD_MS)
    player.close()
    return row


def _sample_audio() -> Path:
    found = sorted(resource("sample").glob("*.mp3"))
    if not found:
        raise NotesError("The sample's audio is missing. Install the program again.")
    return found[0]


def _played(player: PlayerPort, heard_ms: int) -> str:
    loop, clock, started = QEventLoop(), QElapsedTimer(), False
    clock.start()
    timer = QTimer()
    trouble = ""

    def look() -> None:
        nonlocal started, trouble
        state = player.state
        if state.phase is Phase.FAILED:
            trouble = state.message
            loop.quit()
        elif state.phase is Phase.READY and not started:
            started = True
            player.play()
        elif state.phase is Phase.PLAYING and player.position_ms() >= heard_ms:
            loop.quit()
        elif clock.elapsed() > LIMIT_MS:
            trouble = f"It did not play within {LIMIT_MS // 1000} seconds ({state.phase})."
            loop.quit()

    timer.timeout.connect(look)
    timer.start(LOOK_MS)
    loop.exec()
    timer.stop()
    player.pause()
    QCoreApplication.processEvents()
    return trouble
