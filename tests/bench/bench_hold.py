"""Whether the sound goes on while the window's thread sits on Python's lock.

    python tests/bench/bench_hold.py [--rounds N]

For six seconds the GUI thread is in C calls that keep the GIL 250 ms at a time. Counted are the
20 ms windows, of about 300, that are silent, and those that sound but not as the file goes on.
Each engine is compared with itself when the GUI thread is idle; the naive way is an own
QAudioSink that asks Python for its samples.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.bench_ear import perform  # noqa: E402
from tests.bench.media import MediaTrouble, media  # noqa: E402
from tests.ear.hearing import bad_windows  # noqa: E402
from tests.ear.naive import OWN_SINK  # noqa: E402
from tests.ear.pulse import NoPulse, Pulse  # noqa: E402
from tests.ear.trials import Steps  # noqa: E402

FROM_MS = 1_000_000
SECONDS = 6.0
HOLD_MS = 250
ALLOWED = 3
ENGINES = (("qt", "vbr"), ("vlc", "vbr"), (OWN_SINK, "wav"))


def steps() -> Steps:
    """Play six seconds in peace and six with the lock held."""
    start: Steps = [["seek", FROM_MS], ["wait", 1.0]]
    return [["play"], ["wait", 1.5], *start, ["wait", SECONDS], *start, ["hold", SECONDS, HOLD_MS]]


def round_of(pulse: Pulse, engine: str, medium: str) -> str:
    """Play one engine; return its row."""
    recording, done = perform(pulse, engine, media(medium), steps())
    idle, held = (step for step in done if step.name == "hold" or step.arguments == (SECONDS,))
    cells, counts = [], []
    for step in (idle, held):
        heard = recording.between(step.asked_s, step.asked_s + SECONDS)
        total, silent, wrong = bad_windows(heard)
        is_stalled = recording.stalled(step.asked_s, step.asked_s + SECONDS)
        cells.append(f"{silent} / {wrong} of {total}{' (recorder stalled)' if is_stalled else ''}")
        counts.append((silent, wrong))
    (_, idle_wrong), (silent, wrong) = counts
    is_met = silent <= ALLOWED and wrong <= idle_wrong + ALLOWED
    verdict = "" if engine == OWN_SINK else "holds" if is_met else "does not hold"
    return f"| {engine} | {cells[0]} | {cells[1]} | {verdict} |"


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2)
    wanted = parser.parse_args(arguments)
    try:
        with Pulse() as pulse:
            print(f"| engine | idle: silent / wrong | GIL held {HOLD_MS} ms: silent / wrong | |")
            print("| --- | --- | --- | --- |")
            for _ in range(wanted.rounds):
                for engine, medium in ENGINES:
                    print(round_of(pulse, engine, medium), flush=True)
    except (MediaTrouble, NoPulse) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
