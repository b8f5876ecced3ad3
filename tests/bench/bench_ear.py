"""What is heard after a click and at a stamp, recorded from a sound server of our own.

    python tests/bench/bench_ear.py [NAME...] [--all] [--seeks N] [--engines A,B] [--no-rates]

NAMEs are media of tests/bench/media.py (default: a few; --all: every one). Each is played by both
engines as they are shipped and by the naive way of each library, in the same run. Errors are
95th percentiles of absolute values in milliseconds. "ended" counts seeks after which the medium
was at its end. Trials in which the recorder itself was held up are dropped and counted.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.media import LENGTH_MS, MediaTrouble, media, names  # noqa: E402
from tests.bench.table import percentile  # noqa: E402
from tests.bench.truth import Truth  # noqa: E402
from tests.ear import trials  # noqa: E402
from tests.ear.hearing import Recording  # noqa: E402
from tests.ear.play import Done, play  # noqa: E402
from tests.ear.pulse import FRONT, NoPulse, Pulse, first_in_line  # noqa: E402
from tests.ear.record import Recorder  # noqa: E402

FEW = ("cbr", "vbr", "vbr-no-xing", "aac", "vorbis")
ENGINES = ("qt", "vlc", "naive-qt", "naive-vlc")
RATES = (0.5, 0.8, 1.25, 1.5, 2.0, 3.0)
FROM_MS = 1_500_000
DAMAGED = "vbr-damaged"
UNHEARD = ("aac-stereo",)  # its sides are 7 ms apart: mixed into one, no onset can be told
BOUNDS = {  # of the engines as shipped: seek error, click to sound, stamp, stamp at other rates
    "qt": (15, 60, 30, 60),
    "vlc": (30, 60, 30, None),
}


def perform(
    pulse: Pulse, engine: str, path: Path, steps: trials.Steps
) -> tuple[Recording, list[Done]]:
    """Play the steps and return what was heard and claimed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Recorder(pulse.environment, FRONT, folder, first_in_line()) as recorder:
            done = play(pulse.environment, folder, engine, path, steps)
        return Recording.of(recorder), done


def spread(values: Sequence[float]) -> str:
    """Give the 95th percentile of the sizes, and the median with its sign."""
    if not values:
        return "–"
    return f"{percentile([abs(value) for value in values], 0.95):.0f} ({median(values):+.0f})"


def verdict(values: Sequence[float], bound: float | None) -> bool:
    """Whether the 95th percentile is within the bound; without values it is not."""
    if bound is None:
        return True
    return bool(values) and percentile([abs(value) for value in values], 0.95) <= bound


def judge(engine: str, columns: Sequence[tuple[Sequence[float], float | None]], bad: int) -> str:
    """Say whether a shipped engine meets its bounds; of the naive ones nothing is asked."""
    if engine not in BOUNDS:
        return ""
    is_met = not bad and all(verdict(values, bound) for values, bound in columns)
    return "holds" if is_met else "does not hold"


def seek_row(pulse: Pulse, name: str, engine: str, path: Path, targets: list[int]) -> str:
    """Play one medium with one engine."""
    truth = Truth(path, targets, by_source=name == DAMAGED and engine in BOUNDS)
    recording, done = perform(pulse, engine, path, trials.seek_steps(targets))
    seeks = trials.read_seeks(recording, done, truth.shift)
    valid = [seek for seek in seeks if not seek.is_stalled]
    ended = sum(seek.has_ended for seek in valid)
    lost = sum(seek.is_lost for seek in valid)
    errors = [seek.error_ms for seek in valid if seek.error_ms is not None]
    sounds = [seek.sound_ms for seek in valid if seek.sound_ms is not None]
    stamps = [stamp for seek in valid for stamp in seek.stamps_ms]
    seek_bound, sound_bound, stamp_bound, _ = BOUNDS.get(engine, (None,) * 4)
    columns = ((errors, seek_bound), (sounds, sound_bound), (stamps, stamp_bound))
    return (
        f"| {name} | {engine} | {len(valid)} | {len(seeks) - len(valid)} | {ended} | {lost} "
        f"| {spread(errors)} | {spread(sounds)} | {spread(stamps)} "
        f"| {judge(engine, columns, ended + lost)} |"
    )


def rate_row(pulse: Pulse, engine: str, path: Path) -> str:
    """Play one medium at each speed."""
    moments = [FROM_MS + number * 1000 for number in range(len(RATES))]
    truth = Truth(path, moments)
    recording, done = perform(pulse, engine, path, trials.rate_steps(RATES, FROM_MS))
    found = trials.read_rates(recording, done, truth.shift)
    cells = []
    for at in found:
        stalled = " stalled" if at.is_stalled else ""
        cells.append((spread(at.stamps_ms) if at.heard_rate else "unread") + stalled)
    bound = BOUNDS.get(engine, (None,) * 4)[3]
    columns = [(at.stamps_ms, bound) for at in found if not at.is_stalled]
    return f"| {engine} | {' | '.join(cells)} | {judge(engine, columns, 0)} |"


def targets_ms(count: int, seed: int) -> list[int]:
    """Choose where to go, anywhere in the hour."""
    chance = random.Random(seed)
    return [chance.randrange(20_000, LENGTH_MS - 30_000) for _ in range(count)]


def main(arguments: list[str]) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seeks", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--no-rates", action="store_true")
    wanted = parser.parse_args(arguments)
    every = [name for name in names() if name not in UNHEARD]
    chosen = every if wanted.all else wanted.names or list(FEW)
    engines = wanted.engines.split(",")
    targets = targets_ms(wanted.seeks, wanted.seed)
    try:
        paths = {name: media(name) for name in chosen}
        rate_path = paths.get("vbr") or media("vbr")
        with Pulse() as pulse:
            print(
                "| medium | engine | seeks | dropped | ended | lost | seek error p95 (median)",
                end="",
            )
            print(" | click to sound | stamp error | |")
            print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
            for name in chosen:
                for engine in engines:
                    print(seek_row(pulse, name, engine, paths[name], targets), flush=True)
            if not wanted.no_rates:
                print("\n| stamp error at rate | " + " | ".join(map(str, RATES)) + " | |")
                print("| --- " * (len(RATES) + 2) + "|")
                for engine in engines:
                    print(rate_row(pulse, engine, rate_path), flush=True)
    except (MediaTrouble, NoPulse) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
