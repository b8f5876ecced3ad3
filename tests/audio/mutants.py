"""Damaged copies of media files, and a program that reads each: ``python mutants.py FOLDER``.

The program ends with 0 if no file did anything but play or be refused with a sentence, each
within seconds and without much memory. Anything else is told on its standard output.
"""

from __future__ import annotations

import faulthandler
import random
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from notesapp.audio.facts import probe
from notesapp.audio.open_source import open_source
from notesapp.audio.wav_view import WavView
from notesapp.errors import AudioTrouble

LONGEST_S = 20
MOST_MB = 400

Mutation = Callable[[bytearray, random.Random], bytes]


def truncated(data: bytearray, dice: random.Random) -> bytes:
    return bytes(data[: dice.randrange(1, len(data))])


def flipped(data: bytearray, dice: random.Random) -> bytes:
    for _ in range(max(20, len(data) // 500)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return bytes(data)


def flipped_head(data: bytearray, dice: random.Random) -> bytes:
    for _ in range(12):
        data[dice.randrange(min(600, len(data)))] ^= 1 << dice.randrange(8)
    return bytes(data)


def zeroed(data: bytearray, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(data)), dice.randrange(1, len(data) // 3)
    data[at : at + length] = bytes(len(data[at : at + length]))
    return bytes(data)


def with_bombs(data: bytearray, dice: random.Random) -> bytes:
    """Lengths and counts near the start become as large as they can be."""
    for _ in range(4):
        at = dice.randrange(min(800, len(data)))
        data[at : at + 4] = dice.choice((b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
    return bytes(data)


def with_garbage(data: bytearray, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return bytes(data[:at]) + dice.randbytes(dice.randrange(1, 50_000)) + bytes(data[at:])


def shuffled(data: bytearray, dice: random.Random) -> bytes:
    pieces = [bytes(data[at : at + 4000]) for at in range(0, len(data), 4000)]
    dice.shuffle(pieces)
    return b"".join(pieces)


MUTATIONS: tuple[Mutation, ...] = (
    *(truncated, flipped, flipped_head, zeroed, with_bombs, with_garbage, shuffled),
)


def make_mutants(originals: list[Path], folder: Path, count: int) -> None:
    """Write ``count`` files that say in their names what was done to what with which seed."""
    for seed in range(count):
        original = originals[seed % len(originals)]
        mutation = MUTATIONS[seed // len(originals) % len(MUTATIONS)]
        data = mutation(bytearray(original.read_bytes()), random.Random(seed))
        (folder / f"{seed:04}-{mutation.__name__}-{original.name}").write_bytes(data)


def read(path: Path) -> None:
    """Use a file as the program does: facts, header, and pieces all over it."""
    try:
        probe(path)
    except AudioTrouble:
        pass
    try:
        source = open_source(path)
    except AudioTrouble:
        return
    view = WavView(source)
    assert 1 <= source.channels <= 2 and source.rate > 0 < source.total
    assert len(view.read(0, 44)) == 44
    dice = random.Random(path.name)
    for _ in range(10):
        start = dice.randrange(source.total)
        expected = min(4000, source.total - start) * 2 * source.channels
        assert len(source.read(start, 4000)) == expected
    assert len(source.read(source.total - 1, 100)) == 2 * source.channels
    source.close()


def most_used_mb() -> int:
    """The most memory this process ever used.

    What the system counts for a process goes on from the one it was forked from; Linux has a
    count for the program alone.
    """
    status = Path("/proc/self/status")
    if status.exists():
        (peak,) = (s for s in status.read_text("utf-8").splitlines() if s.startswith("VmHWM:"))
        return int(peak.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(folder: Path) -> int:
    bad = 0
    for path in sorted(folder.iterdir()):
        faulthandler.dump_traceback_later(LONGEST_S, exit=True)
        sys.stderr.write(f"{path.name}\n")  # the last one named is the one that crashed
        try:
            read(path)
        except Exception as error:
            print(f"{path.name}: {error!r}")
            bad += 1
        faulthandler.cancel_dump_traceback_later()
    used_mb = most_used_mb()
    if used_mb > MOST_MB:
        print(f"{used_mb} MB used")
        bad += 1
    return min(bad, 100)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
