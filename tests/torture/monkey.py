"""A person without plan or patience at two players; whatever is done, what is claimed makes sense.

``python -m tests.torture.monkey ENGINE SECONDS SEED MEDIA [LIBVLC-OPTION ...]``. Exits with 1 and
the last acts where a position, a state or a word was wrong, and dies with all stacks where
something hangs.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import random
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer, qInstallMessageHandler

from notesapp.player.choose import QT, VLC, make_engine
from notesapp.player.state import Phase, PlayerState
from tests.media import KINDS

HANG_S = 30.0
SLOW_S = 2.6  # the longest anything may hold the window: letting go gives up after two seconds
EMPTY, LOADING, READY, PLAYING, PAUSED, ENDED, FAILED = Phase
# What Qt says of a machine without sound, and of a file that is let go while it opens it or seeks.
LET_GO = ("Could not open media", "Failed to seek")
# What Qt says, once in some runs, of a packet that its FFmpeg gave it without a time. Why is not
# known: refused reads and seeks do not bring it about. What is claimed is checked all the same.
TIMELESS, TIMELESS_AT_MOST = "received AVPacket with pts == AV_NOPTS_VALUE", 3
EXPECTED = ("QtInfoMsg", "pipewire", "PulseAudioService", "No audio device", *LET_GO)
GOES_ON = {
    EMPTY: {LOADING},
    LOADING: {READY, FAILED, EMPTY},
    READY: {PLAYING, LOADING, EMPTY, FAILED},
    PLAYING: {PAUSED, ENDED, LOADING, EMPTY, FAILED},
    PAUSED: {PLAYING, READY, ENDED, LOADING, EMPTY, FAILED},
    ENDED: {PAUSED, READY, PLAYING, LOADING, EMPTY, FAILED},
    FAILED: {LOADING, EMPTY},
}


class Wrong(Exception):
    """Something was claimed that cannot be."""


class Watched:
    """A player whose every claim is looked at."""

    def __init__(self, player: Any) -> None:
        self.player = player
        self.phase: Phase = player.state.phase
        self.last_ms: int | None = None  # it does not go back behind this while it plays
        self.trouble = ""
        player.state_changed.connect(self.take_state)
        player.position_ticked.connect(self.take_tick)

    def take_state(self, state: PlayerState) -> None:
        before, self.phase = self.phase, state.phase
        if before != state.phase:
            self.last_ms = None
            if state.phase not in GOES_ON[before]:
                self.trouble = f"{before} became {state.phase}"
        if (state.phase is FAILED) != bool(state.message):
            self.trouble = f"{state.phase} says {state.message!r}"

    def take_tick(self, ms: int) -> None:
        self.check_position(ms)

    def jumped(self) -> None:
        """What was asked for may move the position back."""
        self.last_ms = None

    def check(self) -> None:
        """Ask, and compare with what was said before."""
        self.check_position(self.player.position_ms())
        if self.player.state.phase != self.phase:
            raise Wrong(f"is {self.player.state.phase}, and last told of {self.phase}")
        if self.trouble:
            raise Wrong(self.trouble)

    def check_position(self, ms: int) -> None:
        state = self.player.state
        if ms < 0 or (state.is_usable and ms > state.duration_ms):
            self.trouble = f"{ms} of {state.duration_ms} in {state.phase}"
        if state.is_playing and self.last_ms is not None and ms < self.last_ms:
            self.trouble = f"went back from {self.last_ms} to {ms}"
        self.last_ms = ms if state.is_playing else None

    def seek(self, ms: int) -> None:
        state = self.player.state
        self.jumped()
        self.player.seek(ms)
        now_ms = self.player.position_ms()
        wanted = max(0, min(ms, state.duration_ms) if state.is_usable else ms)
        if (state.is_usable or state.phase is LOADING) and now_ms != wanted:
            raise Wrong(f"at {now_ms} right after a seek to {wanted}, {state.phase}")
        self.check()


class Monkey:
    """Does anything, at any time, to two players of one engine or another."""

    def __init__(self, engine: str, seed: int, media: list[Path], options: list[str]) -> None:
        self.chance = random.Random(seed)
        self.engine, self.options = engine, tuple(options)
        # Most of the time one that can be played.
        self.media = [*media, *[path for path in media if path.stem in KINDS] * 3]
        self.done: deque[str] = deque(maxlen=40)
        self.count = 0
        self.slowest_s = 0.0
        self.slowest = ""
        self.phases: dict[str, int] = {}
        self.players = [self.make(engine), self.make(engine)]
        self.acts: list[tuple[int, Callable[[Watched], Any]]] = [
            (8, lambda w: w.player.load(self.chance.choice(self.media))),
            (10, lambda w: w.player.play()),
            (7, lambda w: w.player.pause()),
            (6, lambda w: w.player.toggle()),
            (4, lambda w: w.player.stop()),
            (14, self.seek),
            (4, self.seek_much),
            (8, self.seek_to_the_end),
            (6, lambda w: w.player.set_rate(self.chance.choice((0.5, 0.8, 1.0, 1.0, 1.5, 3.0)))),
            (2, lambda w: w.player.set_boost(self.chance.choice((0, 6, 12)))),
            (2, lambda w: w.player.set_volume(self.chance.randint(-10, 110))),
            (2, lambda w: w.player.set_muted(self.chance.random() < 0.5)),
            (3, self.delay),
            (2, lambda w: w.player.set_warm(self.chance.choice((0, 1, 60)))),
            (2, self.output),
            (2, lambda w: w.player.release()),
            (1, self.again),
            (1, self.other_engine),
            (1, lambda w: time.sleep(self.chance.choice((0.05, 0.3)))),
        ]

    def make(self, engine: str) -> Watched:
        return Watched(make_engine(engine, self.options))

    def run(self, seconds: float) -> None:
        until_s = time.monotonic() + seconds
        while time.monotonic() < until_s:
            self.step()
        for watched in self.players:
            watched.player.close()

    def step(self) -> None:
        faulthandler.dump_traceback_later(HANG_S, exit=True)
        number = self.chance.randrange(len(self.players))
        watched = self.players[number]
        act = self.chance.choices([a for _, a in self.acts], [n for n, _ in self.acts])[0]
        name = f"{number} {_name(act)} {watched.phase}"
        self.done.append(name)
        began_s = time.monotonic()
        watched.check()
        act(watched)
        took_s = time.monotonic() - began_s
        if took_s > self.slowest_s:
            self.slowest_s, self.slowest = took_s, name
        if took_s > SLOW_S:
            raise Wrong(f"the window was held for {took_s:.1f} s")
        self.players[number].check()
        pump(self.chance.choice((0, 0, 0.002, 0.01, 0.03, 0.08, 0.25)))
        for each in self.players:
            each.check()
            self.phases[each.phase] = self.phases.get(each.phase, 0) + 1
        self.count += 1
        if self.count % 50 == 0:
            gc.collect()

    def seek(self, watched: Watched) -> None:
        watched.seek(self.chance.randint(-500, watched.player.state.duration_ms + 500))

    def seek_much(self, watched: Watched) -> None:
        for _ in range(self.chance.randint(2, 12)):
            self.seek(watched)

    def seek_to_the_end(self, watched: Watched) -> None:
        before_ms = self.chance.choice((0, 1, 10, 60, 150, 300))
        watched.seek(watched.player.state.duration_ms - before_ms)

    def delay(self, watched: Watched) -> None:
        watched.jumped()
        watched.player.set_delay(self.chance.choice((-100, 0, 0, 150, 400)))

    def output(self, watched: Watched) -> None:
        outputs = watched.player.outputs()
        names = [output.id for output in outputs]
        watched.player.set_output(self.chance.choice([*names, "", "not-there"]))

    def again(self, watched: Watched) -> None:
        self.replace(watched, self.engine)

    def other_engine(self, watched: Watched) -> None:
        others = (VLC, QT) if self.options or self.engine == VLC else (QT,)
        self.replace(watched, self.chance.choice(others))

    def replace(self, watched: Watched, engine: str) -> None:
        """Close a player and go on with a new one at the same place."""
        state, ms = watched.player.state, watched.player.position_ms()
        watched.player.close()
        new = self.make(engine)
        self.players[self.players.index(watched)] = new
        if state.path:
            new.player.load(state.path)
            new.seek(ms)


def _name(act: Callable[..., Any]) -> str:
    words = getattr(act, "__name__", "")
    names = getattr(getattr(act, "__code__", None), "co_names", ())
    return words if words != "<lambda>" else " ".join(names)


def pump(seconds: float) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def main(arguments: list[str]) -> int:
    """Let one loose."""
    engine, seconds, seed, media, *options = arguments
    faulthandler.enable()
    warnings.simplefilter("error")
    gc.disable()  # as in the program: only on the window's thread
    said: list[str] = []

    def take_exception(*what: Any) -> None:
        said.append(f"exception {what[1]!r}")
        sys.__excepthook__(*what)

    sys.excepthook = take_exception
    sys.unraisablehook = lambda what: said.append(f"unraisable {what!r}")
    application = QCoreApplication([])
    qInstallMessageHandler(lambda kind, context, text: said.append(f"{kind.name} {text}"))
    files = sorted(path for path in Path(media).iterdir() if path.is_file())
    files += [Path(media), Path(media) / "missing.mp3"]
    monkey = Monkey(engine, int(seed), files, options)
    code = 0
    try:
        monkey.run(float(seconds))
    except Wrong as wrong:
        print(*monkey.done, sep="\n")
        print(f"wrong: {wrong}")
        code = 1
    words = [word for word in said if not any(known in word for known in EXPECTED)]
    timeless = [word for word in words if TIMELESS in word]
    if len(timeless) <= TIMELESS_AT_MOST:
        words = [word for word in words if TIMELESS not in word]
        print(*timeless, sep="\n")
    code = 1 if words else code
    for word in sorted(set(words)):
        print(f"said {words.count(word)} times: {word}")
    print(f"{monkey.count} acts; the slowest {monkey.slowest_s * 1000:.0f} ms: {monkey.slowest}")
    print({str(phase): count for phase, count in monkey.phases.items()})
    pump(0.1)
    del monkey, application
    gc.collect()
    return code


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code) if code else sys.exit(code)
