"""Every call to the disk made to break in turn: the old file or the whole new one, and words.

``python tests/torture/faults.py [ERRORS]``: so many kinds of errors at each point, all without.
The seed is none: nothing is left to chance. Exits with 1 on any complaint.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.torture.fault_session import walk_session  # noqa: E402
from tests.torture.fault_walks import ERRORS, operations, walk  # noqa: E402


def main(arguments: list[str]) -> int:
    errors = ERRORS[: int(arguments[0])] if arguments else ERRORS
    print("no seed: every point is broken")
    began_s, points, runs, wrong = time.monotonic(), 0, 0, list[str]()
    # The faults are the shim's: in memory they come faster than on a disk that syncs.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as name:
        base = Path(name)
        for number, operation in enumerate(operations()):
            walked = walk(operation, base / str(number), errors)
            print(f"{operation.name}: {walked.points} points")
            points, runs = points + walked.points, runs + walked.runs
            wrong += walked.wrong
        walked = walk_session(base / "session", errors)
        print(f"saving in the window: {walked.points} points")
        points, runs = points + walked.points, runs + walked.runs
        wrong += walked.wrong
    for said in wrong[:40]:
        print(said)
    took_s = time.monotonic() - began_s
    print(f"{points} points broken in {runs} runs, 100 %, {took_s:.0f} s: {len(wrong)} complaints")
    return int(bool(wrong) or not points)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
