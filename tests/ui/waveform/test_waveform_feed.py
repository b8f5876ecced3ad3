"""Levels come from a worker, in order, and only for the audio that is open."""

from __future__ import annotations

import subprocess
import sys
import threading
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from notesapp.audio.open_source import open_source
from notesapp.audio.pyramid import Columns
from notesapp.errors import AudioTrouble
from notesapp.storage.resources import resource
from notesapp.ui.waveform.waveform_detail import Stretch
from notesapp.ui.waveform.waveform_feed import WaveformFeed
from notesapp.ui.waveform.waveform_scale import Scale, whole
from tests.ui.waveform.waveform_driving import Level

ONE, OTHER = Path("one.mp3"), Path("other.mp3")
SAMPLE_MS = 133_000
ROOT = Path(__file__).resolve().parents[3]


class Later(Executor):
    """Keeps what it is given until the test runs it."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()

        def run() -> None:
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)

        self.waiting.append(run)
        return future

    def run(self) -> None:
        """Run what waits now."""
        waiting, self.waiting = self.waiting, []
        for job in waiting:
            job()


def levels_of(path: Path, is_wanted: Callable[[], bool]) -> Iterator[Level]:
    for step in range(3):
        if not is_wanted():
            return
        yield Level(0.5 if path == ONE else 0.25, known_ms=1000 * step)


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def feed(qapp: QApplication, later: Later) -> Iterator[WaveformFeed]:
    made = WaveformFeed(levels_of, later)
    yield made
    made.close()
    later.run()


@pytest.fixture
def seen(feed: WaveformFeed) -> list[object]:
    found: list[object] = []
    feed.levels_changed.connect(found.append)
    feed.stretch_read.connect(found.append)
    return found


def test_the_window_s_modules_load_no_numbers_library_and_no_decoder() -> None:
    code = (
        "import sys, notesapp.ui.program, notesapp.ui.episode.waveforms;"
        "import notesapp.ui.waveform.waveform_pane;"
        "sys.exit(len({'numpy', 'av'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == 0


def close_up(start_ms: float, end_ms: float) -> Scale:
    return whole(SAMPLE_MS, 1000, 1.0).showing(start_ms, end_ms)


def test_levels_arrive_one_after_the_other(
    feed: WaveformFeed, later: Later, seen: list[object]
) -> None:
    feed.follow(ONE)
    assert seen == [None]
    later.run()
    QApplication.processEvents()
    assert [level.known_ms for level in seen[1:]] == [0, 1000, 2000]  # type: ignore[attr-defined]


def test_other_audio_stops_what_is_being_read(
    feed: WaveformFeed, later: Later, seen: list[object]
) -> None:
    feed.follow(ONE)
    later.run()
    feed.follow(OTHER)
    QApplication.processEvents()
    assert seen == [None, None]
    later.run()
    QApplication.processEvents()
    assert {level.level for level in seen[2:]} == {0.25}  # type: ignore[attr-defined]
    feed.follow(OTHER)
    assert later.waiting == []


def test_a_reader_under_way_is_told_that_nobody_wants_it(qtbot) -> None:
    stopped = threading.Event()

    def endless(path: Path, is_wanted: Callable[[], bool]) -> Iterator[Level]:
        yield Level(0.5)
        while is_wanted():
            stopped.wait(0.001)
        stopped.set()

    feed = WaveformFeed(endless, ThreadPoolExecutor(1))
    with qtbot.waitSignals([feed.levels_changed, feed.levels_changed], timeout=5000):
        feed.follow(ONE)
    feed.follow(None)
    assert stopped.wait(5)
    feed.close()


def test_a_file_without_levels_is_left_to_the_player(qapp: QApplication, later: Later) -> None:
    def refuse(path: Path, is_wanted: Callable[[], bool]) -> Iterator[Level]:
        raise AudioTrouble("This is no sound.", "no frames")
        yield Level(0)

    feed = WaveformFeed(refuse, later)
    shown: list[object] = []
    feed.levels_changed.connect(shown.append)
    feed.stretch_read.connect(shown.append)
    feed.follow(ONE)
    later.run()
    assert shown == [None], "no levels, no log, no exception"
    feed.close()


@pytest.mark.expects_log("to be drawn stopped")
def test_a_fault_of_ours_is_logged(qapp: QApplication, later: Later) -> None:
    def slip(path: Path, is_wanted: Callable[[], bool]) -> Iterator[Level]:
        raise KeyError("slip")
        yield Level(0)

    feed = WaveformFeed(slip, later)
    feed.follow(ONE)
    later.run()
    feed.close()


def test_a_close_view_is_read_from_the_samples(qtbot) -> None:
    feed = WaveformFeed(levels_of, ThreadPoolExecutor(2))
    feed.follow(resource("sample", "sample-episode.mp3"))
    scale = close_up(30_000, 31_000)
    with qtbot.waitSignal(feed.stretch_read, timeout=15_000) as read:
        feed.want(scale)
    stretch = read.args[0]
    assert stretch.covers(scale.start_ms, scale.end_ms, scale.per_column)
    assert stretch.step_ms == pytest.approx(1.0)
    inside = [p for p in stretch.columns.peak if p >= 0]
    assert len(inside) == len(stretch.columns.peak)
    assert max(inside) > 0.05
    feed.close()


def count_opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    asked: list[tuple[float, float]] = []

    def detail(source: object, start_ms: float, end_ms: float, count: int) -> Columns:
        asked.append((start_ms, end_ms))
        return Columns(array("f", [0.5] * count), array("f", [0.5] * count))

    monkeypatch.setattr("notesapp.audio.detail.detail", detail)
    return asked


def test_a_wish_is_asked_once_the_view_has_settled_and_only_the_newest(
    qtbot, feed: WaveformFeed, later: Later, seen: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = count_opened(monkeypatch)
    feed.follow(resource("sample", "sample-episode.mp3"))
    later.run()
    for start_ms in range(10_000, 20_000, 1_000):
        feed.want(close_up(start_ms, start_ms + 500))
    qtbot.waitUntil(lambda: len(later.waiting) == 1)
    feed.want(close_up(40_000, 40_500))
    qtbot.waitUntil(lambda: len(later.waiting) == 2)
    later.run()
    QApplication.processEvents()
    assert [start for start, _ in asked] == [pytest.approx(39_500, abs=1)]
    stretches = [entry for entry in seen if isinstance(entry, Stretch)]
    assert len(stretches) == 1
    feed.want(close_up(40_200, 40_700))
    assert not feed._settled.isActive()


def test_a_view_the_levels_are_fine_enough_for_asks_nothing(
    feed: WaveformFeed, later: Later
) -> None:
    feed.follow(ONE)
    later.waiting.clear()
    feed.want(close_up(0, 60_000))
    assert not feed._settled.isActive()


def test_the_file_is_let_go_with_the_audio(
    qtbot, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    asked = count_opened(monkeypatch)

    def opened(path: Path) -> object:
        source = open_source(path)
        close = source.close
        monkeypatch.setattr(source, "close", lambda: (closed.append(True), close()))
        return source

    feed = WaveformFeed(levels_of, later, opened)  # type: ignore[arg-type]
    feed.follow(resource("sample", "sample-episode.mp3"))
    feed.want(close_up(0, 500))
    qtbot.waitUntil(lambda: len(later.waiting) == 2)
    later.run()
    assert asked
    assert closed == []
    feed.follow(None)
    assert closed == [], "closing waits for a read, and the window does not wait for closing"
    later.run()
    assert closed == [True]
    feed.close()


def test_a_window_that_closes_lets_go_of_its_file(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = threading.Event()
    count_opened(monkeypatch)

    def opened(path: Path) -> object:
        source = open_source(path)
        close = source.close
        monkeypatch.setattr(source, "close", lambda: (close(), closed.set()))
        return source

    feed = WaveformFeed(levels_of, ThreadPoolExecutor(2), opened)  # type: ignore[arg-type]
    feed.follow(resource("sample", "sample-episode.mp3"))
    with qtbot.waitSignal(feed.stretch_read, timeout=15_000):
        feed.want(close_up(0, 500))
    feed.close()
    assert closed.wait(15)


def test_two_wishes_at_once_open_the_file_once(qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = count_opened(monkeypatch)
    opening, go_on = threading.Event(), threading.Event()
    opened: list[Path] = []

    def slowly(path: Path) -> object:
        opened.append(path)
        opening.set()
        go_on.wait(15)
        return open_source(path)

    workers = ThreadPoolExecutor(2)
    feed = WaveformFeed(levels_of, workers, slowly)  # type: ignore[arg-type]
    feed.follow(resource("sample", "sample-episode.mp3"))
    feed.want(close_up(0, 500))
    qtbot.waitUntil(opening.is_set, timeout=15_000)
    before = feed._asked
    feed.want(close_up(40_000, 40_500))
    qtbot.waitUntil(lambda: feed._asked != before, timeout=15_000)
    with qtbot.waitSignal(feed.stretch_read, timeout=15_000):
        go_on.set()
    assert len(opened) == 1
    assert [start for start, _ in asked] == [pytest.approx(39_500, abs=1)]
    feed.close()
    workers.shutdown(wait=True)
