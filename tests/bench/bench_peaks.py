"""How soon a waveform is there, against ffmpeg decoding the same file to nothing.

    python tests/bench/bench_peaks.py [NAME...]      names of tests/bench/media.py; default: seven

Needs ffmpeg and, to make the hour of sound, lame. Each turn runs one after the other: ffmpeg,
ours, and audiowaveform where it is installed. Ours is timed in a process that has numpy and PyAV
loaded, as the running program has; ffmpeg's time is that of its whole process. The memory is the
highest of the whole process.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.audio.peaks import load_levels  # noqa: E402
from notesapp.audio.pyramid import Pyramid  # noqa: E402
from notesapp.storage.peak_cache import PeakCache  # noqa: E402
from tests.bench.media import MediaTrouble, ffmpeg, media  # noqa: E402
from tests.bench.table import HEAD, row  # noqa: E402

NAMES = ("cbr", "vbr", "aac", "aac-stereo", "opus", "vorbis", "flac")
WITH_GUESS = ("cbr", "vbr")
LONG = ("cbr", "aac", "aac-stereo")
TURNS = 5
MEASURE = "--measure"
OVERVIEW, EXACT = 0.06, 1.15
FIRST_MS, MEMORY_MB, COLUMNS_MS = 200.0, 100.0, 1.0
TEN_HOURS = 10
WIDTH = 2000
ZOOMS_MS = (2_000, 20_000, 200_000, 2_000_000, 20_000_000, 36_000_000)


@dataclass(frozen=True)
class Run:
    """One file measured once: milliseconds, and megabytes at the most."""

    first_ms: float
    overview_ms: float
    exact_ms: float
    cached_ms: float
    columns_ms: float
    memory_mb: float


def measure(path: Path) -> Run:
    """Load the levels of a file in this process, as the program does it."""
    import av
    import numpy as np

    assert av.library_versions and np.zeros(1).sum() == 0
    with tempfile.TemporaryDirectory() as folder:
        cache = PeakCache(Path(folder) / "peaks")
        began = time.perf_counter()
        first_ms = overview_ms = 0.0
        for levels in load_levels(path, cache, lambda: True):
            first_ms = first_ms or since(began)
            if levels.known_ms == levels.duration_ms:
                overview_ms = overview_ms or since(began)
        exact_ms = since(began)
        memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.perf_counter()
        again = list(load_levels(path, cache, lambda: True))
        cached_ms = since(began)
        assert len(again) == 1 and again[0].is_exact
    columns_ms = slowest_columns(again[0])
    return Run(first_ms, overview_ms, exact_ms, cached_ms, columns_ms, memory_mb)


def since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def slowest_columns(levels: Pyramid) -> float:
    """The zoom at which a window of columns takes longest, in milliseconds."""
    worst = 0.0
    for span_ms in ZOOMS_MS:
        times = []
        for turn in range(15):
            start_ms = max(0, levels.duration_ms - span_ms) * turn / 15
            began = time.perf_counter()
            levels.columns(start_ms, start_ms + span_ms, WIDTH)
            times.append(since(began))
        worst = max(worst, median(times))
    return worst


def ours(path: Path) -> Run:
    command = [sys.executable, __file__, MEASURE, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout))


def timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    return since(began)


def null_decode(path: Path) -> float:
    return timed(["ffmpeg", "-v", "error", "-nostdin", "-i", str(path), "-f", "null", "-"])


def by_audiowaveform(path: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.dat")
        return timed(["audiowaveform", "-i", str(path), "-o", out, "-z", "441", "-b", "8"])


def compare(name: str) -> None:
    """Print the rows of one medium."""
    path = media(name)
    null, mine, other = [], [], []
    has_other = shutil.which("audiowaveform") and path.suffix in (".mp3", ".flac", ".opus", ".ogg")
    for _ in range(TURNS):
        null.append(null_decode(path))
        mine.append(ours(path))
        if has_other:
            other.append(by_audiowaveform(path))
    if name in WITH_GUESS:
        print(row(f"{name}: whole overview", [r.overview_ms for r in mine], null, OVERVIEW))
        print(bounded(f"{name}: first block", [r.first_ms for r in mine], FIRST_MS, "ms"))
    print(row(f"{name}: exact levels", [r.exact_ms for r in mine], null, EXACT))
    print(bounded(f"{name}: memory", [r.memory_mb for r in mine], MEMORY_MB, "MB"))
    print(f"| {name}: from the cache | {median(r.cached_ms for r in mine):.1f} ms | | | | |")
    if other:
        print(
            f"| {name}: audiowaveform | {median(other):.0f} | {median(null):.0f} "
            f"| {median(other) / median(null):.2f} | | |"
        )
    sys.stdout.flush()


def long_file(name: str) -> None:
    """Print the rows of ten hours of a medium."""
    short = media(name)
    path = short.with_name(f"ten-hours-{short.name}")
    if not path.exists():
        partial = path.with_name(f"part-{path.name}")
        ffmpeg("-stream_loop", str(TEN_HOURS - 1), "-i", short, "-c", "copy", partial)
        partial.replace(path)
    null, mine = null_decode(path), ours(path)
    if name in WITH_GUESS:
        print(bounded(f"{name}, 10 h: first block", [mine.first_ms], FIRST_MS, "ms"))
        print(row(f"{name}, 10 h: whole overview", [mine.overview_ms], [null], OVERVIEW))
    print(row(f"{name}, 10 h: exact levels", [mine.exact_ms], [null], EXACT))
    print(bounded(f"{name}, 10 h: memory", [mine.memory_mb], MEMORY_MB, "MB"))
    print(bounded(f"{name}, 10 h: {WIDTH} columns", [mine.columns_ms], COLUMNS_MS, "ms"))
    print(f"| {name}, 10 h: from the cache | {mine.cached_ms:.1f} ms | | | | |", flush=True)


def bounded(name: str, values: Sequence[float], limit: float, unit: str) -> str:
    verdict = "holds" if median(values) <= limit else "does not hold"
    return f"| {name} | {median(values):.1f} {unit} | | | ≤ {limit:.0f} {unit} | {verdict} |"


def main(arguments: list[str]) -> int:
    """Print the table."""
    if arguments[:1] == [MEASURE]:
        print(json.dumps(asdict(measure(Path(arguments[1])))))
        return 0
    try:
        print(HEAD, flush=True)
        for name in arguments or NAMES:
            compare(name)
        for name in LONG:
            if not arguments or name in arguments:
                long_file(name)
    except MediaTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
