"""Which thread does what: the GUI thread never decodes, and libVLC is called from it alone."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from notesapp.errors import AudioTrouble
from notesapp.player import driver as drivers
from notesapp.player import libvlc
from notesapp.player.choose import QT, VLC, make_engine
from notesapp.player.state import Phase
from tests.player.conftest import DUMMY, MEDIA, WAIT_MS
from tests.player.listening import NumberedSource

pytestmark = [pytest.mark.engine, pytest.mark.no_qt_log]
SLOW = Path("slow.wav")


class BrokenSource(NumberedSource):
    """Cannot be read once told so; what must never happen, happening."""

    is_broken = False

    def read(self, start: int, count: int) -> bytes:
        if self.is_broken:
            raise RuntimeError("nobody expected this")
        return super().read(start, count)


class HangingSource(NumberedSource):
    """Does not answer once told so, until it is let go, as a share that went away."""

    is_gone = False

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.hangs = threading.Event()
        self.may_go_on = threading.Event()

    def read(self, start: int, count: int) -> bytes:
        if self.is_gone:
            self.hangs.set()
            self.may_go_on.wait(60)
        return super().read(start, count)


@pytest.fixture(params=[VLC, QT])
def make(request: pytest.FixtureRequest, qapp: object, libvlc_trouble: str) -> Iterator[Any]:
    """Make players of one engine that open what the test says."""
    if request.param == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    made = []

    def make_player(opener: Callable[[Path], Any]) -> Any:
        made.append(make_engine(request.param, DUMMY, opener=opener))
        return made[-1]

    yield make_player
    for player in made:
        player.close()


def wait_for_phase(player: Any, qtbot: Any, *phases: Phase) -> None:
    qtbot.waitUntil(lambda: player.state.phase in phases, timeout=WAIT_MS)


def opened(player: Any, qtbot: Any, path: Path = Path("some.wav")) -> Any:
    player.load(path)
    wait_for_phase(player, qtbot, Phase.READY)
    return player


def test_the_gui_thread_never_decodes(make, qtbot):
    source, openers = NumberedSource(60), set()

    def opener(_path: Path) -> NumberedSource:
        openers.add(threading.get_ident())
        return source

    player = opened(make(opener), qtbot)
    player.play()
    for ms in (30_000, 5_000):
        player.seek(ms)
        qtbot.waitUntil(lambda ms=ms: player.position_ms() > ms + 200, timeout=WAIT_MS)
    player.set_boost(12)
    player.set_rate(2.0)
    qtbot.waitUntil(lambda: player.position_ms() > 6_000, timeout=WAIT_MS)
    player.release()
    assert source.threads and openers
    assert threading.get_ident() not in source.threads | openers


@pytest.fixture
def said() -> Iterator[list[tuple[str, int]]]:
    """Every call into libVLC with its thread."""
    vlc, _ = libvlc.find()
    calls: list[tuple[str, int]] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in vars(vlc) if name.startswith("libvlc_")]:
            real = getattr(vlc, name)

            def call(*arguments: Any, real: Any = real, name: str = name) -> Any:
                calls.append((name, threading.get_ident()))
                return real(*arguments)

            patch.setattr(vlc, name, call)
        yield calls


@pytest.mark.usefixtures("needs_libvlc")
def test_libvlc_is_called_from_the_gui_thread_but_for_letting_go(said, qtbot, make_wav):
    player = make_engine(VLC, DUMMY)
    opened(player, qtbot, make_wav(3))
    player.play()
    qtbot.waitUntil(lambda: player.position_ms() > 300, timeout=WAIT_MS)
    player.seek(2000)
    wait_for_phase(player, qtbot, Phase.ENDED)
    player.play()
    qtbot.waitUntil(lambda: player.position_ms() > 300, timeout=WAIT_MS)
    player.close()
    elsewhere = [name for name, thread in said if thread != threading.get_ident()]
    assert {name for name, _ in said} >= {"libvlc_media_player_set_time", "libvlc_event_attach"}
    letting_go = ["libvlc_event_detach", "libvlc_media_player_stop", "libvlc_media_player_release"]
    assert set(elsewhere) == set(letting_go)
    order = [name for i, name in enumerate(elsewhere) if name not in elsewhere[:i]]
    assert order == letting_go


def test_a_read_that_breaks_ends_in_a_sentence(make, qtbot):
    broken, good = BrokenSource(60), NumberedSource(60)
    player = opened(make(lambda path: broken if path == SLOW else good), qtbot, SLOW)
    player.play()
    broken.is_broken = True
    player.seek(45_000)
    wait_for_phase(player, qtbot, Phase.FAILED)
    assert "slow.wav" in player.state.message
    opened(player, qtbot)


def test_a_read_that_hangs_does_not_hold_the_window(make, qtbot, monkeypatch):
    monkeypatch.setattr(drivers, "GIVE_UP_S", 0.3)
    hanging, good = HangingSource(60), NumberedSource(60)
    player = opened(make(lambda path: hanging if path == SLOW else good), qtbot, SLOW)
    player.play()
    hanging.is_gone = True
    player.seek(45_000)
    qtbot.waitUntil(hanging.hangs.is_set, timeout=WAIT_MS)
    from_s = time.monotonic()
    player.release()
    assert time.monotonic() - from_s < 3
    assert player.state.phase is Phase.EMPTY
    opened(player, qtbot)
    player.play()
    qtbot.waitUntil(lambda: player.position_ms() > 300, timeout=WAIT_MS)
    hanging.may_go_on.set()
    player.release()


def test_a_slow_load_holds_nothing_and_a_newer_one_wins(make, qtbot):
    go_on, closed = threading.Event(), threading.Event()

    class Late(NumberedSource):
        def close(self) -> None:
            closed.set()

    def opener(path: Path) -> NumberedSource:
        if path == SLOW:
            go_on.wait(60)
            return Late(60)
        return NumberedSource(30)

    player = make(opener)
    player.load(SLOW)
    assert player.state.phase is Phase.LOADING
    opened(player, qtbot)
    go_on.set()
    assert closed.wait(10)
    qtbot.wait(50)
    assert (player.state.path, player.state.duration_ms) == (Path("some.wav"), 30_000)


def test_a_closed_player_goes_at_once_and_not_with_a_collection(qtbot, make_wav, libvlc_trouble):
    """A collection may come on any thread, and there it would delete what belongs to Qt."""
    for key in (QT,) if libvlc_trouble else (VLC, QT):
        player: Any = make_engine(key, DUMMY)
        opened(player, qtbot, make_wav(5))
        player.play()
        qtbot.waitUntil(lambda player=player: player.position_ms() > 200, timeout=WAIT_MS)
        player.close()
        gone = [weakref.ref(player), weakref.ref(player.driver)]
        del player
        assert [ref() for ref in gone] == [None, None]


def test_trouble_with_a_file_is_its_sentence_and_anything_else_a_plain_one(make, qtbot):
    def opener(path: Path) -> NumberedSource:
        if path == SLOW:
            raise AudioTrouble("“slow.wav” is a cat. Choose another file.")
        raise ZeroDivisionError

    player = make(opener)
    player.load(SLOW)
    wait_for_phase(player, qtbot, Phase.FAILED)
    assert player.state.message == "“slow.wav” is a cat. Choose another file."
    player.load(Path("odd.wav"))
    wait_for_phase(player, qtbot, Phase.FAILED)
    assert "odd.wav" in player.state.message


def test_without_pyav_the_engine_reads_the_file_itself(make, qtbot):
    def opener(_path: Path) -> NumberedSource:
        raise ImportError("No module named 'av'")

    player = opened(make(opener), qtbot, MEDIA / "tone.mp3")
    assert player.state.exactness == "approximate"
    assert player.state.duration_ms == pytest.approx(3000, abs=60)
    player.play()
    player.seek(1000)
    qtbot.waitUntil(lambda: player.position_ms() > 1200, timeout=WAIT_MS)


IMPORTS = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer

seen = []
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("av", "numpy"):
            seen.append((name, threading.current_thread() is threading.main_thread()))

sys.meta_path.insert(0, Watch())
from notesapp.player.choose import make_engine
app = QCoreApplication([])
player = make_engine(sys.argv[1], ("--aout=dummy",))
timer = QTimer()
timer.timeout.connect(lambda: app.quit() if player.state.phase in ("ready", "failed") else None)
timer.start(20)
player.load(Path(sys.argv[2]))
app.exec()
player.close()
print(player.state.exactness, sorted(set(seen)))
"""


@pytest.mark.parametrize("key", [VLC, QT])
def test_pyav_and_numpy_are_not_imported_on_the_gui_thread(key, libvlc_trouble):
    if key == VLC and libvlc_trouble:
        pytest.skip(libvlc_trouble)
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS, key, str(MEDIA / "tone.m4a")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    last = done.stdout.splitlines()[-1]
    assert last.startswith("exact ") and "('av', False)" in last and "True" not in last
