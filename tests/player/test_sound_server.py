"""The sound server dies under a player, and comes back: nothing dies with it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from notesapp.player.choose import QT, VLC
from notesapp.player.sound_server import SETTLE_S, ServerLink
from tests.ear.pulse import NoPulse, Pulse
from tests.player.test_reentry import run_script

pytestmark = pytest.mark.engine

STAGE = """
import os, sys
from pathlib import Path
from tests.ear.pulse import Pulse

server = Pulse()
server.__enter__()
os.environ.update(server.environment)

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from notesapp.player.choose import make_engine

app = QCoreApplication([])
player = make_engine(sys.argv[1])

def until(true):
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if true() else None)
    timer.start(10)
    loop.exec()

def plays_on():
    from_ms = player.position_ms()
    until(lambda: player.position_ms() > from_ms + 150)

def opened():
    player.load(Path(sys.argv[2]))
    until(lambda: player.state.phase == "ready")

def use():
    for ms in (3000, 9000):
        player.seek(ms)
        plays_on()
    player.pause()
    until(lambda: True)
    player.play()
    plays_on()
    player.set_rate(1.5)
    plays_on()
    player.set_rate(1.0)
    player.set_output("")

opened()
player.play()
plays_on()
player.pause()  # Qt begins its silence on the server
until(lambda: True)
player.play()
plays_on()  # a sound that is just about to start cannot be helped
"""
USES = {
    "while it plays": """
server.kill()
use()
opened()
player.play()
use()
""",
    "while it rests": """
player.pause()
server.kill()
until(lambda: True)
player.play()
use()
""",
    "and comes back": """
server.kill()
use()
server.revive()
use()
opened()
player.play()
use()
""",
    "and is back at once": """
server.kill()
server.revive()
use()
""",
}
END = """
player.close()
server.__exit__(None, None, None)
print("alive", flush=True)
"""


@pytest.fixture(scope="module")
def needs_pulse() -> None:
    try:
        with Pulse():
            pass
    except NoPulse as trouble:
        pytest.skip(f"no private sound server: {trouble}")


@pytest.mark.usefixtures("needs_pulse")
@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("key", [VLC, QT])
def test_the_server_may_die(key, use, make_wav, libvlc_trouble):
    if key == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    assert run_script(STAGE + USES[use] + END, key, make_wav(20)) == ["alive"]


def test_a_link_is_lost_for_good_and_up_again_a_while_after_another_one(tmp_path, monkeypatch):
    path = tmp_path / "native"
    if len(os.fsencode(path)) > 100:
        pytest.skip("the path is too long for a socket")
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    now_s = [50.0]
    link = ServerLink(lambda: now_s[0])
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        with _connected(path):
            link.note()
            assert (link.is_up, link.holds) == (True, True)
        assert (link.is_up, link.holds) == (False, False)
        with _connected(path):
            assert not link.is_up
            assert not link.is_up
            now_s[0] += SETTLE_S
            assert (link.is_up, link.holds) == (True, False)


def test_without_a_server_there_is_nothing_to_lose():
    link = ServerLink()
    link.note()
    assert (link.is_up, link.holds) == (True, True)


def _connected(path: Path) -> socket.socket:
    client = socket.socket(socket.AF_UNIX)
    client.connect(str(path))
    return client
