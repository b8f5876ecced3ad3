"""How exact and how quick the source is, on an hour of timecode in every format.

    python tests/bench/bench_source.py [NAME...] [--seeks N]

NAMEs are media of tests/bench/media.py (default: all). The truth is a plain decode from start to
end with PyAV. The naive way is PyAV's own: for the index a pass over all packets, for a seek
``container.seek`` and the time that the first frame then claims. Damage takes time away from a
plain decode, so there the truth is the source itself, read from start to end; how far that is from
the timecode that was damaged is told under the table.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import av
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.audio.open_source import open_source  # noqa: E402
from notesapp.audio.source import PcmSource  # noqa: E402
from tests import timecode  # noqa: E402
from tests.bench.media import MediaTrouble, media, names  # noqa: E402
from tests.bench.table import percentile  # noqa: E402

MOST_INDEX_MS = 150
MOST_INDEX_MB = 5
MOST_ERROR_MS = 5
SAME = 3  # steps of 16 bits: what Opus needs to settle is heard by no one
TIMES = 5
INDEXED = ("cbr", "vbr", "vbr-no-xing", "vbr-joined", "vbr-art", "vbr-damaged")
MEMORY = """
import sys, tracemalloc
from pathlib import Path
import av, numpy
from notesapp.audio.open_source import open_source
open_source(Path(sys.argv[1])).close()
tracemalloc.start()
source = open_source(Path(sys.argv[1]))
print(tracemalloc.get_traced_memory()[1])
"""


@dataclass
class Errors:
    """Of one file, over all seeks: errors in samples and reading times in milliseconds."""

    ours: list[int]
    naive_ms: list[float]
    naive_lost: int
    read_ms: list[float]


def time_of(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - start) * 1000


def demux(path: Path) -> None:
    with av.open(str(path)) as container:
        for _ in container.demux(audio=0):
            pass


def memory_mb(path: Path) -> float:
    """The most that Python and numpy hold at once while opening."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return int(done.stdout) / 2**20


def index_rows(chosen: list[str]) -> Iterator[str]:
    yield "| open and index an hour | ours, median ms | demux, median ms | ratio | MB | bounds | |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name in (each for each in INDEXED if each in chosen):
        path = media(name)
        ours, naive = [], []
        for _ in range(TIMES):
            ours.append(time_of(lambda path=path: open_source(path).close()))
            naive.append(time_of(lambda path=path: demux(path)))
        used = memory_mb(path)
        holds = median(ours) <= MOST_INDEX_MS and used <= MOST_INDEX_MB
        yield (
            f"| {name} | {median(ours):.0f} | {median(naive):.0f} "
            f"| {median(ours) / median(naive):.3f} | {used:.1f} "
            f"| ≤ {MOST_INDEX_MS} ms, ≤ {MOST_INDEX_MB} MB | {verdict(holds)} |"
        )


def seek_rows(chosen: list[str], seeks: int) -> Iterator[str]:
    yield (
        "| seek error against a linear decode | ours, p95 ms | ours, largest samples "
        "| naive, p95 ms | naive, lost | read 100 ms, median / p95 ms | bound | |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for name in chosen:
        path = media(name)
        source = open_source(path)
        errors = measure(path, source, seeks, name == "vbr-damaged")
        in_ms = [abs(error) * 1000 / source.rate for error in errors.ours]
        source.close()
        naive = f"{percentile(errors.naive_ms, 0.95):,.1f}" if errors.naive_ms else "none found"
        yield (
            f"| {name} | {percentile(in_ms, 0.95):.2f} | {max(map(abs, errors.ours))} "
            f"| {naive} | {errors.naive_lost} of {seeks} "
            f"| {median(errors.read_ms):.1f} / {percentile(errors.read_ms, 0.95):.1f} "
            f"| ≤ {MOST_ERROR_MS} ms | {verdict(percentile(in_ms, 0.95) <= MOST_ERROR_MS)} |"
        )


def verdict(holds: bool) -> str:
    return "holds" if holds else "does not hold"


def measure(path: Path, source: PcmSource, seeks: int, is_damaged: bool) -> Errors:
    rate = source.rate
    dice = random.Random(9)
    targets = sorted(dice.randrange(rate, source.total - rate) for _ in range(seeks))
    if is_damaged:
        truth = linear_windows(straight_blocks(source), 0, rate, targets)
    else:
        truth = linear_windows(plain_blocks(path, source), skipped(path, source), rate, targets)
    errors = Errors([], [], 0, [])
    for at in dice.sample(targets, len(targets)):
        begin = time.perf_counter()
        heard = np.frombuffer(source.read(at, rate // 10), "<i2").reshape(-1, source.channels)
        errors.read_ms.append((time.perf_counter() - begin) * 1000)
        more = np.frombuffer(source.read(at, rate // 5), "<i2").reshape(-1, source.channels)[:, 0]
        errors.ours.append(error_of(heard[:, 0], more, truth[at], rate))
        naive_ms = naive_error_ms(path, at, rate, truth[at])
        if naive_ms is None:
            errors.naive_lost += 1
        else:
            errors.naive_ms.append(abs(naive_ms))
    return errors


def error_of(heard: np.ndarray, more: np.ndarray, truth: np.ndarray, rate: int) -> int:
    """By how many samples what was read is off; a whole hour where it is not to be found."""
    if len(heard) <= len(truth):
        distance = np.abs(heard.astype(int) - truth[: len(heard)]).max()
        if distance <= SAME:
            return 0
    here, there = timecode.locate(more, rate), timecode.locate(truth, rate)
    if here is None or there is None:
        return 0 if not heard.any() else 3600 * rate  # damage is silent
    return here.sample - there.sample


def linear_windows(
    blocks: Iterator[np.ndarray], skip: int, rate: int, targets: list[int]
) -> dict[int, np.ndarray]:
    """Cut 200 ms at each target out of one decode of the whole file."""
    windows: dict[int, np.ndarray] = {}
    pending, kept, base = list(targets), np.zeros(0, np.int16), -skip
    for block in blocks:
        kept = np.concatenate([kept, block])
        while pending and pending[0] + rate // 5 <= base + len(kept):
            at = pending.pop(0)
            windows[at] = kept[at - base : at - base + rate // 5].copy()
        if len(kept) > 30 * rate:
            cut = len(kept) - rate
            kept, base = kept[cut:], base + cut
    return windows


def straight_blocks(source: PcmSource) -> Iterator[np.ndarray]:
    for at in range(0, source.total, 10 * source.rate):
        block = np.frombuffer(source.read(at, 10 * source.rate), "<i2")
        yield block.reshape(-1, source.channels)[:, 0]


def drift_line(name: str) -> str:
    """Say how far the sound of a damaged file is from where it was before the damage."""
    source = open_source(media(name))
    drifts = []
    for at in range(source.rate, source.total - source.rate, 30 * source.rate):
        sound = np.frombuffer(source.read(at, source.rate // 5), "<i2")
        place = timecode.locate(sound, source.rate)
        if place is not None:
            drifts.append(abs(at - place.sample) * 1000 / source.rate)
    source.close()
    return f"{name}: {max(drifts):.0f} ms at most from the undamaged sound"


def skipped(path: Path, source: PcmSource) -> int:
    """An MP3 is decoded with its encoder's delay, or joined files would be cut at the join."""
    index = getattr(source, "_index", None)
    return index.skip if index and path.suffix == ".mp3" else 0


def plain_blocks(path: Path, source: PcmSource) -> Iterator[np.ndarray]:
    layout = "mono" if source.channels == 1 else "stereo"
    resampler = av.AudioResampler("s16", layout, source.rate)
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        if path.suffix == ".mp3":
            stream.codec_context.flags2 |= av.codec.context.Flags2.skip_manual
        gathered: list[np.ndarray] = []
        for frame in container.decode(stream):
            gathered += [
                each.to_ndarray().reshape(-1, source.channels)[:, 0]
                for each in resampler.resample(frame)
            ]
            if len(gathered) >= 500:
                yield np.concatenate(gathered)
                gathered = []
        if gathered:
            yield np.concatenate(gathered)


def naive_error_ms(path: Path, at: int, rate: int, truth: np.ndarray) -> float | None:
    """How wrong the time is that PyAV gives to the first sound after its own seek."""
    there = timecode.locate(truth, rate)
    sound: list[np.ndarray] = []
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler("s16", "mono", rate)
        container.seek(round(at / rate * av.time_base))
        claimed: float | None = None
        for frame in container.decode(stream):
            claimed = frame.time if claimed is None else claimed
            sound += [each.to_ndarray().reshape(-1) for each in resampler.resample(frame)]
            if sum(map(len, sound)) > rate // 4:
                break
    here = timecode.locate(np.concatenate(sound), rate) if sound else None
    if here is None or there is None or claimed is None:
        return None
    return (here.sample - there.sample) * 1000 / rate - (claimed - at / rate) * 1000


def main(arguments: list[str]) -> int:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seeks", type=int, default=60)
    given = parser.parse_args(arguments)
    chosen = given.names or names()
    try:
        if set(chosen) & set(INDEXED):
            for line in index_rows(chosen):
                print(line, flush=True)
            print()
        for line in seek_rows(chosen, given.seeks):
            print(line, flush=True)
        if "vbr-damaged" in chosen:
            print(f"\n{drift_line('vbr-damaged')}")
    except MediaTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
