"""A process that is killed while it saves leaves the old or the new file."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import notesapp
from notesapp.storage.atomic import sweep_leftovers

KILLS = 20
SAVE_FOR_EVER = """
import sys
from pathlib import Path
from notesapp.storage.atomic import write_atomic

path = Path(sys.argv[1])
number = 0
while True:
    data = b"%08d" % number * 40_000
    print(number, flush=True)
    write_atomic(path, data)
    number += 1
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_kill_while_saving(tmp_path):
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    rng = random.Random(seed)
    path = tmp_path / "notes.md"
    env = {**os.environ, "PYTHONPATH": str(Path(notesapp.__file__).parents[1])}
    for _ in range(KILLS):
        announced = killed_after(rng.randrange(2, 40), [str(path)], env)
        data = path.read_bytes()
        number = int(data[:8])
        assert data == b"%08d" % number * 40_000
        # The last save announced was at work; every one before it had returned.
        assert number in (announced - 1, announced)
    left = [item.name for item in tmp_path.iterdir() if item != path]
    assert all(re.fullmatch(r"\.notesapp-[0-9a-f]{16}\.part", name) for name in left)
    assert sweep_leftovers(tmp_path, now_s=path.stat().st_mtime + 4000) == len(left)
    assert list(tmp_path.iterdir()) == [path]


def killed_after(announcements: int, arguments: list[str], env: dict[str, str]) -> int:
    """Kill a saving process once it announced so many saves; return the last one it announced."""
    command = [sys.executable, "-c", SAVE_FOR_EVER, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as child:
        assert child.stdout is not None
        seen = [child.stdout.readline() for _ in range(announcements)]
        child.kill()
        seen += child.stdout.readlines()
    assert child.returncode == -signal.SIGKILL
    return int(seen[-1])
