"""Kill the program while somebody types: the notes are always one whole state of the text.

``python tests/torture/kill_typing.py [KILLS] [SEED]``. Exits with 1 if the file ever held anything
else than the text as it stood at some moment, or if the program could not open it again.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
START = "Episode 7: Bread\n\nQ: Why is rye flat? [0:20]\n\nA: It has no gluten. "


def typed_text(words: int) -> str:
    """What the typist's text is after some words."""
    return START + "".join(f"word{n} " for n in range(words))


def kill_once(home: Path, lines: int) -> tuple[str, str]:
    """Kill the typist after some lines; what stands in the file then, and what was typed."""
    notes = home / "notes.md"
    notes.write_text(START, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(HERE / "typist.py"), str(notes), str(home)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        process.wait(timeout=60)
    if not said[-1].strip():
        raise SystemExit("the program stopped by itself before it was killed")
    return notes.read_text("utf-8"), typed_text(lines)


def main(kills: int = 10, seed: int | None = None) -> int:
    """Kill so many times; the seed is printed and can be given again."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {kills} kills")
    chance = random.Random(seed)
    worst = 0
    for number in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            kept, typed = kill_once(Path(folder), chance.randint(2, 60))
            # The next word may have been typed and saved before the kill arrived.
            states = {typed_text(n) for n in range(typed.count("word") + 3)}
            if kept not in states:
                print(f"kill {number}: the file holds no state of the text:\n{kept!r}")
                return 1
            worst = max(worst, len(typed) - len(kept))
    print(f"at most {worst} characters were typed and not yet saved")
    print(f"{kills} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
