"""Calling an engine from its own signals, where libVLC itself would deadlock.

Each runs in a process of its own, so that a deadlock ends as a timeout and not as a hang.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from notesapp.player.choose import QT, VLC

pytestmark = pytest.mark.engine
ROOT = Path(__file__).parents[2]
PATIENCE_S = 60

STAGE = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from notesapp.player.choose import make_engine

app = QCoreApplication([])
gui = threading.get_ident()
path = Path(sys.argv[2])
player = make_engine(sys.argv[1], ("--aout=dummy",))
threads, count = set(), [0]

def watch(*_):
    threads.add(threading.get_ident())

for signal in (player.state_changed, player.position_ticked, player.seeked, player.ended):
    signal.connect(watch)

def finish():
    player.close()
    print("threads", threads == {gui}, flush=True)
    app.quit()

def start():
    player.load(path)
    player.play()

QTimer.singleShot(0, start)
"""

ACTS = {
    "stop at each tick": """
def act(_):
    count[0] += 1
    player.stop()
    finish() if count[0] == 5 else player.play()
player.position_ticked.connect(act)
""",
    "seek at each tick": """
def act(ms):
    count[0] += 1
    player.seek(count[0] * 50) if count[0] < 20 else finish()
player.position_ticked.connect(act)
""",
    "load at the end": """
def act():
    count[0] += 1
    start() if count[0] < 3 else finish()
player.ended.connect(act)
""",
    "play again at the end": """
def act(state):
    if state.phase == "ended":
        count[0] += 1
        player.play() if count[0] < 3 else finish()
player.state_changed.connect(act)
""",
    "release at the end": """
player.ended.connect(player.release)
player.ended.connect(finish)
""",
    "release at each state": """
def act(state):
    if state.phase in ("ready", "playing"):
        count[0] += 1
        player.release()
        QTimer.singleShot(0, start if count[0] < 4 else finish)
player.state_changed.connect(act)
""",
    "pause when it plays": """
def act(state):
    if state.phase == "playing":
        player.pause()
        QTimer.singleShot(0, finish)
player.state_changed.connect(act)
""",
    "load when ready": """
def act(state):
    if state.phase == "ready":
        count[0] += 1
        player.load(path) if count[0] < 4 else QTimer.singleShot(0, finish)
player.state_changed.connect(act)
""",
    "close while it plays": """
player.position_ticked.connect(lambda _: finish() if player.position_ms() > 100 else None)
""",
    "leave without closing": """
player.position_ticked.connect(lambda _: (print("threads", threads == {gui}), app.quit()))
""",
}


def run_script(script: str, key: str, path: Path) -> list[str]:
    """Run a script on one engine and one file in a process of its own; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", script, key, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("key", [VLC, QT])
def test_calls_from_a_signal_come_back(key, act, make_wav, libvlc_trouble):
    if key == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    path = make_wav(1.5 if "end" in act else 8.0)
    assert run_script(STAGE + ACTS[act] + "app.exec()\n", key, path)[-1:] == ["threads True"]


COMING_AND_GOING = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from notesapp.player.choose import make_engine

app = QCoreApplication([])
path, players = Path(sys.argv[2]), []
left = [120 if sys.argv[1] == "qt" else 30]

def come():
    player = make_engine(sys.argv[1], ("--aout=dummy",))
    players[:] = [player]
    player.load(path)
    player.play()
    QTimer.singleShot(60 + left[0] % 20, player.pause)
    QTimer.singleShot(60 + left[0] % 20 + left[0] % 9, go)

def go():
    players[0].close()
    left[0] -= 1
    come() if left[0] else (print("all gone", flush=True), app.quit())

come()
app.exec()
"""


@pytest.mark.parametrize("key", [VLC, QT])
def test_letting_go_never_waits_for_a_thread_that_waits_for_us(key, make_wav, libvlc_trouble):
    """Qt's audio thread wants the GIL while Qt's own locks are held: see qt_engine._Orders."""
    if key == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    assert run_script(COMING_AND_GOING, key, make_wav(8.0)) == ["all gone"]


GOING_EARLY = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from notesapp.player.choose import make_engine
from tests.player.listening import NumberedSource

class Counting(NumberedSource):
    reads = 0

    def read(self, start, count):
        self.reads += 1
        is_let_go.wait(0.02)
        if sys.argv[2] == "breaks" and self.reads > at:
            raise OSError("gone")
        return super().read(start, count)

app = QCoreApplication([])
left = [1, 2, 3, 4, 6]

def come():
    global source, is_let_go, at, player
    source, is_let_go, at = Counting(60), threading.Event(), left.pop()
    player = make_engine(sys.argv[1], ("--aout=dummy",), opener=lambda path: source)
    player.load(Path("early.wav"))
    player.play()

def look():
    if player.state.phase == "failed" or source.reads >= at and sys.argv[2] == "leaves":
        is_let_go.set()
        player.close()
        come() if left else (print("all gone", flush=True), app.quit())

come()
timer = QTimer()
timer.timeout.connect(look)
timer.start(1)
app.exec()
"""


@pytest.mark.parametrize("act", ["leaves", "breaks"])
@pytest.mark.parametrize("key", [VLC, QT])
def test_no_library_reads_for_ever_what_has_ended_while_it_opens_it(key, act, libvlc_trouble):
    if key == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    assert run_script(GOING_EARLY, key, Path(act)) == ["all gone"]
