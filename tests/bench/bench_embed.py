"""What 200 chapters in an MP3 cost, against a plain copy and against an ffmpeg remux.

    python tests/bench/bench_embed.py [MEGABYTES...]      default: 60 200

Needs ffmpeg. Each turn runs one after the other on the same file: cp and fsync, ours (the copy,
fsync, the comparison of every byte, reading back and the move), ours in place, and ffmpeg putting
the same chapters in without fsync. Before each, a copy is made and removed and the disk flushed:
memory that a virtual machine has never used costs more than the copying itself. Planning, which
reads how long the audio is, is a row of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.containers.embedding import Plan, embed, plan_embedding  # noqa: E402
from notesapp.core.chapters import Chapter  # noqa: E402
from notesapp.core.parser import parse  # noqa: E402
from notesapp.formats.base import Snapshot  # noqa: E402
from notesapp.storage.unfinished import Unfinished  # noqa: E402
from tests.bench.media import MediaTrouble, ffmpeg, need  # noqa: E402
from tests.bench.table import HEAD, row  # noqa: E402
from tests.torture.kill_embed import again_and_again  # noqa: E402

SIZES = (60, 200)
TURNS = 9
CHAPTERS = 200
COPY, REMUX = 2.5, 0.2


def long_mp3(folder: Path, megabytes: int) -> Path:
    """Sound again and again, remuxed so that its header counts all of it."""
    joined = folder / "joined.mp3"
    joined.write_bytes(again_and_again(folder, megabytes))
    path = folder / f"{megabytes}.mp3"
    ffmpeg("-i", joined, "-c", "copy", "-metadata", "title=Episode", path)
    joined.unlink()
    return path


def chapters() -> tuple[Chapter, ...]:
    return tuple(
        Chapter(n * 15_000, f"Question {n} about tomatoes", url=f"https://example.org/{n}")
        for n in range(CHAPTERS)
    )


def ffmetadata(path: Path, plan: Plan) -> Path:
    """The same chapters for ffmpeg."""
    lines = [";FFMETADATA1"]
    for chapter in plan.wanted.chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={chapter.start_ms}"]
        lines += [f"END={chapter.end_ms}", f"title={chapter.title}"]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def timed(work: Callable[[], object], source: Path, made: Path | None = None) -> float:
    """Milliseconds of the work alone; what it made before is removed, and memory is warm."""
    warm = source.with_name("warm")
    shutil.copyfile(source, warm)
    for path in (warm, made):
        if path is not None:
            path.unlink(missing_ok=True)
    os.sync()
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def plain_copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", str(source), str(target)], check=True)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def compare(folder: Path, megabytes: int) -> None:
    """Print the rows of one size."""
    source = long_mp3(folder, megabytes)
    snapshot = Snapshot(parse(""), chapters())
    plan = plan_embedding(snapshot, source)
    named = ffmetadata(folder / "chapters.txt", plan)
    unfinished = Unfinished(folder / "state")
    copy, ours, other = folder / "copy.mp3", folder / "ours.mp3", folder / "other.mp3"
    work: dict[str, tuple[Callable[[], object], Path | None]] = {
        "plan": (lambda: plan_embedding(snapshot, source), None),
        "cp": (lambda: plain_copy(source, copy), copy),
        "ours": (lambda: embed(plan, ours, unfinished=unfinished), ours),
        "place": (lambda: embed(plan, unfinished=unfinished), None),
        "remux": (lambda: remux(source, named, other), other),
    }
    times: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(TURNS):
        for name, (doing, made) in work.items():
            times[name].append(timed(doing, source, made))
    size = f"{megabytes} MB"
    print(row(f"{size}: a copy with chapters, to cp + fsync", times["ours"], times["cp"], COPY))
    print(row(f"{size}: in place, to cp + fsync", times["place"], times["cp"], COPY))
    print(row(f"{size}: a copy with chapters, to ffmpeg", times["ours"], times["remux"], REMUX))
    print(f"| {size}: planning | {median(times['plan']):.2f} | | | | |", flush=True)


def remux(source: Path, named: Path, target: Path) -> None:
    ffmpeg(
        *("-i", source, "-i", named, "-map", "0:a", "-map_metadata", "0", "-map_chapters", "1"),
        *("-c", "copy", target),
    )


def main(arguments: list[str]) -> int:
    """Print the table."""
    try:
        need("ffmpeg")
        print(HEAD, flush=True)
        for megabytes in [int(word) for word in arguments] or SIZES:
            # Beside the build, not in memory where a temporary folder may be.
            place = ROOT / "build"
            place.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(dir=place) as folder:
                compare(Path(folder), megabytes)
    except MediaTrouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
