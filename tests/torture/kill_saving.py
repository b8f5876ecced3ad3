"""Kill the program while it saves, exports and publishes: each file is the old or the new one.

``python tests/torture/kill_saving.py [KILLS] [SEED]``. The kills are shared out between saving in
the real offscreen program, ``notesapp export`` and ``notesapp publish`` of nine files. Most of
them come as soon as something half written appears, and a random while later. What a killed run
left is gone once the next one has begun. Of a set of files each is old or new, and one may be new
beside another that is old: the next run makes all new. Exits with 1 on anything else, and where
hardly a kill came while something was half written.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.torture.saver import text_of  # noqa: E402

LONGEST_S = 60.0
NAMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
TONE = ROOT / "tests" / "player" / "media" / "tone.mp3"
EPISODE = (
    '---\ntitle: "Rye"\naudio: "tone.mp3"\naudio_url: "https://example.com/tone.mp3"\n'
    'guid: "rye"\n---\n\nAll about {word}.\n\nQ: Why {word}? [0:01]\n\nA: It keeps. [0:02]\n'
)
NINE = 9


@dataclass
class Scene:
    """One way of writing, in a folder with a state of its own, killed again and again."""

    act: str
    base: Path
    chance: random.Random
    kills: int = 0
    inside: int = 0
    mixed: int = 0
    wrong: list[str] = field(default_factory=list)
    known: tuple[dict[str, bytes], ...] = ()
    left: set[Path] = field(default_factory=set)
    began_s: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.folder = self.base / self.act
        self.episode = self.folder / "episode"
        self.episode.mkdir(parents=True)
        if self.act == "save":
            (self.episode / "rye.md").write_text(text_of(0), "utf-8")
            return
        for name, word in (("old", "rye"), ("new", "a much longer grain " * 60)):
            (self.folder / name).mkdir()
            shutil.copy(TONE, self.folder / name)
            text = EPISODE.replace("{word}", word)
            (self.folder / name / "rye.md").write_text(text, "utf-8")
        self.known = tuple(self._wholly(number) for number in (1, 2))

    def _wholly(self, numbers: int) -> dict[str, bytes]:
        """What stands there after so many runs that nobody kills."""
        with self._started() as child:
            for _ in range(numbers + 2):
                self._line(child)
            child.kill()
        return _contents(self.episode)

    def _started(self) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
        environment |= {name: str(self.folder / "home" / name) for name in NAMES}
        command = [sys.executable, str(ROOT / "tests" / "torture" / "saver.py")]
        return subprocess.Popen(
            [*command, self.act, str(self.folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )

    def _line(self, child: subprocess.Popen[str]) -> str:
        assert child.stdout is not None
        line = child.stdout.readline().strip()
        if not line:
            raise SystemExit(f"{self.act}: the program stopped by itself with {child.wait()}")
        if not line.isdigit() and line != "ready":
            self.wrong.append(f"{self.act}: {line}")
        return line

    def kill(self) -> None:
        """Start, let it write a few times, kill it, and look at what is there."""
        self.kills += 1
        with self._started() as child:
            for _ in range(self.chance.randint(3, 5)):
                line = self._line(child)
            if self.chance.random() < 0.8:
                self._wait_for_half(child)
                time.sleep(self.chance.choice((0.0, 0.0005, 0.004)) * self.chance.random())
            else:
                time.sleep(self.chance.uniform(0, 0.05))
            child.kill()
            assert child.stdout is not None
            rest = [text.strip() for text in child.stdout]
        said = [int(one) for one in (line, *rest) if one.isdigit()]
        swept = self.left & set(self.folder.rglob("*.part"))
        if swept:
            self._complain(f"left since the start before: {sorted(p.name for p in swept)}")
        self._look(said)

    def _wait_for_half(self, child: subprocess.Popen[str]) -> None:
        until_s, old = time.monotonic() + 2.0, {path.name for path in self.left}
        while time.monotonic() < until_s and child.poll() is None:
            with os.scandir(self.episode) as found:
                if any(one.name.endswith(".part") and one.name not in old for one in found):
                    return
            time.sleep(0.0001)

    def _look(self, said: list[int]) -> None:
        self.left = set(self.folder.rglob("*.part"))
        inside = any(path.parent == self.episode for path in self.left)
        found = _contents(self.episode)
        if self.act == "save":
            self._look_at_notes(found, said)
        else:
            inside |= self._look_at_set(found)
        self.inside += inside

    def _look_at_notes(self, found: dict[str, bytes], said: list[int]) -> None:
        data = found.pop("rye.md", b"")
        number = int(data[:8]) if data[:8].isdigit() else -1
        if data != text_of(number).encode():
            self._complain(f"the notes are neither old nor new: {data[:20]!r}, {len(data)} bytes")
        elif said and number not in (said[-1] - 1, said[-1]):
            self._complain(f"the notes are of save {number} when {said[-1]} was under way")
        if found:
            self._complain(f"beside the notes lies {sorted(found)}")

    def _look_at_set(self, found: dict[str, bytes]) -> bool:
        old, new = self.known
        if set(found) != set(old):
            self._complain(f"the set has other files: {sorted(set(found) ^ set(old))}")
        for name, data in found.items():
            if data not in (old.get(name), new.get(name)):
                self._complain(f"{name} is neither old nor new, {len(data)} bytes")
        is_mixed = found not in self.known
        self.mixed += is_mixed
        return is_mixed

    def end(self) -> None:
        """Start once more: nothing that was left half written is there any more."""
        with self._started() as child:
            for _ in range(4):
                self._line(child)
            left = self.left & set(self.folder.rglob("*.part"))
            child.kill()
        if left:
            self._complain(f"left after the last start: {sorted(path.name for path in left)}")

    def _complain(self, words: str) -> None:
        self.wrong.append(f"{self.act}, kill {self.kills}: {words}")


def _contents(folder: Path) -> dict[str, bytes]:
    """All files but those half written and the sign that notes are open."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if not path.name.startswith(".") and path.is_file()
    }


def main(kills: int = 30, seed: int | None = None) -> int:
    """Kill so many times in all; the seed is printed and can be given again."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {kills} kills")
    began_s, wrong, idle = time.monotonic(), list[str](), list[str]()
    with tempfile.TemporaryDirectory() as name:
        for place, act in enumerate(("save", "export", "publish")):
            scene = Scene(act, Path(name).resolve(), random.Random(seed + place))
            for _ in range(kills * (place + 1) // 3 - kills * place // 3):
                scene.kill()
            scene.end()
            if act == "publish" and len(scene.known[0]) != NINE:
                wrong.append(f"publish writes {len(scene.known[0])} files, not {NINE}")
            mixed = f", {scene.mixed} left a set that is part old, part new" if scene.known else ""
            print(
                f"{act}: {scene.kills} kills in {time.monotonic() - scene.began_s:.0f} s,"
                f" {scene.inside} while half written{mixed}"
            )
            wrong += scene.wrong
            if scene.kills >= 5 and scene.inside * 5 < scene.kills:
                idle.append(act)
    for words in wrong[:40]:
        print(words)
    if idle:
        print(f"hardly a kill came while something was half written: {', '.join(idle)}")
    took_s = time.monotonic() - began_s
    rate = 60 * kills / took_s
    print(f"{kills} kills in {took_s:.0f} s, {rate:.0f} a minute: {len(wrong)} complaints")
    return int(bool(wrong or idle))


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
